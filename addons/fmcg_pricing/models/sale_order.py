from odoo import api, models

from ..engine.chain import Link
from .channel_pricing import Question


class SaleOrder(models.Model):
    """An order is priced by the chain of lists of its buyer."""

    _inherit = "sale.order"

    def _get_price_chains(self):
        """The lists that price each order; sales outside of the channel have none.

        :return: dict from order to a tuple of the engine's ``Link``, or ``None`` where
            the order's price list alone decides, as in core
        """
        agreements = self._get_buying_agreements()
        found = self.env["channel.agreement"].union(*agreements.values())
        price_chains = found._get_price_chains()
        return {
            order: order._add_own_list(price_chains[agreement]) if agreement else None
            for order, agreement in agreements.items()
        }

    def _add_own_list(self, chain):
        """A list that was chosen on the order itself is asked first."""
        self.ensure_one()
        own = self.sudo().pricelist_id
        if not own or own.id in {link.list_id for link in chain}:
            return chain
        if not chain and own == self._get_fallback_pricelist():
            return chain
        return (self._prepare_own_link(own), *chain)

    def _get_fallback_pricelist(self):
        """What core gives a customer without any list: no price of ours."""
        partner = self.sudo().partner_id.with_company(self.company_id)
        return partner.property_product_pricelist

    def _prepare_own_link(self, pricelist):
        return Link(pricelist.id, pricelist.chain_mode, "order", self._origin.id or None)

    def _get_product_catalog_order_data(self, products, **kwargs):
        """In the catalogue, the buyer's prices; what has none cannot be added."""
        data = super()._get_product_catalog_order_data(products, **kwargs)
        quotes = self._quote_catalog(products)
        for product_id, quote in quotes.items():
            data[product_id]["price"] = quote.price or 0.0
            if quote.price is None:
                data[product_id]["readOnly"] = True
                data[product_id]["warning"] = self.env._(
                    "No price list of this customer has a price for it."
                )
        return data

    def _update_order_line_info(self, product_id, quantity, **kwargs):
        price = super()._update_order_line_info(product_id, quantity, **kwargs)
        if quantity:
            return price
        product = self.env["product.product"].browse(product_id)
        quote = self._quote_catalog(product).get(product_id)
        return (quote.price or 0.0) if quote else price

    def _quote_catalog(self, products):
        """Prices of one unit of each product for this order's buyer.

        :return: dict from product id to quote; empty outside of the channel
        """
        self.ensure_one()
        chain = self._get_price_chains()[self]
        if chain is None:
            return {}
        return self.env["sale.order.line"]._quote_lines(
            self.company_id,
            [
                self._prepare_price_question(
                    product.id, product, 1.0, product.uom_id, chain
                )
                for product in products
            ],
        )

    def _prepare_price_question(self, key, product, quantity, uom, chain):
        company = self.company_id or self.env.company
        return Question(
            key,
            product.with_company(company),
            quantity,
            uom,
            self._get_buying_moment(),
            chain,
            self.currency_id,
        )

    def _has_own_list(self):
        """The lists of the buyer's chain are its own."""
        return super()._has_own_list() and (
            self.pricelist_id.id not in self._get_buyers_lists()
        )

    def _get_buyers_lists(self):
        """Ids of the lists by which the buyer is priced."""
        agreement = self._get_buying_agreement().sudo()
        chain = agreement._get_price_chains()[agreement] if agreement else ()
        return {link.list_id for link in chain}

    @api.model
    def _get_channel_prices(self, agreement, pairs):
        """Prices for the buyer of products in certain units, in one call.

        :param pairs: iterable of ``(product.product, uom.uom)``
        :return: dict from each pair to the price of one such unit, in the agreement's
            ``_get_price_currency()``; ``None`` where no price list has one
        """
        quotes = agreement._quote_products(
            {pair: (pair[0], 1.0, pair[1]) for pair in pairs}
        )
        return {pair: quote.price for pair, quote in quotes.items()}
