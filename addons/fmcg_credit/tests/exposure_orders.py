"""What people do with orders and goods."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from odoo.fields import Command

from .exposure_base import CENTS, NUMBERS, QUANTITIES, ExposureBase, operation

MOST_ORDERS = 12
# what is done with a new order at once: other rules may be left out of the example
THEN = ("keep", "submit", "release", "release")


class OrderRules(ExposureBase):
    """Orders are entered, held, released, changed, shipped and taken back."""

    # -- orders -------------------------------------------------------------------------

    def make_order(self, number, quantity, cents):
        case = self.case
        products = [case.on_delivery, case.on_order]
        if not number % 4:
            products.append(case.tea)
        lines = [
            {
                "product_id": product.id,
                "product_uom_qty": quantity + place,
                "price_unit": cents / 100 + place,
                "discount": 12.5 if number % 3 == 2 else 0.0,
            }
            for place, product in enumerate(products)
        ]
        order = case.env["sale.order"].create(
            {
                "company_id": case.lake_company.id,
                "partner_id": self.shop(number).partner_id.id,
                "order_line": [Command.create(line) for line in lines],
            }
        )
        self.orders |= order
        return order

    @precondition(lambda self: len(self.orders) < MOST_ORDERS)
    @rule(number=NUMBERS, quantity=QUANTITIES, cents=CENTS, then=st.sampled_from(THEN))
    @operation
    def enter(self, number, quantity, cents, then):
        order = self.make_order(number, quantity, cents)
        if then != "keep":
            order._submit()
        if then == "release" and order.is_held:
            self.release_one(order)

    @rule(number=NUMBERS)
    @operation
    def confirm(self, number):
        order = self.pick(self.orders_in("draft", "sent"), number)
        return bool(order and order.action_confirm())

    @rule(number=NUMBERS)
    @operation
    def submit(self, number):
        """Hand in: it is confirmed or held."""
        orders = self.orders_in("draft").filtered(lambda one: not one.submitted_date)
        order = self.pick(orders, number)
        if not order:
            return False
        order._submit()
        return True

    @precondition(ExposureBase.held)
    @rule(number=NUMBERS)
    @operation
    def release(self, number):
        self.case.release(self.pick(self.held(), number))

    def release_one(self, order):
        self.case.release(order)
        self.case.tally["release"] += 1

    @precondition(ExposureBase.held)
    @rule(number=NUMBERS, is_again=st.booleans())
    @operation
    def release_and_enlarge(self, number, is_again):
        """A release that waits for something else does not cover a larger order."""
        order = self.pick(self.held(), number)
        self.set_minimum(order, order.amount_total + 1)
        self.release_one(order)
        order.order_line[0].price_unit += 2
        self.tell_fate(order, "enlarged")
        if is_again:
            self.release_one(order)
        self.set_minimum(order, 0)
        order._process_submitted()

    def set_minimum(self, order, amount):
        order.agreement_id.min_order_amount = amount

    @rule(number=NUMBERS, reopens=st.booleans())
    @operation
    def cancel(self, number, reopens):
        order = self.pick(self.orders_in("sale"), number)
        if not order or order.invoice_ids:
            return False
        order._action_cancel()
        self.tell_fate(order, "cancelled")
        if reopens:
            self.reopen(order)
        return True

    def reopen(self, order):
        order.action_draft()
        self.tell_fate(order, "reopened")

    @rule(number=NUMBERS)
    @operation
    def reopen_or_drop(self, number):
        order = self.pick(self.orders_in("cancel"), number)
        if not order:
            return False
        if number % 3 or order.credit_release_ids:
            self.reopen(order)
            return True
        self.orders -= order
        order.unlink()
        return True

    @rule(number=NUMBERS, quantity=QUANTITIES)
    @operation
    def order_more_or_less(self, number, quantity):
        orders = self.orders_in("sale", "sent", "draft")
        line = self.pick(orders, number).order_line[:3]
        line = self.pick(line.filtered(lambda one: not one.is_downpayment), quantity)
        if not line:
            return False
        line.product_uom_qty = quantity
        return True

    @rule(number=NUMBERS, cents=CENTS)
    @operation
    def change_price(self, number, cents):
        orders = self.orders_in("sale", "sent", "draft")
        line = self.pick(orders, number).order_line[:2]
        line = self.pick(line.filtered(lambda one: not one.is_downpayment), cents)
        if not line:
            return False
        line.price_unit = cents / 100
        return True

    # -- goods --------------------------------------------------------------------------

    @rule(number=NUMBERS, quantity=QUANTITIES)
    @operation
    def deliver_service(self, number, quantity):
        line = self.pick(self.orders_in("sale"), number).order_line[:1]
        if not line:
            return False
        line.qty_delivered = quantity
        return True

    @rule(number=NUMBERS)
    @operation
    def ship(self, number):
        """All that is ready, or one piece less, for which a backorder is made."""
        pickings = self.orders_in("sale").picking_ids.filtered(
            lambda picking: picking.state in ("assigned", "confirmed")
        )
        picking = self.pick(pickings.sorted("id"), number)
        if not picking:
            return False
        for move in picking.move_ids:
            move.quantity = max(1, move.product_uom_qty - number % 2)
            move.picked = True
        picking._action_done()
        return True

    @rule(number=NUMBERS, quantity=QUANTITIES)
    @operation
    def bring_back(self, number, quantity):
        shipped = self.orders.picking_ids.filtered(
            lambda one: one.state == "done" and one.picking_type_id.code == "outgoing"
        )
        picking = self.pick(shipped.sorted("id"), number)
        if not picking:
            return False
        wizard = self.case.env["stock.return.picking"].with_context(
            active_model="stock.picking", active_id=picking.id, active_ids=picking.ids
        )
        wizard = wizard.create({})
        line = wizard.product_return_moves
        line.quantity = min(quantity, picking.move_ids.quantity)
        action = wizard.action_create_returns()
        back = self.case.env["stock.picking"].browse(action["res_id"])
        back.move_ids.picked = True
        back._action_done()
        return True
