"""A chain whose head office agrees to what its shops order above an amount.

It answers in the portal, before the seller sees the order.
"""

from odoo.fields import Command

from .book import table
from .orders import Tale

# Numbers of the orders follow those of ``credit_orders.csv``.
FIRST_NUMBER = 301

SELLER, HEAD_OFFICE = "gz", "huijiahq"
SHOPS = ("huijia", "zhujiang")
APPROVERS = ("hq.huijia", "hq2.huijia")
ABOVE = 3000.0


def tell(book):
    book.keep("buyer_policy", HEAD_OFFICE, create_policy(book))
    for number, row in enumerate(table("head_office_orders"), start=FIRST_NUMBER):
        tale = Tale(book, row, number)
        tale.tell()
        if row["answer"]:
            ANSWERS[row["answer"]](in_portal(book, tale, row), row["reason"])


def create_policy(book):
    """The seller sets it up when the chain asks for it."""
    Policy = book.env["channel.buyer.policy"]
    policy = book.acting(f"admin.{SELLER}", book.company(SELLER), Policy).create(
        {
            "partner_id": book.node(HEAD_OFFICE).partner_id.id,
            "node_ids": [Command.set([book.node(key).id for key in SHOPS])],
            "approver_ids": [Command.set([book.user(login).id for login in APPROVERS])],
            "amount": ABOVE,
        }
    )
    return policy.with_env(book.env)


def in_portal(book, tale, row):
    """The order as a page of the portal has it: the superuser, for ``who`` reads it."""
    return tale.acting(row["who"], tale.order).sudo()


def approve(order, _reason):
    order._approve_for_buyer(order._get_shown_digest())


ANSWERS = {
    "approve": approve,
    "reject": lambda order, reason: order._reject_for_buyer(reason),
    "send_back": lambda order, reason: order._send_back_for_buyer(reason),
}
