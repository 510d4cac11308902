from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import quota as engine


class ChannelQuotaUsage(models.Model):
    """What is used of a quota in one period: the row that confirmations race for."""

    _name = "channel.quota.usage"
    _description = "Usage of a Quota"
    _inherit = "channel.guard"
    _order = "period_start desc, id"
    _rec_name = "quota_id"

    quota_id = fields.Many2one(
        "channel.quota", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, string="Seller"
    )
    period_start = fields.Date(required=True, readonly=True)
    node_id = fields.Many2one(
        "channel.node",
        string="Buyer",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty where buyers are counted together.",
    )
    used = fields.Float(digits=(16, 6), readonly=True, required=True)
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

    def _get_counter(self):
        self.ensure_one()
        return engine.Counter(self.quota_id.id, self.period_start, self.node_id.id or 0)

    @api.model
    def _find_counters(self, counters):
        """:return: dict from engine counter to its row; those without are left out"""
        found = self.sudo().search(
            Domain("quota_id", "in", list({counter.quota for counter in counters}))
            & Domain(
                "period_start", "in", list({counter.start for counter in counters})
            )
            & Domain("node_id", "in", list({c.node or False for c in counters}))
        )
        rows = {usage._get_counter(): usage for usage in found}
        return {counter: rows[counter] for counter in counters if counter in rows}

    @api.model
    def _ensure_counters(self, counters):
        """The rows of all ``counters``, made where they are missing."""
        found = self._find_counters(counters)
        missing = sorted(
            set(counters) - found.keys(), key=lambda c: (c.quota, c.start, c.node)
        )
        if not missing:
            return found
        quotas = self.env["channel.quota"].sudo().browse(c.quota for c in missing)
        self._guard_ensure(
            [
                {
                    "quota_id": counter.quota,
                    "company_id": quota.company_id.id,
                    "period_start": counter.start,
                    "node_id": counter.node or None,
                }
                for counter, quota in zip(missing, quotas, strict=True)
            ]
        )
        quotas.invalidate_recordset(["usage_ids"])
        return self._find_counters(counters)
