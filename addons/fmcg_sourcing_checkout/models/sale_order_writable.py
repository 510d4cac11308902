from odoo import api, models

from odoo.addons.fmcg_order.engine.writable import barred


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {
            "purchase_number": barred("Given once, to all orders of the buyer's cart.")
        }
