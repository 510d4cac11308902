from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class ChannelMustStockAdd(models.TransientModel):
    """Add products of must-stock lists to an open order."""

    _name = "channel.must.stock.add"
    _description = "Add Must-Stock Products"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("order_id",)

    order_id = fields.Many2one("sale.order", required=True, ondelete="cascade")
    line_ids = fields.One2many(
        "channel.must.stock.add.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("order_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [Command.clear()] + [
                Command.create(values) for values in wizard._prepare_lines_values()
            ]

    def _prepare_lines_values(self):
        """The missing products, each with the least quantity that can be ordered."""
        if not self.order_id:
            return []
        order = self.order_id.sudo()
        gaps = order._get_must_stock_gaps().get(order, [])
        products = self.env["product.product"].sudo().union(*(gap[0] for gap in gaps))
        least = order.agreement_id._get_least_quantities(products)
        return [
            {
                "product_id": product.id,
                "last_order_day": last,
                "quantity": least[product],
            }
            for product, last in gaps
        ]

    def action_add(self):
        self.ensure_one()
        order = self.order_id
        if order.state not in ("draft", "sent"):
            raise UserError(
                self.env._("%s has been confirmed or cancelled.", order.name)
            )
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(self.env._("Products: choose at least one product."))
        order.order_line = [
            Command.create(
                {"product_id": line.product_id.id, "product_uom_qty": line.quantity}
            )
            for line in chosen
        ]
        return {"type": "ir.actions.act_window_close"}
