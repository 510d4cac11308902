from odoo import api, fields, models


class ChannelMustStock(models.Model):
    """Products that a seller wants some of its buyers to order again and again."""

    _name = "channel.must.stock"
    _description = "Must-Stock List"
    _inherit = ["channel.audience.mixin", "mail.thread"]
    _order = "company_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date_start = fields.Date(string="From", tracking=True)
    date_end = fields.Date(string="Until", tracking=True)
    gap_days = fields.Integer(
        string="Gap after",
        default=30,
        required=True,
        tracking=True,
        help="A product is missing at a buyer that has not ordered it for so many days.",
    )
    line_ids = fields.One2many("channel.must.stock.line", "must_stock_id", copy=True)
    product_count = fields.Integer(compute="_compute_product_count", string="Products")
    active = fields.Boolean(default=True)

    _gap_positive = models.Constraint(
        "CHECK (gap_days > 0)", "Gap after: give one day or more."
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "Until: the last day cannot lie before the first one. Choose a later day.",
    )

    @api.depends("line_ids")
    def _compute_product_count(self):
        for must_stock in self:
            must_stock.product_count = len(must_stock.line_ids)

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        return result

    @api.model
    def _load_must_stock(self, agreements):
        """What each agreement's buyer is to stock today, in the order of the lists.

        :return: dict from ``channel.agreement`` to a dict from ``product.product`` to
            the days after which it is missing
        """
        agreements = agreements.sudo()
        rules = self.sudo().with_context(active_test=True)
        by_audience = rules.search(
            self._get_audience_domain(agreements)
            & self._get_force_domain(agreements.company_id)
        )._group_by_audience()
        return {
            agreement: self._merge_lists(
                self.union(
                    *(
                        by_audience.get((agreement.company_id.id, audience), rules)
                        for audience, _close in agreement._get_buyer_facts().audiences()
                    )
                ).sorted()
            )
            for agreement in agreements
        }

    @api.model
    def _merge_lists(self, lists):
        """Of a product in several lists the shortest gap counts."""
        days = {}
        for must_stock in lists:
            for product in must_stock.line_ids.product_id:
                days[product] = min(
                    days.get(product, must_stock.gap_days), must_stock.gap_days
                )
        return days
