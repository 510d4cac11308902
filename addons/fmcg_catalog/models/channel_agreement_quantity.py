from dataclasses import replace

from odoo import models
from odoo.fields import Domain
from odoo.tools.misc import formatLang

from ..engine import quantities as engine
from .channel_quantity_rule import exact


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def _check_order_quantities(self, demands):
        """Which limits one order of the buyer would break.

        :param demands: list of ``(key, product.product, uom.uom, quantity)``
        :return: list of :class:`~..engine.quantities.Violation` with their messages,
            and with the keys as given
        """
        self.ensure_one()
        products = self.env["product.product"].union(*(demand[1] for demand in demands))
        rules = self._load_quantity_rules(products)
        facts = [self._get_demand_facts(*demand) for demand in demands]
        asked = {demand[0]: demand for demand in demands}
        return [
            replace(violation, message=self._say_violation(violation, asked))
            for violation in engine.check(facts, rules)
        ]

    def _load_quantity_rules(self, products):
        """The rules of the seller that speak to the buyer, for the engine."""
        agreement = self.sudo()
        rules = self.env["channel.quantity.rule"].sudo().with_context(active_test=True)
        found = rules.search(
            Domain("company_id", "=", agreement.company_id.id)
            & Domain("product_tmpl_id", "in", products.sudo().product_tmpl_id.ids)
            & Domain("grade_id", "in", [False, agreement.grade_id.id])
            & Domain("node_id", "in", [False, agreement.node_id.id])
        )
        return [rule._get_engine_rule() for rule in found]

    def _get_demand_facts(self, key, product, unit, quantity):
        product = product.sudo()
        return engine.Demand(
            key=key,
            product=product.product_tmpl_id.id,
            unit=unit.id,
            quantity=exact(quantity),
            factor=exact(unit.factor / product.uom_id.factor),
        )

    def _get_quantity_limits(self, products):
        """What the buyer has to keep when it orders in the products' own units.

        :return: dict from ``product.product`` to :class:`~..engine.quantities.Rule`;
            products without a rule are left out
        """
        self.ensure_one()
        facts = {
            product: self._get_demand_facts(product, product, product.sudo().uom_id, 0)
            for product in products
        }
        choices = engine.choose(facts.values(), self._load_quantity_rules(products))
        limits = {
            product: choices.get((fact.product, fact.unit))
            for product, fact in facts.items()
        }
        return {product: rule for product, rule in limits.items() if rule}

    def _get_unit_limits(self, pairs):
        """What the buyer has to keep when it orders products in certain units.

        :param pairs: list of ``(product.product, uom.uom)``
        :return: dict from each pair to :class:`~..engine.quantities.Limits`, counted in
            the pair's unit
        """
        self.ensure_one()
        facts = {pair: self._get_demand_facts(pair, *pair, 1) for pair in pairs}
        products = self.env["product.product"].union(*(pair[0] for pair in facts))
        choices = engine.choose(facts.values(), self._load_quantity_rules(products))
        return {
            pair: engine.fit(fact, choices.get((fact.product, fact.unit)))
            for pair, fact in facts.items()
        }

    def _say_violation(self, violation, asked):
        """The sentence for people: product, limit, unit, and what would do."""
        _key, product, unit, _quantity = asked[violation.keys[0]]
        rule_unit = unit if violation.rule.unit else product.sudo().uom_id
        names = {
            "product": product.display_name,
            "limit": self._format_quantity(violation.limit, rule_unit),
            "total": self._format_quantity(violation.total, rule_unit),
        }
        if violation.code == engine.MAXIMUM:
            return self.env._(
                "%(product)s: at most %(limit)s an order, and this one has %(total)s. "
                "Order less.",
                **names,
            )
        remedy = self._say_proposal(violation.proposal, asked)
        if violation.code == engine.MINIMUM:
            text = self.env._(
                "%(product)s: at least %(limit)s an order, and this one has %(total)s.",
                **names,
            )
        else:
            text = self.env._(
                "%(product)s: only in multiples of %(limit)s, and this order has "
                "%(total)s.",
                **names,
            )
        return f"{text} {remedy}"

    def _say_proposal(self, proposal, asked):
        if not proposal:
            return self.env._("Change the quantity, or leave the product out.")
        unit = asked[proposal.key][2]
        return self.env._(
            "Order %s instead.", self._format_quantity(proposal.quantity, unit)
        )

    def _format_quantity(self, quantity, unit):
        whole = quantity.denominator == 1
        number = formatLang(self.env, float(quantity), digits=0 if whole else 2)
        return f"{number} {unit.name}"
