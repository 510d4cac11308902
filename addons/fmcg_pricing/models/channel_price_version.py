from odoo import fields, models

from .product_pricelist_item import RULE_COLUMNS

# The columns of a price rule that decide a price
DECIDING_FIELDS = (
    "pricelist_id",
    "applied_on",
    "product_tmpl_id",
    "product_id",
    "categ_id",
    *RULE_COLUMNS,
)


class ChannelPriceVersion(models.Model):
    """What a price rule said before it was changed or deleted.

    With it, the price that was known at a past moment can be found again
    (``product.pricelist._get_rules_known_at``). Written by the rules themselves; nobody
    changes it.
    """

    _name = "channel.price.version"
    _description = "Past Version of a Price Rule"
    _order = "valid_to desc, id desc"
    _rec_name = "rule_number"

    rule_number = fields.Integer(
        required=True,
        readonly=True,
        help="Number of the price rule in the database; the rule may be gone.",
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    valid_from = fields.Datetime(
        readonly=True, help="When the rule took this form."
    )
    valid_to = fields.Datetime(
        required=True, readonly=True, help="When it was changed or deleted."
    )
    pricelist_id = fields.Many2one(
        "product.pricelist", readonly=True, index=True, ondelete="cascade"
    )
    applied_on = fields.Selection(
        [
            ("3_global", "All Products"),
            ("2_product_category", "Product Category"),
            ("1_product", "Product"),
            ("0_product_variant", "Product Variant"),
        ],
        readonly=True,
    )
    product_tmpl_id = fields.Many2one(
        "product.template",
        string="Product",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Variant",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    categ_id = fields.Many2one(
        "product.category",
        string="Category",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    min_quantity = fields.Float(
        string="From Quantity", digits="Product Unit", readonly=True
    )
    uom_id = fields.Many2one(
        "uom.uom", string="Priced Unit", readonly=True, ondelete="restrict"
    )
    compute_price = fields.Selection(
        [("percentage", "Discount"), ("formula", "Formula"), ("fixed", "Fixed Price")],
        readonly=True,
    )
    fixed_price = fields.Float(min_display_digits="Product Price", readonly=True)
    percent_price = fields.Float(string="Percentage", readonly=True, aggregator=None)
    base = fields.Selection(
        [
            ("list_price", "Sales Price"),
            ("standard_price", "Cost"),
            ("pricelist", "Other Price List"),
        ],
        string="Based on",
        readonly=True,
    )
    base_pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Other Price List",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    price_discount = fields.Float(string="Discount", digits=(16, 2), readonly=True)
    price_surcharge = fields.Float(
        string="Extra Fee", min_display_digits="Product Price", readonly=True
    )
    price_round = fields.Float(
        string="Rounding", min_display_digits="Product Price", readonly=True
    )
    price_min_margin = fields.Float(
        string="Minimum Margin", min_display_digits="Product Price", readonly=True
    )
    price_max_margin = fields.Float(
        string="Maximum Margin", min_display_digits="Product Price", readonly=True
    )
    date_start = fields.Datetime(string="Start", readonly=True)
    date_end = fields.Datetime(string="End", readonly=True)

    _rule_idx = models.Index("(rule_number, valid_to)")
