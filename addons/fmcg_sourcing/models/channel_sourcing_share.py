from odoo import fields, models


class ChannelSourcingShare(models.Model):
    """What of a purchase line is for which customer's line: several customers may share
    what was ordered for them together. The rest is for the stock."""

    _name = "channel.sourcing.share"
    _description = "Share of a Purchase"
    _order = "purchase_line_id, id"
    _rec_names_search = ["sale_line_id"]

    company_id = fields.Many2one(
        related="purchase_line_id.company_id", store=True, index=True
    )
    purchase_line_id = fields.Many2one(
        "purchase.order.line", required=True, index=True, ondelete="cascade", readonly=True
    )
    sale_line_id = fields.Many2one(
        "sale.order.line", required=True, index=True, ondelete="cascade", readonly=True
    )
    order_id = fields.Many2one(related="sale_line_id.order_id", string="Customer's Order")
    quantity = fields.Float(
        digits="Product Unit", readonly=True, help="In the product's own unit."
    )

    _pair_unique = models.UniqueIndex(
        "(purchase_line_id, sale_line_id)",
        "A customer's line has one share of a purchase line.",
    )
