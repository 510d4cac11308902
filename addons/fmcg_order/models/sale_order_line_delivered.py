from odoo import models


class SaleOrderLine(models.Model):
    """What was delivered of a line that is counted in larger units than transfers."""

    _inherit = "sale.order.line"

    def _prepare_qty_delivered(self):
        """Core rounds each transfer by itself: a case of 24 that is delivered in three
        parts of 8 would count, and cost, 0.99 of a case."""
        quantities = super()._prepare_qty_delivered()
        for line in self:
            if line._is_delivered_in_other_units():
                quantities[line] = line.product_uom_id.round(line._add_up_deliveries())
        return quantities

    def _get_exact_delivered(self):
        """What was delivered, not rounded where transfers count smaller units."""
        self.ensure_one()
        if self._is_delivered_in_other_units():
            return self._add_up_deliveries()
        return self.qty_delivered

    def _is_delivered_in_other_units(self):
        """Whether transfers count units that are not the line's."""
        self.ensure_one()
        if self.qty_delivered_method != "stock_move":
            return False
        return any(
            move.state == "done" and move.product_uom != self.product_uom_id
            for move in self.move_ids
        )

    def _add_up_deliveries(self):
        """In the line's unit, not rounded."""
        outgoing, incoming = self._get_outgoing_incoming_moves()
        return sum(
            sign
            * move.product_uom._compute_quantity(
                move.quantity, self.product_uom_id, round=False
            )
            for sign, moves in ((1, outgoing), (-1, incoming))
            for move in moves
            if move.state == "done"
        )
