from odoo import models
from odoo.tools import SQL

# Where documents of a product count by a unit
COUNTING_FIELDS = {
    "sale.order.line": "product_uom_id",
    "purchase.order.line": "product_uom_id",
    "stock.move": "product_uom",
    "stock.move.line": "product_uom_id",
}


class ProductProduct(models.Model):
    _name = "product.product"
    _inherit = ["product.product", "product.gtin.mixin"]

    def _get_channel_images(self):
        """The pictures of this product in the order to show them.

        :return: list of records of models with ``image.mixin``: the product itself if
            it has a picture, those of its variant, then those of all variants
        """
        self.ensure_one()
        main = [self] if self.image_1920 else []
        images = self.product_tmpl_id.channel_image_ids
        own = images.filtered(lambda image: image.product_variant_id == self)
        common = images.filtered(lambda image: not image.product_variant_id)
        return [*main, *own, *common]

    def _update_uom(self, to_uom_id):
        """A piece that is only called otherwise, such as a bottle instead of a unit, is
        renamed in its documents; what they count by cases stays. Core would refuse
        where cases have been used."""
        to_unit = self.env["uom.uom"].browse(to_uom_id)
        # of the template: the product's own copy may be the new one already
        renamed = self.filtered(
            lambda product: to_unit._renames(product.product_tmpl_id.uom_id)
        )
        for unit, products in renamed.grouped(
            lambda product: product.product_tmpl_id.uom_id
        ).items():
            products._rename_piece(unit, to_unit)
        others = self - renamed
        return super(ProductProduct, others)._update_uom(to_uom_id) if others else True

    def _rename_piece(self, unit, to_unit):
        """No quantity or price changes, so nothing is computed anew."""
        self.env.flush_all()
        for model, name in self._get_counting_fields().items():
            documents = self.env[model]
            self.env.cr.execute(
                SQL(
                    "UPDATE %(table)s SET %(field)s = %(to)s"
                    " WHERE product_id IN %(products)s AND %(field)s = %(unit)s",
                    table=SQL.identifier(documents._table),
                    field=SQL.identifier(name),
                    to=to_unit.id,
                    products=self._ids,
                    unit=unit.id,
                )
            )
            documents.invalidate_model([name])

    def _get_counting_fields(self):
        """Name of the field by model; extend it for documents of your own."""
        return {
            model: name for model, name in COUNTING_FIELDS.items() if model in self.env
        }
