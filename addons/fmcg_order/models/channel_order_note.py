import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

MOST_NOTES = 5000


class ChannelOrderNote(models.AbstractModel):
    """A note that something is to be done about an order after this transaction.

    Whoever leaves one never waits for the order nor fails because of it. A row of its own
    each, so that nobody waits for somebody else's note. What is done about an order is
    derived from what the documents say then: it does not matter how many notes there were,
    nor in which order.

    How to use: inherit it, name the scheduled action in ``_note_cron``, which calls
    ``_cron_work_off``, and do the work in ``_act_on``.
    """

    _name = "channel.order.note"
    _description = "Note about an Order"
    _rec_names_search = ["order_id"]

    _note_cron = ""

    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="cascade"
    )
    topic = fields.Char(required=True)

    @api.model
    def _leave(self, orders, topic):
        """Have something done about ``orders`` after this transaction."""
        if not orders:
            return
        self.sudo().create([{"order_id": order.id, "topic": topic} for order in orders])
        self.env.ref(self._note_cron).sudo()._trigger()

    @api.model
    def _cron_work_off(self):
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
                # somebody else was at the same rows: the note stays for the next run
                self.env.cr.rollback()
                _logger.info("Order %s is looked after later.", order.id)
            if not Cron._commit_progress(1):
                break
        if self.search_count([], limit=1):
            self.env.ref(self._note_cron)._trigger()

    @api.model
    def _ask(self, order):
        """Take the notes of one order away and do what they ask for, all or nothing."""
        self.search([("order_id", "=", order.id)]).unlink()
        self._act_on(order.with_company(order.company_id))
        self.env.flush_all()

    @api.model
    def _act_on(self, order):
        """Hook: what is to be done, safe to be done again."""
