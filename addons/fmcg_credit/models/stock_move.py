from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _is_to_deliver(self):
        """Whether this is still on its way to the customer, and no return."""
        self.ensure_one()
        return self.state not in ("done", "cancel") and not self.origin_returned_move_id
