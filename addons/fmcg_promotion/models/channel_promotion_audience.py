from odoo import fields, models

from ..engine import basket

# In the order of ``date.weekday()``
WEEKDAYS = (
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
)
CHANNELS = {
    "for_portal": basket.PORTAL,
    "for_salesperson": basket.SALESPERSON,
    "for_import": basket.IMPORT,
}


class ChannelPromotion(models.Model):
    """When a promotion holds, and for whom."""

    _inherit = "channel.promotion"

    # When
    date_start = fields.Date(
        string="From",
        tracking=True,
        default=lambda self: self.env.company._get_channel_today(),
        help="First day, in the seller's time zone. Empty: from the beginning.",
    )
    date_end = fields.Date(
        string="Until",
        tracking=True,
        help="Last day, in the seller's time zone. Empty: without end.",
    )
    mon = fields.Boolean(default=True)
    tue = fields.Boolean(default=True)
    wed = fields.Boolean(default=True)
    thu = fields.Boolean(default=True)
    fri = fields.Boolean(default=True)
    sat = fields.Boolean(default=True)
    sun = fields.Boolean(default=True)

    # For whom; what is named of several kinds must all hold
    tier_ids = fields.Many2many("channel.tier", string="Tiers", ondelete="restrict")
    territory_ids = fields.Many2many(
        "channel.territory",
        string="Territories",
        ondelete="restrict",
        help="With all territories below.",
    )
    grade_ids = fields.Many2many(
        "channel.grade", string="Grades", check_company=True, ondelete="restrict"
    )
    node_ids = fields.Many2many("channel.node", string="Customers", ondelete="restrict")
    first_order = fields.Boolean(
        string="First Order Only",
        help="Only for customers of whom the seller has confirmed no order yet.",
    )
    coupon_required = fields.Boolean(
        help="Only for orders with a valid coupon code of this promotion."
    )
    for_portal = fields.Boolean(string="Portal", default=True)
    for_salesperson = fields.Boolean(string="Salesperson", default=True)
    for_import = fields.Boolean(string="Import", default=True)
