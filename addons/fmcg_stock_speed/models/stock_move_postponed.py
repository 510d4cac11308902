import logging

from odoo import SUPERUSER_ID, api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, split_every

from ..reservation import CAREFUL, POSTPONE, Contention

_logger = logging.getLogger(__name__)

OTHERS_WERE_FASTER = (Contention, *PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
# Key of the postcommit data: ids of the moves that this transaction has postponed.
WAITING = "fmcg_stock_speed.waiting"
ATTEMPTS = 10
PATIENCE = "5s"
# Somebody waits for the answer of the request.
ATTEMPTS_IN_REQUEST = 5
PATIENCE_IN_REQUEST = "1s"
TOGETHER = 10  # transfers
MOST_MOVES = 5000


class StockMove(models.Model):
    """Confirm now, reserve a moment later, when others are reserving the same goods.

    PostgreSQL lets nobody change a row of stock that somebody else has changed since the
    transaction began; Odoo would repeat the whole request, and after five times give up.
    Confirming an order is a long transaction, reserving its goods a short one.

    Stands on odoo/addons/stock/models/stock_move.py StockMove._action_confirm
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

    def _assign_or_postpone(self):
        """Reserve now; a moment later when others are faster."""
        moves = self.with_context(**{POSTPONE: False, CAREFUL: True})
        # what this transaction has done before is no business of the savepoint
        self.env.cr.flush()
        try:
            with self.env.cr.savepoint():
                return moves._action_assign()
        except OTHERS_WERE_FASTER:
            return self._postpone_reservation()

    def _postpone_reservation(self):
        """Reserve once this is committed, in a transaction that is short."""
        self.sudo().reservation_postponed = fields.Datetime.now()
        postcommit = self.env.cr.postcommit
        if WAITING not in postcommit.data:
            postcommit.data[WAITING] = []
            postcommit.add(self.browse()._reserve_after_commit)
        postcommit.data[WAITING].extend(self.ids)

    def _reserve_after_commit(self):
        """Whatever happens is no matter of what has been committed: what cannot be
        reserved now is left to the scheduled action."""
        waiting = self.env.cr.postcommit.data.pop(WAITING)
        with self.env.registry.cursor() as cr:
            moves = api.Environment(cr, SUPERUSER_ID, {})["stock.move"].browse(waiting)
            try:
                done = moves._reserve_patiently(ATTEMPTS_IN_REQUEST, PATIENCE_IN_REQUEST)
            except Exception:
                _logger.warning("Moves %s are reserved later", waiting, exc_info=True)
                cr.rollback()
                done = False
            if not done:
                moves._trigger_reservation()

    @api.model
    def _trigger_reservation(self):
        self.env.ref("fmcg_stock_speed.ir_cron_reserve_postponed").sudo()._trigger()

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
            self._trigger_reservation()

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

    def _reserve_patiently(self, attempts=ATTEMPTS, patience=PATIENCE):
        """Reserve these moves and commit. What others do not let go of stays as it was.

        :param patience: how long PostgreSQL waits for rows that others hold
        :return: whether it was done
        """
        for _attempt in range(attempts):
            try:
                self._wait_for_goods(patience)
                self._reserve_now()
                self.env.cr.commit()  # pylint: disable=invalid-commit
                return True
            except OTHERS_WERE_FASTER:
                self.env.cr.rollback()
        return False

    def _wait_for_goods(self, patience):
        """Wait for those who hold the rows of stock that these moves may need.

        To be the first query of its transaction: what it waited for has changed since
        it began, so that it has to be repeated, which costs nothing yet.
        """
        self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", patience))
        query = SQL(
            "SELECT id FROM stock_quant WHERE id IN (%s) ORDER BY id FOR NO KEY UPDATE",
            self._query_goods(),
        )
        self.env.cr.execute(query, log_exceptions=False)

    def _reserve_now(self):
        """Another process may have done so, or the moves may be gone."""
        moves = self.exists().filtered("reservation_postponed")
        moves.reservation_postponed = False
        moves.with_context(**{CAREFUL: True})._action_assign()
        self.env.flush_all()
