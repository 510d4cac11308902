from odoo import api, models

from odoo.addons.fmcg_channel.models.channel_step import in_step

from .sale_order_change import LineChange


class SaleOrderLine(models.Model):
    """What happens whenever lines are made, written or deleted, by whatever way.

    First what follows from the change, then whoever judges the order as it is now.
    """

    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_writable_at_creation(vals_list)
        lines = super().create(vals_list)
        lines.order_id._follow_changes()
        made = lines.exists()  # some may have been replaced meanwhile
        made._check_no_down_payment()
        made._check_confirmed_taxes({})
        change = made._get_line_change(are_new=True)
        change.orders._act_on_line_change(change)
        return lines

    def write(self, vals):
        self._check_writable(vals)
        # other values of a line may change at any time
        if not self._get_followed_fields() & vals.keys():
            return super().write(vals)
        change = self._get_line_change(fields=frozenset(vals))
        taxes = self._get_confirmed_taxes() if "tax_ids" in vals else None
        orders = self.order_id
        self._check_no_down_payment_written(vals)
        result = super().write(vals)
        if {"is_downpayment", "order_id"} & vals.keys():
            self._check_no_down_payment()
        self._follow_write(vals)
        (orders | self.order_id)._follow_changes()
        if taxes:
            self._check_confirmed_taxes(taxes)
        if not self._get_voiding_fields() & vals.keys():
            return result
        if "order_id" in vals:
            change = change.joined_by(self._get_line_change(are_new=True))
        change.orders._act_on_line_change(change)
        return result

    def unlink(self):
        change = self._get_line_change()
        result = super().unlink()
        orders = change.orders.exists()
        orders._follow_changes()
        orders._act_on_line_change(change)
        return result

    @api.model
    def _get_followed_fields(self):
        """Fields of a line after whose change ``sale.order._follow_changes`` is
        called."""
        return self._get_voiding_fields() | {"is_delivery", "is_downpayment"}

    def _follow_write(self, vals):
        """Hook: these lines have been written, and nothing has followed from it yet."""

    def _action_launch_stock_rule(self, **options):
        """What is ordered is prepared, whoever confirms or changes the order."""
        return super(SaleOrderLine, in_step(self))._action_launch_stock_rule(**options)

    def _get_line_change(self, are_new=False, fields=None):
        """What has to be known of the orders of lines that are changed.

        :param are_new: whether their orders did not have these lines before
        :param fields: names of what is written
        :rtype: ~odoo.addons.fmcg_order.models.sale_order_change.LineChange
        """
        orders = self.order_id
        if self.env.su:
            nothing = orders.browse()
            return LineChange(orders, nothing, nothing, fields=fields)
        confirmed = orders._filter_confirmed()
        goods = self.filtered(
            lambda line: line.order_id in confirmed and line._is_traded()
        ).order_id
        known = orders.browse() if are_new else confirmed
        totals = {order: order.amount_total for order in known}
        return LineChange(orders, confirmed, goods, totals, fields)
