from odoo import api, fields, models

from odoo.addons.fmcg_channel.models.channel_step import in_step

from .sale_order_change import LineChange


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    catalog_warning = fields.Char(
        string="Catalogue",
        compute="_compute_catalog_warning",
        compute_sudo=True,
        groups="base.group_user",
        help="Why this line keeps the order from being confirmed.",
    )

    @api.depends("order_id.catalog_warning")
    def _compute_catalog_warning(self):
        for order, lines in self.grouped("order_id").items():
            blockers = order._collect_catalog_blockers() if order else []
            for line in lines:
                line.catalog_warning = (
                    " ".join(b.message for b in blockers if line.id in b.line_ids)
                    or False
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_writable_at_creation(vals_list)
        lines = super().create(vals_list)
        # promotions may have replaced some of them meanwhile
        made = lines.exists()
        made._check_no_down_payment()
        made._check_confirmed_taxes({})
        change = made._get_line_change(are_new=True)
        change.orders._act_on_line_change(change)
        return lines

    def write(self, vals):
        self._check_writable(vals)
        # other values of a line may change at any time
        if not self._get_voiding_fields() & vals.keys():
            return super().write(vals)
        change = self._get_line_change()
        taxes = self._get_confirmed_taxes() if "tax_ids" in vals else None
        result = super().write(vals)
        if taxes:
            self._check_confirmed_taxes(taxes)
        if "order_id" in vals:
            change = change.joined_by(self._get_line_change(are_new=True))
        change.orders._act_on_line_change(change)
        return result

    def unlink(self):
        change = self._get_line_change()
        result = super().unlink()
        change.orders.exists()._act_on_line_change(change)
        return result

    def _action_launch_stock_rule(self, **options):
        """What is ordered is prepared, whoever confirms or changes the order."""
        return super(SaleOrderLine, in_step(self))._action_launch_stock_rule(**options)

    def _get_line_change(self, are_new=False):
        """What has to be known of the orders of lines that are changed.

        :param are_new: whether their orders did not have these lines before
        :rtype: ~odoo.addons.fmcg_order.models.sale_order_change.LineChange
        """
        orders = self.order_id
        if self.env.su:
            return LineChange(orders, orders.browse(), orders.browse())
        confirmed = orders.filtered(lambda order: order.state == "sale")
        goods = self.filtered(
            lambda line: line.order_id in confirmed and line._is_traded()
        ).order_id
        known = orders.browse() if are_new else confirmed
        totals = {order: order.amount_total for order in known}
        return LineChange(orders, confirmed, goods, totals)
