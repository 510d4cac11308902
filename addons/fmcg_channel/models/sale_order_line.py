from odoo import models


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
