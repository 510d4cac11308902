from ast import literal_eval
from collections import defaultdict

from odoo import models
from odoo.fields import Domain

from odoo.addons.fmcg_promotion.models.sale_order_line import GIFT

from ..engine import rules as engine


class FactBoard(dict):
    """Facts of orders by order id, carried in the context of one computation.

    A class of its own, since clients may send a context, but no objects.
    """

    __hash__ = object.__hash__
    __eq__ = object.__eq__


class SaleOrder(models.Model):
    """Which approval rules an order meets: loads the facts, asks the engine."""

    _inherit = "sale.order"

    def evaluate_tier(self, tier):
        """OCA's question whether a rule counts for this order."""
        found = super().evaluate_tier(tier)
        rule = tier.sudo()._prepare_rule()
        if not found or not rule.asks:
            return found
        board = self.env.context.get("approval_facts")
        if not isinstance(board, FactBoard):
            board = found._get_approval_facts(rule.asks)
        return found.filtered(
            lambda order: engine.find_reasons(rule, board[order.id]) is not None
        )

    def _match_approval_rules(self, definitions, asked=None):
        """The rules that each order meets, and why.

        The number of queries does not grow with the orders.

        :param definitions: ``tier.definition`` records, in the order of the answers
        :param asked: conditions of the engine that can be answered, ``None`` for all;
            rules that ask for others are not met
        :return: dict from order to a list of the engine's ``Match``
        """
        rules = definitions._prepare_rules()
        wanted = engine.get_asked(rules)
        if asked is not None:
            rules = tuple(rule for rule in rules if rule.asks <= asked)
            wanted &= asked
        facts = self._get_approval_facts(wanted)
        kept = {
            definition.id: set(self.sudo()._filter_by_domain(definition)._ids)
            for definition in definitions
        }
        return {
            order: [
                match
                for match in engine.find_matches(rules, facts[order.id])
                if order.id in kept[match.rule]
            ]
            for order in self
        }

    def _filter_by_domain(self, definition):
        """Those that meet the domain of a rule, as OCA reads it."""
        domain = definition.definition_domain
        return self.filtered_domain(literal_eval(domain)) if domain else self

    # --- facts ---

    def _get_approval_facts(self, asked):
        """What the engine wants to know; only what is ``asked`` is loaded.

        :return: :class:`FactBoard`
        """
        orders = self.sudo()
        values = {order.id: {} for order in orders}
        loaders = orders._get_fact_loaders()
        for code in sorted(asked):
            name, load = loaders[code]
            found = load()
            for order in orders:
                values[order.id][name] = found[order.id]
        return FactBoard(
            (id_, engine.Facts(**order_values)) for id_, order_values in values.items()
        )

    def _get_fact_loaders(self):
        """Dict from condition to the name of its fact and what loads it for all."""
        return {
            engine.AMOUNT: ("amount", self._load_amounts),
            engine.DISCOUNT: ("discount", self._load_discounts),
            engine.FLOOR: ("below_floor", self._load_below_floor),
            engine.CREDIT: ("credit_overrun", self._load_credit_overruns),
            engine.FIRST_ORDER: ("first_order", self._load_first_orders),
            engine.YOUNG: ("agreement_days", self._load_agreement_days),
            engine.CATEGORY: ("categories", self._load_categories),
            engine.TIER: ("tier", self._load_tiers),
            engine.TERRITORY: ("territories", self._load_territories),
            engine.GRADE: ("grade", self._load_grades),
            engine.GIFT: ("gift", self._load_gifts),
        }

    def _to_approval_currency(self, amount):
        """In the seller's currency, at the rate of the order's own date."""
        return self.company_id.currency_id.round(amount / (self.currency_rate or 1.0))

    def _load_amounts(self):
        return {
            order.id: order._to_approval_currency(order.amount_total) for order in self
        }

    def _load_discounts(self):
        """The largest discount on a line off what the price lists say."""
        lines = self.order_line.filtered(lambda line: line._needs_price())
        quotes = lines._get_quotes()
        largest = dict.fromkeys(self._ids, 0.0)  # orders that are not stored, too
        for line in lines:
            quote = quotes.get(line.id)
            if quote and quote.price and line.product_uom_qty > 0:
                percent = round(100 * (1 - line._get_net_price() / quote.price), 6)
                order_id = line.order_id.id
                largest[order_id] = max(largest[order_id], percent)
        return largest

    def _load_below_floor(self):
        low = set()
        for _company, orders in self.grouped("company_id").items():
            found = orders.order_line._get_below_floor()
            low.update(line.order_id.id for line in found)
        return {order.id: order.id in low for order in self}

    def _load_credit_overruns(self):
        return {order.id: order._has_credit_overrun() for order in self}

    def _has_credit_overrun(self):
        """Hook: whether the order passes its buyer's credit. Without an addon that knows
        of credit, none does."""
        self.ensure_one()
        return False

    def _load_first_orders(self):
        """Whether nothing of the same buyer was confirmed before the order."""
        groups = self._read_group(
            Domain("company_id", "in", self.company_id.ids)
            & Domain("buyer_node_id", "in", self.buyer_node_id.ids)
            & Domain("state", "=", "sale"),
            ["company_id", "buyer_node_id"],
            ["date_order:min"],
        )
        first = {(company, node): moment for company, node, moment in groups}
        answers = {}
        for order in self:
            moment = first.get((order.company_id, order.buyer_node_id))
            own = order.state == "sale" and moment == order.date_order
            answers[order.id] = not moment or own
        return answers

    def _load_agreement_days(self):
        answers = {}
        for order in self:
            start = order.agreement_id.date_start
            day = order.company_id._get_channel_day(order.date_order)
            answers[order.id] = (day - start).days if start else None
        return answers

    def _load_categories(self):
        """The categories of what is ordered, with all that stand above them."""
        found = defaultdict(set)
        for line in self.order_line:
            if line._is_traded():
                path = line.product_id.categ_id.parent_path or ""
                found[line.order_id.id].update(_split_path(path))
        return {order.id: frozenset(found[order.id]) for order in self}

    def _load_tiers(self):
        return {order.id: order.buyer_node_id.tier_id.id or None for order in self}

    def _load_territories(self):
        answers = {}
        for order in self:
            territory = (
                order.agreement_id.territory_id or order.buyer_node_id.territory_id
            )
            answers[order.id] = frozenset(_split_path(territory.parent_path or ""))
        return answers

    def _load_grades(self):
        return {order.id: order.agreement_id.grade_id.id or None for order in self}

    def _load_gifts(self):
        """What gifts are worth, as their promotions say."""
        answers = {}
        for order in self:
            gifts = order.order_line.filtered(lambda line: line.promotion_role == GIFT)
            worth = sum(
                float(line._get_gift_value()) * line.product_uom_qty for line in gifts
            )
            answers[order.id] = order._to_approval_currency(worth)
        return answers


def _split_path(path):
    return [int(part) for part in path.split("/") if part]
