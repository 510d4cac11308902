from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command

from .order_common import PromotionOrderCase


class LedgerCase(PromotionOrderCase):
    """Promotions with budgets, and what the ledger says of them."""

    @classmethod
    def limited(cls, limit, threshold=100, amount=10, measure="money", **values):
        """10 off orders of 100, as long as there is a budget."""
        budget = {"measure": measure, "limit": limit}
        for name in ("scope", "period", "partial"):
            if name in values:
                budget[name] = values.pop(name)
        return cls.amount_off(
            threshold, amount, budget_ids=[Command.create(budget)], **values
        )

    def confirmed(self, pieces=20, product=None, **values):
        order = self.create_sale([(product or self.tea, pieces)], **values)
        order.action_confirm()
        return order

    def used(self, promotion):
        """What counters say; the ledger must say the same."""
        self.env.flush_all()
        self.env.invalidate_all()
        for usage in promotion.budget_ids.usage_ids:
            counted = sum(self.count(usage, entry) for entry in usage.entry_ids)
            self.assertAlmostEqual(usage.used, counted, 6)
        return sum(promotion.budget_ids.usage_ids.mapped("used"))

    def count(self, usage, entry):
        return {
            "money": entry.amount + entry.gift_value,
            "gifts": entry.gift_quantity,
            "uses": entry.uses,
        }[usage.budget_id.measure]

    def given(self, promotion, order):
        """The sum of the entries: money off, pieces, their value, uses."""
        entries = self.entries(order).filtered(lambda one: one.promotion_id == promotion)
        return tuple(
            round(sum(entries.mapped(name)), 6)
            for name in ("amount", "gift_quantity", "gift_value", "uses")
        )

    def entries(self, order):
        return self.env["channel.promotion.entry"].search([("order_id", "in", order.ids)])

    def why_not(self, order):
        return [one["text"] for one in order.sudo()._explain_promotions()["refused"]]

    @contextmanager
    def keeping(self, promotion, amount):
        """Orders that still have ``amount`` of a promotion, whatever they were given."""
        kept = {promotion: (amount, 0, 0, 1)}
        with patch.object(
            type(self.env["sale.order"]), "_get_promotion_kept", lambda order: kept
        ):
            yield

    @contextmanager
    def assertRefused(self, pattern):
        """The refusal takes back what was done, as at the end of a request."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertRegex(str(caught.exception), pattern)
