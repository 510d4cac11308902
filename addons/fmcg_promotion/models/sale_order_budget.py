from collections import defaultdict
from decimal import Decimal

from odoo import models

from ..engine import definition


class SaleOrder(models.Model):
    """Orders get what budgets have left."""

    _inherit = "sale.order"

    def action_confirm(self):
        """What was taken for an order that was not confirmed after all is given back."""
        result = super().action_confirm()
        self.filtered(
            lambda order: not order._holds_promotion_budget()
        )._sync_promotion_entries()
        # where deliveries were cancelled, the new ones are there only now
        again = self.filtered(
            lambda order: any(move.state == "cancel" for move in order.order_line.move_ids)
        )
        if again:
            again._on_promotion_returned()
        return result

    def _get_promotion_budgets(self, candidates, agreement):
        """What is left of the promotions' budgets, and what this order has of it itself.

        :return: dict from promotion id to a list of the engine's ``Limit``
        """
        found = {}
        budgets = self.env["channel.promotion.budget"]._find_for(
            candidate.id for candidate in candidates
        )
        if not budgets:
            return found
        own, booked = self._get_promotion_own_use(budgets)
        day = self._get_buying_day()
        counters = {
            counter: promotion_id
            for promotion_id, its in budgets.items()
            for counter in its._get_counters(
                agreement.node_id, day, booked[promotion_id]
            )
        }
        rows = self.env["channel.promotion.usage"]._find_counters(counters)
        by_id = {budget.id: budget for its in budgets.values() for budget in its}
        for counter, promotion_id in counters.items():
            used = Decimal(f"{rows[counter].used:.6f}") if counter in rows else 0
            limit = by_id[counter.budget]._get_engine_limit(used - own[counter])
            found.setdefault(promotion_id, []).append(limit)
        return found

    def _get_promotion_own_use(self, budgets):
        """What this order uses already.

        :param budgets: dict from promotion id to budgets
        :return: (dict from counter to what it has there, dict from promotion id to
            counters), both with a default
        """
        own, booked = defaultdict(Decimal), defaultdict(tuple)
        order = self._origin
        if not order:
            return own, booked
        measures = {one.id: one.measure for its in budgets.values() for one in its}
        bookings = self.env["channel.promotion.entry"]._get_bookings(order)
        for account, given in bookings.items():
            booked[account.promotion] += account.counters
            for counter in account.counters:
                if counter.budget in measures:
                    own[counter] += given.count(measures[counter.budget])
        return own, booked


class ChannelPromotionBudget(models.Model):
    _inherit = "channel.promotion.budget"

    def _get_engine_limit(self, used):
        """The engine's ``Limit``, when so much is used by others."""
        self.ensure_one()
        left = Decimal(f"{self.limit:.6f}") - used
        return definition.Limit(self.measure, max(left, Decimal(0)), self.partial)
