from odoo import api, fields, models


class ChannelPriceCheck(models.TransientModel):
    """Why this price: for a line of an order, or for whatever is typed."""

    _name = "channel.price.check"
    _description = "Why This Price"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("agreement_id", "product_id", "line_id")

    company_id = fields.Many2one(
        "res.company", string="Seller", default=lambda self: self.env.company
    )
    agreement_id = fields.Many2one(
        "channel.agreement",
        string="Customer's Agreement",
        domain="[('company_id', '=', company_id)]",
    )
    product_id = fields.Many2one("product.product", domain="[('sale_ok', '=', True)]")
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', allowed_uom_ids)]",
    )
    allowed_uom_ids = fields.Many2many(
        "uom.uom", string="Allowed Units", compute="_compute_allowed_uom_ids"
    )
    quantity = fields.Float(default=1.0, digits="Product Unit")
    date = fields.Datetime(
        help="Empty: now. For a moment that has passed, the rules as they were then."
    )
    line_id = fields.Many2one("sale.order.line", readonly=True)
    explanation = fields.Html(
        compute="_compute_explanation",
        sanitize=False,  # rendered by our own template, which escapes
    )

    @api.depends("product_id", "line_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Nothing is kept here, so there is nothing to name but the question."""
        self.display_name = self.env._("Why This Price")

    @api.depends("product_id")
    def _compute_uom_id(self):
        for check in self:
            check.uom_id = check.product_id.uom_id

    @api.depends("product_id")
    def _compute_allowed_uom_ids(self):
        for check in self:
            check.allowed_uom_ids = check.product_id.uom_id | check.product_id.uom_ids

    @api.depends("agreement_id", "product_id", "uom_id", "quantity", "date", "line_id")
    @api.depends_context("lang", "uid")
    def _compute_explanation(self):
        for check in self:
            check.explanation = check._is_complete() and self.env["ir.qweb"]._render(
                "fmcg_pricing.price_explanation", {"why": check._explain()}
            )

    def _is_complete(self):
        self.ensure_one()
        return bool(self.line_id or (self.agreement_id and self.product_id))

    def _explain(self):
        self.ensure_one()
        if self.line_id:
            return self.line_id._explain_price()
        return self.agreement_id.explain_price(
            self.product_id.id,
            self.quantity or 1.0,
            self.uom_id.id,
            self.date and fields.Datetime.to_string(self.date),
        )
