from odoo import models

from ..engine import commitment


class SaleOrderLine(models.Model):
    """What a line of a confirmed order will still be invoiced."""

    _inherit = "sale.order.line"

    def _get_commitment_facts(self):
        """:return: the engine's ``LineFacts`` of a line that is no down payment"""
        self.ensure_one()
        return commitment.LineFacts(
            policy=self.product_id.invoice_policy or commitment.BY_ORDER,
            ordered=self.product_uom_qty,
            delivered=self.qty_delivered,
            pending=self._get_pending_quantity(),
            invoiced=self.qty_invoiced_posted,
            price=self._get_price_with_tax(),
        )

    def _get_pending_quantity(self):
        """What transfers are still to bring to the customer; ``None`` without any.

        Of a chain of transfers only the last step counts that is planned. Transfers
        count pieces and lines cases: what is delivered and what is not make the whole
        again, whatever each of them is rounded to.
        """
        # lists, because Odoo would read the moves of a filtered set for each line anew
        moves = [move for move in self.move_ids if move.product_id == self.product_id]
        if not moves:
            return None
        pending = [move for move in moves if move._is_to_deliver()]
        quantity = sum(
            move.product_uom._compute_quantity(
                move.product_uom_qty, self.product_uom_id, round=False
            )
            for move in pending
            if not any(later in pending for later in move.move_dest_ids)
        )
        whole = self.product_uom_id.round(self._get_exact_delivered() + quantity)
        return whole - self.qty_delivered

    def _get_price_with_tax(self):
        """Of one unit, as it is invoiced."""
        if self.product_uom_qty:
            return self.price_total / self.product_uom_qty
        price = self.price_unit * (1 - (self.discount or 0.0) / 100.0)
        return self.tax_ids.compute_all(
            price, currency=self.currency_id, partner=self.order_id.partner_shipping_id
        )["total_included"]
