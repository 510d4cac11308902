from odoo import api, models
from odoo.fields import Domain

from ..engine import quantity as quantities_engine


class SaleOrder(models.Model):
    """Orders that are not made yet: what the portal's review and the order desk show,
    and an order that is to be ordered again."""

    _inherit = "sale.order"

    @api.model
    def _preview_channel_order(self, agreement, quantities, **values):
        """An order of ``quantities`` before promotions; nothing is stored.

        :param quantities: as of ``_place_channel_order``
        :param values: further values of the order, such as ``coupon_ids``
        """
        Order = self.sudo().with_company(agreement.company_id)
        # at once: lines that are not stored would read them in several goes
        products = {key[0] if isinstance(key, tuple) else key for key in quantities}
        Order.env["product.product"].union(*products).mapped("taxes_id")
        return Order.new(
            Order._prepare_channel_order_values(agreement, quantities, False) | values
        )

    @api.model
    def _find_channel_products(self, agreement, product_ids):
        """Those of ``product_ids`` that may be ordered under ``agreement``, as
        superuser in the seller's company."""
        return (
            self.env["product.product"]
            .sudo()
            .with_company(agreement.company_id)
            .search(
                Domain(self._get_channel_products_domain(agreement))
                & Domain("id", "in", product_ids)
            )
        )

    def _prepare_preview_totals(self, before):
        """What an order adds up to, as its seller shows prices.

        :param before: ``_get_shown_total`` without promotions
        """
        currency, shown = self.currency_id, self._get_shown_total()
        saved = currency.compare_amounts(before, shown) > 0
        rounding = self._get_shown_rounding()
        return {
            "untaxed": currency.format(self.amount_untaxed),
            "tax": currency.format(self.amount_tax),
            "has_tax": bool(self.amount_tax),
            "with_tax": self.company_id._shows_prices_with_tax(),
            "price_tax": self._describe_price_tax(self.company_id),
            "rounding": currency.format(rounding) if rounding else "",
            "total": currency.format(self.amount_total),
            "before": currency.format(before) if saved else "",
            "saved": currency.format(before - shown) if saved else "",
        }

    @api.model
    def _get_quantity_digits(self, unit):
        """How many decimals of a unit may be ordered; none of pieces and cases."""
        if unit._is_counted():
            return 0
        return self.env["decimal.precision"].precision_get("Product Unit")

    @api.model
    def _describe_bad_quantity(self, product, unit, raw, code):
        values = {"product": product.display_name, "value": str(raw)[:20]}
        texts = {
            quantities_engine.NOT_A_NUMBER: self.env._(
                "Quantity of %(product)s: “%(value)s” is not a number.", **values
            ),
            quantities_engine.NEGATIVE: self.env._(
                "Quantity of %(product)s: %(value)s is negative. Give 0 or more.",
                **values,
            ),
            quantities_engine.TOO_MUCH: self.env._(
                "Quantity of %(product)s: %(value)s is more than one order may hold.",
                **values,
            ),
            quantities_engine.TOO_FINE: self.env._(
                "Quantity of %(product)s: %(value)s is too fine for the unit %(unit)s. "
                "Give a rounder one.",
                unit=unit.name,
                **values,
            ),
        }
        return texts[code]

    def _get_reorder_quantities(self, agreement):
        """What this order bought and ``agreement`` still offers.

        :return: dict from pairs of ``product.product`` and ``uom.uom`` to quantity, and
            the names of what is no longer offered
        """
        self.ensure_one()
        lines = self.sudo().order_line.filtered(lambda line: line._is_traded())
        offered = self._find_channel_products(agreement, lines.product_id.ids)
        offered = offered.with_context(display_default_code=False)
        products = {product.id: product for product in offered}
        quantities = {}
        for line in lines.filtered(lambda line: line.product_id in offered):
            pair, quantity = line._get_reordered(products[line.product_id.id])
            quantities[pair] = quantities.get(pair, 0.0) + quantity
        missing = (lines.product_id - offered).with_context(display_default_code=False)
        return quantities, missing.mapped("display_name")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_reordered(self, product):
        """The line's product and unit with the quantity to order again.

        :param product: the line's, as it is offered
        :return: ``((product, unit), quantity)``; in the product's own unit where it is
            not sold by the line's any more
        """
        self.ensure_one()
        unit, own = self.product_uom_id, product.uom_id
        if unit in self.order_id._get_channel_units(product):
            return (product, unit), self.product_uom_qty
        return (product, own), unit._compute_quantity(self.product_uom_qty, own)
