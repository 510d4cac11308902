from odoo import fields, models


class ChannelReceiptConfirm(models.TransientModel):
    """Record on the customer's behalf that the goods have arrived."""

    _name = "channel.receipt.confirm"
    _description = "Confirm Receipt"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("order_id",)

    order_id = fields.Many2one("sale.order", required=True, ondelete="cascade")
    signed_by = fields.Char(required=True)
    note = fields.Text()

    def action_confirm(self):
        self.ensure_one()
        self.order_id.check_access("write")
        self.order_id._confirm_receipt(self.signed_by, self.note)
        return {"type": "ir.actions.act_window_close"}
