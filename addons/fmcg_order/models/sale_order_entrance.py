from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Core's own entrances: what customers sign and pay is handed in. It is confirmed if
    nothing stands against it, and waits otherwise."""

    _inherit = "sale.order"

    def _validate_order(self):
        """Signed by the customer."""
        channel = self.filtered("buyer_node_id")
        for order in channel.with_context(send_email=True):
            order._hand_in()
            order._say_if_waiting(self.env._("The customer has signed this order."))
        others = self - channel
        return super(SaleOrder, others)._validate_order() if others else None

    def _enter_paid(self):
        """The customer has paid this order.

        The payment is there, whatever the gate says: nothing is raised.
        """
        self.ensure_one()
        paid = self.env._("The customer has paid this order.")
        try:
            with self.env.cr.savepoint():
                self._hand_in()
        except UserError as error:
            self._say_waiting(paid, [str(error)])
        else:
            self._say_if_waiting(paid)

    def _hand_in(self):
        """Submit, unless that was done; confirm what nothing stops."""
        self.ensure_one()
        if self.submitted_date:
            self._process_submitted()
        else:
            self._submit()

    def _say_if_waiting(self, what):
        blockers = self._get_waiting_blockers()
        if blockers:
            self._say_waiting(what, [blocker.message for blocker in blockers])

    def _say_waiting(self, what, reasons):
        """Tell whoever looks after the order that the customer is waiting for it."""
        self.ensure_one()
        order = self.sudo()
        note = order._describe_list(
            self.env._("%s It waits nevertheless:", what), reasons
        )
        order.message_post(body=note)
        order.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("The customer waits for this order"),
            note=note,
            user_id=order._get_caretaker().id,
        )
