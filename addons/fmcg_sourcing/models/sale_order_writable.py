from odoo import api, models

from odoo.addons.fmcg_order.engine.writable import DOCUMENTS, free


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {
            "only_complete": free("All or nothing, as the buyer wishes; costs nothing.")
        }


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {"sourcing_share_ids": DOCUMENTS}
