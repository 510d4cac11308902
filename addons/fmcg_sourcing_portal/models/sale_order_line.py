from odoo import models
from odoo.tools import format_date, format_list


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _describe_supply_for_buyer(self):
        """What of the line is there and when the rest comes: whom the seller buys from is
        the seller's business.

        :return: text, empty where nothing is lacking
        """
        self.ensure_one()
        there, lacking = self._count_supply()
        if self.state != "sale" or not lacking:
            return ""
        parts = [self.env._("%g ready to ship", there)] if there else []
        for day, quantity in self._get_arrivals(lacking):
            lacking -= quantity
            parts.append(
                self.env._(
                    "%(quantity)g on the way, expected by %(date)s",
                    quantity=quantity,
                    date=format_date(self.env, day),
                )
            )
        if lacking > 0:
            parts.append(self.env._("%g to come", lacking))
        return format_list(self.env, parts, style="unit")

    def _get_arrivals(self, lacking):
        """Yield days with quantities that are ordered for this line, the first one first."""
        shares = self.sourcing_share_ids.filtered(
            lambda share: share.purchase_line_id.state != "draft"
        )
        for share in shares.sorted(lambda one: one.purchase_line_id.date_planned):
            quantity = min(share._get_open_quantity(), lacking)
            if quantity > 0:
                lacking -= quantity
                yield share.purchase_line_id.date_planned, quantity
