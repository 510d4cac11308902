from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import float_round

from ..engine import formula
from .channel_pricing import Ask


class ChannelPricing(models.AbstractModel):
    """What price rules give: base prices in batch, then the engine's arithmetic."""

    _inherit = "channel.pricing"

    @api.model
    def _price_offers(self, visits, wanted, steps=None):
        """Prices of those offers for which ``wanted(visit, index)`` holds.

        :return: dict from (key, index in the chain) to a price in the question's
            currency
        """
        asks = [
            Ask((visit.key, index), visit.question, offer.rule, None)
            for visit in visits
            for index, offer in enumerate(visit.offers)
            if offer and wanted(visit, index)
        ]
        currencies = self._get_list_currencies({ask.rule.list_id for ask in asks})
        asks = [ask._replace(currency=currencies[ask.rule.list_id]) for ask in asks]
        prices = self._price_rules(asks, steps)
        for ask in asks:
            target = ask.question.currency
            if target and target != ask.currency:
                prices[ask.key] = ask.currency._convert(
                    prices[ask.key],
                    target,
                    self.env.company,
                    ask.question.date or fields.Date.today(),
                    round=False,
                )
                if steps is not None:
                    step = (formula.STEP_CURRENCY, target, prices[ask.key])
                    steps[ask.key].append(step)
        return prices

    @api.model
    def _get_list_currencies(self, list_ids):
        lists = self.env["product.pricelist"].sudo().browse(list_ids)
        return {pricelist.id: pricelist.currency_id for pricelist in lists}

    @api.model
    def _price_rules(self, asks, steps=None):
        """What each rule gives, in ``Ask.currency`` as core calculates it.

        :param steps: dict of lists that get the steps of each calculation
        :return: dict from key to price
        """
        bases = self._get_base_prices(
            [ask for ask in asks if ask.rule is None or formula.needs_base(ask.rule)]
        )
        return {
            ask.key: self._price_rule(ask, bases, None if steps is None else steps[ask.key])
            for ask in asks
        }

    @api.model
    def _price_rule(self, ask, bases, steps):
        rule, question = ask.rule, ask.question
        if rule is None:
            return bases[ask.key]
        if rule.kind not in formula.KINDS:  # another addon's
            return (
                self.env["product.pricelist.item"]
                .browse(rule.id)
                ._compute_price(
                    question.product,
                    question.quantity,
                    question.uom,
                    question.date,
                    ask.currency,
                )
            )
        unit = question.unit
        if rule.unit and rule.unit != unit.id:
            unit = self.env["uom.uom"].browse(rule.unit)
        return formula.apply(
            rule,
            bases.get(ask.key),
            lambda price: unit._compute_price(price, question.uom),
            lambda price, step: float_round(price, precision_rounding=step),
            steps,
        )

    @api.model
    def _get_base_prices(self, asks):
        """What rules start from: public price, cost, or the price of another list."""
        bases, groups, nested = {}, defaultdict(list), []
        for ask in asks:
            rule, question = ask.rule, ask.question
            if rule and rule.base == "pricelist" and rule.base_list_id:
                nested.append(ask)
            else:
                field = (rule and rule.base) or "list_price"
                if field == "pricelist":
                    field = "list_price"
                product = question.product
                place = (product._name, product.env, field, question.uom, question.date)
                groups[place].append(ask)
        for (_model, _env, field, uom, date), group in groups.items():
            bases.update(self._get_product_prices(field, uom, date, group))
        if nested:
            bases.update(self._get_nested_prices(nested))
        return bases

    @api.model
    def _get_product_prices(self, field, uom, date, asks):
        """Prices that stand on the product, in the ask's currency."""
        products = asks[0].question.product.union(*(ask.question.product for ask in asks))
        self._fetch_prices(products, field)
        prices = products._price_compute(field, uom=uom, date=date)
        currency_field = "cost_currency_id" if field == "standard_price" else "currency_id"
        return {
            ask.key: self._convert_base(
                prices[ask.question.product.id], ask.question.product[currency_field], ask
            )
            for ask in asks
        }

    @api.model
    def _fetch_prices(self, products, field):
        """Read what ``_price_compute`` needs in one go, as in ``_complete``."""
        saved = products.sudo()._origin
        if saved._name == "product.product":
            saved.fetch(["product_template_attribute_value_ids", "standard_price"])
            saved = saved.product_tmpl_id
        if field == "list_price":
            saved.fetch(["list_price", "company_id"])

    @api.model
    def _get_nested_prices(self, asks):
        """Prices of other lists: one more round for all of them together."""
        lists = self._get_list_currencies({ask.rule.base_list_id for ask in asks})
        prices = self._price_single_lists(
            {
                ask.key: (ask.question, ask.rule.base_list_id, lists[ask.rule.base_list_id])
                for ask in asks
            }
        )
        return {
            ask.key: self._convert_base(
                prices[ask.key][0], lists[ask.rule.base_list_id], ask
            )
            for ask in asks
        }

    @api.model
    def _convert_base(self, price, source, ask):
        if source == ask.currency:
            return price
        return source._convert(
            price, ask.currency, self.env.company, ask.question.date, round=False
        )
