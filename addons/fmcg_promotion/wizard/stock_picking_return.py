from odoo import api, fields, models


class StockReturnPicking(models.TransientModel):
    """Whoever takes goods back is told which gifts are due back with them."""

    _inherit = "stock.return.picking"

    promotion_gift_note = fields.Text(
        compute="_compute_promotion_gift_note",
        help="Gifts that the buyer is not entitled to any more.",
    )

    @api.depends(
        "product_return_moves.move_id",
        "product_return_moves.quantity",
        "product_return_moves.to_refund",
    )
    @api.depends_context("lang")
    def _compute_promotion_gift_note(self):
        for wizard in self:
            due = wizard._get_gifts_due()
            notes = [wizard._say_gift_due(line, n) for line, n in due.items() if n]
            wizard.promotion_gift_note = "\n".join(notes) or False

    def _say_gift_due(self, line, pieces):
        return self.env._(
            "Due back: %(pieces)s %(unit)s of %(product)s (gift of “%(promotion)s”). What "
            "does not come back is charged.",
            pieces=f"{pieces:g}",
            unit=line.product_uom_id.name,
            product=line.product_id.display_name,
            promotion=line.promotion_id.name,
        )

    @api.onchange("product_return_moves")
    def _onchange_promotion_gifts(self):
        self._prefill_gifts()

    def _prefill_gifts(self):
        """Put on the return what is due back; where somebody typed another quantity,
        leave it alone."""
        for line, due in self._spread_gifts_due().items():
            if line.quantity == line.promotion_gift_due:
                line.quantity = due
            line.promotion_gift_due = due

    def _spread_gifts_due(self):
        """Dict from the lines of gifts to what is due back of them, in their unit."""
        left = self._get_gifts_due()
        spread = {}
        for line in self.product_return_moves:
            gift = line.move_id.sudo().sale_line_id
            if gift in left:
                due = gift.product_uom_id._compute_quantity(left[gift], line.uom_id)
                spread[line] = min(due, line.move_quantity)
                taken = line.uom_id._compute_quantity(spread[line], gift.product_uom_id)
                left[gift] -= taken
        return spread

    def _get_gifts_due(self):
        """Pieces that are due back with this return, by the order's gift line."""
        self.ensure_one()
        returning = self._get_returning_quantities()
        # sudo: what promotions gave is not for everybody who works on a return
        orders = self.product_return_moves.move_id.sudo().sale_line_id.order_id
        due = {}
        for order in orders.filtered("promotion_result"):
            kept = order._get_kept_quantities(returning)
            due |= order._get_gifts_due(kept, charged=True)
        return {line: float(pieces) for line, pieces in due.items()}

    def _get_returning_quantities(self):
        """Goods on this return, by sale line and in its unit."""
        returning = {}
        for line in self.product_return_moves.filtered("to_refund"):
            sold = line.move_id.sudo().sale_line_id
            if sold:
                quantity = line.uom_id._compute_quantity(
                    line.quantity, sold.product_uom_id
                )
                returning[sold.id] = returning.get(sold.id, 0.0) + quantity
        return returning


class StockReturnPickingLine(models.TransientModel):
    _inherit = "stock.return.picking.line"

    promotion_gift_due = fields.Float(
        string="Gift Due Back",
        digits="Product Unit",
        help="Pieces that promotions do not give for what the buyer keeps.",
    )
