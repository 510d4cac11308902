from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestAsking(BuyerApprovalCase):
    """What waits for the head office, and what does not."""

    def test_an_order_above_the_amount_waits_and_is_not_submitted(self):
        order = self.place()
        self.assertEqual(order.buyer_approval_state, "waiting")
        self.assertEqual((order.state, order.channel_stage), ("draft", "buyer_waiting"))
        self.assertFalse(order.submitted_date)
        self.assertTrue(order.withheld)
        self.assertEqual(order.buyer_asked_by_id, self.buyer)

    def test_an_order_of_the_amount_goes_to_the_seller_at_once(self):
        order = self.place(quantity=20)
        self.assertFalse(order.buyer_approval_state)
        self.assertEqual(order.state, "sale")

    def test_at_zero_every_order_waits(self):
        self.policy.amount = 0
        self.assertEqual(self.place(quantity=1).buyer_approval_state, "waiting")

    def test_shops_without_a_head_office_order_as_before(self):
        order = self.place(self.competitor, agreement=self.coast_agreement)
        self.assertEqual(order.state, "sale")

    def test_a_policy_that_has_ended_asks_nobody(self):
        self.policy.active = False
        self.assertEqual(self.place().state, "sale")

    def test_what_the_buyer_has_to_cure_is_refused_at_once(self):
        self.agreement.min_order_amount = 500
        with self.assertRaisesRegex(UserError, "below the minimum"):
            self.place()

    def test_an_order_is_refused_when_only_its_author_could_approve(self):
        self.policy.approver_ids = self.boss
        self.policy.node_ids |= self.head
        with self.assertRaisesRegex(UserError, "no approver is left"):
            self.place(self.boss, agreement=self.agreement_of(self.head))

    def test_the_same_submission_twice_is_one_order_that_waits(self):
        self.log_in(self.buyer)
        key = "key-of-a-submission-1"
        first = self.submit({self.tea: 30}, key=key)["result"]
        again = self.submit({self.tea: 30}, key=key)["result"]
        self.assertEqual(first["order_id"], again["order_id"])
        order = self.env["sale.order"].browse(first["order_id"])
        self.assertEqual(self.kinds(order), ["asked"])

    def test_budget_and_quota_are_not_touched(self):
        order = self.place()
        self.assertFalse(order._holds_promotion_budget())
        self.assertFalse(order.picking_ids)

    def test_the_gate_says_who_is_asked(self):
        order = self.place()
        (blocker,) = order._collect_blockers()
        self.assertEqual((blocker.code, blocker.severity), ("buyer_approval", "wait"))
        self.assertIn("Corner Chain", blocker.message)

    def test_asking_takes_no_more_queries_for_more_lines(self):
        self.policy.amount = 0
        counts = []
        for number in (10, 100):
            products = self.env["product.product"].create(
                [
                    {"name": f"Cake {number}-{i}", "categ_id": self.category.id}
                    for i in range(number)
                ]
            )
            order = self.env["sale.order"].create(
                self.env["sale.order"]._prepare_channel_order_values(
                    self.agreement, dict.fromkeys(products, 1), False
                )
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            order._ask_head_office()
            order._get_asked_changes()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
