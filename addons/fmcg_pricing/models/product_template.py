from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ProductTemplate(models.Model):
    _inherit = "product.template"

    floor_price = fields.Float(
        company_dependent=True,
        digits="Product Price",
        help="The least price of this enterprise before tax, in its currency, for one "
        "unit of the product. Zero: there is none.",
    )

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or field.name == "floor_price"

    @api.constrains("floor_price")
    def _check_floor_price(self):
        for product in self:
            if product.floor_price < 0:
                raise ValidationError(
                    self.env._(
                        "Floor Price: %(price)s of %(product)s is below zero. Enter "
                        "zero where there is no floor.",
                        price=product.floor_price,
                        product=product.display_name,
                    )
                )
