from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestDeciding(BuyerApprovalCase):
    """What a head office answers and what follows."""

    def test_approved_is_submitted_as_if_the_shop_had(self):
        order = self.place()
        self.approve(order)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.submitted_by_id, self.buyer)
        self.assertFalse(order.withheld)
        self.assertEqual(self.kinds(order), ["asked", "approved"])
        self.assertEqual(self.last(order).user_id, self.boss)

    def test_rejected_is_cancelled_with_the_reason(self):
        order = self.place()
        self.of(order, self.boss)._reject_for_buyer("Too much tea")
        self.assertEqual((order.state, order.buyer_approval_state), ("cancel", "rejected"))
        self.assertEqual(order._get_buyer_words()["reason"], "Too much tea")
        self.assertTrue(order.withheld)

    def test_no_needs_a_reason(self):
        order = self.place()
        for answer in ("_reject_for_buyer", "_send_back_for_buyer"):
            with self.assertRaisesRegex(UserError, "Reason"):
                getattr(self.of(order, self.boss), answer)("  ")

    def test_sent_back_can_be_asked_again(self):
        order = self.place()
        self.of(order, self.boss)._send_back_for_buyer("Why 30?")
        self.assertEqual(order.buyer_approval_state, "sent_back")
        self.of(order, self.buyer)._ask_again_for_shop()
        self.assertEqual(order.buyer_approval_state, "waiting")
        self.approve(order)
        self.assertEqual(order.state, "sale")

    def test_a_shop_withdraws_what_waits(self):
        order = self.place()
        self.of(order, self.buyer)._withdraw_for_shop()
        self.assertEqual((order.state, order.withheld), ("cancel", True))
        with self.assertRaisesRegex(UserError, "decided in the meantime"):
            self.approve(order)

    def test_what_the_seller_has_is_not_withdrawn(self):
        order = self.place()
        self.approve(order)
        with self.assertRaisesRegex(UserError, "cannot be withdrawn"):
            self.of(order, self.buyer)._withdraw_for_shop()

    def test_nobody_decides_twice(self):
        order = self.place()
        self.approve(order)
        with self.assertRaisesRegex(UserError, "decided in the meantime"):
            self.approve(order, self.deputy)

    def test_who_may_not_decide(self):
        order = self.place()
        strangers = (
            self.buyer,
            self.colleague,
            self.sibling,
            self.clerk,
            self.rival_boss,
            self.competitor,
            self.seller,
            self.salesperson,
            self.admin,
        )
        for user in strangers:
            for kind in ("_approve_for_buyer", "_reject_for_buyer", "_send_back_for_buyer"):
                with self.subTest(user=user.login, kind=kind), self.assertRaises(AccessError):
                    getattr(self.of(order, user), kind)("x")
        self.assertEqual(self.kinds(order), ["asked"])

    def test_four_eyes_hold_for_approvers(self):
        self.policy.node_ids |= self.head
        order = self.place(self.boss, agreement=self.agreement_of(self.head))
        with self.assertRaises(AccessError):
            self.approve(order, self.boss)
        self.approve(order, self.deputy)
        self.assertEqual(order.state, "sale")

    def test_approvers_who_left_do_not_decide(self):
        order = self.place()
        self.boss.active = False
        with self.assertRaises(AccessError):
            self.approve(order)

    # What was shown

    def test_a_new_price_is_shown_and_what_was_shown_before_is_not_agreed_to(self):
        order = self.place()
        seen = order._get_shown_digest()
        self.tea.list_price = 6
        boss = self.of(order, self.boss)
        with self.assertRaisesRegex(UserError, "changed since you opened"), self.cr.savepoint():
            boss._approve_for_buyer(seen)
        order.invalidate_recordset()
        self.assertEqual(order.buyer_approval_state, "waiting")
        boss._refresh_for_buyer()
        changes = {row["label"] or row["name"]: row for row in boss._get_asked_changes()}
        self.assertIn("150.00", changes["Total"]["before"])
        self.assertIn("6.00", changes["Unit Price"]["after"])
        self.approve(order)
        self.assertEqual((order.state, order.amount_total), ("sale", 180))

    def test_the_decision_keeps_what_was_shown(self):
        order = self.place()
        digest = order._get_shown_digest()
        self.approve(order)
        decision = self.last(order)
        self.assertEqual((decision.digest, decision.amount), (digest, 150))
        self.assertEqual(decision.content["lines"][0]["quantity"], "30")

    def test_what_the_seller_refuses_by_now_is_not_approved(self):
        order = self.place()
        self.agreement.min_order_amount = 500
        with self.assertRaisesRegex(UserError, "below the minimum"):
            self.approve(order)

    # Afterwards

    def held_order(self):
        """Approved by the head office, held by the seller."""
        order = self.place()
        self.lake_company.order_approval_limit = 50
        self.approve(order)
        self.assertEqual((order.state, order.channel_stage), ("sent", "submitted"))
        return order

    def codes(self, order):
        return [blocker.code for blocker in order._collect_buyer_blockers()]

    def test_what_the_seller_makes_dearer_is_asked_again(self):
        order = self.held_order()
        order.review_ids.sudo().unlink()
        order.order_line.price_unit = 7
        self.assertEqual(self.codes(order), ["buyer_approval"])
        self.as_user(order, self.salesperson).action_ask_head_office()
        self.assertEqual(order.buyer_approval_state, "waiting")
        self.assertFalse(order.withheld)
        self.assertIn(order, self.seen_by(self.admin, order))
        self.approve(order)
        self.assertEqual(self.codes(order), [])

    def test_what_the_seller_makes_cheaper_stays_agreed(self):
        order = self.held_order()
        order.review_ids.sudo().unlink()
        order.order_line.price_unit = 4
        self.assertEqual(self.codes(order), [])

    # The record

    def test_decisions_are_never_changed(self):
        order = self.place()
        decision = order.buyer_decision_ids
        with self.assertRaisesRegex(UserError, "only ever added"):
            decision.sudo().kind = "approved"
        with self.assertRaisesRegex(UserError, "only ever added"):
            decision.sudo().unlink()
