from odoo import api, models

from odoo.addons.fmcg_order.engine.writable import reason

BY_HAND = reason("below_floor", "By hand it holds, down to the floor price.")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {
            "discount": BY_HAND,
            "price_unit": BY_HAND,
        }
