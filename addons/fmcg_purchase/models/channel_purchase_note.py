from odoo import api, models


class ChannelPurchaseNote(models.Model):
    """A note that a customer's purchase has to follow a seller's order.

    What happens at the seller (an order is confirmed, goods leave, a bill is posted) never
    waits for the books of the customer, nor fails because of them.
    """

    _name = "channel.purchase.note"
    _inherit = "channel.order.note"
    _description = "Note that a Purchase Has to Follow an Order"

    _note_cron = "fmcg_purchase.ir_cron_follow_orders"

    @api.model
    def _act_on(self, order):
        order._follow_purchase()
