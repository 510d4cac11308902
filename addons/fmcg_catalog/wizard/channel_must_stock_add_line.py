from odoo import fields, models


class ChannelMustStockAddLine(models.TransientModel):
    _name = "channel.must.stock.add.line"
    _description = "Must-Stock Product to Add"
    _channel_private = True
    _inherit = "channel.reference.guard"

    _visible_fields = ("wizard_id",)

    wizard_id = fields.Many2one(
        "channel.must.stock.add", required=True, ondelete="cascade"
    )
    chosen = fields.Boolean(string="Add", default=True)
    product_id = fields.Many2one("product.product", required=True, ondelete="cascade")
    last_order_day = fields.Date(string="Last Order", readonly=True)
    quantity = fields.Float(digits="Product Unit", default=1.0, required=True)
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
