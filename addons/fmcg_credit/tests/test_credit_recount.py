import random

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import CreditCase

OPERATIONS = 1000
CHECK_EVERY = 10
MOST_ORDERS = 15


@tagged("post_install", "-at_install")
class TestCreditRecount(CreditCase):
    """After whatever happened, the account says what a recount of documents says.

    Services and goods in one order, both policies; the goods are shipped for real now
    and then, which takes long, and services are delivered by writing the quantity.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service_done = cls.create_product(
            "Set-up", type="service", invoice_policy="delivery", is_storable=False
        )
        cls.service_ordered = cls.create_product(
            "Advert", type="service", invoice_policy="order", is_storable=False
        )
        cls.env.user.company_ids |= cls.lake_company
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": cls.lake_company.ids,
                "cancel_backorder": False,
                "skip_backorder": True,
            }
        )
        cls.orders = cls.env["sale.order"]

    def setUp(self):
        super().setUp()
        self.dice = random.Random(20261124)

    def pick(self, orders):
        return orders and self.env["sale.order"].browse(self.dice.choice(orders.ids))

    def in_state(self, *states):
        return self.orders.filtered(lambda order: order.state in states)

    # --- operations ---

    def enter(self):
        if len(self.orders) >= MOST_ORDERS:
            return self.change()
        products = [self.service_done, self.service_ordered]
        if self.dice.random() < 0.1:
            products.append(self.tea)
        values = {
            "company_id": self.lake_company.id,
            "partner_id": self.lake_shop.partner_id.id,
            "order_line": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": self.dice.randint(1, 9),
                        "price_unit": self.dice.randint(100, 9999) / 100,
                        "discount": self.dice.choice([0, 0, 12.5]),
                    }
                )
                for product in products
            ],
        }
        self.orders |= self.env["sale.order"].create(values)

    def confirm(self):
        self.pick(self.in_state("draft")).action_confirm()

    def cancel(self):
        order = self.pick(self.in_state("sale"))
        if order and not order.invoice_ids:
            order._action_cancel()

    def reopen(self):
        self.pick(self.in_state("cancel")).action_draft()

    def change(self):
        line = self.pick(self.in_state("sale", "draft")).order_line[:2]
        line = line and self.dice.choice(line)
        if line:
            line.price_unit = self.dice.randint(100, 9999) / 100

    def order_more_or_less(self):
        line = self.pick(self.in_state("sale", "draft")).order_line[:1]
        if line:
            line.product_uom_qty = max(1, line.product_uom_qty + self.dice.randint(-2, 3))

    def deliver(self):
        line = self.pick(self.in_state("sale")).order_line[:1]
        if line:
            line.qty_delivered = self.dice.randint(0, int(line.product_uom_qty) + 1)

    def ship_goods(self):
        order = self.pick(self.in_state("sale").filtered("picking_ids"))
        for picking in order.picking_ids.filtered(
            lambda picking: picking.state in ("assigned", "confirmed")
        )[:1]:
            for move in picking.move_ids:
                move.quantity = max(1, move.product_uom_qty - self.dice.randint(0, 1))
                move.picked = True
            picking._action_done()

    def bill(self):
        order = self.pick(self.in_state("sale"))
        if order and any(line.qty_to_invoice for line in order.order_line):
            order._create_invoices(final=True).action_post()

    def unpost(self):
        moves = self.orders.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.payment_state == "not_paid"
        )
        if moves:
            move = self.dice.choice(moves)
            move.button_draft()
            if self.dice.random() < 0.5:
                move.button_cancel()
            else:
                move.action_post()

    def refund(self):
        moves = self.orders.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )
        if moves:
            move = self.dice.choice(moves)
            move._reverse_moves(cancel=self.dice.random() < 0.5).filtered(
                lambda one: one.state == "draft"
            ).action_post()

    def receive_payment(self):
        self.prepay(self.dice.randint(1, 500))

    def apply_payment(self):
        lines = self.receivable_lines().filtered(lambda line: not line.reconciled)
        debits = lines.filtered(lambda line: line.amount_residual > 0)[:1]
        credits = lines.filtered(lambda line: line.amount_residual < 0)[:1]
        if debits and credits:
            (debits | credits).reconcile()

    def drop(self):
        order = self.pick(self.in_state("cancel"))
        if order and not order.invoice_ids:
            self.orders -= order
            order.unlink()

    # --- the recount ---

    def receivable_lines(self):
        return self.env["account.move.line"].search(
            [
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("company_id", "=", self.lake_company.id),
                ("partner_id", "child_of", self.lake_shop.partner_id.id),
            ]
        )

    def recount_line(self, line):
        if line.product_id == self.tea:
            open_moves = line.move_ids.filtered(
                lambda move: move.state not in ("done", "cancel")
            )
            expected = line.qty_delivered + sum(open_moves.mapped("product_uom_qty"))
        elif line.product_id == self.service_done:
            expected = max(line.product_uom_qty, line.qty_delivered)
        else:
            expected = line.product_uom_qty
        for invoice_line in line.invoice_lines:
            if invoice_line.parent_state == "posted":
                sign = 1 if invoice_line.move_id.move_type == "out_invoice" else -1
                expected -= sign * invoice_line.quantity
        return max(expected, 0) * line.price_total / line.product_uom_qty

    def recount(self):
        return sum(
            order.currency_id.round(sum(map(self.recount_line, order.order_line)))
            for order in self.in_state("sale")
        )

    def check(self, done):
        self.count()
        self.assertAlmostEqual(self.account.committed, self.recount(), 2, done[-12:])
        found = self.exposure()
        owed = sum(self.receivable_lines().mapped("amount_residual"))
        self.assertAlmostEqual(found.receivable, owed, 2, done[-12:])
        self.assertAlmostEqual(found.used, owed + self.recount(), 2)

    def test_random_operations(self):
        weights = {
            self.enter: 3,
            self.confirm: 6,
            self.cancel: 2,
            self.reopen: 2,
            self.change: 5,
            self.order_more_or_less: 4,
            self.deliver: 8,
            self.ship_goods: 1,
            self.bill: 6,
            self.unpost: 3,
            self.refund: 2,
            self.receive_payment: 2,
            self.apply_payment: 2,
            self.drop: 1,
        }
        done = []
        for number in range(OPERATIONS):
            operation = self.dice.choices([*weights], [*weights.values()])[0]
            done.append(operation.__name__)
            try:
                with self.env.cr.savepoint():
                    operation()
            except UserError as error:
                done[-1] += f" refused: {error}"
            if number % CHECK_EVERY == CHECK_EVERY - 1:
                self.check(done)
        refused = [one for one in done if "refused" in one]
        self.assertLess(len(refused), OPERATIONS / 5, refused[:5])
        self.assertGreater(self.account.committed, 0)
