from decimal import Decimal

from odoo import models

from odoo.addons.fmcg_channel.quantities import to_quantity

# Large, so that rounding to the currency does not matter
WHOLE = 1_000_000


class ProductProduct(models.Model):
    """What promotions must know to tell whether a price is too low."""

    _inherit = "product.product"

    def _get_exact_floors(self, company, currency, day):
        """Floor prices before tax of one own unit, in ``currency``.

        :return: dict from product id to ``Decimal``; those without a floor are left out
        """
        rate = self._get_rate(company, currency, day)
        return {
            product.id: to_quantity(price * rate)
            for product, price in self._get_floor_prices(company).items()
            if price
        }

    def _get_exact_costs(self, company, currency, day):
        """The seller's cost of one reference unit: dict from product id to ``Decimal``."""
        rate = self._get_rate(company, currency, day)
        return {
            product.id: to_quantity(product.standard_price * rate)
            / to_quantity(product.uom_id.factor or 1.0)
            for product in self.sudo().with_company(company)
        }

    def _get_rate(self, company, currency, day):
        return self.env["res.currency"]._get_conversion_rate(
            company.currency_id, currency, company, day
        )


class AccountTax(models.Model):
    _inherit = "account.tax"

    def _get_untaxed_part(self, company):
        """How much of a quoted amount is left without the taxes that it includes."""
        if not self.flatten_taxes_hierarchy().filtered("price_include"):
            return Decimal(1)
        found = self.compute_all(float(WHOLE), currency=company.currency_id)
        return to_quantity(found["total_excluded"]) / WHOLE
