from odoo import api, fields, models

from odoo.addons.fmcg_channel.words import join_names


class ChannelPromotionStep(models.Model):
    """What is given from a threshold on."""

    _name = "channel.promotion.step"
    _description = "Step of a Promotion"
    _inherit = "channel.promotion.part"
    _order = "promotion_id, threshold, id"
    _rec_names_search = ["promotion_id"]

    _price_fields = ("threshold", "percent")
    _visible_fields = ("promotion_id",)
    _in_book = True

    promotion_id = fields.Many2one(
        "channel.promotion", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="promotion_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="promotion_id.currency_id")
    kind = fields.Selection(related="promotion_id.kind")
    gift_choice = fields.Selection(related="promotion_id.gift_choice")
    same_product = fields.Boolean(related="promotion_id.same_product")
    threshold = fields.Float(
        digits=(16, 4),
        help="A value in the promotion's currency or a quantity in its unit; for every "
        "n-th piece the n.",
    )
    amount = fields.Monetary(string="Amount Off")
    percent = fields.Float(string="Percent Off", digits=(16, 4), aggregator=None)
    price = fields.Monetary(help="For one unit of the promotion.")
    gift_quantity = fields.Float(
        string="Pieces",
        digits="Product Unit",
        default=1.0,
        help="Pieces that are given each time, where the customer gets one of the gifts "
        "or the product that was bought.",
    )
    gift_ids = fields.One2many(
        "channel.promotion.gift", "step_id", string="Gifts", copy=True
    )

    _threshold_positive = models.Constraint(
        "CHECK (threshold >= 0)",
        "Threshold: it cannot be negative. Give 0 for a benefit without one.",
    )

    @api.depends("promotion_id.name", "gift_ids")
    def _compute_display_name(self):
        for step in self:
            names = step.gift_ids.mapped("product_id.display_name")
            step.display_name = join_names(self.env, names) or step.promotion_id.name
