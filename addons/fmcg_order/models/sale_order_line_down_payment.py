from odoo import models
from odoo.exceptions import AccessError

KEY = "fmcg_order.down_payment"
# No client can send this very object.
OURS = object()
# What a down payment is, besides its price and its taxes
FIXED_FIELDS = {
    "is_downpayment",
    "order_id",
    "product_id",
    "product_uom_id",
    "product_uom_qty",
}


class SaleOrder(models.Model):
    """Core makes down payments with the rights of the user."""

    _inherit = "sale.order"

    def _create_down_payment_section_line_if_needed(self):
        order = self.with_context(**{KEY: OURS})
        return super(SaleOrder, order)._create_down_payment_section_line_if_needed()

    def _create_down_payment_lines_from_base_lines(self, down_payment_base_lines):
        order = self.with_context(**{KEY: OURS})
        lines = super(SaleOrder, order)._create_down_payment_lines_from_base_lines(
            down_payment_base_lines
        )
        return lines.with_env(self.env)


class SaleOrderLine(models.Model):
    """People do not mark lines of channel orders as down payments.

    A down payment needs no price, no listing and no credit: goods so marked would pass
    the gate unseen.
    """

    _inherit = "sale.order.line"

    def _check_no_down_payment_written(self, vals):
        if FIXED_FIELDS & vals.keys():
            self._check_no_down_payment()

    def _check_no_down_payment(self):
        """:raise AccessError: when people make or change one of a channel order"""
        if self.env.su or self.env.context.get(KEY) is OURS:
            return
        if self.filtered("is_downpayment").order_id.filtered("buyer_node_id"):
            raise AccessError(
                self.env._(
                    "Down Payment: such lines are made when an invoice for a down payment "
                    "is created. Enter goods in lines of their own."
                )
            )
