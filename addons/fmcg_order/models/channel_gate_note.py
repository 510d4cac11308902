import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

MOST_NOTES = 5000


class ChannelGateNote(models.Model):
    """A note that a held order is to be asked again.

    What cures, a payment above all, only leaves notes: it never waits for orders nor fails
    because of one. A row of its own each, so that nobody waits for somebody else's note.
    """

    _name = "channel.gate.note"
    _description = "Note to Ask a Held Order Again"
    _rec_names_search = ["order_id"]

    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="cascade"
    )
    topic = fields.Char(required=True)

    @api.model
    def _leave(self, orders, topic):
        """Have ``orders`` asked again after this transaction."""
        if not orders:
            return
        self.sudo().create([{"order_id": order.id, "topic": topic} for order in orders])
        self.env.ref("fmcg_order.ir_cron_ask_held_orders").sudo()._trigger()

    @api.model
    def _cron_ask_held_orders(self):
        """Work off the notes, the oldest order first, each in its own transaction."""
        notes = self.search([], order="id", limit=MOST_NOTES)
        orders = notes.order_id.sorted(
            lambda order: (order.submitted_date or order.create_date, order.id)
        )
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=len(orders))
        for order in orders:
            try:
                self._ask(order)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                # somebody else was at its limits: the note stays for the next run
                self.env.cr.rollback()
                _logger.info("Order %s is asked again later.", order.id)
            if not Cron._commit_progress(1):
                break
        if self.search_count([], limit=1):
            self.env.ref("fmcg_order.ir_cron_ask_held_orders")._trigger()

    @api.model
    def _ask(self, order):
        self.search([("order_id", "=", order.id)]).unlink()
        order.with_company(order.company_id)._ask_again()
        self.env.flush_all()

    @api.model
    def _cron_sweep_held_orders(self):
        """Leave a note for every held order: days pass, prices begin, and an order may
        have been held in the very moment in which its cure came."""
        orders = self.env["sale.order"].search(self.env["sale.order"]._get_held_domain())
        noted = self.search([("order_id", "in", orders.ids)]).order_id
        self._leave(orders - noted, "time")
