from odoo import models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.models.channel_step import in_step

from . import gate_session

KEY = "order_state_step"
# No client can send this very object.
OURS = object()


class SaleOrder(models.Model):
    """An order changes its state by its buttons only.

    What the state stands for happens there: deliveries are made or cancelled, draft
    invoices are cancelled, approvals end. A state that is merely written leaves goods
    on their way for an order that counts nowhere any more.
    """

    _inherit = "sale.order"

    def _check_state_written(self, vals):
        """:raise UserError: to whoever writes a state without its button"""
        if "state" not in vals or self.env.su or self._is_state_step():
            return
        others = self.filtered(lambda order: order.state != vals["state"])
        if others:
            raise UserError(
                self.env._(
                    "%s: the state follows from the buttons (Submit, Confirm, Cancel, Set "
                    "to Quotation) and is not written. Use the button.",
                    others[:1].name,
                )
            )

    def _is_state_step(self):
        return self.env.context.get(KEY) is OURS or gate_session.find(self)

    def _in_state_step(self):
        return self.with_context(**{KEY: OURS})

    # --- the buttons ---

    def action_quotation_sent(self):
        return super(SaleOrder, self._in_state_step()).action_quotation_sent()

    def _action_cancel(self):
        cancelled = self.filtered(lambda order: order.state != "cancel")
        result = super(SaleOrder, in_step(self._in_state_step()))._action_cancel()
        cancelled._keep_cancelled()
        return result

    def action_draft(self):
        """What is reopened is handed in anew: prices and promotions are those of then,
        and whoever hands it in is its author."""
        orders = self.filtered(lambda order: order.state in ("sent", "cancel"))
        result = super(SaleOrder, self._in_state_step()).action_draft()
        orders.filtered("submitted_date")._leave_submission()
        orders.filtered("cancelled_date")._forget_cancelled()
        return result

    def _leave_submission(self):
        """The order is not handed in any more.

        sudo: nobody writes these by hand
        """
        self.sudo().write({"submitted_date": False, "submitted_by_id": False})

    def message_post(self, **kwargs):
        """A quotation that is mailed counts as sent."""
        if self.env.context.get("mark_so_as_sent"):
            message = super(SaleOrder, self._in_state_step()).message_post(**kwargs)
            return message.with_env(self.env)
        return super().message_post(**kwargs)
