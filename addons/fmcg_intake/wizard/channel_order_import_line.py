from odoo import api, fields, models


class ChannelOrderImportLine(models.TransientModel):
    """What was understood of one row; a row with cases and pieces has two lines.

    People mend what was not understood: ``channel_order_import_mend.py``.
    """

    _name = "channel.order.import.line"
    _description = "Row of an Order to Import"
    _inherit = ["channel.reference.guard", "channel.price.guard"]
    _channel_private = True
    _order = "state desc, row, id"  # questions and problems first

    _visible_fields = ("wizard_id", "product_id", "candidate_ids")

    wizard_id = fields.Many2one(
        "channel.order.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(readonly=True)
    text = fields.Text(string="As Written", readonly=True)
    product_id = fields.Many2one("product.product", ondelete="cascade")
    candidate_ids = fields.Many2many(
        "product.product", string="Similar Products", readonly=True
    )
    unit_ids = fields.Many2many(
        "uom.uom", string="Units to Choose", compute="_compute_unit_ids"
    )
    uom_id = fields.Many2one("uom.uom", string="Unit", ondelete="cascade")
    quantity = fields.Float(digits="Product Unit")
    said_unit = fields.Char(
        readonly=True, help="The word for the unit, where no product told what it means."
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    price_unit = fields.Monetary(string="Price", readonly=True)
    price_subtotal = fields.Monetary(string="Amount", readonly=True)
    said_price = fields.Monetary(string="Customer's Price", readonly=True)
    price_difference = fields.Monetary(
        string="Difference",
        readonly=True,
        help="What the customer pays more for a unit than it writes.",
    )
    note = fields.Char(readonly=True)
    question = fields.Char(
        readonly=True, help="What the customer has to be asked, though all is understood."
    )
    state = fields.Selection(
        [
            ("fine", "Understood"),
            ("ignored", "Not Ordered"),
            ("note", "Note"),
            ("problem", "Problem"),
            ("question", "Question"),
        ],
        readonly=True,
        required=True,
    )
    message = fields.Text(string="What to Know", readonly=True)
    is_mended = fields.Boolean(readonly=True)
    accepted = fields.Boolean(
        string="Order It", help="It is meant: order the row as it stands here."
    )
    left_out = fields.Boolean(
        string="Leave Out", help="The row is not ordered, on purpose."
    )

    @api.depends("product_id")
    def _compute_unit_ids(self):
        for line in self:
            line.unit_ids = self.env["sale.order"]._get_channel_units(line.product_id)

    def _is_ordered(self):
        self.ensure_one()
        is_meant = self.state in ("fine", "note") or (
            self.state == "question" and self.accepted
        )
        return is_meant and not self.left_out

    def _is_open(self):
        """Whether somebody has to decide before there is an order."""
        self.ensure_one()
        return self.state in ("problem", "question") and not (
            self.left_out or self._is_ordered()
        )

    def write(self, vals):
        result = super().write(vals)
        if {"product_id", "uom_id", "quantity"} & vals.keys() and not self.env.context.get(
            "channel_import_reading"
        ):
            self._mend()
        return result

    @api.onchange("product_id", "uom_id", "quantity")
    def _onchange_goods(self):
        """Show at once what a correction means."""
        self.update(self._get_mended_values(self)[self])
