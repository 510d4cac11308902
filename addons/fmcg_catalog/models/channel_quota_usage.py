from odoo import api, fields, models

from ..engine import quota as engine


class ChannelQuotaUsage(models.Model):
    """What is used of a quota in one period."""

    _name = "channel.quota.usage"
    _description = "Usage of a Quota"
    _inherit = "channel.counter"
    _rec_name = "quota_id"

    _counter_of = "quota_id"

    quota_id = fields.Many2one(
        "channel.quota", required=True, readonly=True, index=True, ondelete="restrict"
    )
    left = fields.Float(compute="_compute_left", digits="Product Unit")
    entry_ids = fields.One2many("channel.quota.entry", "usage_id", readonly=True)

    _counter_unique = models.UniqueIndex(
        "(quota_id, period_start, COALESCE(node_id, 0))",
        "This quota counts this buyer and period already.",
    )

    @api.depends("used", "quota_id.quantity")
    def _compute_left(self):
        for usage in self:
            usage.left = max(usage.quota_id.quantity - usage.used, 0.0)

    @api.model
    def _make_counter(self, limit_id, start, node_id):
        return engine.Counter(limit_id, start, node_id)
