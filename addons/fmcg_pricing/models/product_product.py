from odoo import api, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or field.name == "floor_price"

    def _get_floor_prices(self, company):
        """The floor prices of many products at once, whoever asks.

        :param company: ``res.company`` that sells
        :return: dict from product to the least price before tax of one of its own unit,
            in the company's currency; 0.0: no floor
        """
        products = self.sudo().with_company(company)
        products.product_tmpl_id.fetch(["floor_price"])
        return {
            product: seen.product_tmpl_id.floor_price
            for product, seen in zip(self, products, strict=True)
        }
