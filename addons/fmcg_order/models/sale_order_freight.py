from odoo import models

from odoo.addons.fmcg_channel.models.channel_step import in_step

from .sale_order_change import LineChange


class SaleOrder(models.Model):
    """Freight that people add is a change like any other."""

    _inherit = "sale.order"

    def set_delivery_line(self, carrier, amount):
        """Core makes the line with superuser rights, so that it looks like a program's.

        :raise UserError: when a confirmed order may not become what it is with it
        """
        if self.env.su:
            return super().set_delivery_line(carrier, amount)
        confirmed = self._filter_confirmed()
        totals = {order: order.amount_total for order in confirmed}
        result = super(SaleOrder, in_step(self)).set_delivery_line(carrier, amount)
        if confirmed:
            change = LineChange(confirmed, confirmed, confirmed, totals)
            confirmed._act_on_line_change(change)
        return result
