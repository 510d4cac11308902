from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.fmcg_channel.words import join_names

from .product_pricelist_item_sheet import price_key

# Shown to whoever may read the cost of a product
COST_FIELDS = ("cost", "old_margin", "new_margin", "below_cost")


class ChannelPriceSheetLine(models.Model):
    """The new price of one product in one unit from one quantity on."""

    _name = "channel.price.sheet.line"
    _description = "Price Sheet Line"
    _inherit = ["channel.price.guard", "channel.reference.guard"]
    _order = "sheet_id, sequence, id"
    _rec_names_search = ["product_tmpl_id", "product_id"]
    _check_company_auto = True

    _price_fields = (
        "old_price",
        "current_price",
        "new_price",
        "change_percent",
        "floor_price",
        "below_floor",
        *COST_FIELDS,
    )
    _price_terms = ("ends", "uom_id", "min_quantity")
    _visible_fields = ("product_tmpl_id", "product_id")

    sheet_id = fields.Many2one(
        "channel.price.sheet", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(related="sheet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="sheet_id.currency_id")
    state = fields.Selection(related="sheet_id.state")
    product_tmpl_id = fields.Many2one(
        "product.template",
        string="Product",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('sale_ok', '=', True)]",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Variant",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('product_tmpl_id', '=', product_tmpl_id)]",
        help="Empty: all variants of the product that have no price of their own.",
    )
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        required=True,
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        domain="[('id', 'in', allowed_uom_ids)]",
        help="A unit other than the product's own makes a price for orders in that "
        "unit only.",
    )
    allowed_uom_ids = fields.Many2many(
        "uom.uom", string="Allowed Units", compute="_compute_allowed_uom_ids"
    )
    min_quantity = fields.Float(
        string="From Quantity", digits="Product Unit", help="In the unit of the line."
    )
    old_price = fields.Float(
        min_display_digits="Product Price",
        compute="_compute_old_price",
        store=True,
        copy=False,
        help="What the price list says just before the sheet takes effect.",
    )
    current_price = fields.Float(
        string="Old Price Now",
        compute="_compute_current_price",
        min_display_digits="Product Price",
        help="What the list says now, while the sheet waits for its approval.",
    )
    had_own_price = fields.Boolean(
        readonly=True,
        copy=False,
        help="The old price was the product's own in this list; otherwise it came from "
        "a category, another list or the product.",
    )
    new_price = fields.Float(min_display_digits="Product Price")
    ends = fields.Boolean(
        string="Price Ends", help="The list has no own price of the product any more."
    )
    change_percent = fields.Float(
        string="Change (%)", compute="_compute_change_percent", digits=(16, 1)
    )
    cost = fields.Float(
        compute="_compute_margins",
        min_display_digits="Product Price",
        help="For the unit of the line, in the currency of the price list.",
    )
    old_margin = fields.Float(
        string="Old Margin (%)", compute="_compute_margins", digits=(16, 1)
    )
    new_margin = fields.Float(
        string="New Margin (%)", compute="_compute_margins", digits=(16, 1)
    )
    below_cost = fields.Boolean(compute="_compute_margins")
    floor_price = fields.Float(
        compute="_compute_floor_price",
        min_display_digits="Product Price",
        help="For the unit of the line, in the currency of the price list.",
    )
    below_floor = fields.Boolean(compute="_compute_floor_price")
    valid_until = fields.Datetime(
        readonly=True,
        copy=False,
        help="The end that the new price takes over from the price before it.",
    )
    rule_ids = fields.One2many(
        "product.pricelist.item", "sheet_line_id", string="Price Rules", readonly=True
    )

    _min_quantity_positive = models.Constraint(
        "CHECK (min_quantity >= 0)", "From Quantity: it cannot be below zero."
    )
    _new_price_positive = models.Constraint(
        "CHECK (new_price >= 0)", "New Price: it cannot be below zero."
    )

    @api.model
    def _has_price_access(self, field, operation):
        if not super()._has_price_access(field, operation):
            return False
        template = self.env["product.template"]
        return field.name not in COST_FIELDS or template._has_field_access(
            template._fields["standard_price"], "read"
        )

    @api.depends("product_tmpl_id", "product_id", "uom_id", "min_quantity")
    def _compute_display_name(self):
        for line in self:
            name = (line.product_id or line.product_tmpl_id).display_name or ""
            if line.uom_id and line.uom_id != line.product_tmpl_id.uom_id:
                name += f" / {line.uom_id.name}"
            if line.min_quantity:
                name += f" ≥ {line.min_quantity:g}"
            line.display_name = name

    @api.depends("product_tmpl_id")
    def _compute_uom_id(self):
        for line in self:
            line.uom_id = line.product_tmpl_id.uom_id

    @api.depends("product_tmpl_id")
    def _compute_allowed_uom_ids(self):
        for line in self:
            product = line.product_tmpl_id
            line.allowed_uom_ids = product.uom_id | product.uom_ids

    @api.constrains("product_tmpl_id", "product_id", "uom_id")
    def _check_product(self):
        for line in self:
            product = line.product_tmpl_id
            if line.product_id and line.product_id.product_tmpl_id != product:
                raise ValidationError(
                    self.env._(
                        "Variant: %(variant)s is not one of %(product)s. Choose one of "
                        "its variants or none.",
                        variant=line.product_id.display_name,
                        product=product.display_name,
                    )
                )
            if not line.uom_id._has_common_reference(product.uom_id):
                raise ValidationError(
                    self.env._(
                        "Unit: %(unit)s is no unit of %(product)s. Choose one that "
                        "converts to %(own)s.",
                        unit=line.uom_id.name,
                        product=product.display_name,
                        own=product.uom_id.name,
                    )
                )

    @api.constrains("sheet_id", "product_tmpl_id", "product_id", "uom_id", "min_quantity")
    def _check_no_duplicate(self):
        """Two prices for one thing in one sheet: which of them should it be?"""
        lines = self.search(
            [
                ("sheet_id", "in", self.sheet_id.ids),
                ("product_tmpl_id", "in", self.product_tmpl_id.ids),
            ]
        )
        twins = lines.grouped(lambda line: (line.sheet_id, *line._get_price_key()))
        names = [
            group[0].display_name for group in twins.values() if len(group) > 1
        ]
        if names:
            raise ValidationError(
                self.env._(
                    "Prices: more than one line for %s. Keep one line for each product, "
                    "unit and quantity.",
                    join_names(self.env, names),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.sheet_id._check_draft()
        lines.sheet_id._note_author()
        return lines

    def write(self, vals):
        self.sheet_id._check_draft()
        result = super().write(vals)
        self.sheet_id._check_draft()
        self.sheet_id._note_author()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_standing(self):
        self.sheet_id._check_draft()
        self.sheet_id._note_author()

    def _get_price_key(self):
        self.ensure_one()
        return price_key(
            self.product_tmpl_id, self.product_id, self.uom_id, self.min_quantity
        )

    def _check_complete(self):
        """Refuse lines that say nothing: no price, or the end of a price that is none."""
        for line in self:
            if not line.ends and not line.new_price:
                raise UserError(
                    self.env._(
                        "New Price: missing for %s. Enter it, or tick Price Ends.",
                        line.display_name,
                    )
                )
            if line.ends and not line.had_own_price:
                raise UserError(
                    self.env._(
                        "Price Ends: the list has no own price of %s that could end. "
                        "Remove the line or enter a new price.",
                        line.display_name,
                    )
                )

    def _prepare_counter_values(self):
        """The line that brings the old price back."""
        return {
            "product_tmpl_id": self.product_tmpl_id.id,
            "product_id": self.product_id.id,
            "uom_id": self.uom_id.id,
            "min_quantity": self.min_quantity,
            "new_price": self.old_price if self.had_own_price else 0.0,
            "ends": not self.had_own_price,
        }

    def _prepare_rule_values(self, start, end):
        """A rule of the price list; the times are in UTC."""
        variant = self.product_id
        if self.product_tmpl_id.product_variant_count == 1:
            variant = variant.browse()
        own_unit = self.uom_id == self.product_tmpl_id.uom_id
        return {
            "pricelist_id": self.sheet_id.pricelist_id.id,
            "sheet_line_id": self.id,
            "applied_on": "0_product_variant" if variant else "1_product",
            "product_tmpl_id": self.product_tmpl_id.id,
            "product_id": variant.id,
            "uom_id": False if own_unit else self.uom_id.id,
            "min_quantity": self.min_quantity,
            "compute_price": "fixed",
            "fixed_price": self.new_price,
            "date_start": start,
            "date_end": end,
            "date_end_by_sheet": end,
            "date_end_by_hand": self.valid_until,
        }
