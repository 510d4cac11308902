from odoo import models


class StockReturnPicking(models.TransientModel):
    _inherit = "stock.return.picking"

    def _check_supplier_agrees(self):
        """What went straight to a customer comes back to its seller, whom no supplier has to
        agree with."""
        if self.picking_id.picking_type_id.is_direct:
            return None
        return super()._check_supplier_agrees()
