from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _ask_for(self, quantity):
        """Ask for as much, in the product's own unit; for nothing, not at all."""
        if not self:
            return
        if not quantity:
            self._action_cancel()
            return
        had = self.quantity
        self.product_uom_qty = self.product_id.uom_id._compute_quantity(
            quantity, self.product_uom, rounding_method="HALF-UP"
        )
        if had and not self.quantity:
            # core reserves nothing of what was reserved more of
            self._action_assign()

    def _add_up(self):
        """What moved, or shall move, in the product's own unit."""
        return sum(
            move._get_moved_quantity() if move.state == "done" else move.product_qty
            for move in self
        )

    def _is_dropshipped_returned(self):
        """From one enterprise to the next it is on its way there; core's word for goods that
        go back looks only at the two places, which are one."""
        return not self._is_straight() and super()._is_dropshipped_returned()

    def _is_straight(self):
        """Whether this takes goods from a supplier straight to a customer."""
        self.ensure_one()
        return self.picking_type_id.is_direct and not self.origin_returned_move_id

    def _compute_is_dropship(self):
        """Goods that never were in the own stock do not move what the stock has cost: core
        takes them into the average and out again, and what stays has another one."""
        result = super()._compute_is_dropship()
        self.filtered(lambda move: move._is_straight()).is_dropship = False
        return result
