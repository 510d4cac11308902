from odoo import api, fields, models


class ChannelPromotionGift(models.Model):
    """One thing that a step of a promotion gives, or lets choose."""

    _name = "channel.promotion.gift"
    _description = "Gift of a Promotion"
    _inherit = "channel.promotion.part"
    _order = "promotion_id, sequence, id"
    _rec_name = "product_id"

    _price_fields = ("threshold",)
    _visible_fields = ("step_id", "product_id")
    _in_book = True

    step_id = fields.Many2one(
        "channel.promotion.step", required=True, index=True, ondelete="cascade"
    )
    promotion_id = fields.Many2one(
        related="step_id.promotion_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="step_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="step_id.currency_id")
    threshold = fields.Float(related="step_id.threshold")
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        domain="[('type', '=', 'consu')]",
    )
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        ondelete="restrict",
    )
    quantity = fields.Float(
        string="Pieces", digits="Product Unit", default=1.0, required=True
    )
    value = fields.Monetary(
        compute="_compute_value",
        store=True,
        readonly=False,
        precompute=True,
        help="Worth of one piece: counts in budgets, is shared among funders, and is "
        "charged when the gift is not given back.",
    )

    _value_positive = models.Constraint(
        "CHECK (value >= 0)", "Value: a gift cannot be worth less than nothing."
    )

    @api.depends("product_id")
    def _compute_uom_id(self):
        for gift in self:
            gift.uom_id = gift.product_id.uom_id

    @api.depends("product_id", "uom_id")
    def _compute_value(self):
        for gift in self:
            gift.value = gift._get_public_price()

    def _get_public_price(self):
        """The product's sales price for one piece, in the promotion's currency."""
        self.ensure_one()
        company = self.step_id.company_id or self.env.company
        product = self.product_id.with_company(company)
        if not product:
            return 0.0
        price = product.uom_id._compute_price(product.lst_price, self.uom_id)
        return product.currency_id._convert(
            price,
            self.currency_id or company.currency_id,
            company,
            company._get_channel_today(),
        )

    @api.model
    def _get_owner_fields(self):
        return {"step_id"}
