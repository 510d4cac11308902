from odoo import api, models

WITH_TAX, WITHOUT_TAX = "with", "without"


class ResCompany(models.Model):
    _inherit = "res.company"

    def _shows_prices_with_tax(self):
        self.ensure_one()
        return self.sudo().shown_price_tax == WITH_TAX


class AccountTax(models.Model):
    _inherit = "account.tax"

    def _get_shown_price(self, price, with_tax, product=None):
        """One unit at ``price``, as prices are quoted, with all of these taxes or without.

        Not rounded: a unit price has the digits it needs.
        """
        if not self:
            return price
        details = self._get_tax_details(
            price, 1.0, rounding_method="round_globally", product=product
        )
        return details["total_included" if with_tax else "total_excluded"]


class SaleOrder(models.Model):
    """Prices as the seller shows them to its customers: with tax or without, the same on
    every page. Taxes are core's, those of an order of the same buyer; the number of
    queries does not grow with prices."""

    _inherit = "sale.order"

    @api.model
    def _get_shown_prices(self, agreement, prices):
        """:param prices: dict from pairs of a product and a unit to a price or None
        :return: the same, with tax where the seller shows it so"""
        company = agreement.company_id.sudo()
        position = self._get_fiscal_position_under(agreement)
        with_tax = company._shows_prices_with_tax()
        products = self.env["product.product"].sudo().with_company(company)
        products = products.union(*(pair[0] for pair in prices))
        taxes = {
            product.id: position.map_tax(
                product.taxes_id._filter_taxes_by_company(company)
            )
            for product in products
        }
        return {
            (product, unit): price
            and taxes[product.id]._get_shown_price(price, with_tax, product)
            for (product, unit), price in prices.items()
        }

    @api.model
    def _get_fiscal_position_under(self, agreement):
        """The one that an order under the agreement would have."""
        company = agreement.company_id.sudo()
        partner = agreement.node_id.sudo().partner_id.with_company(company)
        delivery = partner.browse(partner.address_get(["delivery"])["delivery"])
        positions = self.env["account.fiscal.position"].sudo().with_company(company)
        return positions._get_fiscal_position(partner, delivery)

    @api.model
    def _describe_price_tax(self, company):
        """What stands beside each price."""
        if company._shows_prices_with_tax():
            return self.env._("incl. tax")
        return self.env._("excl. tax")

    def _get_shown_total(self):
        """What the order's lines add up to on the page."""
        with_tax = self.company_id._shows_prices_with_tax()
        return self.amount_total if with_tax else self.amount_untaxed

    def _get_shown_rounding(self):
        """What the total has beyond the lines, where the seller rounds taxes over the
        whole order."""
        lines = sum(line._get_shown_amount() for line in self.order_line)
        return self.currency_id.round(self._get_shown_total() - lines)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_shown_amount(self):
        self.ensure_one()
        with_tax = self.company_id._shows_prices_with_tax()
        return self.price_total if with_tax else self.price_subtotal

    def _get_shown_unit_price(self, price=None):
        """A price of one unit of this line, after its discount, not rounded.

        :param price: another price, as prices are quoted; the line's own if None
        """
        self.ensure_one()
        if price is None:
            price = self.price_unit * (1 - self.discount / 100)
        with_tax = self.company_id._shows_prices_with_tax()
        return self.tax_ids._get_shown_price(price, with_tax, self.product_id)

    def _get_shown_factor(self):
        """What money off this line becomes on the page."""
        return self._get_shown_unit_price(1000.0) / 1000.0

    def _format_shown_price(self):
        """The unit price that, times the quantity, is the amount beside it."""
        return self.currency_id._format_price(
            self._get_shown_unit_price(), self.product_uom_qty, self._get_shown_amount()
        )

    def _format_shown_list_price(self):
        """What the price was before add-ons took something off it."""
        listed, discount = self._get_list_terms()
        return self.currency_id._format_price(
            self._get_shown_unit_price(listed * (1 - discount / 100))
        )
