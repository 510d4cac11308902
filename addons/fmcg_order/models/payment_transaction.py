from odoo import models


class PaymentTransaction(models.Model):
    """A payment is an entrance of the gate, and never fails because of it."""

    _inherit = "payment.transaction"

    def _check_amount_and_confirm_order(self):
        paid = self.filtered(lambda tx: tx._is_of_channel_order())
        confirmed = super(
            PaymentTransaction, self - paid
        )._check_amount_and_confirm_order()
        for transaction in paid:
            order = transaction.sale_order_ids
            if order.state in ("draft", "sent") and order._is_confirmation_amount_reached():
                order.with_context(send_email=True)._enter_paid()
                confirmed |= order.filtered(lambda one: one.state == "sale")
        return confirmed

    def _is_of_channel_order(self):
        """As core, which supports one order a transaction."""
        self.ensure_one()
        return len(self.sale_order_ids) == 1 and bool(self.sale_order_ids.buyer_node_id)
