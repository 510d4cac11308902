import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_channel.turns import take_turn

from ..engine import replenishment

_logger = logging.getLogger(__name__)

ATTEMPTS = 3


class ResCompany(models.Model):
    """What an enterprise keeps in stock is proposed as purchases from its upstream.

    Derived from what is there, what is coming and what was sold: looking again changes
    nothing. What is within the budget is handed in by itself, the rest waits for somebody.
    """

    _inherit = "res.company"

    # see channel.author.guard
    _insider_fields = (
        "replenishment_budget",
        "replenishment_days",
        "replenishment_period",
        "replenishment_release",
    )

    replenishment_release = fields.Selection(
        [("by_hand", "Somebody hands it in"), ("within_budget", "By itself, within a budget")],
        string="What the Stock Needs",
        required=True,
        default="by_hand",
        help="When the purchase that replenishment rules propose goes to the supplier.",
    )
    replenishment_budget = fields.Monetary(
        groups="fmcg_purchase.group_purchaser",
        help="What may be ordered for the stock without anybody, untaxed.",
    )
    replenishment_period = fields.Selection(
        [("day", "A day"), ("month", "A month")],
        string="Budget Is For",
        required=True,
        default="month",
    )
    replenishment_days = fields.Integer(
        string="Days of Sell-out",
        required=True,
        default=28,
        help="Over how many days, until today, what is sold a day is averaged. Whole weeks "
        "count each weekday as often as the others.",
    )

    _replenishment_budget_positive = models.Constraint(
        "CHECK (replenishment_budget IS NULL OR replenishment_budget >= 0)",
        "Replenishment budget: give 0 or more.",
    )
    _replenishment_days_positive = models.Constraint(
        "CHECK (replenishment_days > 0)",
        "Days of sell-out: give 1 or more.",
    )

    @api.model
    def _cron_replenish(self):
        """Daily: each enterprise in a transaction of its own."""
        companies = self.browse()
        for name in ("channel.replenishment.rule", "channel.replenishment"):
            companies |= companies.union(
                *(company for (company,) in self.env[name]._read_group([], ["company_id"]))
            )
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=len(companies))
        for company in companies:
            company._try_to_replenish()
            Cron._commit_progress(1)

    def _try_to_replenish(self):
        """What fails keeps no other enterprise waiting."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._replenish()
                self.env.flush_all()
                return
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                # somebody else was at the same rows
                self.env.cr.rollback()
                _logger.info("%s: replenishment, attempt %s", self, attempt)
            except Exception:
                self.env.cr.rollback()
                _logger.exception("%s could not be replenished", self)
                return

    def _replenish(self):
        """Look what the stock needs; safe to be called at any time.

        As superuser of the enterprise, one process at a time: two never spend the same
        money.
        """
        self.ensure_one()
        if not self.sudo().channel_node_id:
            return
        company = self._in_own_books()
        take_turn(company.channel_node_id)
        company._plan_replenishment()
        if company.sourcing_release != "at_cutoff":
            company._hand_in_within_budget()

    def _plan_replenishment(self):
        """Bring what is proposed, and the open purchases, in line with what is needed."""
        sold = self._get_sell_out()
        rules, agreements = self._get_replenished(sold)
        items = self._get_items(rules, agreements)
        rates = self._get_rates(sold)
        budget = self._get_budget_left()
        plan = replenishment.plan(items, rates, budget)
        self._bring_stock_in_line(plan, agreements)
        self.env["channel.replenishment"]._keep(self, items, rates, plan, agreements)

    def _get_replenished(self, sold):
        """Of what was sold, and of what is always kept: dict from product to the engine's rule, and dict from its id to the agreement
        under which it is bought, of all that have both."""
        Rule = self.env["channel.replenishment.rule"]
        own = Rule.search([("company_id", "=", self.id)])
        if not own:
            return {}, {}
        kept = own.filtered(lambda rule: rule.kind == replenishment.MIN_MAX)
        Product = self.env["product.product"]
        products = Product.union(*sold).filtered("is_storable")
        if kept:
            goods = kept._get_goods_domain() & fields.Domain("is_storable", "=", True)
            products |= Product.search(goods)
        rules = Rule._find_for_products(self, products)
        agreements = self._choose_suppliers(Product.union(*rules))
        return (
            {one: rule for one, rule in rules.items() if one.id in agreements},
            agreements,
        )

    # --- the budget ---

    def _get_budget_left(self):
        """Money that is left of the period's budget; None where nothing goes by itself."""
        if self.replenishment_release != "within_budget":
            return None
        today = self._get_channel_today()
        start = today if self.replenishment_period == "day" else today.replace(day=1)
        return to_quantity(self.replenishment_budget) - self._get_budget_spent(start)

    def _get_budget_spent(self, start):
        """Untaxed amount, in the enterprise's currency, of what was ordered for the stock
        by itself from the day ``start`` on, as the supplier prices it now."""
        self.env["purchase.order.line"].flush_model()
        self.env["purchase.order"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT SUM(line.price_subtotal / COALESCE(NULLIF(po.currency_rate, 0), 1)
                              * LEAST(line.stock_quantity / line.product_qty, 1))
                     FROM purchase_order_line line
                     JOIN purchase_order po ON po.id = line.order_id
                    WHERE po.company_id = %s AND po.replenished_day >= %s
                      AND po.state NOT IN ('draft', 'cancel')
                      AND line.stock_quantity > 0 AND line.product_qty > 0""",
                self.id,
                start,
            )
        )
        return to_quantity(float(rows[0][0] or 0))

    def _hand_in_within_budget(self):
        for order in self._get_stock_drafts().filtered("is_within_budget"):
            order._hand_in_or_tell()

    # --- the purchases that are not handed in ---

    def _get_stock_drafts(self):
        """Open purchases for the stock alone."""
        return self.env["purchase.order"].search(
            [
                ("company_id", "=", self.id),
                ("is_replenishment", "=", True),
                ("state", "=", "draft"),
            ]
        )

    def _stands_with_customers(self, by_itself):
        """Whether what the stock needs goes to the supplier together with what customers
        wait for: when both are handed in at the same time, in the same way."""
        return self.sourcing_release == ("at_cutoff" if by_itself else "by_hand")

    def _bring_stock_in_line(self, plan, agreements):
        """Make the open purchases ask for exactly what the plan does for the stock."""
        drafts = self._get_sourced_drafts() | self._get_stock_drafts()
        old = drafts.order_line.filtered("stock_quantity")
        known = {(line.order_id._get_stock_key(), line.product_id.id): line for line in old}
        new = []
        for by_itself, suggestions in ((True, plan.now), (False, plan.waiting)):
            apart = not self._stands_with_customers(by_itself)
            for one in suggestions:
                key = (agreements[one.product], apart, by_itself)
                line = known.get((key, one.product))
                if not one.quantity:
                    continue
                if line:
                    old -= line
                    line._want_for_stock(one.quantity)
                else:
                    new.append((key, one))
        old.unlink()
        self._add_stock_lines(drafts, new)
        drafts.exists()._drop_empty()

    def _add_stock_lines(self, drafts, wanted):
        """:param wanted: list of pairs of ``purchase.order._get_stock_key`` and suggestion"""
        orders = {}
        for key, _one in wanted:
            if key not in orders:
                orders[key] = self._find_stock_draft(drafts, *key)
        self.env["purchase.order.line"]._create_sourced(
            [
                {
                    "order_id": orders[key].id,
                    "product_id": one.product,
                    "product_qty": float(one.quantity),
                    "stock_quantity": float(one.quantity),
                }
                for key, one in wanted
            ]
        )

    def _find_stock_draft(self, drafts, agreement, apart, by_itself):
        """The open purchase that such lines stand in, made if there is none."""
        fitting = drafts.filtered(
            lambda order: order._collects(agreement)
            and order.is_replenishment == apart
            and (order.is_within_budget == by_itself or not apart)
        )
        order = fitting[:1] or self._make_sourced_draft(agreement)
        values = {"is_replenishment": apart, "is_within_budget": by_itself}
        if any(order[name] != value for name, value in values.items()):
            order.write(values)
        return order

    def _take_stock_apart(self):
        """What stands with customers' goods and is not to go with them goes; the next look
        finds it a place of its own."""
        drafts = self._get_sourced_drafts()
        lines = drafts.order_line.filtered("stock_quantity")
        lines.filtered(
            lambda line: not self._stands_with_customers(line.order_id.is_within_budget)
        ).unlink()
        drafts._drop_empty()
