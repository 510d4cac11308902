from odoo import fields, models


class ChannelReceipt(models.Model):
    """The customer's word that goods of an order have arrived: of some of its shipments,
    or of all."""

    _name = "channel.receipt"
    _description = "Receipt Confirmation"
    _order = "date desc, id desc"
    _rec_name = "order_id"

    order_id = fields.Many2one(
        "sale.order", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    date = fields.Datetime(required=True, default=fields.Datetime.now, readonly=True)
    signed_by = fields.Char(
        required=True, readonly=True, help="Who took the goods over at the customer's."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Confirmed by",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
    )
    note = fields.Text(readonly=True)
    picking_ids = fields.One2many(
        "stock.picking",
        "receipt_id",
        string="Shipments",
        readonly=True,
        help="What arrived; a shipment is confirmed once.",
    )
