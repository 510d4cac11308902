from odoo import models


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
