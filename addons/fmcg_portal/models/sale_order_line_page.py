from odoo import models
from odoo.tools import float_is_zero

from odoo.addons.fmcg_catalog.engine import packing
from odoo.addons.fmcg_order.engine.shown import MOST
from odoo.addons.fmcg_promotion.models.sale_order_line import DISCOUNT

NAMES = ("quantity", "pieces", "price", "before", "unit")


class SaleOrderLine(models.Model):
    """A line on the pages of an order that was made: as in the shop, quantities in cases
    and pieces, prices as the seller shows them, and arithmetic that adds up."""

    _inherit = "sale.order.line"

    def _prepare_page_line(self):
        """:return: dict of texts, empty where there is nothing to say"""
        self.ensure_one()
        words = {"amount": self._format_shown_amount()}
        if self.promotion_role == DISCOUNT or not self.product_id:
            return {name: "" for name in NAMES} | words
        quantity, pieces = self.packed_quantity or "", self._say_page_pieces()
        return words | {
            "quantity": quantity,
            "pieces": pieces if pieces != quantity else "",
            "price": self._format_shown_price() if self.price_unit else "",
            "before": self._format_full_price(),
            "unit": packing.short(self.product_uom_id.sudo().name),
        }

    def _say_page_pieces(self):
        """The same in the product's own unit, which its price may be of."""
        own, unit = self.product_id.sudo().uom_id, self.product_uom_id.sudo()
        if not unit._has_common_reference(own):
            return ""
        return packing.say(self.product_uom_qty * unit.factor / own.factor, own.name)

    def _format_full_price(self):
        """What the price would be without promotions and discount, if they change it."""
        full, price = self._get_list_terms()[0], self._get_shown_unit_price()
        shown = self._get_shown_unit_price(full)
        if float_is_zero(shown - price, precision_digits=MOST):
            return ""
        return self.currency_id._format_price(shown)

    def _format_shown_amount(self):
        """The line's amount, a minus in front of the currency."""
        amount, currency = self._get_shown_amount(), self.currency_id
        if currency.compare_amounts(amount, 0) < 0:
            return f"−{currency.format(-amount)}"
        return currency.format(amount)
