from odoo import api, models
from odoo.fields import Domain


class ProductProduct(models.Model):
    _inherit = "product.product"

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Before anything is typed, ``channel_near_ids`` of the context are offered: what
        a row of an order may mean."""
        near = self.env.context.get("channel_near_ids")
        if near and not name:
            domain = Domain(domain or []) & Domain("id", "in", near)
        return super().name_search(name, domain, operator, limit)
