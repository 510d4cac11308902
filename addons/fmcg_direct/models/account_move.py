from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _get_kept_addresses(self):
        """A bill for goods that went past their buyer names where they went to, as the order
        says it."""
        kept = super()._get_kept_addresses()
        orders = self.sudo().line_ids.sale_line_ids.order_id
        for order in orders:
            if order._ships_past_buyer():
                kept = (order.kept_addresses or {}) | kept
        return kept


class AccountMoveLine(models.Model):
    """What came straight becomes cost with the supplier's bill, and with no bill to the
    customer; what left the own stock becomes cost with the bill to the customer, as ever."""

    _inherit = "account.move.line"

    def _eligible_for_stock_account(self):
        if not super()._eligible_for_stock_account():
            return False
        moves = self._get_stock_moves()
        if not any(move._is_straight() for move in moves):
            return True
        return bool(self.move_id.is_sale_document() and moves.filtered("is_out"))

    def _get_cogs_qty(self):
        """Of goods that partly came straight not more than what left the own stock."""
        quantity = super()._get_cogs_qty()
        moves = self._get_stock_moves()
        if not any(move._is_straight() for move in moves):
            return quantity
        left = sum(move._get_valued_qty() for move in moves.filtered("is_out"))
        unit = self.product_id.uom_id
        return min(quantity, unit._compute_quantity(left, self.product_uom_id))
