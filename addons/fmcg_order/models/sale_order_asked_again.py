from collections import namedtuple

from odoo import api, fields, models
from odoo.tools import float_compare, format_amount

from .order_context import PENDING

# What prices and taxes depend on, besides the lines
ASKED_BY = {
    "agreement_id",
    "company_id",
    "fiscal_position_id",
    "partner_id",
    "partner_shipping_id",
    "pricelist_id",
}
# Terms of an order that are its buyer's own
BUYERS_OWN = {
    "carrier_id",
    "fiscal_position_id",
    "partner_invoice_id",
    "partner_shipping_id",
    "payment_term_id",
    "preferred_payment_method_line_id",
    "pricelist_id",
    "user_id",
    "warehouse_id",
}
# No client can send this very object.
KEEPING = {"keep_typed_prices": object()}
OPEN = ("draft", "sent")
# What says what a line costs
TYPED = {"price_unit", "discount"}

Terms = namedtuple("Terms", "is_channel sources position term total own_taxes own_term")


class SaleOrder(models.Model):
    """Whatever depends on the buyer is asked again when the buyer is another one.

    Buyer, address, agreement, price list and seller decide prices, discounts and taxes,
    and what follows from them. The terms of the order itself (price list, payment term,
    addresses) are the buyer's own, and follow it. A price or discount that somebody typed
    is kept, and said.
    """

    _inherit = "sale.order"

    # --- by write ---

    def _get_steps_of_write(self, vals):
        """First whose order it is, then its lines: forms send the prices that they have
        shown, and those are the lists' again.

        :return: yields records and the values that are to be written on them; between
            two of them, and after the last, prices are asked for
        """
        if not self._get_followed_fields() & vals.keys():
            yield self, vals
        elif ASKED_BY & vals.keys():
            yield from self._get_steps_of_terms(vals)
        else:
            yield self.with_context(**PENDING), vals
            self._follow_changes()

    def _get_steps_of_terms(self, vals):
        """As ``_get_steps_of_write``, when it may be another buyer's order then."""
        opened = self.filtered(lambda order: order.state in OPEN)
        before = {order: order._get_terms_of_buyer() for order in opened}
        pending = self.with_context(**PENDING)
        header = {name: value for name, value in vals.items() if name != "order_line"}
        yield pending, header
        changed = [order for order in opened if order._is_other_buyer(before[order])]
        for order in changed:
            order._ask_lines_again(before[order])
        if "order_line" in vals:
            yield pending, {"order_line": self._drop_shown(vals["order_line"])}
        self._follow_changes()
        for order in changed:
            order._say_asked_again(before[order])

    def _get_terms_of_buyer(self):
        """What this order is priced and taxed by, and what people changed of it."""
        self.ensure_one()
        order = self.sudo()
        partner = order.partner_id.with_company(order.company_id)
        own_term = order.payment_term_id != partner.property_payment_term_id
        return Terms(
            is_channel=bool(partner.channel_node_id),
            sources=(partner, order.company_id, order.pricelist_id, order.agreement_id),
            position=order.fiscal_position_id,
            term=order.payment_term_id,
            total=order.amount_total,
            own_taxes=order.order_line.filtered(lambda line: line._has_own_taxes()),
            own_term=own_term,
        )

    def _is_other_buyer(self, before):
        """Whether prices or taxes may be others now. Sales outside of the channel are as
        in plain Odoo."""
        now = self._get_terms_of_buyer()
        return (before.is_channel or now.is_channel) and (
            (before.sources, before.position) != (now.sources, now.position)
        )

    def _ask_lines_again(self, before):
        """Prices, discounts and taxes of the lists as they are for this buyer."""
        self.ensure_one()
        order = self.sudo().with_context(**KEEPING, **PENDING)
        if before.position != order.fiscal_position_id:
            lines = order.order_line.filtered(lambda line: not line.display_type)
            (lines - before.own_taxes)._compute_tax_ids()
            order.show_update_fpos = False
        order._recompute_prices()

    def _get_update_prices_lines(self):
        lines = super()._get_update_prices_lines()
        if self.env.context.get("keep_typed_prices") is KEEPING["keep_typed_prices"]:
            lines = lines.filtered(lambda line: not line._is_kept_as_typed())
        return lines

    @api.model
    def _drop_shown(self, commands):
        """Without the prices that a form has computed and sends back."""
        return [self._drop_shown_price(command) for command in commands]

    @api.model
    def _drop_shown_price(self, command):
        if command[0] != fields.Command.UPDATE:
            return command
        line = self.env["sale.order.line"].browse(command[1]).sudo()
        return (command[0], command[1], line._without_shown_price(command[2]))

    # --- in forms ---

    @api.onchange(*sorted(ASKED_BY - {"agreement_id"}))
    def _onchange_terms_of_buyer(self):
        """Show at once what saving will bring."""
        if not self.order_line or self.state not in OPEN:
            return None
        nodes = (self.partner_id | self._origin.partner_id).sudo().channel_node_id
        if not nodes:
            return None
        own_taxes = self.order_line.filtered(
            lambda line: line._origin and line._origin._has_own_taxes()
        )
        order = self.with_context(**KEEPING, **PENDING)
        lines = order.order_line.filtered(lambda line: not line.display_type)
        (lines - own_taxes)._compute_tax_ids()
        order._recompute_prices()
        self.show_update_fpos = False
        kept = self._describe_kept_lines()
        if not kept:
            return None
        return {
            "warning": {
                "title": self.env._("Typed Prices Are Kept"),
                "message": "\n".join([self._get_kept_heading(), *kept]),
            }
        }

    # --- copies ---

    def copy_data(self, default=None):
        """For another customer, the terms of that customer."""
        data = super().copy_data(default)
        for order, vals in zip(self, data, strict=True):
            if order.partner_id.id != vals.get("partner_id"):
                for name in BUYERS_OWN - (default or {}).keys():
                    vals.pop(name, None)
        return self._leave_out_barred(data)

    def copy(self, default=None):
        """A copy is priced anew; what was typed by hand is kept, and said."""
        copies = super().copy(default)
        for order in copies:
            kept = order.buyer_node_id and order._describe_kept_lines()
            if kept:
                order.sudo().message_post(
                    body=order._describe_list(order._get_kept_heading(), kept)
                )
        return copies

    # --- words ---

    def _say_asked_again(self, before):
        self.ensure_one()
        sentences = self._describe_asked_again(before)
        if sentences:
            heading = self.env._(
                "Asked again for %s: prices, taxes and terms, and what follows from them.",
                self.partner_id.display_name,
            )
            self.sudo().message_post(body=self._describe_list(heading, sentences))

    def _describe_asked_again(self, before):
        """What became of the order, and what was typed by hand; empty when nothing that
        anybody has to know."""
        sentences = []
        if self.currency_id.compare_amounts(before.total, self.amount_total):
            sentences.append(
                self.env._(
                    "The total is %(now)s instead of %(before)s.",
                    now=self.currency_id.format(self.amount_total),
                    before=self.currency_id.format(before.total),
                )
            )
        if before.own_term and before.term != self.sudo().payment_term_id:
            sentences.append(
                self.env._(
                    "Payment terms are the customer's: %(now)s instead of %(before)s.",
                    now=self.sudo().payment_term_id.display_name or "–",
                    before=before.term.display_name or "–",
                )
            )
        kept = self._describe_kept_lines()
        return [*sentences, self._get_kept_heading(), *kept] if kept else sentences

    @api.model
    def _get_kept_heading(self):
        return self.env._("Kept, because somebody typed it by hand:")

    def _describe_kept_lines(self):
        """One text for each line with a price or discount that somebody typed."""
        lines = self.order_line.filtered(lambda line: line._is_kept_as_typed())
        return [line._describe_typed() for line in lines]


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    is_price_given = fields.Boolean(
        copy=False,
        groups="base.group_user",
        help="A program entered the line with this price: it is none of a list.",
    )

    @api.model
    def _add_precomputed_values(self, vals_list):
        """What a program says that a line costs is remembered as such; people's prices
        differ from what the lists say."""
        if self.env.su:
            for vals in vals_list:
                if self._is_typed(vals) and not self._is_made_by_program(vals):
                    vals["is_price_given"] = True
        return super()._add_precomputed_values(vals_list)

    @api.model
    def _is_typed(self, vals):
        """Whether it is said what a new line of goods costs."""
        return bool(
            TYPED & vals.keys()
            and vals.get("product_id")
            and not vals.get("display_type")
            and not vals.get("is_downpayment")
        )

    @api.model
    def _is_made_by_program(self, vals):
        """Whether a new line is what an add-on makes of the others, with a price of its
        own."""
        return False

    def copy_data(self, default=None):
        """Prices of lists are asked for anew: lists change, and so may the buyer."""
        data = super().copy_data(default)
        for line, vals in zip(self, data, strict=True):
            if vals and line.order_id.buyer_node_id and line._is_priced_by_list():
                for name in ("price_unit", "discount", "technical_price_unit"):
                    vals.pop(name, None)
        return self._leave_out_barred(data)

    def _reset_price_unit(self):
        """What a list says is no price that a program gave."""
        result = super()._reset_price_unit()
        if self.sudo().is_price_given:
            self.sudo().is_price_given = False
        return result

    def _is_priced_by_list(self):
        self.ensure_one()
        return self._needs_price() and not self._is_kept_as_typed()

    def _needs_price(self):
        """Whether the line is sold by price list; freight and down payments are not."""
        self.ensure_one()
        return (
            self._is_traded()
            and not self.combo_item_id
            and self.product_type != "combo"
        )

    def _get_list_terms(self):
        """Price and discount before what add-ons take off them."""
        self.ensure_one()
        return self.price_unit, self.discount

    def _is_price_by_hand(self):
        """Whether somebody set this price: it is not what the price lists say."""
        self.ensure_one()
        if self.is_delivery:
            return False
        price, _discount = self._get_list_terms()
        currency = self.currency_id or self.company_id.currency_id
        return bool(currency.compare_amounts(price, self.technical_price_unit))

    def _is_kept_as_typed(self):
        """Whether somebody, or a program, said what this line costs."""
        self.ensure_one()
        line = self.sudo()
        return line._needs_price() and (line.is_price_given or line._is_price_by_hand())

    def _describe_typed(self):
        self.ensure_one()
        price, discount = self.sudo()._get_list_terms()
        currency = self.currency_id or self.company_id.currency_id
        return self.env._(
            "%(product)s at %(price)s%(discount)s",
            product=self.product_id.display_name,
            price=format_amount(self.env, price, currency),
            discount=f" − {discount:g} %" if discount else "",
        )

    def _without_shown_price(self, vals):
        """``vals`` without what this line costs already."""
        price, discount = self._get_list_terms()
        digits = self.env["decimal.precision"].precision_get("Product Price")
        shown = {"technical_price_unit"}
        if not float_compare(vals.get("price_unit", price), price, precision_digits=digits):
            shown.add("price_unit")
        if not float_compare(vals.get("discount", discount), discount, precision_digits=2):
            shown.add("discount")
        return {name: value for name, value in vals.items() if name not in shown}

    # --- taxes ---

    def _get_default_taxes(self):
        """The product's, as the order's fiscal position maps them."""
        self.ensure_one()
        taxes = self.product_id.taxes_id._filter_taxes_by_company(self.company_id)
        return self.order_id.fiscal_position_id.map_tax(taxes) if taxes else taxes

    def _has_own_taxes(self):
        """Whether somebody gave this line other taxes than its product has."""
        self.ensure_one()
        line = self.sudo().with_company(self.company_id)
        # an order that is not stored holds taxes that are not stored, of the same origin
        own, usual = line.tax_ids._origin, line._get_default_taxes()._origin
        return line._is_traded() and own != usual
