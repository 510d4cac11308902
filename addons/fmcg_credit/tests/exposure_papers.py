"""What people do with invoices and payments."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from .exposure_base import CENTS, NUMBERS, ExposureBase, operation


class PaperRules(ExposureBase):
    """Invoices, credit notes, payments, and what pays what."""

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
