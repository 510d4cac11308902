from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.common import OrderCase


@tagged("post_install", "-at_install")
class TestApproval(OrderCase):
    """An order of 180.00 against a limit of 100.00."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company.order_approval_limit = 100
        cls.boss = cls.enterprise_admins[cls.lake]

    def submitted_order(self, user=None):
        order = self.enter_order(user=user)
        order.action_submit()
        return order

    def test_small_order_needs_nobody(self):
        self.lake_company.order_approval_limit = 1000
        self.assertEqual(self.submitted_order().channel_stage, "confirmed")

    def test_order_at_the_limit_needs_nobody(self):
        order = self.enter_order()
        self.lake_company.order_approval_limit = order.amount_total
        self.assertFalse(order.approval_required)

    def test_large_order_waits_and_names_its_approver(self):
        order = self.submitted_order()
        self.assertEqual(order.channel_stage, "submitted")
        self.assertIn(self.boss.name, order.gate_reasons)

    def test_confirming_without_approval_is_refused(self):
        order = self.submitted_order()
        with self.assertRaisesRegex(UserError, "Waiting for approval"):
            order.action_confirm()

    def test_writing_the_state_does_not_get_around(self):
        order = self.submitted_order()
        with self.assertRaisesRegex(UserError, "Waiting for approval"):
            order.write({"state": "sale"})

    def test_approval_confirms_the_order(self):
        order = self.submitted_order()
        self.as_user(order, self.boss).validate_tier()
        self.assertEqual(order.channel_stage, "confirmed")
        self.assertEqual(order.sudo().confirmed_by_id, self.boss)

    def test_author_does_not_approve(self):
        order = self.submitted_order()
        with self.assertRaisesRegex(AccessError, "order of your own"):
            order.validate_tier()
        self.assertEqual(order.channel_stage, "submitted")

    def test_administrator_does_not_approve_an_order_of_their_own(self):
        order = self.submitted_order(user=self.boss)
        with self.assertRaisesRegex(AccessError, "order of your own"):
            self.as_user(order, self.boss).validate_tier()
        self.assertEqual(order.state, "sent")
        self.assertIn("Nobody may approve", order.gate_reasons)
        self.assertEqual(order.channel_stage, "held")

    def test_second_administrator_approves_the_first_one_s_order(self):
        second = self.create_staff(
            self.lake_company, "enterprise_admin", login="second@test.example"
        )
        order = self.submitted_order(user=self.boss)
        self.as_user(order, second).validate_tier()
        self.assertEqual(order.channel_stage, "confirmed")

    def test_administrators_of_others_are_not_asked(self):
        order = self.submitted_order()
        self.assertNotIn(self.enterprise_admins[self.north], order.sudo().reviewer_ids)

    def test_system_administrators_are_not_asked(self):
        platform = self.create_system_admin(self.lake_company)
        self.assertNotIn(platform, self.submitted_order().sudo().reviewer_ids)

    def test_rejected_order_is_held_and_can_be_taken_back(self):
        order = self.submitted_order()
        self.as_user(order, self.boss).reject_tier()
        self.assertEqual(order.channel_stage, "held")
        order.restart_validation()
        self.assertEqual(order.channel_stage, "draft")

    def test_portal_order_above_the_limit_waits_too(self):
        Order = self.model_as("sale.order", self.buyer)
        self.tea.list_price = 50
        order = Order._place_channel_order(self.agreement, {self.tea: 10})
        self.assertEqual(order.channel_stage, "submitted")
        self.as_user(self.env["sale.order"].browse(order.id), self.boss).validate_tier()
        self.assertEqual(order.channel_stage, "confirmed")

    def test_approval_meets_a_gate_that_closed_meanwhile(self):
        order = self.submitted_order()
        self.agreement._set_state("suspended", "Unpaid")
        self.as_user(order, self.boss).validate_tier()
        self.assertEqual(order.channel_stage, "held")
