from odoo import fields, models


class ChannelPromotionFunder(models.Model):
    """Who pays which part of what a promotion gives."""

    _name = "channel.promotion.funder"
    _description = "Funder of a Promotion"
    _inherit = "channel.promotion.part"
    _order = "promotion_id, id"
    _rec_name = "partner_id"

    _visible_fields = ("promotion_id", "partner_id")

    promotion_id = fields.Many2one(
        "channel.promotion", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="promotion_id.company_id", store=True, index=True, precompute=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Funder",
        required=True,
        check_company=True,
        ondelete="restrict",
    )
    share = fields.Float(string="Share (%)", digits=(16, 4), default=100.0)

    _share_within_hundred = models.Constraint(
        "CHECK (share > 0 AND share <= 100)",
        "Share: it lies above 0 and is at most 100 percent.",
    )
    _partner_unique = models.UniqueIndex(
        "(promotion_id, partner_id)",
        "Each funder stands once in a promotion. Add up its shares.",
    )
