from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.fmcg_approval.tests.common import ApprovalCase


@tagged("post_install", "-at_install")
class TestApprovalCredit(ApprovalCase):
    """A limit of 200.00, orders of 180.00."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        account = cls.agreement.credit_account_id
        account.with_user(cls.accountant).credit_limit = 200
        cls.rule = cls.create_rule("Too much credit", credit_overrun=True)

    def release(self, order, user):
        self.model_as("channel.credit.release", user).create(
            {"order_id": order.id, "reason": "They will pay"}
        )

    def test_rule_counts_when_credit_is_exceeded(self):
        self.assertEqual(self.submitted().channel_stage, "confirmed")
        order = self.submitted()
        self.assertEqual(self.names(order), [self.rule.name])

    def test_approval_and_release_are_both_needed(self):
        self.submitted()
        order = self.submitted()
        self.approve(order, self.boss)
        self.assertEqual(self.codes(order), {"credit_limit"})
        self.release(order, self.accountant)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_who_changed_the_order_does_not_release_it(self):
        order = self.enter_order(quantity=20)
        self.as_user(order.order_line[0], self.boss).product_uom_qty = 21
        order.action_submit()
        with self.assertRaises(AccessError):
            self.release(order, self.boss)

    def test_second_account_does_not_release_it(self):
        self.accountant.same_person_ids = self.seller
        order = self.submitted(quantity=20)
        with self.assertRaises(AccessError):
            self.release(order, self.accountant)
