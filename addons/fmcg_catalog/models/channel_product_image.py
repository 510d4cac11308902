from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ChannelProductImage(models.Model):
    """One more picture of a product, besides the main one."""

    _name = "channel.product.image"
    _inherit = ["image.mixin"]
    _description = "Product Picture"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    image_1920 = fields.Image(required=True)
    product_tmpl_id = fields.Many2one(
        "product.template",
        string="Product",
        required=True,
        index=True,
        ondelete="cascade",
    )
    product_variant_id = fields.Many2one(
        "product.product",
        string="Variant",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('product_tmpl_id', '=', product_tmpl_id)]",
        help="Empty: the picture shows all variants.",
    )

    @api.constrains("product_tmpl_id", "product_variant_id")
    def _check_variant(self):
        for image in self.filtered("product_variant_id"):
            if image.product_variant_id.product_tmpl_id != image.product_tmpl_id:
                raise ValidationError(
                    self.env._(
                        "Variant: %(variant)s is no variant of %(product)s. Choose one of"
                        " this product.",
                        variant=image.product_variant_id.display_name,
                        product=image.product_tmpl_id.display_name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if "product_tmpl_id" in vals:
            self.check_access("write")  # of the new product too
        return result
