from odoo import fields, models


class ProductPricelistItem(models.Model):
    _inherit = "product.pricelist.item"

    uom_id = fields.Many2one(
        "uom.uom",
        string="Priced Unit",
        ondelete="restrict",
        help="The fixed price and the minimum quantity are for this unit, and only "
        "orders in this unit get it. Empty: for the product's own unit, converted to "
        "others.",
    )
