from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import CreditCase


@tagged("post_install", "-at_install")
class TestCreditGroup(CreditCase):
    """Buyers that share one limit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_shop = cls.create_node("Lake Second Shop", "retail", cls.lake)
        cls.second_agreement = cls.create_agreement(cls.lake_company, cls.second_shop)

    def create_group(self, nodes, **values):
        return self.model_as("channel.credit.group", self.accountant).create(
            {
                "name": "Lake Chain",
                "company_id": self.lake_company.id,
                "node_ids": nodes.ids,
                **values,
            }
        )

    def test_they_share_the_limit_and_the_debt(self):
        self.set_limit(1)  # does not count in a group
        group = self.create_group(self.lake_shop + self.second_shop, credit_limit=500)
        account = group.sudo().account_ids
        self.assertEqual(self.agreement.credit_account_id, account)
        self.post_invoice(100)
        self.assertEqual(self.submitted(quantity=20).state, "sale")
        held = self.submitted(quantity=20, partner=self.second_shop.partner_id)
        self.assertEqual(self.codes(held), {"credit_limit"})
        self.assertEqual(self.committed(account), 360)
        self.assertEqual(self.exposure(account).used, 460)

    def test_what_is_committed_goes_along(self):
        self.submitted(quantity=20)
        self.submitted(quantity=20, partner=self.second_shop.partner_id)
        group = self.create_group(self.lake_shop + self.second_shop)
        account = group.sudo().account_ids
        self.assertEqual(self.committed(account), 720)
        self.assertEqual(self.committed(), 0)
        self.as_user(group, self.accountant).node_ids = self.second_shop
        self.assertEqual(self.committed(account), 360)
        self.assertEqual(self.committed(), 360)

    def test_one_group_for_each_buyer(self):
        self.create_group(self.lake_shop)
        with self.assertRaises(ValidationError):
            self.create_group(self.lake_shop, name="Another")

    def test_each_buyer_s_own_grace_counts(self):
        self.second_agreement.credit_grace_days = 9
        group = self.create_group(self.lake_shop + self.second_shop)
        account = group.sudo().account_ids
        self.post_invoice(50, days_ago=5, node=self.second_shop)
        self.assertFalse(self.exposure(account).is_late)
        self.post_invoice(50, days_ago=5)
        found = self.exposure(account)
        self.assertEqual((found.overdue, found.late), (100, 50))

    def test_the_group_s_limit_is_on_record(self):
        group = self.create_group(self.lake_shop, credit_limit=500)
        account = group.sudo().account_ids
        self.set_limit(700, account)
        self.assertEqual(group.credit_limit, 700)
        events = account.event_ids.sorted("id")
        self.assertEqual(events.mapped("after"), [500, 700])

    def test_held_orders_of_new_members_are_asked_again(self):
        self.set_limit(100)
        order = self.submitted(quantity=20)
        self.create_group(self.lake_shop, credit_limit=5000)
        self.ask_noted()
        self.assertEqual(order.state, "sale")
