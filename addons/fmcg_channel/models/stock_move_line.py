from odoo import models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    # who may see a lot: IrRule._get_lot_domain
    _lot_moved_index = models.Index("(lot_id, company_id) WHERE lot_id IS NOT NULL")
