from odoo import api, fields, models

from odoo.addons.fmcg_channel.words import join_names

from ..engine import definition as engine

KINDS = [
    (engine.ORDER, "Amount off the order"),
    (engine.LINE_PERCENT, "Percentage off products"),
    (engine.LINE_AMOUNT, "Amount off products"),
    (engine.LINE_PRICE, "Special price"),
    (engine.NTH, "Every n-th piece cheaper"),
    (engine.GIFT, "Free gift"),
    (engine.BUNDLE, "Bundle"),
    (engine.FREIGHT, "Reduced or free freight"),
]
BASES = [
    (engine.ORIGINAL, "Prices before promotions"),
    (engine.RUNNING, "What is left after earlier promotions"),
]


class ChannelPromotion(models.Model):
    """A benefit that a seller offers to some of its buyers.

    What it does to an order is computed by the engine (``engine/``), which knows it as
    ``definition.Promotion``; see ``_get_book`` in ``channel_promotion_loader.py``.
    """

    _name = "channel.promotion"
    _description = "Promotion"
    _inherit = ["mail.thread", "channel.reference.guard", "channel.price.guard"]
    _order = "company_id, sequence, id"
    _check_company_auto = True

    _price_fields = ("summary", "budget_left")
    _visible_fields = (
        "territory_ids",
        "grade_ids",
        "node_ids",
        "product_ids",
        "excluded_product_ids",
        "target_product_ids",
        "group_id",
        "gift_account_id",
    )

    name = fields.Char(required=True, translate=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
        help="The promotion applies to orders in this currency only.",
    )
    sequence = fields.Integer(
        default=10,
        tracking=True,
        help="Among promotions of the same kind of benefit, smaller ones come first.",
    )
    active = fields.Boolean(default=True, tracking=True)
    state = fields.Selection(
        [("draft", "Draft"), ("released", "Released"), ("stopped", "Stopped")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    kind = fields.Selection(KINDS, default=engine.ORDER, required=True, tracking=True)
    summary = fields.Text(
        compute="_compute_summary",
        compute_sudo=True,
        help="What the promotion does, in plain language.",
    )

    # What is counted. A product that is named may not be deleted: a promotion without
    # any would be about all products.
    level = fields.Selection(
        [
            (engine.EACH_PRODUCT, "Each product on its own"),
            (engine.SET, "The products together"),
            (engine.WHOLE_ORDER, "The whole order"),
        ],
        string="Threshold For",
        default=engine.SET,
        required=True,
    )
    measure = fields.Selection(
        [(engine.VALUE, "Value"), (engine.QUANTITY, "Quantity")],
        default=engine.VALUE,
        required=True,
    )
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        ondelete="restrict",
        help="Unit of quantities, and of prices and amounts per unit.",
    )
    threshold_basis = fields.Selection(
        BASES, string="Threshold Looks at", default=engine.ORIGINAL, required=True
    )
    product_ids = fields.Many2many(
        "product.product",
        "channel_promotion_product_rel",
        string="Products",
        check_company=True,
        ondelete="restrict",
    )
    categ_ids = fields.Many2many(
        "product.category",
        "channel_promotion_category_rel",
        string="Categories",
        ondelete="restrict",
        help="With all categories below.",
    )
    brand_ids = fields.Many2many(
        "product.brand",
        "channel_promotion_brand_rel",
        string="Brands",
        ondelete="restrict",
    )
    excluded_product_ids = fields.Many2many(
        "product.product",
        "channel_promotion_excluded_product_rel",
        string="Excluded Products",
        check_company=True,
        ondelete="restrict",
    )

    # What is given
    target_product_ids = fields.Many2many(
        "product.product",
        "channel_promotion_target_product_rel",
        string="Products with the Benefit",
        check_company=True,
        ondelete="restrict",
        help="These get the benefit instead of the products that are counted.",
    )
    target_categ_ids = fields.Many2many(
        "product.category",
        "channel_promotion_target_category_rel",
        string="Categories with the Benefit",
        ondelete="restrict",
    )
    target_brand_ids = fields.Many2many(
        "product.brand",
        "channel_promotion_target_brand_rel",
        string="Brands with the Benefit",
        ondelete="restrict",
    )
    benefit_basis = fields.Selection(
        BASES, string="Benefit Looks at", default=engine.RUNNING, required=True
    )
    amount_per = fields.Selection(
        [("unit", "Each unit"), ("product", "Each product")],
        string="Amount Off",
        default="unit",
        required=True,
    )
    repeat = fields.Boolean(
        string="Each Time", help="Again for each time the threshold is reached."
    )
    most_times = fields.Integer(string="At Most", help="In one order. 0: without end.")
    gift_choice = fields.Selection(
        [("all", "All of the gifts"), ("one", "One of the gifts")],
        string="Customers Get",
        default="all",
        required=True,
    )
    same_product = fields.Boolean(help="The gift is the product that was bought.")
    shortage = fields.Selection(
        [
            (engine.SUBSTITUTE, "Give another gift"),
            (engine.NOTHING, "Give no gift"),
        ],
        string="Gift out of Stock",
        default=engine.NOTHING,
        required=True,
    )
    bundle_price = fields.Monetary(help="Of one complete set.")
    step_ids = fields.One2many(
        "channel.promotion.step",
        "promotion_id",
        string="Steps",
        copy=True,
        groups="fmcg_channel.group_see_prices",
    )
    gift_ids = fields.One2many(
        "channel.promotion.gift", "promotion_id", string="Gifts", readonly=True
    )
    component_ids = fields.One2many(
        "channel.promotion.component", "promotion_id", string="Components", copy=True
    )
    gift_account_id = fields.Many2one(
        "account.account",
        string="Account of Gifts",
        check_company=True,
        domain="[('internal_group', 'in', ('income', 'expense'))]",
        default=lambda self: self.env.company.gift_account_id,
        help="Where the value of gifts is booked.",
    )

    # How it gets along with others
    group_id = fields.Many2one(
        "channel.promotion.group",
        string="Exclusion Group",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Of the promotions of a group the one that is best for the buyer applies. "
        "Without a group it adds up with others.",
    )
    stop = fields.Boolean(
        string="Stop Later Promotions",
        help="Lines that got something here take no part in later promotions.",
    )
    return_rule = fields.Selection(
        [
            (engine.PROPORTIONAL, "Keep the share of what is kept"),
            (engine.RECONSIDER, "Count again what is kept"),
        ],
        string="When Less Is Kept",
        compute="_compute_return_rule",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="A confirmed order is reduced, a delivery ends short, or goods come back.",
    )
    return_example = fields.Char(compute="_compute_return_example")

    # Who pays, how much there is
    funder_ids = fields.One2many(
        "channel.promotion.funder",
        "promotion_id",
        string="Funders",
        copy=True,
        groups="fmcg_channel.group_see_prices",
    )
    budget_ids = fields.One2many(
        "channel.promotion.budget",
        "promotion_id",
        string="Budgets",
        copy=True,
        groups="fmcg_channel.group_see_prices",
    )
    budget_left = fields.Char(
        string="Left of Budgets",
        compute="_compute_budget_left",
        compute_sudo=True,
        help="Now, of budgets that all customers share.",
    )
    coupon_ids = fields.One2many(
        "channel.coupon",
        "promotion_id",
        string="Coupons",
        groups="fmcg_channel.group_salesperson",
    )

    _most_times_positive = models.Constraint(
        "CHECK (most_times >= 0)",
        "At Most: it cannot be negative. Give 0 for a promotion without end.",
    )
    _company_released_idx = models.Index(
        "(company_id) WHERE active AND state = 'released'"
    )

    @api.depends("budget_ids.limit", "budget_ids.scope", "budget_ids.usage_ids.used")
    def _compute_budget_left(self):
        for promotion in self:
            # not filtered(), which would make each budget count on its own
            shared = (b for b in promotion.budget_ids if b.scope == "all")
            promotion.budget_left = join_names(
                self.env, [budget._describe_left() for budget in shared]
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_result(vals)
        promotions = super().create(vals_list)
        self.env.registry.clear_cache()
        return promotions

    def write(self, vals):
        self._check_not_result(vals)
        self._check_terms_kept(vals)
        result = super().write(vals)
        self.env.registry.clear_cache()
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if "name" in (default or {}):
            return vals_list
        return [
            vals | {"name": self.env._("%s (copy)", promotion.name)}
            for promotion, vals in zip(self, vals_list, strict=True)
        ]
