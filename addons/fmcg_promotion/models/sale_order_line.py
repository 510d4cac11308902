from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_order.models.order_context import PENDING

from .promotion_context import APPLYING, is_applying

DISCOUNT = "discount"
GIFT = "gift"

# What promotions look at on a line
LINE_INPUTS = {
    "discount",
    "order_id",
    "price_unit",
    "product_id",
    "product_uom_id",
    "product_uom_qty",
    "tax_ids",
}
# Decided with the line when a promotion makes it
MADE_INPUTS = LINE_INPUTS | {"extra_tax_data", "is_delivery", "is_downpayment"}
PRICED_BY = {"product_id", "product_uom_id", "product_uom_qty"}
# What people may change on a line that a promotion made
FREE_FIELDS = {"analytic_distribution", "customer_lead", "name", "sequence"}


class SaleOrderLine(models.Model):
    """Lines remember what they cost before promotions, and what people changed.

    A benefit of a line is written to its discount, or where two decimals of a percentage
    cannot express it, to its price. ``promotion_terms`` keeps both sides: what the price
    list said and what the promotions made of it. What is neither was typed by somebody,
    and stays.
    """

    _inherit = "sale.order.line"

    promotion_role = fields.Selection(
        [(DISCOUNT, "Discount"), (GIFT, "Gift")],
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Made by a promotion: a discount on the order, or a gift.",
    )
    promotion_id = fields.Many2one(
        "channel.promotion",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
    )
    promotion_terms = fields.Json(readonly=True, copy=False, groups="base.group_user")
    list_discount = fields.Float(
        digits="Discount",
        groups="base.group_user",
        help="The discount that the price lists give.",
    )
    promotion_by_hand = fields.Boolean(
        string="Changed by Hand",
        copy=False,
        groups="base.group_user",
        help="Somebody set the price, the discount or the number of gifts: promotions "
        "leave it as it is.",
    )
    promotion_amount = fields.Monetary(
        string="Promotions",
        compute="_compute_promotion_amount",
        help="What promotions take off this line, its share of discounts on the whole "
        "order included.",
    )

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or (
            field.name in ("list_discount", "promotion_terms")
        )

    @api.depends("order_id.promotion_result")
    def _compute_promotion_amount(self):
        for order, lines in self.grouped("order_id").items():
            shares = order.sudo()._get_promotion_shares()
            for line in lines:
                line.promotion_amount = float(sum(shares.get(line._origin.id, {}).values()))

    def _is_traded(self):
        return super()._is_traded() and not self.promotion_role

    # --- prices before promotions ---

    def _get_list_terms(self):
        """Price and discount without promotions."""
        self.ensure_one()
        terms = self.promotion_terms
        if not terms:
            return super()._get_list_terms()
        lifted = self._prepare_lifted_terms()
        return (
            lifted.get("price_unit", self.price_unit),
            lifted.get("discount", self.discount),
        )

    def _prepare_lifted_terms(self):
        """Values that take off what promotions wrote, and nobody changed since."""
        self.ensure_one()
        terms = self.promotion_terms or {}
        return {
            name: terms[f"list_{name}"]
            for name in ("price_unit", "discount")
            if terms and self[name] == terms[name]
        }

    def _is_price_by_hand(self):
        """A discount that is not the list's was set by somebody, too."""
        if super()._is_price_by_hand():
            return True
        _price, discount = self._get_list_terms()
        return not self.is_delivery and bool(
            self.promotion_by_hand or discount != self.list_discount
        )

    def _get_list_discount(self):
        return self.list_discount or 0.0

    @api.model
    def _is_made_by_program(self, vals):
        return bool(vals.get("promotion_role")) or super()._is_made_by_program(vals)

    @api.model
    def _get_traded_domain(self):
        return super()._get_traded_domain() & Domain("promotion_role", "=", False)

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_price_unit(self):
        """Core leaves prices alone that differ from the list's: take off what promotions
        wrote before the list is asked again. Gifts and discounts have no list price."""
        self.filtered(lambda line: line.promotion_terms)._lift_promotions()
        listed = self.filtered(lambda line: not line.promotion_role)
        return super(SaleOrderLine, listed)._compute_price_unit()

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_discount(self):
        """With another quantity, core forgets a discount that was typed."""
        if not self.env["product.pricelist.item"]._is_discount_feature_enabled():
            return super()._compute_discount()
        typed = {line: line.discount for line in self if line._is_discount_by_hand()}
        result = super()._compute_discount()
        for line in self:
            line.list_discount = line.discount
        for line, discount in typed.items():
            line.discount = discount
        return result

    @api.model
    def _add_precomputed_values(self, vals_list):
        """A discount that was not given is the list's."""
        given = [("discount" in vals) for vals in vals_list]
        listed = self._find_listed_terms(vals_list)
        result = super()._add_precomputed_values(vals_list)
        for vals, is_given in zip(vals_list, given, strict=True):
            if not is_given and "discount" in vals:
                vals.setdefault("list_discount", vals["discount"])
        for vals, terms in listed:
            vals.update(terms)
        return result

    def _lift_promotions(self):
        """As if there were no promotions; only of orders that are still open."""
        # sudo: nobody writes by hand what promotions remember
        for line in self.sudo().with_context(**APPLYING, sale_write_from_compute=True):
            if line.state in ("draft", "sent", False):
                line.update({**line._prepare_lifted_terms(), "promotion_terms": False})

    def _restore_promotions(self):
        """Prices of the lists again, whoever changed them."""
        lines = self.filtered(lambda line: line._is_traded())
        lines._lift_promotions()
        lines = lines.with_context(**APPLYING)
        lines.promotion_by_hand = False
        for line in lines:
            line.discount = line.list_discount
        lines.with_context(force_price_recomputation=True)._compute_price_unit()
        (self - lines).promotion_by_hand = False

    def copy_data(self, default=None):
        data = super().copy_data(default)
        for line, vals in zip(self, data, strict=True):
            if vals and line.promotion_terms:
                lifted = line._prepare_lifted_terms()
                # what is left out is asked for anew
                vals.update(
                    {name: lifted[name] for name in lifted.keys() & vals.keys()}
                )
        return self._without_guarded(data)

    # --- changes ---

    @api.model_create_multi
    def create(self, vals_list):
        order_ids = {vals["order_id"] for vals in vals_list if vals.get("order_id")}
        self.env["sale.order"].browse(order_ids)._keep_promotion_basis()
        self._check_freight_made(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        vals = self._without_forged_terms(vals)
        if is_applying(self) or not MADE_INPUTS & vals.keys():
            return super().write(vals)
        self.order_id._keep_promotion_basis()
        made = self.filtered("promotion_role")
        if made and not self.env.su:
            made._change_by_hand(vals)
        lines = self - made if made and not self.env.su else self
        if lines:
            lines._lift_before_write(vals)
            lines._forget_hands(vals)
            super(SaleOrderLine, lines).write(vals)
        (self - lines).order_id._follow_changes()
        return True

    def _lift_before_write(self, vals):
        """A price that somebody types replaces what promotions wrote.

        Together with a quantity, forms send the price of the list as it now is.
        """
        if not {"price_unit", "discount"} & vals.keys():
            return
        promoted = self.filtered(lambda line: line.promotion_terms)
        by_hand = promoted if not PRICED_BY & vals.keys() else promoted.browse()
        promoted._lift_promotions()
        by_hand.sudo().with_context(**APPLYING).promotion_by_hand = True

    def unlink(self):
        if is_applying(self):
            return super().unlink()
        self.order_id._keep_promotion_basis()
        self.filtered("promotion_role")._decline_promotions()
        return super().unlink()

    # --- what people do to the lines that promotions made ---

    def _decline_promotions(self):
        """Whoever removes a gift or discount does not want that promotion here."""
        for order, lines in self.grouped("order_id").items():
            if order._takes_promotions():
                order.with_context(**PENDING).sudo().write(
                    {
                        "promotion_declined_ids": [
                            fields.Command.link(id_) for id_ in lines.promotion_id.ids
                        ]
                    }
                )

    def _change_by_hand(self, vals):
        """Of a gift, another choice or fewer pieces; of a discount, nothing.

        :raise UserError: for everything else
        """
        self._check_gifts_editable(vals)
        for line in self:
            changed = {
                name
                for name, value in vals.items()
                if name not in FREE_FIELDS and line._is_other_value(name, value)
            }
            if line.promotion_role == GIFT and "product_id" in changed:
                line._choose_gift(vals["product_id"])
            elif line.promotion_role == GIFT and changed == {"product_uom_qty"}:
                line._give_fewer(vals["product_uom_qty"])
            elif changed:
                raise UserError(
                    self.env._(
                        "%s: a promotion made this line. Remove the line to decline the "
                        "promotion, or change what it counts.",
                        line.name or line.display_name,
                    )
                )

    def _check_gifts_editable(self, vals):
        """What a customer is given is worth money.

        :raise AccessError: to people who do not set prices
        """
        if self.env.user._channel_edits_prices():
            return
        for line in self:
            if any(
                name not in FREE_FIELDS and line._is_other_value(name, value)
                for name, value in vals.items()
            ):
                raise AccessError(
                    self.env._(
                        "%s: a promotion made this line. Ask somebody who may set prices "
                        "to change it.",
                        line.name or line.display_name,
                    )
                )

    def _is_other_value(self, name, value):
        field = self._fields[name]
        stored = field.convert_to_write(self[name], self)
        return field.store and (stored or False) != (value or False)

    def _choose_gift(self, product_id):
        self.ensure_one()
        allowed = self.promotion_id.sudo().step_ids.gift_ids.product_id
        if product_id not in allowed.ids:
            raise UserError(
                self.env._(
                    "Gift: %(promotion)s does not give this product. Choose one of: "
                    "%(products)s.",
                    promotion=self.promotion_id.sudo().name,
                    products=join_names(self.env, allowed.mapped("display_name")),
                )
            )
        order = self.order_id.sudo().with_context(**PENDING)
        choices = dict(order.promotion_choices or {})
        order.promotion_choices = choices | {str(self.promotion_id.id): product_id}

    def _give_fewer(self, quantity):
        self.ensure_one()
        if quantity > self.product_uom_qty or quantity <= 0:
            raise UserError(
                self.env._(
                    "Gift: %(promotion)s gives %(pieces)s. Give fewer, or remove the "
                    "line.",
                    promotion=self.promotion_id.sudo().name,
                    pieces=f"{self.product_uom_qty:g}",
                )
            )
        self.sudo().with_context(**APPLYING).write(
            {"product_uom_qty": quantity, "promotion_by_hand": True}
        )
