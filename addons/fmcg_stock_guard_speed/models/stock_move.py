from odoo import models
from odoo.tools import SQL

from odoo.addons.fmcg_stock_speed.reservation import POSTPONE


class StockMove(models.Model):
    _inherit = "stock.move"

    def _get_goods_to_assign(self, force_qty):
        """What may be postponed takes its turn within the savepoint that it is tried in."""
        if self.env.context.get(POSTPONE) and not force_qty:
            return set()
        return super()._get_goods_to_assign(force_qty)

    def _wait_for_goods(self, patience):
        """Wait for the turn first, and then for rows of stock: as whoever reserves."""
        self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", patience))
        self.env.cr.execute(self._query_turns(), log_exceptions=False)
        return super()._wait_for_goods(patience)

    def _query_turns(self):
        """SQL that locks the turns for what moves in the database may need."""
        return SQL(
            """
            SELECT id FROM channel_stock_turn
             WHERE (warehouse_id, product_id) IN (
                    SELECT place.warehouse_id, move.product_id
                      FROM stock_move move
                      JOIN stock_location place ON place.id = move.location_id
                     WHERE move.id IN %s)
             ORDER BY id FOR NO KEY UPDATE
            """,
            self._ids,
        )
