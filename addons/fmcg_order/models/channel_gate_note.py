from odoo import api, models


class ChannelGateNote(models.Model):
    """A note that a held order is to be asked again.

    What cures, a payment above all, only leaves notes.
    """

    _name = "channel.gate.note"
    _inherit = "channel.order.note"
    _description = "Note to Ask a Held Order Again"

    _note_cron = "fmcg_order.ir_cron_ask_held_orders"

    @api.model
    def _act_on(self, order):
        order._ask_again()

    @api.model
    def _cron_ask_held_orders(self):
        self._cron_work_off()

    @api.model
    def _cron_sweep_held_orders(self):
        """Leave a note for every held order: days pass, prices begin, and an order may
        have been held in the very moment in which its cure came."""
        orders = self.env["sale.order"].search(self.env["sale.order"]._get_held_domain())
        noted = self.search([("order_id", "in", orders.ids)]).order_id
        self._leave(orders - noted, "time")
