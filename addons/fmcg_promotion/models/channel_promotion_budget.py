from datetime import date

from odoo import api, fields, models

from odoo.addons.fmcg_catalog.engine.periods import start_of

from ..engine import definition as engine

# A budget that is never renewed has one period.
BEGINNING = date(1970, 1, 1)


class ChannelPromotionBudget(models.Model):
    """How much a promotion may give: in money, pieces of gifts, or orders."""

    _name = "channel.promotion.budget"
    _description = "Budget of a Promotion"
    _inherit = "channel.promotion.part"
    _order = "promotion_id, id"
    _rec_name = "promotion_id"

    _price_fields = ("limit", "used", "left")
    _visible_fields = ("promotion_id",)
    _free_fields = frozenset({"limit", "partial"})

    promotion_id = fields.Many2one(
        "channel.promotion", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="promotion_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="promotion_id.currency_id")
    measure = fields.Selection(
        [
            (engine.MONEY, "Money"),
            (engine.PIECES, "Pieces of gifts"),
            (engine.USES, "Orders"),
        ],
        string="Counts",
        default=engine.MONEY,
        required=True,
        help="Money counts what is taken off and the value of gifts.",
    )
    limit = fields.Float(digits=(16, 6), required=True)
    scope = fields.Selection(
        [("all", "All customers together"), ("each", "Every customer on its own")],
        string="For",
        default="all",
        required=True,
    )
    period = fields.Selection(
        [
            ("once", "Once"),
            ("day", "A day"),
            ("week", "A week"),
            ("month", "A month"),
            ("year", "A year"),
        ],
        default="once",
        required=True,
        help="When the budget starts anew. A week begins on Monday.",
    )
    partial = fields.Boolean(
        string="Give What Is Left",
        help="At the end of the budget, give what is left instead of nothing.",
    )
    usage_ids = fields.One2many("channel.promotion.usage", "budget_id", readonly=True)
    used = fields.Float(
        string="Used now",
        digits=(16, 2),
        compute="_compute_used",
        compute_sudo=True,
        help="By all customers, in the period that has today.",
    )
    left = fields.Float(
        string="Left now",
        digits=(16, 2),
        compute="_compute_used",
        compute_sudo=True,
        help="Of a budget that all customers share.",
    )

    _limit_positive = models.Constraint(
        'CHECK ("limit" >= 0)',
        "Limit: it cannot be negative. Give 0 when nothing may be given.",
    )

    @api.depends("usage_ids.used", "limit", "period")
    def _compute_used(self):
        usages = self.env["channel.promotion.usage"].search(
            [("budget_id", "in", self.ids)]
        )
        by_period = usages.grouped(lambda usage: (usage.budget_id, usage.period_start))
        for budget in self:
            today = (budget.company_id or self.env.company)._get_channel_today()
            key = budget._origin, budget._get_period_start(today)
            budget.used = sum(by_period.get(key, usages.browse()).mapped("used"))
            budget.left = max(budget.limit - budget.used, 0.0)

    def _get_period_start(self, day):
        """First day of the period in which ``day`` counts."""
        self.ensure_one()
        return BEGINNING if self.period == "once" else start_of(self.period, day)

    def _describe_left(self):
        """What is left now: a translated phrase."""
        self.ensure_one()
        return self._describe_measure(self.left)

    def _describe_measure(self, number):
        """So much of what the budget counts: a translated phrase."""
        if self.measure == engine.MONEY:
            return self.currency_id.format(number)
        if self.measure == engine.PIECES:
            return self.env._("%(number)s gifts", number=f"{number:g}")
        return self.env._("%(number)s orders", number=f"{number:g}")
