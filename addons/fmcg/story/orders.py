"""Orders at every step, driven by the people whose work it is.

Each verb below is what a person does in the web client or the portal: with their
rights, in their enterprise. ``STEPS`` says how far an order of a given stage has come.
"""

from datetime import timedelta

from odoo import fields

from .book import table

SUBMIT = ("submit",)
CONFIRM = (*SUBMIT, "approve")
PREPARE = (*CONFIRM, "start")
PICK = (*PREPARE, "pick")
SHIP = (*PICK, "ship")
RECEIVE = (*SHIP, "receive")
INVOICE = (*RECEIVE, "invoice")
PAY = (*INVOICE, "pay")
TAKE_BACK = (*PAY, "return_goods")

STEPS = {
    "draft": (),
    "submitted": SUBMIT,
    "held": SUBMIT,
    "cancelled": (*SUBMIT, "cancel"),
    "confirmed": CONFIRM,
    "preparing": PREPARE,
    "ready": PICK,
    "partly_shipped": (*PICK, "ship_part"),
    "shipped": SHIP,
    "received": RECEIVE,
    "invoiced": INVOICE,
    "settled": PAY,
    "returning": TAKE_BACK,
    "refunded": (*TAKE_BACK, "take_in", "refund"),
}

SUSPENDED = ("gz", "liwan")
SUSPENDED_REASON = "Overdue by more than 30 days · 逾期超过30天"


def tell(book):
    is_suspended = False
    for number, row in enumerate(table("orders"), start=1):
        if row["stage"] == "held" and not is_suspended:
            suspend(book)
            is_suspended = True
        Tale(book, row, number).tell()


def suspend(book):
    seller, buyer = SUSPENDED
    agreement = book.get("agreement", f"{seller}_{buyer}")
    agreement = book.acting(f"admin.{seller}", book.company(seller), agreement)
    agreement._set_state("suspended", SUSPENDED_REASON)


class Tale:
    """One order's way so far; of an enterprise that buys, in its books as well."""

    def __init__(self, book, row, number):
        self.book = book
        self.seller, self.buyer = row["seller"], row["buyer"]
        self.company = book.company(self.seller)
        self.author = row["author"]
        self.steps = STEPS[row["stage"]]
        self.days = int(row["days"])
        self.note = row["note"]
        self.number = number
        self.lines = [part.split(":") for part in row["lines"].split()]
        self.own_company = book.node(self.buyer).company_id
        user = book.user(self.author)
        self.is_portal = user.share
        self.is_purchase = not user.share and self.own_company in user.company_ids

    def tell(self):
        self.order = self.enter_somewhere()
        self.book.keep("order", str(self.number), self.order)
        for step in self.steps:
            getattr(self, step)()
        self.follow()
        self.book.order_days[self.order] = self.days

    def acting(self, login, record):
        return self.book.acting(login, self.company, record)

    def staff(self, role):
        """Login of who has ``role``; in a small enterprise one person does it all."""
        login = f"{role}.{self.seller}"
        known = self.book.all("user")
        return login if login in known else f"admin.{self.seller}"

    def date(self, days):
        """``days`` after the order, but never in the future."""
        today = self.book.today
        return min(today, today - timedelta(days=self.days) + timedelta(days=days))

    # what people do

    def enter_somewhere(self):
        if self.is_purchase:
            return self.enter_as_purchase()
        return self.enter_in_portal() if self.is_portal else self.enter()

    def enter_as_purchase(self):
        """The buyer's staff hand in a purchase of their own books."""
        Purchase = self.buying(self.author, self.book.env["purchase.order"])
        purchase = Purchase.create(
            {
                "partner_id": self.company.partner_id.id,
                "order_line": [
                    fields.Command.create(self.prepare_purchase_line(*line))
                    for line in self.lines
                ],
            }
        )
        purchase.button_confirm()
        return purchase.with_env(self.book.env).upstream_order_id

    def prepare_purchase_line(self, code, quantity, kind):
        return {
            "product_id": self.book.product(code).id,
            "product_qty": float(quantity),
            "product_uom_id": self.unit(code, kind).id,
        }

    def enter(self):
        Order = self.acting(self.author, self.book.env["sale.order"])
        return Order.create(
            {
                "partner_id": self.book.node(self.buyer).partner_id.id,
                "company_id": self.company.id,
                "note": self.note,
                "order_line": [
                    fields.Command.create(self.prepare_line(*line))
                    for line in self.lines
                ],
            }
        ).with_env(self.book.env)

    def prepare_line(self, code, quantity, kind):
        return {
            "product_id": self.book.product(code).id,
            "product_uom_qty": float(quantity),
            "product_uom_id": self.unit(code, kind).id,
        }

    def enter_in_portal(self):
        agreement = self.book.get("agreement", f"{self.seller}_{self.buyer}")
        Order = self.acting(self.author, self.book.env["sale.order"])
        quantities = {
            self.book.product(code): float(quantity) * self.unit(code, kind).factor
            for code, quantity, kind in self.lines
        }
        order = Order._place_channel_order(
            agreement, quantities, key=f"story-{self.number}", note=self.note
        )
        return order.with_env(self.book.env)

    def unit(self, code, kind):
        return self.book.unit(self.book.product(code), kind)

    def submit(self):
        if not (self.is_portal or self.is_purchase):
            self.acting(self.author, self.order).action_submit()

    def approve(self):
        if self.order.state == "sale":
            return
        order = self.acting(f"admin.{self.seller}", self.order)
        order.validate_tier()

    def cancel(self):
        salesperson = self.order.user_id.login or f"admin.{self.seller}"
        self.acting(salesperson, self.order)._action_cancel()

    def start(self):
        picking = self.acting(self.staff("warehouse"), self.preparation())
        picking.action_start_preparation()

    def pick(self):
        self.finish(self.preparation())

    def ship(self):
        self.finish(self.label(self.delivery()))

    def ship_part(self):
        """The first product leaves, and half of the second one; the rest comes later."""
        delivery = self.delivery()
        _first, second, *others = delivery.move_ids.sorted("id")
        case = self.unit(*self.lines[1][::2]).factor
        second.quantity = second.quantity // case // 2 * case
        for move in others:
            move.quantity = 0
        self.finish(self.label(delivery), skip_backorder=True)

    def label(self, delivery):
        """Stick the carrier's waybill on it."""
        delivery = self.acting(self.staff("warehouse"), delivery)
        delivery.carrier_tracking_ref = f"SQ{self.company.id:02d}{self.order.id:08d}"
        return delivery

    def finish(self, picking, **context):
        work = self.acting(self.staff("warehouse"), picking).with_context(**context)
        answer = work.button_validate()
        if picking.state != "done":
            raise AssertionError(f"{picking.name} of {self.order.name}: {answer}")

    def preparation(self):
        return self.order.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "internal" and p.state != "done"
        )

    def delivery(self):
        return self.order.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )

    def receive(self):
        if self.own_company:
            self.work_off_ready()
            return
        buyers = [
            (login, user)
            for login, user in self.book.all("user").items()
            if user.share
            and user.commercial_partner_id
            == self.order.partner_id.commercial_partner_id
        ]
        if buyers:
            login, user = buyers[0]
            # the portal's controller checks the access and then acts as superuser
            order = self.acting(login, self.order).sudo()
            order._confirm_receipt(user.name)
        else:
            order = self.acting(
                self.order.user_id.login or f"admin.{self.seller}", self.order
            )
            order._confirm_receipt("店长 Shop Manager")

    # in the books of an enterprise that buys

    def buying(self, login, record):
        return self.book.acting(login, self.own_company, record)

    def buyers_staff(self, role):
        login = f"{role}.{self.buyer}"
        known = self.book.all("user")
        return login if login in known else f"admin.{self.buyer}"

    def follow(self):
        """What the scheduled action does."""
        if self.own_company:
            self.book.env["channel.purchase.note"]._ask(self.order)

    def work_off_ready(self):
        """The warehouse takes in, or sends back, what stands ready."""
        self.follow()
        ready = self.order.purchase_ids.picking_ids.filtered(
            lambda picking: picking.state == "assigned"
        )
        keeper = self.buyers_staff("warehouse")
        for transfer in ready:
            self.buying(keeper, transfer).button_validate()
        self.follow()

    def post_own_bill(self):
        """The buyer's finance checks the bill that came, and posts it."""
        self.follow()
        bills = self.order.purchase_ids.invoice_ids
        drafts = bills.filtered(lambda bill: bill.state == "draft")
        for bill in drafts:
            self.buying(self.buyers_staff("finance"), bill).action_post()
        return drafts

    def pay_own_bill(self):
        bill = self.order.purchase_ids.invoice_ids.filtered(
            lambda move: move.move_type == "in_invoice"
        )
        self.pay_as(self.buying(self.buyers_staff("finance"), bill), 12)

    def invoice(self):
        self.post_invoice(5)

    def post_invoice(self, days, final=False):
        login = self.staff("finance")
        order = self.acting(login, self.order)
        invoice = order._create_invoices(final=final)
        invoice.invoice_date = self.date(days)
        invoice.action_post()
        if self.own_company:
            self.post_own_bill()
        return invoice

    def pay(self):
        invoice = self.order.invoice_ids.filtered(
            lambda m: m.move_type == "out_invoice"
        )
        self.register_payment(invoice, 12)
        if self.own_company:
            self.pay_own_bill()

    def register_payment(self, move, days):
        self.pay_as(self.acting(self.staff("finance"), move), days)

    def pay_as(self, move, days):
        """:param move: as its accountant has it before them"""
        wizard = move.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        wizard.create({"payment_date": self.date(days)})._create_payments()

    def return_goods(self):
        """Customer service takes back one case of the first product."""
        delivery = self.acting(self.staff("service"), self.delivery())
        wizard = delivery.env["stock.return.picking"].create(
            {"picking_id": delivery.id}
        )
        line = wizard.product_return_moves[:1]
        line.quantity = min(
            line.move_id.quantity, self.unit(*self.lines[0][::2]).factor
        )
        wizard.action_create_returns()

    def take_in(self):
        if self.own_company:
            self.work_off_ready()  # the buyer sends what is asked back
        standing = self.order._get_return_pickings()
        self.finish(standing.filtered(lambda picking: picking.state == "assigned"))
        self.follow()

    def refund(self):
        refund = self.post_invoice(16, final=True)
        self.register_payment(refund, 18)
