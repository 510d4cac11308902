from odoo import api, models

from ..engine import cart_key


class SaleOrder(models.Model):
    """Orders that are not made yet: the cart under review, and one ordered again."""

    _inherit = "sale.order"

    @api.model
    def _preview_portal_order(self, agreement, quantities):
        """What an order of ``quantities`` would cost; nothing is stored."""
        Order = self.sudo().with_company(agreement.company_id)
        return Order.new(
            Order._prepare_channel_order_values(agreement, quantities, False)
        )

    def _get_portal_preview(self):
        """The previewed order for the browser, amounts formatted."""
        self.ensure_one()
        currency = self.currency_id
        return {
            "lines": [line._prepare_portal_preview() for line in self.order_line],
            "untaxed": currency.format(self.amount_untaxed),
            "tax": currency.format(self.amount_tax),
            "has_tax": bool(self.amount_tax),
            "total": currency.format(self.amount_total),
            "reasons": self._get_buyer_refusals() if self.order_line else [],
        }

    def _get_reorder_quantities(self, agreement):
        """What this order bought and ``agreement`` still offers.

        :return: dict from pairs of ``product.product`` and ``uom.uom`` to quantity, and
            the names of what is no longer offered
        """
        self.ensure_one()
        lines = self.sudo().order_line.filtered(
            lambda line: line._is_traded()
        )
        offered = self._find_portal_products(agreement, lines.product_id.ids)
        quantities = {}
        for line in lines.filtered(lambda line: line.product_id in offered):
            pair, quantity = line._get_reordered(offered.browse(line.product_id.id))
            quantities[pair] = quantities.get(pair, 0.0) + quantity
        missing = (lines.product_id - offered).with_context(display_default_code=False)
        return quantities, missing.mapped("display_name")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _prepare_portal_preview(self):
        """One line of the cart as the server would order it."""
        self.ensure_one()
        product, unit = self.product_id, self.product_uom_id
        own = product.uom_id
        pieces = self.product_uom_qty * unit.factor / own.factor
        currency = self.currency_id
        return {
            "key": cart_key.write(product.id, unit.id, own.id),
            "name": product.with_context(display_default_code=False).display_name,
            "quantity": self.product_uom_qty,
            "unit": unit.name,
            "contains": "" if unit == own else f"{round(pieces, 3):g} {own.name}",
            "price": currency.format(self.price_unit * (1 - self.discount / 100)),
            "subtotal": currency.format(self.price_subtotal),
        }

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
