from odoo import fields, models


class ResCompany(models.Model):
    """Goods that lie free are given to who waits, the oldest promise first."""

    _inherit = "res.company"

    def _give_free_goods(self, products):
        """Reserve what an order has left, that was cancelled or reduced."""
        free = self._get_free_stock(products)
        today = fields.Date.context_today(self)
        waiting = self._get_waiting_moves(products).filtered(
            lambda move: free.get(move.product_id.id, 0) > 0
            and move.state in ("confirmed", "partially_available")
            and move.reservation_date
            and move.reservation_date <= today
        )
        if waiting:
            ages = {need.key: need.age for need in self._get_sourcing_needs(products)}
            waiting = waiting.filtered(lambda move: move.sale_line_id.id in ages)
            waiting.sorted(lambda move: ages[move.sale_line_id.id])._action_assign()
