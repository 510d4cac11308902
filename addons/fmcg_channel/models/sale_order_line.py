from odoo import api, models
from odoo.fields import Domain


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _is_traded(self):
        """Whether the line orders goods: freight, down payments and notes do not.

        What an addon adds to an order by itself, such as a gift, it takes out here:
        such lines need no price, no listing and no quota.
        """
        self.ensure_one()
        return bool(
            self.product_id
            and not self.display_type
            and not self.is_delivery
            and not self.is_downpayment
        )

    @api.model
    def _get_traded_domain(self):
        """As ``_is_traded``, for searches."""
        return (
            Domain("product_id", "!=", False)
            & Domain("display_type", "=", False)
            & Domain("is_delivery", "=", False)
            & Domain("is_downpayment", "=", False)
        )
