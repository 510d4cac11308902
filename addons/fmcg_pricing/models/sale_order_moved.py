from odoo import models
from odoo.tools import float_compare

from odoo.addons.fmcg_order.models.order_context import PENDING
from odoo.addons.fmcg_order.models.sale_order_asked_again import KEEPING


class SaleOrder(models.Model):
    """Lists are asked once more when an order is handed in: prices are those of that
    moment. A price or discount that somebody typed is kept."""

    _inherit = "sale.order"

    def _fix_terms(self):
        result = super()._fix_terms()
        self._filter_terms_to_fix()._ask_moved_prices()
        return result

    def _ask_moved_prices(self):
        """Ask for the prices of lines whose lists say something else by now, and say so
        where the customer pays something else."""
        moved = self.order_line._filter_moved_prices()
        for order, lines in moved.grouped("order_id").items():
            before = order.amount_total
            order.sudo().with_context(**KEEPING, **PENDING)._recompute_prices()
            order._follow_changes()
            if order.currency_id.compare_amounts(before, order.amount_total):
                order._say_prices_changed(before, lines)

    def _say_prices_changed(self, before, lines):
        self.message_post(
            body=self.env._(
                "Prices have changed since the order was entered (%(products)s): the total "
                "is %(now)s instead of %(before)s.",
                products=", ".join(lines.product_id.mapped("display_name")),
                now=self.currency_id.format(self.amount_total),
                before=self.currency_id.format(before),
            )
        )


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _filter_moved_prices(self):
        """Lines that a list prices, and that it would price differently now."""
        lines = self.filtered(lambda line: line._is_priced_by_list())
        quotes = lines._get_quotes()
        digits = self.env["decimal.precision"].precision_get("Product Price")
        return lines.filtered(
            lambda line: float_compare(
                line._get_known_list_price(),
                quotes[line.id].price or 0.0,
                precision_digits=digits,
            )
        )

    def _get_known_list_price(self):
        """What the list said when the line was priced, less its own discount."""
        line = self.sudo()
        return line.technical_price_unit * (1 - line._get_list_discount() / 100)

    def _get_list_discount(self):
        """The discount that the lists gave when the line was priced, in percent."""
        return self.discount
