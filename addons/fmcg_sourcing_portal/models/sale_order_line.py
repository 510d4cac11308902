from odoo import models
from odoo.tools import format_date

from odoo.addons.fmcg_channel.words import join_names


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
        coming = sum(quantity for _day, quantity in self._get_arrivals(lacking))
        if coming:
            parts.append(self.env._("%g on the way", coming))
        if lacking > coming:
            parts.append(self.env._("%g to come", lacking - coming))
        if self.promised_date:
            day = format_date(self.env, self.promised_date)
            parts.append(self.env._("expected by %s", day))
        return join_names(self.env, parts)
