from odoo import api, fields, models
from odoo.tools import float_is_zero

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine.basket import ZERO
from ..engine.returns import given
from ..engine.shares import part
from .sale_order_line import DISCOUNT, GIFT


class SaleOrderLine(models.Model):
    """Discounts on the order follow its goods: documents carry what their goods earn.

    Quantities of a discount's line are parts of the whole discount, and rounded like any
    quantity: people read them. Money is counted in parts that nobody has rounded. All of
    it depends on what promotions gave, which is written last when an order is recounted.
    """

    _inherit = "sale.order.line"

    promotion_charge_ids = fields.One2many(
        "account.move.line", "promotion_gift_line_id", readonly=True
    )

    def _get_promotion_discounts(self):
        return self.filtered(lambda line: line.promotion_role == DISCOUNT)

    def _get_promotion_gifts(self):
        return self.filtered(lambda line: line.promotion_role == GIFT)

    # --- what is on documents ---

    @api.depends("invoice_lines.promotion_share", "order_id.promotion_result")
    def _compute_qty_invoiced(self):
        return super()._compute_qty_invoiced()

    def _prepare_qty_invoiced(self):
        quantities = super()._prepare_qty_invoiced()
        for line in self._get_promotion_discounts():
            found = line._get_invoice_lines()._filter_promotion_booked()
            quantities[line] = line._to_discount_part(found._get_promotion_booked())
        return quantities

    @api.depends("invoice_lines.promotion_share", "order_id.promotion_result")
    def _compute_qty_invoiced_posted(self):
        result = super()._compute_qty_invoiced_posted()
        for line in self._get_promotion_discounts():
            line.qty_invoiced_posted = line._get_posted_part()
        return result

    def _get_posted_part(self):
        """The part of the whole discount that posted documents carry; not rounded."""
        self.ensure_one()
        found = self._get_invoice_lines()._filter_promotion_posted()
        return self._to_discount_part(found._get_promotion_booked())

    def _to_discount_part(self, amount):
        line = self._origin or self  # what was given is known by the lines' ids
        whole = sum(line._get_discount_shares(line._get_given_shares()).values(), ZERO)
        return float(amount / whole) if whole else 0.0

    def _get_given_shares(self):
        applied = self.order_id.sudo()._unpack_applied()
        return given(applied).shares

    def _get_discount_shares(self, shares):
        """Those shares that are in this discount: dict from line id to money off.

        :param shares: dict from promotion id to a dict from line id to money off
        """
        self.ensure_one()
        goods = self.order_id.order_line._get_basket_lines()
        mine = shares.get(self.sudo().promotion_id.id, {})
        return {
            line.id: mine[line.id]
            for line in goods
            if line.id in mine and line.tax_ids == self.tax_ids
        }

    # --- what can be invoiced ---

    @api.depends(
        "order_id.order_line.product_uom_qty",
        "order_id.order_line.qty_delivered",
        "order_id.order_line.qty_invoiced",
        "order_id.promotion_result",
    )
    def _compute_qty_to_invoice(self):
        """With its goods and never alone, so that an order is invoiced when they are."""
        result = super()._compute_qty_to_invoice()
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        for order, lines in self._get_promotion_discounts().grouped("order_id").items():
            goods = order.order_line._get_basket_lines()
            now = {
                line._origin.id: line.qty_to_invoice
                for line in goods
                if not float_is_zero(line.qty_to_invoice, precision_digits=digits)
            }
            started = now or any(line.qty_invoiced for line in goods)
            changes = order._origin.sudo()._get_discount_changes(now) if started else {}
            for line in lines:
                change = changes.get(line._origin, ZERO)
                if not now:  # alone it is only taken back
                    change = min(change, ZERO)
                line.qty_to_invoice = line._to_part_to_invoice(change)
        return result

    def _to_part_to_invoice(self, change):
        """Also where nothing of the discount is left to be a part of."""
        return (self._to_discount_part(change) or -1.0) if change else 0.0

    @api.depends(
        "order_id.order_line.product_uom_qty",
        "order_id.order_line.qty_delivered",
        "order_id.order_line.qty_invoiced",
        "order_id.promotion_result",
    )
    def _compute_invoice_status(self):
        """A discount is invoiced when its goods are, even if fewer were delivered."""
        result = super()._compute_invoice_status()
        for line in self._get_promotion_discounts():
            goods = line.order_id.order_line._get_basket_lines()
            if line.invoice_status == "no" and goods:
                if all(one.invoice_status in ("invoiced", "upselling") for one in goods):
                    line.invoice_status = "invoiced"
        for line in self._get_promotion_gifts():
            if line.invoice_status == "to invoice" and not line._goes_on_document():
                line.invoice_status = "invoiced"
        return result

    def _goes_on_document(self):
        """Whether there is a document for this gift: it costs nothing, so that it waits
        for goods; unless it is charged, or was charged and came back."""
        self.ensure_one()
        order = self.order_id
        if any(not one.promotion_role and one.qty_to_invoice for one in order.order_line):
            return True
        return bool(order._origin.sudo()._get_gift_charges({}))

    @api.depends("order_id.order_line.qty_delivered", "order_id.promotion_result")
    def _compute_untaxed_amount_to_invoice(self):
        result = super()._compute_untaxed_amount_to_invoice()
        for line in self._get_promotion_discounts():
            expected = line.price_subtotal * line._get_expected_part()
            line.untaxed_amount_to_invoice = expected - line.untaxed_amount_invoiced
        return result

    @api.depends(
        "invoice_lines.promotion_share",
        "order_id.order_line.qty_delivered",
        "order_id.promotion_result",
    )
    def _compute_amount_to_invoice(self):
        result = super()._compute_amount_to_invoice()
        for line in self._get_promotion_discounts():
            rest = line._get_expected_part() - line._get_posted_part()
            line.amount_to_invoice = line.price_total * rest
        return result

    def _get_expected_part(self):
        """The part of the discount that belongs to the goods that can be invoiced."""
        self.ensure_one()
        order = self.order_id._origin.sudo()
        if order.state != "sale":
            return 0.0
        expected = {
            line.id: to_quantity(line._get_invoiceable_quantity())
            for line in order.order_line._get_basket_lines()
        }
        earned = order._get_discounts_earned(expected)
        return self._to_discount_part(earned.get(self._origin, ZERO))

    def _get_invoiceable_quantity(self):
        by_delivery = self.product_id.invoice_policy == "delivery"
        return self.qty_delivered if by_delivery else self.product_uom_qty

    # --- documents in parts ---

    def _fit_invoice_values(self, values):
        """Make the line of a document cost what lies between the part of the net that
        was invoiced before and the part that will be, so that all parts sum to it.

        :param values: of the document's line; they are changed
        """
        self.ensure_one()
        before = to_quantity(self.qty_invoiced)
        after = before + to_quantity(values["quantity"])
        whole = to_quantity(self.product_uom_qty)
        rate = 1 - values["discount"] / 100
        if abs(after - before) == whole or max(before, after) > whole or not rate:
            return
        net = self._get_net()
        digits = self.currency_id.decimal_places
        wanted = float(part(net, after, whole, digits) - part(net, before, whole, digits))
        quantity = values["quantity"]
        if abs(quantity * values["price_unit"] * rate - wanted) > 1e-6:
            values["price_unit"] = wanted / (quantity * rate)

    def _get_net(self):
        """What the line costs after its own benefits, as prices are quoted."""
        self.ensure_one()
        currency = self.currency_id
        amount = self.product_uom_qty * self.price_unit * (1 - self.discount / 100)
        return currency._to_exact(amount)
