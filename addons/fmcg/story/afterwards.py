"""The end: the story happened over the past weeks, and no mail leaves the house.

Everything above was really done just now; the dates that the server sets by itself are
moved to when the story says it was.
"""

from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

from . import cascade

# Hours after an order that its steps happen.
ENTERED, DECIDED, STARTED, PICKED, SHIPPED, RECEIVED = 0, 1, 20, 24, 28, 54
INVOICED, PAID = 5 * 24, 12 * 24
RETURNED, REFUNDED = 14 * 24, 16 * 24
# Days ago that the brand's warehouse was filled, and that the channel was set up.
FILLED, FOUNDED = 96, 120


def tell(book):
    follow_orders(book)
    book.env.flush_all()
    date_orders(book)
    date_beginnings(book)
    keep_mail_in(book)
    book.env.invalidate_all()
    cascade.look(book)


def follow_orders(book):
    """What the scheduled action does: purchases stand as their orders do."""
    Note = book.env["channel.purchase.note"]
    for order in Note.search([]).order_id:
        Note._ask(order)


def date_orders(book):
    for number, (order, days) in enumerate(book.order_days.items()):
        calendar = Calendar(days, number)
        date_order(calendar, order)
        date_pickings(calendar, order.picking_ids)
        calendar.put(RECEIVED, order.receipt_ids, "date", "create_date")
        date_moves(calendar, order.invoice_ids)
        date_purchase(calendar, order.purchase_ids)


def date_purchase(calendar, purchase):
    """The same order in the buyer's books."""
    calendar.put(ENTERED, purchase, "create_date", "date_order")
    calendar.put(ENTERED, purchase.order_line, "create_date")
    calendar.put(ENTERED, purchase.message_ids, "date", "create_date")
    calendar.put(DECIDED, purchase.filtered("date_approve"), "date_approve")
    for picking in purchase.picking_ids:
        calendar.put(SHIPPED, picking, "create_date")
        if picking.state == "done":
            date_done(calendar, picking, RECEIVED)
    date_moves(calendar, purchase.invoice_ids)


def date_order(calendar, order):
    calendar.put(ENTERED, order, "create_date", "date_order")
    date_approval(calendar, order)
    calendar.put(ENTERED, order.order_line, "create_date")
    calendar.put(ENTERED, order.message_ids, "date", "create_date")


def date_approval(calendar, order):
    """The buyer's head office is asked first, then the seller's approvers."""
    asked = order.buyer_decision_ids.filtered(lambda one: one.kind == "asked")
    calendar.put(ENTERED, asked, "date", "create_date")
    calendar.put(DECIDED, order.buyer_decision_ids - asked, "date", "create_date")
    submitted = DECIDED if asked else ENTERED
    calendar.put(submitted, order.filtered("submitted_date"), "submitted_date")
    calendar.put(submitted, order.review_ids, "create_date")
    pending = order.review_ids.filtered("pending_since")
    calendar.put(submitted, pending, "pending_since")
    reviewed = order.review_ids.filtered("reviewed_date")
    calendar.put(DECIDED, reviewed, "reviewed_date")
    calendar.put(DECIDED, order.decision_ids, "date", "create_date")


def date_pickings(calendar, pickings):
    for picking in pickings:
        hours = {"internal": PICKED, "outgoing": SHIPPED, "incoming": RETURNED}[
            picking.picking_type_id.code
        ]
        started = picking.filtered("preparation_date")
        calendar.put(STARTED, started, "preparation_date")
        calendar.put(ENTERED, picking, "create_date", "date_deadline")
        calendar.put(ENTERED, picking.move_ids, "create_date", "date_deadline")
        if picking.state == "done":
            date_done(calendar, picking, hours)


def date_done(calendar, picking, hours):
    calendar.put(hours, picking, "scheduled_date", "date_done")
    calendar.put(hours, picking.move_ids, "date")
    calendar.put(hours, picking.move_line_ids, "create_date", "date")
    calendar.put(hours, picking.message_ids, "date", "create_date")


def date_moves(calendar, moves):
    for move in moves:
        is_refund = move.move_type in ("out_refund", "in_refund")
        hours = REFUNDED if is_refund else INVOICED
        calendar.put(hours, move, "create_date")
        calendar.put(hours, move.message_ids, "date", "create_date")
        payments = move.matched_payment_ids
        hours = REFUNDED + 48 if is_refund else PAID
        calendar.put(hours, payments, "create_date")
        calendar.put(hours, payments.message_ids, "date", "create_date")


def date_beginnings(book):
    """What stood before the first order: parties, terms and the first stock."""
    env = book.env
    founded = Calendar(FOUNDED, 0)
    for kind in ("node", "agreement", "product"):
        for record in book.all(kind).values():
            founded.put(0, record, "create_date")
            founded.put(0, record.message_ids, "date", "create_date")
    accounts = env["channel.credit.account"].search([])
    beginnings = accounts.event_ids.filtered(lambda event: event.user_id == env.user)
    founded.put(0, beginnings, "date", "create_date")
    filled = Calendar(FILLED, 0)
    companies = [node.company_id.id for node in book.all("node").values()]
    rules = env["product.pricelist.item"].search(
        [("company_id", "in", companies), ("sheet_line_id", "=", False)]
    )
    founded.put(0, rules, "create_date")
    moves = env["stock.move"].search(
        [("is_inventory", "=", True), ("company_id", "in", companies)]
    )
    filled.put(0, moves, "create_date", "date")
    filled.put(0, moves.move_line_ids, "create_date", "date")
    filled.put(0, moves.move_line_ids.lot_id, "create_date")
    quants = env["stock.quant"].search([("lot_id", "in", moves.lot_ids.ids)])
    filled.put(0, quants, "in_date")


def keep_mail_in(book):
    """Drop the letters that the story wrote: nobody is there to read them."""
    env = book.env
    letters = env["mail.mail"].search([("create_date", ">=", env.cr.now())])
    letters.notification_ids.write({"notification_status": "sent"})
    letters.unlink()


class Calendar:
    """Dates counted from a morning some days ago; never in the future."""

    def __init__(self, days, number):
        self.now = fields.Datetime.now()
        morning = self.now.replace(hour=1, minute=0, second=0, microsecond=0)
        self.start = min(morning, self.now - timedelta(hours=3)) - timedelta(days=days)
        self.start += timedelta(minutes=7 * (number % 17))

    def put(self, hours, records, *columns):
        """Say that ``columns`` of ``records`` were set ``hours`` after the start."""
        if not records:
            return
        date = min(self.start + timedelta(hours=hours), self.now)
        pairs = SQL(", ").join(
            SQL("%s = %s", SQL.identifier(column), date) for column in columns
        )
        records.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id IN %s",
                SQL.identifier(records._table),
                pairs,
                tuple(records.ids),
            )
        )
