from odoo import api, models

from ..reservation import find


class StockMoveLine(models.Model):
    """Stands on odoo/addons/stock/models/stock_move_line.py StockMoveLine.create"""

    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Whoever creates move lines while moves are reserved sees all before them.

        Core does so, too, at the end of each reservation.
        """
        reservation = find(self.env)
        if reservation:
            self.env["stock.move"]._create_deferred_lines(reservation)
        return super().create(vals_list)
