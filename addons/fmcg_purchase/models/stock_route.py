from odoo import models


class StockRoute(models.Model):
    _inherit = "stock.route"

    def write(self, vals):
        """Core writes the name that they have already on all routes of a warehouse which
        gets another one, also on those that all enterprises share."""
        if vals.keys() == {"name"}:
            self = self.filtered(lambda route: route.name != vals["name"])
        return super().write(vals)
