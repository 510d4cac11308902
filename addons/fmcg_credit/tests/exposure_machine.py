"""What people do with orders and papers, in any order, as a state machine."""

from functools import wraps

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from odoo.exceptions import UserError
from odoo.fields import Command

CHECK_EVERY = 5
MOST_ORDERS = 12
NUMBERS = st.integers(0, 999)
CENTS = st.integers(100, 9999)
QUANTITIES = st.integers(1, 9)


def operation(method):
    """Count what was done; what the program refuses is undone, as in a request."""

    @wraps(method)
    def run(machine, **drawn):
        case, name = machine.case, method.__name__
        try:
            with case.env.cr.savepoint():
                done = method(machine, **drawn)
        except UserError as error:
            case.refused.append(f"{name}: {error}")
            done = None
        case.tally[name] += done is not False
        machine.steps += 1

    return run


class ExposureMachine(RuleBasedStateMachine):
    """Two buyers of one seller, and a group that they join and leave.

    How to use: make a subclass whose ``case`` is the test case. Each example works in
    a savepoint of its own.

    How it works: rules draw plain numbers, which choose among the records that there
    are, so that an example can be run again and made smaller. A rule that finds nothing
    to do returns ``False`` and does not count.
    """

    case = None

    def __init__(self):
        super().__init__()
        self.steps = 0
        self.orders = self.case.env["sale.order"]
        self.raises = self.case.env["channel.credit.raise"]
        self.grouped = self.case.env["channel.node"]
        self.savepoint = self.case.env.cr.savepoint()

    def teardown(self):
        try:
            self.check()
        finally:
            self.savepoint.close(rollback=True)
            self.case.env.invalidate_all()

    # -- choosing -----------------------------------------------------------------------

    def pick(self, records, number):
        return records and records[number % len(records)]

    def orders_in(self, *states):
        return self.orders.filtered(lambda order: order.state in states)

    def invoices(self, move_type="out_invoice"):
        return self.orders.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == move_type
        ).sorted("id")

    def shop(self, number):
        return self.pick(self.case.shops, number)

    # -- orders -------------------------------------------------------------------------

    @initialize()
    def start(self):
        for number in range(3):
            self.make_order(number, 3, 1000 + number)
        self.orders.action_confirm()

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
        self.orders |= case.env["sale.order"].create(
            {
                "company_id": case.lake_company.id,
                "partner_id": self.shop(number).partner_id.id,
                "order_line": [Command.create(line) for line in lines],
            }
        )

    @rule(number=NUMBERS, quantity=QUANTITIES, cents=CENTS)
    @operation
    def enter(self, number, quantity, cents):
        if len(self.orders) >= MOST_ORDERS:
            return False
        self.make_order(number, quantity, cents)
        return True

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

    @rule(number=NUMBERS)
    @operation
    def release(self, number):
        held = self.orders_in("draft", "sent").filtered("submitted_date")
        order = self.pick(held, number)
        if not order:
            return False
        self.case.release(order)
        return True

    @rule(number=NUMBERS)
    @operation
    def cancel(self, number):
        order = self.pick(self.orders_in("sale"), number)
        if not order or order.invoice_ids:
            return False
        order._action_cancel()
        return True

    @rule(number=NUMBERS)
    @operation
    def reopen_or_drop(self, number):
        order = self.pick(self.orders_in("cancel"), number)
        if not order:
            return False
        if number % 3 or order.credit_release_ids:
            order.action_draft()
            return True
        self.orders -= order
        order.unlink()
        return True

    @rule(number=NUMBERS, quantity=QUANTITIES)
    @operation
    def order_more_or_less(self, number, quantity):
        line = self.pick(self.orders_in("sale", "draft"), number).order_line[:3]
        line = self.pick(line.filtered(lambda one: not one.is_downpayment), quantity)
        if not line:
            return False
        line.product_uom_qty = quantity
        return True

    @rule(number=NUMBERS, cents=CENTS)
    @operation
    def change_price(self, number, cents):
        line = self.pick(self.orders_in("sale", "draft"), number).order_line[:2]
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

    # -- papers -------------------------------------------------------------------------

    @rule(number=NUMBERS, is_part=st.booleans())
    @operation
    def invoice(self, number, is_part):
        order = self.pick(self.orders_in("sale"), number)
        if not order or not any(line.qty_to_invoice for line in order.order_line):
            return False
        moves = order._create_invoices(final=True)
        self.post(moves, is_part)
        return True

    def post(self, moves, is_part):
        """Part: of the first line one less, if it has more than one."""
        line = moves[:1].invoice_line_ids.filtered(lambda one: one.quantity > 1)[:1]
        if is_part and line:
            line.quantity -= 1
        moves.action_post()

    @rule(number=NUMBERS, cents=CENTS)
    @operation
    def ask_down_payment(self, number, cents):
        orders = self.orders_in("sale").filtered(
            lambda order: order.amount_total > cents / 100
        )
        order = self.pick(orders, number)
        if not order or order.order_line.filtered("is_downpayment"):
            return False
        wizard = self.case.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=order.ids
        )
        before = order.invoice_ids
        wizard.create(
            {"advance_payment_method": "fixed", "fixed_amount": cents / 100}
        ).create_invoices()
        (order.invoice_ids - before).action_post()
        return True

    @rule(number=NUMBERS, is_part=st.booleans(), cancels=st.booleans())
    @operation
    def credit_note(self, number, is_part, cancels):
        move = self.pick(self.invoices(), number)
        if not move:
            return False
        notes = move._reverse_moves(cancel=cancels and not is_part)
        self.post(notes.filtered(lambda one: one.state == "draft"), is_part)
        return True

    @rule(number=NUMBERS)
    @operation
    def take_invoice_back(self, number):
        """To draft, and post it again or cancel it."""
        moves = self.invoices().filtered(lambda one: one.payment_state == "not_paid")
        move = self.pick(moves, number)
        if not move:
            return False
        move.button_draft()
        move.action_post() if number % 2 else move.button_cancel()
        return True

    @rule(number=NUMBERS, is_part=st.booleans())
    @operation
    def pay(self, number, is_part):
        open_moves = self.invoices().filtered(
            lambda one: one.payment_state in ("not_paid", "partial")
        )
        move = self.pick(open_moves, number)
        if not move:
            return False
        wizard = self.case.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        values = {"amount": max(round(move.amount_residual / 3, 2), 0.01)}
        wizard.create(values if is_part else {})._create_payments()
        return True

    @rule(number=NUMBERS, cents=CENTS)
    @operation
    def prepay(self, number, cents):
        self.case.prepay(cents / 100, self.shop(number))

    @rule(number=NUMBERS)
    @operation
    def apply(self, number):
        """Pay the oldest debt of a buyer from what it has paid in advance."""
        lines = self.case.env["account.move.line"].search(
            [
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("reconciled", "=", False),
                ("company_id", "=", self.case.lake_company.id),
                ("partner_id", "=", self.shop(number).partner_id.id),
            ],
            order="date, id",
        )
        debt = lines.filtered(lambda line: line.amount_residual > 0)[:1]
        credit = lines.filtered(lambda line: line.amount_residual < 0)[:1]
        if not debt or not credit:
            return False
        (debt | credit).reconcile()
        return True

    @rule(number=NUMBERS, cents=CENTS)
    @operation
    def old_debt(self, number, cents):
        self.case.post_invoice(cents / 100, number % 40, self.shop(number))

    # -- terms --------------------------------------------------------------------------

    @rule(number=NUMBERS, limit=st.sampled_from((0, 0, 300, 1000)))
    @operation
    def set_limit(self, number, limit):
        """Of the account that holds for a buyer; zero: none."""
        self.case.set_limit(limit, self.case.account_of(self.shop(number)))

    @rule(number=NUMBERS, cents=CENTS)
    @operation
    def grant_raise(self, number, cents):
        account = self.case.account_of(self.shop(number))
        self.raises |= self.case.grant(cents / 100, account_id=account.id).sudo()

    @rule(number=NUMBERS)
    @operation
    def revoke_raise(self, number):
        one = self.pick(self.raises, number)
        if not one:
            return False
        self.case.as_user(one, self.case.accountant).action_revoke()
        self.raises -= one
        return True

    @rule(number=st.integers(0, 3))
    @operation
    def join_or_leave(self, number):
        """The group is nobody's, one buyer's or both buyers'."""
        shops = self.case.shops
        nodes = shops.filtered(lambda shop: number >> shops.ids.index(shop.id) & 1)
        group = self.case.as_user(self.case.group, self.case.accountant)
        group.node_ids = nodes
        self.grouped = nodes

    # -- the law ------------------------------------------------------------------------

    @invariant()
    def agrees(self):
        if self.steps % CHECK_EVERY == 0:
            self.check()

    def check(self):
        """Each account says what a recount of documents says."""
        case = self.case
        case.count()
        found = case.accounts._get_exposures()
        for shop in case.shops:
            nodes = shop - self.grouped
            self.check_account(case.own_accounts[shop], nodes, found)
        self.check_account(case.group_account, self.grouped, found)

    def check_account(self, account, nodes, found):
        case, exposure = self.case, found[account.sudo()]
        partners = nodes.partner_id
        committed = case.recount.committed(partners)
        open_, credit, overdue, since = case.recount.books(partners, case.today)
        raised = self.raises.filtered(lambda one: one.account_id == account)
        case.assertAlmostEqual(account.committed, committed, 2)
        for name, value in {
            "committed": committed,
            "receivable": open_,
            "prepaid": credit,
            "overdue": overdue,
            "used": open_ + committed,
            "raised": sum(raised.mapped("amount")),
        }.items():
            case.assertAlmostEqual(getattr(exposure, name), value, 2, name)
        case.assertEqual(exposure.overdue_since, since)
        case.checks += 1
