"""What the subject's customers may owe, and an order that somebody is importing."""

from odoo.fields import Command

from .constants import SECRET


class CreditWorld:
    """Part of ``SecurityCase``: limits, raises, releases and their ledger.

    The release is for ``held_order``, which waits for its approval as well.
    """

    @classmethod
    def build_credit(cls):
        company = cls.lake_company
        finance = cls.actors["finance", "owner"].user
        cls.credit_account = cls.agreement.credit_account_id
        cls.credit_group, cls.loose_credit_group = (
            cls.env["channel.credit.group"].create(
                {
                    "name": name,
                    "company_id": company.id,
                    "credit_limit": 8888.0,
                    "node_ids": [Command.set(nodes.ids)],
                }
            )
            for name, nodes in (
                (f"Chain {SECRET}", cls.kiosk),
                ("Loose", cls.env["channel.node"]),
            )
        )
        own = cls.env(
            user=finance, context={"allowed_company_ids": finance.company_ids.ids}
        )
        cls.credit_raise = own["channel.credit.raise"].create(
            {
                "account_id": cls.credit_account.id,
                "amount": 7.77,
                "date_to": "2099-12-31",
                "reason": SECRET,
            }
        )
        cls.credit_release = own["channel.credit.release"].create(
            {"order_id": cls.held_order.id, "reason": SECRET}
        )

    @classmethod
    def get_credit_papers(cls):
        account = cls.credit_account
        return {
            "channel.credit.account": account,
            "channel.credit.event": account.event_ids,
            "channel.credit.group": cls.credit_group,
            "channel.credit.raise": cls.env[cls.credit_raise._name].browse(
                cls.credit_raise.id
            ),
            "channel.credit.release": cls.env[cls.credit_release._name].browse(
                cls.credit_release.id
            ),
            "channel.gate.note": cls.env["channel.gate.note"].create(
                {"order_id": cls.held_order.id, "topic": "credit"}
            ),
        }

    @classmethod
    def get_import_dialogs(cls):
        """Who has which wizard open: tuples of user, model and values."""
        values = {"agreement_id": cls.agreement.id, "text": f"{SECRET} x 12"}
        return ((cls.seller, "channel.order.import", values),)
