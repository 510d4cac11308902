from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_shown_result(self):
        """What promotions gave (``promotion_result``), in prices as they are shown."""
        data = dict(self.promotion_result or {})
        factors = {line.id: line._get_shown_factor() for line in self.order_line}
        by_key = {str(key): factor for key, factor in factors.items()}
        data["applied"] = [
            applied
            | {
                "amount": sum(
                    float(share) * by_key.get(str(key), 1.0)
                    for key, share in applied["shares"]
                )
            }
            for applied in data.get("applied", ())
        ]
        return data
