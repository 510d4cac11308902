from odoo import api, fields, models


class ChannelPromotionUsage(models.Model):
    """What is used of a budget in one period: the row that orders race for."""

    _name = "channel.promotion.usage"
    _description = "Usage of a Promotion's Budget"
    _inherit = ["channel.guard", "channel.price.guard"]
    _order = "period_start desc, id"
    _rec_name = "budget_id"

    _price_fields = ("used", "left")

    budget_id = fields.Many2one(
        "channel.promotion.budget",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", string="Seller", required=True, readonly=True, index=True
    )
    period_start = fields.Date(required=True, readonly=True)
    node_id = fields.Many2one(
        "channel.node",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty where customers are counted together.",
    )
    used = fields.Float(digits=(16, 6), readonly=True, required=True)
    left = fields.Float(compute="_compute_left", digits=(16, 2))

    _counter_unique = models.UniqueIndex(
        "(budget_id, period_start, COALESCE(node_id, 0))",
        "This budget counts this customer and period already.",
    )

    @api.depends("used", "budget_id.limit")
    def _compute_left(self):
        for usage in self:
            usage.left = max(usage.budget_id.limit - usage.used, 0.0)
