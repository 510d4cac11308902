from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import CreditCase

MODELS = ("account", "event", "group", "raise", "release")


@tagged("post_install", "-at_install")
class TestCreditAccess(CreditCase):
    """What each role can do, and what it can not."""

    def setUp(self):
        super().setUp()
        self.set_limit(100)
        self.group = self.model_as("channel.credit.group", self.accountant).create(
            {"name": "Chain", "company_id": self.lake_company.id}
        )
        self.raised = self.grant(10)
        self.order = self.enter_order(quantity=20)
        self.order.action_submit()

    def samples(self):
        return {
            "account": self.account,
            "event": self.account.event_ids[:1],
            "group": self.group.sudo(),
            "raise": self.raised.sudo(),
        }

    def test_who_reads(self):
        for user in (self.boss, self.accountant, self.seller, self.service):
            for record in self.samples().values():
                self.assertEqual(self.seen_by(user, record), record)

    def test_who_reads_nothing(self):
        for user in (self.keeper, self.buyer):
            for record in self.samples().values():
                with self.assertRaises(AccessError):
                    self.seen_by(user, record)
            order = self.as_user(self.order, user)
            for name in ("credit_statement", "credit_committed", "credit_release_ids"):
                with self.assertRaises(AccessError):
                    order.read([name])

    def test_competitors_see_nothing(self):
        north = self.north.company_id
        for role in ("finance", "salesperson", "enterprise_admin"):
            user = self.create_staff(north, role, login=f"{role}@north.example")
            for record in self.samples().values():
                self.assertFalse(self.seen_by(user, record))
            with self.assertRaises(AccessError):
                self.release(self.order, user)
            with self.assertRaises(AccessError):
                self.grant(10, user=user)
            with self.assertRaises(AccessError):
                self.as_user(self.raised, user).action_revoke()

    def test_who_does_not_give_credit(self):
        for user in (self.seller, self.service, self.keeper, self.buyer):
            with self.assertRaises(AccessError):
                self.release(self.order, user)
            with self.assertRaises(AccessError):
                self.grant(10, user=user)
            with self.assertRaises(AccessError):
                self.as_user(self.raised, user).action_revoke()
            with self.assertRaises(AccessError):
                self.as_user(self.account, user).credit_limit = 1e6
            with self.assertRaises(AccessError):
                self.as_user(self.group, user).credit_limit = 1e6
            with self.assertRaises(AccessError):
                self.as_user(self.agreement, user).no_credit = False

    def test_finance_writes_terms_and_nothing_else(self):
        account = self.as_user(self.account, self.accountant)
        account.write({"credit_grace_days": 3, "no_credit": True})
        for values in ({"committed": 0}, {"node_id": self.hill_shop.id}):
            with self.assertRaises(AccessError):
                account.write(values)
        with self.assertRaises(AccessError):
            account.create({"company_id": self.lake_company.id})
        with self.assertRaises(AccessError):
            account.unlink()

    def test_nobody_writes_what_is_counted(self):
        order = self.as_user(self.order, self.boss)
        for name in ("credit_committed", "credit_target"):
            with self.assertRaises(AccessError):
                order.write({name: 0})

    def test_warehouse_work_counts_without_its_people_seeing_it(self):
        self.set_limit(1000)
        order = self.submitted(quantity=20)
        self.ship(order)
        self.assertEqual(self.committed(), 360)

    def test_a_group_takes_only_buyers_that_one_may_see(self):
        group = self.as_user(self.group, self.accountant)
        with self.assertRaises(AccessError):
            group.node_ids = self.coast_shop
        with self.assertRaises(ValidationError):
            group.company_id = self.north.company_id
