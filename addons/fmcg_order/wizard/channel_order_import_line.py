from odoo import fields, models


class ChannelOrderImportLine(models.TransientModel):
    """What was understood of one row; a row with cases and pieces has two lines."""

    _name = "channel.order.import.line"
    _description = "Row of an Order to Import"
    _inherit = ["channel.reference.guard", "channel.price.guard"]
    _channel_private = True
    _order = "state desc, row, id"  # problems first

    _visible_fields = ("wizard_id", "product_id")

    wizard_id = fields.Many2one(
        "channel.order.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(readonly=True)
    text = fields.Text(string="As Written", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True, ondelete="cascade")
    uom_id = fields.Many2one("uom.uom", string="Unit", readonly=True, ondelete="cascade")
    quantity = fields.Float(digits="Product Unit", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    price_unit = fields.Monetary(string="Price", readonly=True)
    price_subtotal = fields.Monetary(string="Amount", readonly=True)
    note = fields.Char(readonly=True)
    state = fields.Selection(
        [("fine", "Understood"), ("note", "Note"), ("problem", "Problem")],
        readonly=True,
        required=True,
    )
    message = fields.Text(string="What to Know", readonly=True)
    left_out = fields.Boolean(
        string="Leave Out", help="The row is not ordered, on purpose."
    )
