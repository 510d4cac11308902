from odoo import fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    is_direct = fields.Boolean(
        string="Straight to Customers",
        readonly=True,
        copy=False,
        help="Goods go straight from suppliers to customers.",
    )

    _direct_unique = models.UniqueIndex(
        "(company_id) WHERE is_direct",
        "An enterprise has one operation for goods that go straight to customers.",
    )
