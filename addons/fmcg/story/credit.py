"""Credit: who holds a raise, shares a limit, has paid in advance or stands near the end.

An order of ``credit_orders.csv`` is held where it is more than what is left; finance
then releases it, or not.
"""

from datetime import timedelta

from odoo.fields import Command

from .book import table
from .orders import STEPS, Tale

# Numbers of the orders follow those of ``promotion_orders.csv``.
FIRST_NUMBER = 201


def tell(book):
    for row in table("credit"):
        VERBS[row["what"]](book, row)
    for number, row in enumerate(table("credit_orders"), start=FIRST_NUMBER):
        tale = Tale(book, row, number)
        tale.steps = STEPS["held"]
        tale.tell()
        if row["release"]:
            release(book, tale.order, row)


def as_finance(book, row, model):
    company = book.company(row["seller"])
    return book.acting(f"finance.{row['seller']}", company, book.env[model])


def account_of(book, row):
    return book.get("agreement", f"{row['seller']}_{row['buyer']}").credit_account_id


def hold_overdue(book, row):
    settings = as_finance(book, row, "channel.credit.settings")
    settings.create({"hold_overdue": True}).action_save()


def grant_raise(book, row):
    today = book.today
    granted = as_finance(book, row, "channel.credit.raise").create(
        {
            "account_id": account_of(book, row).id,
            "amount": float(row["amount"]),
            "date_from": today,
            "date_to": today + timedelta(days=int(row["days"])),
            "reason": f"{row['note_en']} · {row['note_zh']}",
        }
    )
    book.keep("credit_raise", row["buyer"], granted.with_env(book.env))


def share_limit(book, row):
    buyers = row["buyer"].split()
    group = as_finance(book, row, "channel.credit.group").create(
        {
            "name": f"{row['note_zh']} {row['note_en']}",
            "credit_limit": float(row["amount"]),
            "node_ids": [Command.set([book.node(key).id for key in buyers])],
        }
    )
    book.keep("credit_group", row["seller"], group.with_env(book.env))


def prepay(book, row):
    """A payment that no invoice has used up yet."""
    company = book.company(row["seller"])
    journal = book.env["account.journal"].search(
        [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
    )
    payment = as_finance(book, row, "account.payment").create(
        {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": book.node(row["buyer"]).partner_id.id,
            "amount": float(row["amount"]),
            "date": book.today - timedelta(days=int(row["days"])),
            "journal_id": journal.id,
        }
    )
    payment.action_post()
    book.keep("prepayment", row["buyer"], payment.with_env(book.env))


def tighten_limit(book, row):
    """So that ``amount`` per cent of it are used: the customer stands near the end."""
    account = account_of(book, row)
    own = as_finance(book, row, account._name).browse(account.id)
    own.credit_limit = round(100 * account._get_exposure().used / float(row["amount"]))


def release(book, order, row):
    model = as_finance(book, row, "channel.credit.release")
    released = model.create({"order_id": order.id, "reason": row["release"]})
    book.keep("credit_release", row["buyer"], released.with_env(book.env))


VERBS = {
    "group": share_limit,
    "hold": hold_overdue,
    "limit": tighten_limit,
    "prepay": prepay,
    "raise": grant_raise,
}
