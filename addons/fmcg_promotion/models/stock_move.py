from odoo import models

from .promotion_context import MOVING, is_moving


class StockMove(models.Model):
    """What is not delivered any more earns nothing."""

    _inherit = "stock.move"

    def _is_to_deliver(self):
        """Whether this is still on its way to the customer, and no return."""
        self.ensure_one()
        return (
            self.state not in ("done", "cancel")
            and not self.origin_returned_move_id
            and not self._is_put_back()
        )

    def _action_cancel(self):
        if is_moving(self):
            return super()._action_cancel()
        result = super(StockMove, self.with_context(**MOVING))._action_cancel()
        self.sudo()._tell_promotion_orders()
        return result

    def _tell_promotion_orders(self):
        """Orders of which less is kept than was ordered count their benefits again."""
        ended = self.filtered(lambda move: move.state in ("done", "cancel"))
        orders = ended.sale_line_id.order_id.filtered(
            lambda order: order.state == "sale" and order.promotion_result
        )
        orders.order_line.fetch(["move_ids"])  # of all orders at once
        orders = orders.filtered(lambda order: order._is_less_kept())
        if orders:
            orders._on_promotion_returned()
