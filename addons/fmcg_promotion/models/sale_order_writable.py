from odoo import api, models

from odoo.addons.fmcg_order.engine.writable import DOCUMENTS, limited


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {
            "coupon_code": limited("Only codes that hold for this customer now."),
        }


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {"promotion_charge_ids": DOCUMENTS}
