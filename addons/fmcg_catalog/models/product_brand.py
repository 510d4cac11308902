from odoo import fields, models


class ProductBrand(models.Model):
    _inherit = "product.brand"

    name = fields.Char(translate=True)
