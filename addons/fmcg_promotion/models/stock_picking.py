from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _action_done(self):
        result = super()._action_done()
        self.sudo()._tell_promotion_orders()
        return result

    def _tell_promotion_orders(self):
        """Orders of which something came back count their benefits again."""
        done = self.move_ids.filtered(lambda move: move.state == "done")
        orders = done.sale_line_id.order_id.filtered("promotion_result")
        returned = orders.filtered(lambda order: order._has_returns())
        if returned:
            returned._on_promotion_returned()
