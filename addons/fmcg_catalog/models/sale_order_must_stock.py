from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    must_stock_gap_count = fields.Integer(
        compute="_compute_must_stock_gap_count",
        compute_sudo=True,
        string="Must-Stock Gaps",
        groups="base.group_user",
    )

    @api.depends("state", "agreement_id", "order_line.product_id")
    def _compute_must_stock_gap_count(self):
        gaps = self._get_must_stock_gaps()
        for order in self:
            order.must_stock_gap_count = len(gaps.get(order, ()))

    def _get_must_stock_gaps(self):
        """What the customers of open orders should have ordered again, and what these
        orders do not hold either.

        :return: dict from order to a list of ``(product.product, day of the last order
            or None)``
        """
        orders = self.filtered(
            lambda order: order.state in ("draft", "sent") and order.agreement_id
        )
        if not orders:
            return {}
        gaps = orders.agreement_id._get_must_stock_gaps()
        return {
            order: [
                (product, last)
                for product, last in gaps[order.agreement_id._origin]
                if product not in order.order_line.product_id
            ]
            for order in orders
        }

    def action_add_must_stock(self):
        """Button: choose which missing products to add to the order."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "channel.must.stock.add",
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Must-Stock Gaps"),
            "context": {"default_order_id": self.id},
        }
