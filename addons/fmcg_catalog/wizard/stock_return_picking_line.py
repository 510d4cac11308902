from odoo import api, fields, models

from ..models.packed_models import HELP, LABEL


class StockReturnPickingLine(models.TransientModel):
    _name = "stock.return.picking.line"
    _inherit = ["stock.return.picking.line", "channel.packed.mixin"]
    _packed_unit = "uom_id"

    packed_quantity = fields.Char(
        string=LABEL,
        compute="_compute_packed_quantity",
        inverse="_inverse_packed_quantity",
        help=HELP,
    )

    @api.depends("product_id.uom_ids", "uom_id", "quantity")
    @api.depends_context("lang")
    def _compute_packed_quantity(self):
        self._say_packed("packed_quantity", "quantity")

    @api.onchange("packed_quantity")
    def _inverse_packed_quantity(self):
        self._read_packed("packed_quantity", "quantity")

    def _get_packed_company(self):
        return self.wizard_id.company_id or super()._get_packed_company()
