from odoo import models

from odoo.addons.fmcg_catalog.models.channel_agreement_listing import path_ids


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _prepare_basket_facts(self):
        """What promotions may name a product by: values of the engine's ``Line``."""
        self.ensure_one()
        return {
            "product": self.id,
            "template": self.product_tmpl_id.id,
            "categories": frozenset(path_ids(self.categ_id)),
            "brand": self.product_brand_id.id or 0,
        }
