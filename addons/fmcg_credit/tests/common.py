from datetime import timedelta

from odoo import fields

from odoo.addons.fmcg_order.tests.common import OrderCase


class CreditCase(OrderCase):
    """The shop of ``OrderCase``; 20 pieces of each make an order of 360."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.agreement.credit_account_id
        cls.boss = cls.enterprise_admins[cls.lake]
        cls.today = cls.lake_company._get_channel_today()
        cls.lake_company.credit_hold_overdue = True
        # nothing but credit stands in the way
        if "order_approval_limit" in cls.lake_company._fields:
            cls.lake_company.order_approval_limit = 1e9

    def set_limit(self, limit, account=None):
        account = account or self.account
        self.as_user(account, self.accountant).credit_limit = limit

    def exposure(self, account=None):
        self.env.flush_all()
        return (account or self.account)._get_exposure()

    def count(self):
        """As at the end of a transaction."""
        self.env.cr.flush()
        self.env.invalidate_all()

    def committed(self, account=None):
        self.count()
        return (account or self.account).committed

    def codes(self, order):
        return {blocker.code for blocker in order.sudo()._collect_blockers()}

    def submitted(self, **values):
        order = self.enter_order(**values)
        order.action_submit()
        return order

    def post_invoice(self, amount, days_ago=0, node=None):
        """An invoice without an order, due ``days_ago``."""
        move = self.post_move("out_invoice", amount, days_ago, node)
        return move

    def post_move(self, move_type, amount, days_ago=0, node=None):
        day = self.today - timedelta(days=days_ago)
        move = (
            self.env["account.move"]
            .with_company(self.lake_company)
            .create(
                {
                    "move_type": move_type,
                    "partner_id": (node or self.lake_shop).partner_id.id,
                    "invoice_date": day,
                    "invoice_date_due": day,
                    "invoice_payment_term_id": False,
                    "invoice_line_ids": [
                        fields.Command.create(
                            {"name": "Goods", "price_unit": amount, "tax_ids": False}
                        )
                    ],
                }
            )
        )
        move.action_post()
        return move

    def prepay(self, amount, node=None):
        """A payment that is applied to nothing."""
        journal = self.env["account.journal"].search(
            [("company_id", "=", self.lake_company.id), ("type", "=", "bank")], limit=1
        )
        payment = (
            self.env["account.payment"]
            .with_company(self.lake_company)
            .create(
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": (node or self.lake_shop).partner_id.id,
                    "amount": amount,
                    "journal_id": journal.id,
                }
            )
        )
        payment.action_post()
        return payment

    def grant(self, amount, user=None, days=10, **values):
        return self.model_as("channel.credit.raise", user or self.accountant).create(
            {
                "account_id": self.account.id,
                "amount": amount,
                "date_from": self.today - timedelta(days=1),
                "date_to": self.today + timedelta(days=days),
                "reason": "Spring festival",
                **values,
            }
        )

    def release(self, order, user=None, reason="The boss of the shop has called"):
        return self.model_as("channel.credit.release", user or self.accountant).create(
            {"order_id": order.id, "reason": reason}
        )
