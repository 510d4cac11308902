from odoo import models


class StockMove(models.Model):
    """Reservations of the same goods take turns, and so does what takes goods away."""

    _inherit = "stock.move"

    def _action_assign(self, force_qty=False):
        moves = self.env["channel.stock.turn"]._take_for(
            self, self._get_goods_to_assign(force_qty)
        )
        return super(StockMove, moves)._action_assign(force_qty=force_qty)

    def _action_done(self, cancel_backorder=False):
        """Who ships more than was reserved, counts or scraps, takes what others may be
        reserving."""
        goods = self._get_goods() | self.move_line_ids._get_goods()
        moves = self.env["channel.stock.turn"]._take_for(self, goods)
        done = super(StockMove, moves)._action_done(cancel_backorder=cancel_backorder)
        return done.with_env(self.env)

    def _get_goods_to_assign(self, force_qty):
        """What these moves may reserve."""
        return self._get_goods()

    def _get_goods(self):
        """Pairs of warehouse and product that these moves take goods of."""
        return {
            (warehouse.id, move.product_id.id)
            for move in self.sudo()
            if move.state not in ("done", "cancel")
            and (warehouse := move.location_id.warehouse_id)
            and not move._should_bypass_reservation()
        }
