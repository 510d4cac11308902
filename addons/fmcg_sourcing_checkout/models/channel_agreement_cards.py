from odoo import models


class ChannelAgreement(models.Model):
    """Products of all of a buyer's sellers, each once."""

    _inherit = "channel.agreement"

    def _get_all_cards(self, products, search=""):
        """Cards of products that any of the sellers offers, as of ``_get_shop_cards``: of
        the first supplier that offers one at a price.

        :return: list of such dicts, with ``supplier``: who sells it, in words
        """
        ranked = self._rank_offers(products)
        prices = {one: one._get_own_prices(products, listed) for one, listed in ranked}
        serving = {
            product: self._choose_serving(product, ranked, prices) for product in products
        }
        cards = {}
        for agreement, _listed in ranked:
            served = products.filtered(lambda one, who=agreement: serving[one] == who)
            if served:
                served = served.with_company(agreement.company_id)
                for card in agreement._get_shop_cards(served, search):
                    product = card["product"]
                    card["agreement"] = agreement
                    card["supplier"] = agreement._describe_suppliers(product, prices)
                    cards[product.id] = card
        return [cards[product.id] for product in products if product.id in cards]

    def _rank_offers(self, products):
        """List of (agreement, ids of products that it offers), the preferred first."""
        facts = {one: one._to_supplier_facts(products) for one in self}
        return [
            (one, facts[one].listed) for one in sorted(facts, key=lambda one: facts[one].rank)
        ]

    def _get_own_prices(self, products, listed):
        """Dict from product to what its own unit costs as the seller shows it, or None;
        what is not offered is not in it."""
        offered = products.with_company(self.company_id).filtered(
            lambda one: one.id in listed
        )
        Order = self.env["sale.order"]
        pairs = [(product, product.uom_id) for product in offered]
        shown = Order._get_shown_prices(self, Order._get_channel_prices(self, pairs))
        return {product: price for (product, _unit), price in shown.items()}

    def _choose_serving(self, product, ranked, prices):
        offering = [one for one, listed in ranked if product.id in listed]
        priced = [one for one in offering if prices[one].get(product) is not None]
        return (priced or offering or [self.browse()])[0]

    def _describe_suppliers(self, product, prices):
        """Whose price stands on the card, and who else sells it.

        :param prices: dict from ``channel.agreement`` to :meth:`_get_own_prices`
        """
        others = [one for one in prices if one != self and product in prices[one]]
        name = self.company_id.name
        if not others:
            return name
        own, currency = prices[self].get(product), self._get_price_currency()
        cheaper = [
            price
            for one in others
            if one._get_price_currency() == currency
            and (price := prices[one][product]) is not None
            and own is not None
            and currency.compare_amounts(price, own) < 0
        ]
        words = [name, self.env._("%s more suppliers", len(others))]
        if len(others) == 1:
            words[1] = self.env._("1 more supplier")
        if cheaper:
            words.append(self.env._("from %s", currency._format_price(min(cheaper))))
        return " · ".join(words)
