from odoo import api, fields, models

from ..engine import definition, ledger

# Half of the last decimal that is counted
EPSILON = 0.0000005


class ChannelPromotionBudget(models.Model):
    """Budgets find the counters that orders use."""

    _inherit = "channel.promotion.budget"

    @api.model
    def _find_for(self, promotion_ids):
        """The budgets of promotions, whoever asks.

        :return: dict from promotion id to its budgets
        """
        budgets = self.sudo().search_fetch(
            [("promotion_id", "in", list(promotion_ids))],
            ["promotion_id", "measure", "limit", "scope", "period", "partial"],
            order="id",
        )
        return {
            promotion.id: found
            for promotion, found in budgets.grouped("promotion_id").items()
        }

    def _get_counters(self, node, day, booked=()):
        """Where an order counts in these budgets.

        :param node: the buyer's ``channel.node``
        :param day: on which the buyer ordered
        :param booked: counters that the order uses already: it stays in their periods
        :return: sorted tuple of the engine's ``Counter``
        """
        starts = {counter.budget: counter.start for counter in booked}
        return tuple(
            sorted(
                ledger.Counter(
                    budget.id,
                    starts.get(budget.id) or budget._get_period_start(day),
                    node.id or 0 if budget.scope == "each" else 0,
                )
                for budget in self
            )
        )

    def _format_counted(self, number):
        """So much money, so many gifts or orders: a translated phrase."""
        self.ensure_one()
        if self.measure == definition.MONEY:
            return self.currency_id.format(number)
        if self.measure == definition.PIECES:
            return self.env._("%(number)s gifts", number=f"{number:g}")
        return self.env._("%(number)s orders", number=f"{number:g}")

    def _say_exceeded(self, left, wanted):
        """Why an order takes too much: a translated sentence."""
        self.ensure_one()
        return self.env._(
            "“%(promotion)s”: its budget of %(limit)s has %(left)s left, and this takes "
            "%(wanted)s. Confirm the order again: it then gets what is left.",
            promotion=self.promotion_id.name,
            limit=self._format_counted(self.limit),
            left=self._format_counted(max(left, 0.0)),
            wanted=self._format_counted(wanted),
        )


class ChannelPromotionUsage(models.Model):
    """Rows of the engine's counters."""

    _inherit = "channel.promotion.usage"

    _price_fields = ("used", "left", "limit")

    measure = fields.Selection(related="budget_id.measure")
    limit = fields.Float(related="budget_id.limit")
    entry_ids = fields.Many2many(
        "channel.promotion.entry",
        "channel_promotion_entry_usage_rel",
        "usage_id",
        "entry_id",
        string="Entries",
        readonly=True,
    )

    @api.model
    def _count(self, added, rows):
        """Add to counters, and see whether that is too much.

        :param added: dict from engine counter to what is added
        :param rows: dict from engine counter to its row
        :return: list of translated sentences, one for each budget that is exceeded
        """
        changes = {counter: change for counter, change in added.items() if change}
        totals = self._guard_add(
            {rows[counter].id: change for counter, change in changes.items()}
        )
        self.browse(totals).modified([self._guard_field])
        problems = []
        for counter, change in changes.items():
            budget = rows[counter].budget_id
            excess = totals[rows[counter].id] - budget.limit
            if change > 0 and excess > EPSILON:
                left = float(change) - excess
                problems.append(budget._say_exceeded(left, float(change)))
        return problems
