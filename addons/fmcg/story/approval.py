"""Approval by the seller: rules, limits, a stand-in, and what approvers have answered.

An enterprise's administrator keeps the rules; the orders of ``approval_orders.csv`` meet
them, and ``approval_decisions.csv`` says who then decided what, in this order.
"""

from datetime import timedelta

from odoo.fields import Command

from .book import table
from .orders import STEPS, Tale

# Numbers of the orders follow those of ``head_office_orders.csv``.
FIRST_NUMBER = 401


def tell(book):
    for row in table("approval_rules"):
        create_rule(book, row)
    for row in table("approval_people"):
        PEOPLE[row["what"]](book, row)
    tales = {}
    for number, row in enumerate(table("approval_orders"), start=FIRST_NUMBER):
        tales[row["key"]] = DiscountTale(book, row, number)
        tales[row["key"]].tell()
    for row in table("approval_decisions"):
        decide(tales[row["order"]], row)


def as_admin(book, row, model):
    return book.acting(
        f"admin.{row['seller']}", book.company(row["seller"]), book.env[model]
    )


def create_rule(book, row):
    rule = as_admin(book, row, "tier.definition").create(prepare_rule_values(book, row))
    rule = book.in_chinese(rule.with_env(book.env), name=row["name_zh"])
    book.keep("approval_rule", f"{row['seller']}_{row['key']}", rule)


def prepare_rule_values(book, row):
    values = {
        "name": row["name_en"],
        "company_id": book.company(row["seller"]).id,
        "review_type": "superior",
        "sequence": int(row["sequence"]),
        "approve_sequence": True,
        "notify_on_pending": True,
        "min_discount_percent": float(row["discount"] or 0),
        "below_floor": row["floor"] == "yes",
        "new_customer": row["first_order"] == "yes",
        "min_gift_value": float(row["gift"] or 0),
        "remind_hours": int(row["remind"] or 0),
        "escalate_hours": int(row["escalate"] or 0),
    }
    if row["who"] != "superior":
        people = [Command.set(book.user(row["who"]).ids)]
        values |= {"review_type": "persons", "person_ids": people}
    return values


def set_superior(book, row):
    """The system administrator says so: enterprises do not write users."""
    user = book.acting("admin", book.company(row["seller"]), book.user(row["who"]))
    user.channel_superior_id = book.user(row["other"])


def set_limit(book, row):
    limit = as_admin(book, row, "channel.approver.limit").create(
        {
            "user_id": book.user(row["who"]).id,
            "amount": float(row["amount"]),
            "superior_id": book.user(row["other"]).id,
        }
    )
    book.keep("approver_limit", row["who"], limit.with_env(book.env))


def say_stand_in(book, row):
    """Who goes on holiday says who decides meanwhile."""
    company = book.company(row["seller"])
    first, last = (timedelta(days=int(day)) for day in row["days"].split(":"))
    today = book.today
    model = book.acting(row["who"], company, book.env["channel.approval.delegation"])
    delegation = model.create(
        {
            "delegate_id": book.user(row["other"]).id,
            "date_from": today + first,
            "date_to": today + last,
            "reason": row["note"],
        }
    )
    book.keep("approval_delegation", row["who"], delegation.with_env(book.env))


def decide(tale, row):
    """What the dialog behind the buttons of an order does."""
    model = tale.acting(row["who"], tale.book.env["channel.approval.act"])
    model.create(
        {
            "kind": row["kind"],
            "order_ids": [Command.set(tale.order.ids)],
            "comment": row["comment"],
        }
    ).action_apply()


class DiscountTale(Tale):
    """An order with a discount that the salesperson gave by hand, and submitted."""

    def __init__(self, book, row, number):
        super().__init__(book, row, number)
        self.discount = float(row["discount"])
        self.steps = STEPS["submitted"]

    def prepare_line(self, code, quantity, kind):
        return super().prepare_line(code, quantity, kind) | {"discount": self.discount}


PEOPLE = {
    "limit": set_limit,
    "stand_in": say_stand_in,
    "superior": set_superior,
}
