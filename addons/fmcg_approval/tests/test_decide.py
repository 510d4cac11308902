from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestDecide(ApprovalCase):
    """Send back, ask, answer, and many at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_rule(min_amount=1)

    def act(self, orders, kind, comment="Because", user=None):
        action = (
            self.as_user(orders, user or self.boss)
            .with_context(decision_kind=kind)
            .action_decide()
        )
        wizard = (
            self.model_as("channel.approval.act", user or self.boss)
            .with_context(**action["context"])
            .create({"comment": comment})
        )
        return wizard, wizard.action_apply()

    def test_sent_back_order_can_be_changed_and_submitted_again(self):
        order = self.submitted()
        self.act(order, "send_back", "Too cheap")
        self.assertEqual(order.channel_stage, "draft")
        self.assertFalse(order.sudo().review_ids)
        activity = order.sudo().activity_ids
        self.assertEqual(activity.user_id, self.seller)
        self.assertIn("Too cheap", activity.note)
        order.order_line[0].price_unit = 11
        order.action_submit()
        self.assertEqual(order.channel_stage, "submitted")
        self.assertEqual(self.kinds(order), ["sent_back"])

    def test_buyer_hears_it_from_the_seller(self):
        Order = self.model_as("sale.order", self.buyer)
        order = Order._place_channel_order(self.agreement, {self.tea: 10})
        order = self.env["sale.order"].browse(order.id)
        self.act(order, "send_back", "Out of season")
        message = order.message_ids.filtered(
            lambda one: self.buyer.partner_id in one.notified_partner_ids
        )
        self.assertIn("Out of season", message.body)
        self.assertEqual(message.message_type, "comment")  # the portal shows no others
        self.assertEqual(message.author_id, self.lake_company.partner_id)

    def test_buyer_hears_it_in_its_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.buyer.lang = "zh_CN"
        Order = self.model_as("sale.order", self.buyer)
        order = Order._place_channel_order(self.agreement, {self.tea: 10})
        order = self.env["sale.order"].browse(order.id)
        self.act(order, "send_back", "Out of season")
        messages = order.message_ids.filtered("notified_partner_ids")
        (body,) = messages.filtered(lambda one: one.message_type == "comment").mapped("body")
        self.assertNotIn("Please change", body)
        self.assertIn("Out of season", body)

    def test_question_and_answer(self):
        order = self.submitted()
        self.act(order, "question", "Why so much?")
        self.assertTrue(order.has_open_question)
        self.assertEqual(order.channel_stage, "submitted")
        wizard, _action = self.act(order, "answer", "Festival", self.seller)
        self.assertEqual(wizard.order_ids, order)
        self.assertFalse(order.has_open_question)
        self.assertFalse(order.sudo().activity_ids)
        self.assertEqual(self.kinds(order), ["question", "answer"])

    def test_reason_is_needed_except_to_approve(self):
        order = self.submitted()
        for kind in ("reject", "send_back", "question"):
            with self.subTest(kind), self.assertRaisesRegex(UserError, "say why"):
                self.act(order, kind, " ")
        self.act(order, "approve", "")
        self.assertEqual(order.channel_stage, "confirmed")

    def test_many_at_once_each_for_itself(self):
        good, own = self.submitted(), self.submitted(user=self.boss)
        good_too = self.submitted()
        wizard, action = self.act(good | own | good_too, "approve")
        self.assertEqual(
            (good | good_too | own).mapped("state"), ["sale", "sale", "sent"]
        )
        self.assertEqual(action["res_id"], wizard.id)
        self.assertIn("2 orders", wizard.outcome)
        self.assertIn(f"{own.name}: ", wizard.outcome)
        self.assertIn("order of your own", wizard.outcome)

    def test_who_is_not_asked_does_nothing(self):
        order = self.submitted()
        for user in (self.seller, self.colleague, self.accountant):
            for kind in ("approve", "reject", "send_back", "question"):
                with self.subTest((user.name, kind)), self.assertRaises(UserError):
                    self.act(order, kind, user=user)
        self.assertFalse(order.sudo().decision_ids)

    def test_wizard_of_another_one_is_not_used(self):
        wizard = self.model_as("channel.approval.act", self.boss).create(
            {"kind": "approve", "order_ids": [Command.set(self.submitted().ids)]}
        )
        with self.assertRaises(AccessError):
            self.as_user(wizard, self.other_boss).action_apply()

    def test_a_kind_that_is_none_is_left_open(self):
        order = self.submitted()
        for kind in (None, 5, "x", ["approve"], {"approve": 1}):
            with self.subTest(kind):
                action = order.with_context(decision_kind=kind).action_decide()
                self.assertFalse(action["context"]["default_kind"])

    def test_nobody_decides_in_another_name_or_at_another_time(self):
        """A client sends what context it likes."""
        forged = {
            "default_user_id": self.seller.id,
            "default_date": "2020-01-01 00:00:00",
        }
        order = self.submitted()
        action = (
            self.as_user(order, self.boss)
            .with_context(decision_kind="approve", **forged)
            .action_decide()
        )
        wizard = (
            self.model_as("channel.approval.act", self.boss)
            .with_context(**action["context"], **forged)
            .create({"comment": "Fine"})
        )
        wizard.action_apply()
        decision = order.sudo().decision_ids.filtered(lambda one: one.kind == "approved")
        self.assertEqual(decision.user_id, self.boss)
        self.assertGreater(decision.date.year, 2020)

    def test_waiting_for_me(self):
        order = self.submitted()
        domain = [("can_review", "=", True), ("id", "=", order.id)]
        for user, found in (
            (self.boss, order),
            (self.seller, order.browse()),
            (self.accountant, order.browse()),
        ):
            orders = self.model_as("sale.order", user).search(domain)
            self.assertEqual(orders.ids, found.ids, user.name)
        counts = self.model_as("res.users", self.boss).review_user_count()
        self.assertTrue([one for one in counts if one["model"] == "sale.order"])

    def test_what_waits_is_called_by_its_name(self):
        self.submitted()
        users = self.model_as("res.users", self.boss).with_context(lang="zh_CN")
        names = [one["name"] for one in users.review_user_count()]
        self.assertEqual(names, ["销售订单"])


@tagged("post_install", "-at_install")
class TestFollowUp(ApprovalCase):
    """Reminded after 4 hours, escalated after 8."""

    def setUp(self):
        super().setUp()
        self.rule = self.create_rule(
            min_amount=1, persons=self.colleague, remind_hours=4, escalate_hours=8
        )
        self.order = self.submitted()
        self.start = self.order.sudo().review_ids.pending_since

    def run_after(self, hours):
        with freeze_time(self.start + timedelta(hours=hours)):
            self.env["tier.review"]._cron_follow_up()

    def reminders(self):
        return self.order.sudo().activity_search(
            ["base_tier_validation.mail_act_tier_validation_reminder"]
        )

    def test_reminder_in_time_and_once(self):
        self.run_after(3.9)
        self.assertFalse(self.reminders())
        for hours in (4, 4, 5, 9):
            self.run_after(hours)
        self.assertEqual(self.reminders().user_id, self.colleague)
        self.assertEqual(len(self.reminders()), 1)

    def test_reminder_goes_with_the_decision(self):
        self.run_after(4)
        self.approve(self.order, self.colleague)
        self.assertFalse(self.reminders())

    def test_escalates_to_the_superior_once(self):
        self.colleague.channel_superior_id = self.chief
        self.run_after(7.9)
        self.assertEqual(self.kinds(self.order), [])
        for hours in (8, 8, 20):
            self.run_after(hours)
        self.assertEqual(self.kinds(self.order), ["escalated"])
        self.assertEqual(self.order.sudo().decision_ids.to_ids, self.chief)
        self.approve(self.order, self.chief)
        self.assertEqual(self.order.channel_stage, "confirmed")

    def test_who_was_asked_first_may_still_answer(self):
        self.rule.escalate_user_id = self.boss
        self.run_after(8)
        review = self.order.sudo().review_ids
        self.assertEqual(review.reviewer_ids, self.boss | self.colleague)
        self.approve(self.order, self.colleague)
        self.assertEqual(self.order.channel_stage, "confirmed")

    def test_authors_are_not_escalated_to(self):
        self.rule.escalate_user_id = self.seller
        self.run_after(8)
        review = self.order.sudo().review_ids
        self.assertEqual(review.reviewer_ids, self.colleague)
        self.assertTrue(review.escalated_date)

    def test_passing_up_starts_the_clock_anew(self):
        self.set_limit(self.colleague, 1, self.chief)
        with freeze_time(self.start + timedelta(hours=7)):
            self.approve(self.order, self.colleague)
        self.run_after(9)
        self.assertFalse(self.order.sudo().review_ids.escalated_date)
        self.assertGreater(
            self.order.sudo().review_ids.pending_since, fields.Datetime.from_string(self.start)
        )
