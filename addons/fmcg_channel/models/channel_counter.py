from dataclasses import astuple

from odoo import api, fields, models
from odoo.fields import Domain


class ChannelCounter(models.AbstractModel):
    """What is used of a limit in one period, by one buyer or by all of them together:
    the row that confirmations race for.

    How to use: inherit it, name in ``_counter_of`` the Many2one to what has the limit
    (which has ``company_id`` and ``usage_ids``), return the engine's counter in
    ``_make_counter``, and declare a unique index over the three. An engine's counter is a
    dataclass of the limit's id, the first day of the period, and the buyer's id or 0; its
    order is that in which rows are made.
    """

    _name = "channel.counter"
    _description = "Counter of a Limit"
    _inherit = "channel.guard"
    _order = "period_start desc, id"

    _counter_of = ""

    company_id = fields.Many2one(
        "res.company", string="Seller", required=True, readonly=True, index=True
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

    @api.model
    def _make_counter(self, limit_id, start, node_id):
        """The engine's counter."""
        raise NotImplementedError

    def _get_counter(self):
        self.ensure_one()
        limit = self[self._counter_of]
        return self._make_counter(limit.id, self.period_start, self.node_id.id or 0)

    @api.model
    def _find_counters(self, counters):
        """:return: dict from engine counter to its row; those without are left out"""
        if not counters:
            return {}
        limits, starts, nodes = map(set, zip(*map(astuple, counters), strict=True))
        found = self.sudo().search_fetch(
            Domain(self._counter_of, "in", list(limits))
            & Domain("period_start", "in", list(starts))
            & Domain("node_id", "in", [node or False for node in nodes]),
            [self._counter_of, "period_start", "node_id", "used"],
        )
        rows = {usage._get_counter(): usage for usage in found}
        return {counter: rows[counter] for counter in counters if counter in rows}

    @api.model
    def _ensure_counters(self, counters):
        """The rows of all ``counters``, made where they are missing."""
        found = self._find_counters(counters)
        missing = sorted(map(astuple, set(counters) - found.keys()))
        if not missing:
            return found
        limits = self[self._counter_of].sudo().browse(limit for limit, _s, _n in missing)
        self._guard_ensure(
            [
                {
                    self._counter_of: limit.id,
                    "company_id": limit.company_id.id,
                    "period_start": start,
                    "node_id": node or None,
                }
                for limit, (_limit, start, node) in zip(limits, missing, strict=True)
            ]
        )
        limits.invalidate_recordset(["usage_ids"])
        return self._find_counters(counters)
