from odoo import api, fields, models

from ..engine import ledger


class ChannelPromotionUsage(models.Model):
    """What is used of a budget in one period."""

    _name = "channel.promotion.usage"
    _description = "Usage of a Promotion's Budget"
    _inherit = ["channel.counter", "channel.price.guard"]
    _rec_name = "budget_id"

    _counter_of = "budget_id"
    _price_fields = ("used", "left")

    budget_id = fields.Many2one(
        "channel.promotion.budget",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    left = fields.Float(compute="_compute_left", digits=(16, 2))

    _counter_unique = models.UniqueIndex(
        "(budget_id, period_start, COALESCE(node_id, 0))",
        "This budget counts this customer and period already.",
    )

    @api.depends("used", "budget_id.limit")
    def _compute_left(self):
        for usage in self:
            usage.left = max(usage.budget_id.limit - usage.used, 0.0)

    @api.model
    def _make_counter(self, limit_id, start, node_id):
        return ledger.Counter(limit_id, start, node_id)
