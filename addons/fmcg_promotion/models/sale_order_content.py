from odoo import api, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.model
    def _get_content_labels(self):
        return super()._get_content_labels() | {"role": self.env._("Promotion")}


class SaleOrderLine(models.Model):
    """Gifts and discounts are a part of what is agreed to."""

    _inherit = "sale.order.line"

    def _get_material_content(self):
        return super()._get_material_content() | {"role": self.promotion_role or ""}
