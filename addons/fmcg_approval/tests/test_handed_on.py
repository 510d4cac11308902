from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestHandedOn(ApprovalCase):
    """Who had a hand in an order is in its trail, and in no field that is handed on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller.channel_superior_id = cls.chief
        cls.create_rule(min_amount=1, review_type="superior")

    def reviewers(self, order):
        self.env.flush_all()
        self.env.invalidate_all()
        return order.sudo().review_ids.reviewer_ids

    def test_an_order_handed_to_its_approver_is_still_the_approvers_to_decide(self):
        order = self.submitted()
        self.assertEqual(self.reviewers(order), self.chief)
        order.user_id = self.chief
        self.assertEqual(self.reviewers(order), self.chief)
        self.assertNotIn(self.chief, order.sudo()._get_authors())
        self.approve(order, self.chief)
        self.assertEqual(order.sudo().state, "sale")

    def test_who_is_named_as_salesperson_does_not_stop_to_be_an_author(self):
        order = self.submitted()
        order.user_id = self.colleague
        with self.assertRaises(AccessError):
            self.approve(order, self.seller)
        self.assertIn(self.seller, order.sudo()._get_authors())

    def test_a_buyers_order_is_looked_at_by_the_superior_of_its_salesperson(self):
        order = self.env["sale.order"].with_user(self.buyer)._place_channel_order(
            self.agreement.sudo(), {self.tea: 5}
        )
        self.assertEqual(self.reviewers(order), self.chief)
        order.sudo().user_id = self.chief
        self.assertEqual(self.reviewers(order), self.chief)

    def test_authors_do_not_delete_what_is_pending(self):
        order = self.submitted()
        reviews = self.as_user(order.sudo().review_ids, self.seller)
        for user in (self.seller, self.boss):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.as_user(reviews, user).unlink()
        self.assertTrue(order.sudo().review_ids)

    def test_taking_it_back_leaves_a_trail(self):
        order = self.submitted()
        order.restart_validation()
        self.assertFalse(order.sudo().review_ids)
        self.assertFalse(order.submitted_date)
        self.assertEqual(self.kinds(order)[-1:], ["taken_back"])

    def test_cancelling_ends_them(self):
        order = self.submitted()
        order._action_cancel()
        self.assertFalse(order.sudo().review_ids)

    def test_a_status_of_the_approval_is_not_written(self):
        order = self.submitted()
        for user in (self.seller, self.boss):
            with self.subTest(user.login), self.assertRaisesRegex(
                AccessError, "validation_status"
            ):
                self.as_user(order, user).write({"validation_status": "validated"})
        self.assertEqual(order.sudo().validation_status, "pending")
