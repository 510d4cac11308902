import logging

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

MOST_NOTES = 5000


class ChannelWorkNote(models.AbstractModel):
    """A note that something is to be done after this transaction.

    Whoever leaves one never waits for what it is about nor fails because of it. A row of its
    own each, so that nobody waits for somebody else's note. What is done is derived from what
    the documents say then: it does not matter how many notes there were, nor in which order.

    How to use: inherit it, name the scheduled action in ``_note_cron``, which calls
    ``_cron_work_off``, and the field of what it is about in ``_note_key``; do the work in
    ``_ask``.
    """

    _name = "channel.work.note"
    _description = "Note of Work to Do"

    _note_cron = ""
    _note_key = ""

    @api.model
    def _leave_values(self, vals_list):
        if vals_list:
            self.sudo().create(vals_list)
            self.env.ref(self._note_cron).sudo()._trigger()

    @api.model
    def _cron_work_off(self):
        """Work off the notes, each of what they are about in its own transaction.

        What fails stays noted for a later run, and keeps nothing else waiting.
        """
        notes = self.search([], order="id", limit=MOST_NOTES)
        last = notes[-1:].id or 0
        records = self._sort_work(notes[self._note_key])
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=len(records))
        is_through = True
        for record in records:
            is_through &= self._try(record)
            if not Cron._commit_progress(1):
                is_through = False
                break
        if not is_through or self.search_count([("id", ">", last)], limit=1):
            self.env.ref(self._note_cron)._trigger()

    @api.model
    def _try(self, record):
        """:return: whether nothing is to be tried again at once"""
        try:
            self._ask(record)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # somebody else was at the same rows
            self.env.cr.rollback()
            _logger.info("%s is looked after later.", record)
            return False
        except Exception:
            self.env.cr.rollback()
            _logger.exception("%s could not be looked after", record)
        return True

    @api.model
    def _sort_work(self, records):
        """Hook: what comes first."""
        return records.sorted("id")

    @api.model
    def _ask(self, record):
        """Hook: take the notes about one record away and do what they ask for, all or
        nothing; safe to be done again."""
