import logging
import random
import time

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..reservation import CAREFUL, Contention

_logger = logging.getLogger(__name__)

# True in the context: a reservation that others get in the way of may wait for the cron.
POSTPONE = "fmcg_stock_speed.postpone"
OTHERS_WERE_FASTER = (Contention, *PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
ATTEMPTS = 5
MOST_MOVES = 5000


class StockMove(models.Model):
    """Confirm now, reserve a moment later, when others are reserving the same goods.

    PostgreSQL lets nobody change a row of stock that somebody else has changed since the
    transaction began; Odoo would repeat the whole request, and after five times give up.
    Confirming an order is a long transaction, reserving its goods a short one.
    """

    _inherit = "stock.move"

    reservation_postponed = fields.Datetime(
        copy=False,
        readonly=True,
        index="btree_not_null",
        help="Since when these goods wait to be reserved, because others were reserving "
        "the same goods when this was confirmed.",
    )

    def _action_confirm(self, merge=True, merge_into=False, create_proc=True):
        moves = self.with_context(**{POSTPONE: True})
        confirmed = super(StockMove, moves)._action_confirm(
            merge=merge, merge_into=merge_into, create_proc=create_proc
        )
        return confirmed.with_env(self.env)

    def _action_assign(self, force_qty=False):
        if force_qty or not self.env.context.get(POSTPONE):
            return super()._action_assign(force_qty=force_qty)
        moves = self.with_context(**{POSTPONE: False, CAREFUL: True})
        # what this transaction has done before is no business of the savepoint
        self.env.cr.flush()
        try:
            with self.env.cr.savepoint():
                return super(StockMove, moves)._action_assign()
        except OTHERS_WERE_FASTER:
            return self._postpone_reservation()

    def _postpone_reservation(self):
        """Leave it to the scheduled action, which begins when this is committed."""
        self.sudo().reservation_postponed = fields.Datetime.now()
        cron = self.sudo().env.ref("fmcg_stock_speed.ir_cron_reserve_postponed")
        cron._trigger()

    @api.model
    def _cron_reserve_postponed(self):
        """Reserve what was postponed, who waits longest first, each transfer in its own
        transaction."""
        moves = self.search(
            [("reservation_postponed", "!=", False)],
            order="reservation_postponed, id",
            limit=MOST_MOVES,
        )
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=len(moves))
        for together in moves.grouped("picking_id").values():
            together._reserve_postponed()
            if not Cron._commit_progress(len(together)):
                break
        if self.search_count([("reservation_postponed", "!=", False)], limit=1):
            self.env.ref("fmcg_stock_speed.ir_cron_reserve_postponed")._trigger()

    def _reserve_postponed(self):
        """Reserve these moves and commit; what others hold stays for the next run."""
        for _attempt in range(ATTEMPTS):
            try:
                self._reserve_now()
                self.env.cr.commit()  # pylint: disable=invalid-commit
                return
            except OTHERS_WERE_FASTER:
                self.env.cr.rollback()
                self._reserve_pause()
            except Exception:
                self.env.cr.rollback()
                _logger.exception("Moves %s could not be reserved", self.ids)
                # people can still check availability, others must not wait for it
                self.reservation_postponed = False
                return

    def _reserve_pause(self):
        """Whoever holds the goods is about to commit."""
        time.sleep(random.uniform(0.05, 0.2))

    def _reserve_now(self):
        self.reservation_postponed = False
        self.with_context(**{CAREFUL: True})._action_assign()
        self.env.flush_all()
