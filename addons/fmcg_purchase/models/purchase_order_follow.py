import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare, format_list, html2plaintext

_logger = logging.getLogger(__name__)

FOLLOWED = (
    "name",
    "price_unit",
    "discount",
    "product_id",
    "product_qty",
    "product_uom_id",
    "sequence",
    "tax_ids",
)


class PurchaseOrder(models.Model):
    """The purchase follows the supplier's order: parties, lines and state.

    Everything here runs as superuser of the buyer's company, see ``res.company._in_own_books``.
    """

    _inherit = "purchase.order"

    def _follow_upstream(self):
        """Bring the purchase in line; what is in line already is not touched.

        What the buyer's books do not let through is said, and keeps nothing else from
        following.
        """
        self.ensure_one()
        self._follow_lines()
        self._follow_or_tell(self._follow_state)
        self._follow_or_tell(self._follow_goods)
        self._follow_or_tell(self._follow_returns)
        self._follow_or_tell(self._follow_bills)
        self._follow_or_tell(self._confirm_received)

    def _follow_or_tell(self, step):
        try:
            with self.env.cr.savepoint():
                step()
        except UserError as error:
            _logger.info("%s does not follow: %s", self.name, error)
            self._tell_once([str(error)])

    def _tell_once(self, sentences):
        """Say in the chatter what was not said there before."""
        known = {html2plaintext(body).strip() for body in self.message_ids.mapped("body")}
        for sentence in sentences:
            if sentence.strip() not in known:
                self.message_post(body=sentence, subtype_xmlid="mail.mt_comment")

    # --- parties ---

    @api.model
    def _prepare_followed_values(self, order):
        """Values of the purchase that ``order`` (``sale.order``) is for its buyer."""
        company = order.buyer_node_id.company_id
        author = order.submitted_by_id
        is_own = not author.share and company in author.company_ids
        term = order.payment_term_id
        return {
            "company_id": company.id,
            "partner_id": order.company_id.partner_id.id,
            "currency_id": order.currency_id.id,
            "upstream_order_id": order.id,
            "partner_ref": order.name,
            "origin": order.client_order_ref,
            "date_order": order.submitted_date or order.date_order,
            "user_id": author.id if is_own else False,
            "payment_term_id": term.id if not term.company_id else False,
            "picking_type_id": self._find_receiving_type(order, company).id,
        }

    @api.model
    def _find_receiving_type(self, order, company):
        """Receipts of the warehouse that the order is delivered to, else of the first."""
        types = self.env["stock.picking.type"].search(
            [("code", "=", "incoming"), ("warehouse_id.company_id", "=", company.id)]
        )
        there = types.filtered(
            lambda kind: kind.warehouse_id.partner_id == order.partner_shipping_id
        )
        return (there or types)[:1]

    # --- lines ---

    def _follow_lines(self):
        upstream = self.upstream_order_id.order_line.filtered(
            lambda line: line.product_id and not line.display_type
        )
        known = {line.upstream_line_id: line for line in self.order_line}
        loose = self.order_line.filtered(lambda line: not line.upstream_line_id)
        # of all lines at once
        self.order_line.mapped("tax_ids")
        self.order_line.move_ids.mapped("move_dest_ids")
        self.order_line.move_ids.mapped("move_orig_ids")
        created, repriced = [], self.order_line.browse()
        for one in upstream:
            line = known.get(one) or loose._find_same_goods(one)
            values = self._prepare_followed_line(one)
            if line:
                loose -= line
                if {"price_unit", "discount"} & line._write_changed(values).keys():
                    repriced |= line
            else:
                created.append(values | {"order_id": self.id})
        self.env["purchase.order.line"].create(created)
        gone = [line for one, line in known.items() if one and one not in upstream]
        (loose | loose.union(*gone))._leave_order()
        self._tell_other_prices(repriced)
        self._tell_missing_taxes()

    def _prepare_followed_line(self, upstream):
        """Values of the line that ``upstream`` (``sale.order.line``) is for the buyer."""
        return {
            "upstream_line_id": upstream.id,
            "product_id": upstream.product_id.id,
            "name": upstream.name,
            "product_qty": upstream.product_uom_qty,
            "product_uom_id": upstream.product_uom_id.id,
            "price_unit": self._get_untaxed_price(
                upstream, upstream.order_id.partner_id
            ),
            "discount": upstream.discount,
            "tax_ids": [fields.Command.set(self._find_own_taxes(upstream.tax_ids).ids)],
            "date_planned": self._get_followed_arrival(upstream),
            "sequence": upstream.sequence,
        }

    def _get_followed_arrival(self, upstream):
        """Hook: when the goods of the supplier's line are expected here."""
        order = upstream.order_id
        # core counts from now while an order is not confirmed
        expected = order.state == "sale" and order.expected_date
        return order.commitment_date or expected or order.submitted_date or order.date_order

    @api.model
    def _get_untaxed_price(self, upstream, partner):
        """Unit price without tax, before discount: own taxes stand beside it.

        :param upstream: line of the supplier's order or bill
        :param partner: its customer
        """
        if not any(tax.price_include for tax in upstream.tax_ids):
            return upstream.price_unit
        return upstream.tax_ids.compute_all(
            upstream.price_unit,
            currency=upstream.currency_id,
            product=upstream.product_id,
            partner=partner,
            rounding_method="round_globally",
        )["total_excluded"]

    def _find_own_taxes(self, taxes):
        """The buyer's purchase taxes that are what the seller's ``taxes`` are: of the same
        rate. What the books lack is left out, and said (``_tell_missing_taxes``)."""
        own = self.env["account.tax"]
        candidates = own.search(
            [
                ("company_id", "=", self.company_id.id),
                ("type_tax_use", "=", "purchase"),
                ("amount_type", "in", taxes.mapped("amount_type")),
                ("amount", "in", taxes.mapped("amount")),
            ]
        ).filtered(lambda tax: not tax.price_include)
        for tax in taxes:
            own |= candidates.filtered(
                lambda one, tax=tax: (one.amount_type, one.amount)
                == (tax.amount_type, tax.amount)
            )[:1]
        return own

    def _tell_other_prices(self, lines):
        """Say that the supplier has changed prices of a confirmed order; who may see how
        much they are sees it in the lines."""
        if self.state == "purchase" and lines:
            self.message_post(
                body=self.env._(
                    "%(supplier)s has changed prices: %(products)s.",
                    supplier=self.partner_id.name,
                    products=format_list(
                        self.env, lines.product_id.mapped("display_name")
                    ),
                ),
                subtype_xmlid="mail.mt_comment",
            )

    def _tell_missing_taxes(self):
        """Say which taxes the supplier charges that the buyer's books lack."""
        missing = {
            tax.amount
            for line in self.order_line
            for tax in line.upstream_line_id.tax_ids
            if tax.amount not in line.tax_ids.mapped("amount")
        }
        if missing:
            self._tell_once(
                [
                    self.env._(
                        "%(supplier)s charges taxes of %(rates)s; there is no purchase tax "
                        "of this rate. Ask finance to add it, and correct the bill.",
                        supplier=self.partner_id.name,
                        rates=format_list(
                            self.env, [f"{rate:g} %" for rate in sorted(missing)]
                        ),
                    )
                ]
            )

    # --- state ---

    def _follow_state(self):
        wanted = self._get_followed_state()
        if wanted == self.state:
            return
        if wanted == "cancel":
            self.button_cancel()
            self._tell_once(
                [self.env._("%s has cancelled the order.", self.partner_id.name)]
            )
            return
        if self.state in ("cancel", "purchase"):
            self.filtered(lambda one: one.state == "purchase").button_cancel()
            self.button_draft()
        if wanted == "purchase":
            self.button_approve(force=True)
        elif wanted != self.state:
            self.state = wanted

    def _get_followed_state(self):
        """State of a purchase whose order stands as it does."""
        order = self.upstream_order_id
        if order.state == "cancel":
            return "cancel"
        if order.state == "sale":
            return "purchase"
        return "sent" if order.submitted_date else "draft"

    def _create_picking(self):
        """Receipts of what follows a supplier's order follow what the supplier ships."""
        others = self.filtered(lambda order: not order.follows_order)
        return super(PurchaseOrder, others)._create_picking()


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _find_same_goods(self, upstream):
        """The line, entered before the supplier had the order, that ``upstream`` is."""
        return self.filtered(
            lambda line: line.product_id == upstream.product_id
            and line.product_uom_id == upstream.product_uom_id
        )[:1]

    def _write_changed(self, values):
        """Write what is another value: a line that is in line stays untouched.

        :return: dict of what was written
        """
        changed = {
            name: value
            for name, value in values.items()
            if self._is_other_value(name, value)
        }
        if changed:
            self.write(changed)
        return changed

    def _is_other_value(self, name, value):
        field, current = self._fields[name], self[name]
        if field.type == "many2many":
            return current.ids != value[0][2]
        if field.type == "many2one":
            return current.id != value
        if field.type == "float":
            return float_compare(current, value, precision_digits=6) != 0
        return current != value

    def _leave_order(self):
        """These stand in the supplier's order no more."""
        confirmed = self.filtered(lambda line: line.state == "purchase")
        (self - confirmed).unlink()
        confirmed.filtered("product_qty").product_qty = 0.0
