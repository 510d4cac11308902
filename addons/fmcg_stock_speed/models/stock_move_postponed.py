import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, split_every

from ..reservation import CAREFUL, Contention

_logger = logging.getLogger(__name__)

# True in the context: a reservation that others get in the way of may wait for the cron.
POSTPONE = "fmcg_stock_speed.postpone"
OTHERS_WERE_FASTER = (Contention, *PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
ATTEMPTS = 10
PATIENCE = "5s"
TOGETHER = 10  # transfers
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
        """Reserve what was postponed, who waits longest first."""
        moves = self.search(
            [("reservation_postponed", "!=", False)],
            order="reservation_postponed, id",
            limit=MOST_MOVES,
        )
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=len(moves))
        for transfers in split_every(TOGETHER, moves.grouped("picking_id").values()):
            self._reserve_transfers(transfers)
            if not Cron._commit_progress(sum(map(len, transfers))):
                break
        if self.search_count([("reservation_postponed", "!=", False)], limit=1):
            self.env.ref("fmcg_stock_speed.ir_cron_reserve_postponed")._trigger()

    @api.model
    def _reserve_transfers(self, transfers):
        """Reserve all in one transaction, which is cheaper; one that cannot be is left
        to people, so that nobody has to wait for it.

        :param transfers: sequence of the moves of each
        """
        try:
            self.concat(*transfers)._reserve_patiently()
        except Exception:
            self.env.cr.rollback()
            if len(transfers) > 1:
                for moves in transfers:
                    self._reserve_transfers([moves])
                return
            _logger.exception("Moves %s could not be reserved", transfers[0].ids)
            transfers[0].reservation_postponed = False
            self.env.cr.commit()  # pylint: disable=invalid-commit

    def _reserve_patiently(self):
        """Reserve these moves and commit. What others do not let go of stays as it was,
        for the next run."""
        for _attempt in range(ATTEMPTS):
            try:
                self._lock_goods()
                self._reserve_now()
                self.env.cr.commit()  # pylint: disable=invalid-commit
                return
            except OTHERS_WERE_FASTER:
                self.env.cr.rollback()

    def _lock_goods(self):
        """Wait for those who hold the rows of stock that these moves may need.

        To be the first query of its transaction: what it waited for has changed since
        it began, so that it has to be repeated, which costs nothing yet.
        """
        self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", PATIENCE))
        query = SQL(
            """
            SELECT id FROM stock_quant
             WHERE id IN (
                SELECT quant.id
                  FROM stock_move move
                  JOIN stock_location source ON source.id = move.location_id
                  JOIN stock_location place
                    ON place.parent_path LIKE source.parent_path || '%%'
                  JOIN stock_quant quant
                    ON quant.location_id = place.id
                   AND quant.product_id = move.product_id
                 WHERE move.id IN %s)
             ORDER BY id FOR NO KEY UPDATE
            """,
            self._ids,
        )
        self.env.cr.execute(query, log_exceptions=False)

    def _reserve_now(self):
        self.reservation_postponed = False
        self.with_context(**{CAREFUL: True})._action_assign()
        self.env.flush_all()
