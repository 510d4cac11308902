from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CreditCase


@tagged("post_install", "-at_install")
class TestCreditSettings(CreditCase):
    """What is overdue holds orders once an enterprise has said so."""

    def settings(self, user=None, **values):
        Settings = self.model_as("channel.credit.settings", user or self.accountant)
        return Settings.create({"company_id": self.lake_company.id, **values})

    def test_overdue_holds_nobody_at_first(self):
        company = self.env["res.company"].create({"name": "A new one"})
        self.assertFalse(company.credit_hold_overdue)

    def test_overdue_is_told_and_does_not_hold_while_it_is_off(self):
        self.lake_company.credit_hold_overdue = False
        self.post_invoice(10, days_ago=100)
        order = self.submitted()
        self.assertEqual(order.state, "sale")
        self.assertIn("overdue since", self.account.statement)
        self.assertTrue(self.account.is_late)

    def test_the_limit_holds_while_it_is_off(self):
        self.lake_company.credit_hold_overdue = False
        self.set_limit(100)
        self.assertEqual(self.codes(self.submitted(quantity=20)), {"credit_limit"})

    def test_finance_switches_it_after_seeing_who_would_be_held(self):
        self.lake_company.credit_hold_overdue = False
        self.post_invoice(10, days_ago=2)
        settings = self.settings()
        self.assertFalse(settings.hold_overdue)
        self.assertEqual(settings.late_count, 1)
        settings.hold_overdue = True
        settings.action_save()
        self.assertTrue(self.lake_company.credit_hold_overdue)
        self.assertEqual(self.codes(self.submitted()), {"credit_overdue"})

    def test_days_of_grace_count_for_who_would_be_held(self):
        self.post_invoice(10, days_ago=2)
        self.agreement.credit_grace_days = 2
        self.assertEqual(self.settings().late_count, 0)

    def test_switching_it_off_lets_held_orders_go_on(self):
        self.post_invoice(10, days_ago=2)
        order = self.submitted()
        self.assertEqual(order.channel_stage, "held")
        self.settings(hold_overdue=False).action_save()
        self.ask_noted()
        self.assertEqual(order.state, "sale")

    def test_nobody_else_switches_it(self):
        for user in (self.seller, self.service, self.keeper, self.buyer):
            with self.assertRaises(AccessError):
                self.settings(user)

    def test_no_other_enterprise_is_read_or_switched(self):
        rival = self.north.company_id
        for ask in (
            lambda: self.settings(company_id=rival.id).hold_overdue,
            lambda: self.settings(company_id=rival.id).late_count,
            lambda: self.settings(
                company_id=rival.id, hold_overdue=True
            ).action_save(),
        ):
            with self.assertRaises(AccessError):
                ask()
        self.assertFalse(rival.credit_hold_overdue)
