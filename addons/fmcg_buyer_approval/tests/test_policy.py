from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestPolicy(BuyerApprovalCase):
    def values(self, **values):
        return {
            "company_id": self.lake_company.id,
            "partner_id": self.head.partner_id.id,
            "node_ids": [Command.set(self.head.ids)],
            "approver_ids": [Command.set(self.boss.ids)],
            **values,
        }

    def test_the_seller_s_administrator_sets_it_up(self):
        policy = self.model_as("channel.buyer.policy", self.admin).create(self.values())
        self.assertTrue(policy.active)
        policy.amount = 50
        policy.active = False

    def test_other_staff_and_portal_users_do_not(self):
        for user in (self.salesperson, self.boss, self.buyer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.model_as("channel.buyer.policy", user).create(self.values())
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.as_user(self.policy, user).amount = 100000

    def test_another_enterprise_neither_sees_nor_makes_it(self):
        stranger = self.enterprise_admins[self.coast]
        self.assertFalse(self.seen_by(stranger, self.policy))
        with self.assertRaises(AccessError):
            self.model_as("channel.buyer.policy", stranger).create(self.values())

    def test_an_administrator_names_nobody_they_do_not_see(self):
        stranger = self.enterprise_admins[self.coast]
        with self.assertRaises(AccessError):
            self.model_as("channel.buyer.policy", stranger).create(
                self.values(company_id=self.coast_company.id)
            )

    def test_approvers_are_portal_users_of_the_head_office(self):
        for user in (self.buyer, self.salesperson, self.rival_boss):
            with self.subTest(user.login), self.assertRaisesRegex(
                ValidationError, "portal users of the head office"
            ):
                self.policy.approver_ids = user

    def test_somebody_must_be_able_to_agree(self):
        with self.assertRaisesRegex(ValidationError, "at least one"):
            self.policy.approver_ids = False

    def test_a_shop_has_one_head_office(self):
        with self.assertRaisesRegex(ValidationError, "Lake Third Shop"):
            self.policy.node_ids |= self.third_shop

    def test_the_head_office_is_a_legal_entity(self):
        with self.assertRaisesRegex(ValidationError, "legal entity"):
            self.policy.write({"partner_id": self.boss.partner_id.id, "active": False})

    def test_what_was_decided_under_it_keeps_it(self):
        order = self.place()
        self.policy.active = False
        self.approve(order)
        self.assertEqual(order.state, "sale")
