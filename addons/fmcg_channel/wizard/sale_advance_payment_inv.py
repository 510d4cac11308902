from odoo import models


class SaleAdvancePaymentInv(models.TransientModel):
    _inherit = "sale.advance.payment.inv"

    def _create_invoices(self, sale_orders):
        """Down payments are not made by the order's own method."""
        sale_orders._check_may_bill()
        return super()._create_invoices(sale_orders)
