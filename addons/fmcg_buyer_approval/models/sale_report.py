from odoo import models


class SaleReport(models.Model):
    """Orders that a buyer has not agreed to itself are no figures of the seller."""

    _inherit = "sale.report"

    def _where_sale(self):
        return f"{super()._where_sale()} AND s.withheld IS NOT TRUE"
