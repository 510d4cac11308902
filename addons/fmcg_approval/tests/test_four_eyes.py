from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestFourEyes(ApprovalCase):
    """Nobody decides about an order of their own, by any route."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_rule(min_amount=1)

    def assertRefused(self, action):
        with self.assertRaises(UserError):
            action()

    def assertUndecided(self, order):
        self.assertEqual(order.sudo().review_ids.mapped("status"), ["pending"])
        self.assertEqual(order.state, "sent")

    def routes(self, order, user):
        """Every way in which ``user`` could try to decide."""
        mine = self.as_user(order, user)
        reviews = self.as_user(order.sudo().review_ids, user)
        comment = {
            "res_model": "sale.order",
            "res_id": order.id,
            "review_ids": [Command.set(reviews.ids)],
            "comment": "Yes",
        }
        Comment = self.model_as("comment.wizard", user)
        done = {"status": "approved", "done_by": user.id}

        def commented(kind):
            Comment.create({**comment, "validate_reject": kind}).add_comment()
            self.assertUndecided(order)
            words = "Nothing happened, which is fine"
            raise UserError(words)

        return {
            "approve button": mine.validate_tier,
            "reject button": mine.reject_tier,
            "as superuser": mine.sudo().validate_tier,
            "write the review": lambda: reviews.write({"status": "approved"}),
            "with a name": lambda: reviews.write(done),
            "as superuser, the review": lambda: reviews.sudo().write(done),
            "reject the review": lambda: reviews.write({"status": "rejected"}),
            "comment": lambda: commented("validate"),
            "comment to reject": lambda: commented("reject"),
            "confirm": mine.action_confirm,
            "write the state": lambda: mine.write({"state": "sale"}),
            "create a review": lambda: reviews.create(
                {
                    "model": "sale.order",
                    "res_id": order.id,
                    "definition_id": reviews.definition_id.id,
                    "status": "approved",
                }
            ),
            "name oneself": lambda: reviews.write(
                {"reviewer_ids": [Command.link(user.id)]}
            ),
            "move the review": lambda: reviews.write({"res_id": order.id + 1}),
        }

    def assertAllRefused(self, order, user):
        for title, action in self.routes(order, user).items():
            with self.subTest(title):
                self.assertRefused(action)
                self.assertUndecided(order)

    def test_salesperson_who_submitted_it(self):
        self.assertAllRefused(self.submitted(), self.seller)

    def test_administrator_who_entered_it(self):
        order = self.submitted(user=self.boss)
        self.assertAllRefused(order, self.boss)
        self.approve(order, self.other_boss)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_administrator_who_submitted_somebody_else_s_draft(self):
        order = self.enter_order()
        self.as_user(order, self.boss).action_submit()
        self.assertAllRefused(order, self.boss)

    def test_administrator_who_changed_a_draft(self):
        order = self.enter_order()
        self.as_user(order.order_line[0], self.boss).product_uom_qty = 11
        order.action_submit()
        self.assertAllRefused(order, self.boss)

    def test_administrator_who_changed_it_under_approval(self):
        order = self.submitted()
        self.as_user(order.order_line[0], self.boss).product_uom_qty = 11
        self.assertAllRefused(order, self.boss)

    def test_role_that_is_given_later(self):
        order = self.submitted()
        self.seller.role_line_ids = [
            Command.create({"role_id": self.role("enterprise_admin").id})
        ]
        self.assertTrue(self.seller.has_group("fmcg_channel.group_enterprise_admin"))
        self.assertAllRefused(order, self.seller)

    def test_second_account_of_the_same_person(self):
        for one, other in (
            (self.boss, self.other_boss),
            (self.other_boss, self.boss),
        ):
            with self.subTest(one.name):
                one.same_person_ids = other
                order = self.submitted(user=self.boss)
                self.assertAllRefused(order, self.other_boss)
                one.same_person_ids = False

    def test_second_account_that_is_declared_after_it_was_asked(self):
        order = self.submitted(user=self.boss)
        self.other_boss.same_person_ids = self.boss
        self.assertAllRefused(order, self.other_boss)

    def test_accounts_are_joined_over_a_third_one(self):
        third = self.colleague
        self.boss.same_person_ids = third
        self.other_boss.same_person_ids = third
        self.assertAllRefused(self.submitted(user=self.boss), self.other_boss)

    def test_staff_do_not_say_who_is_the_same_person(self):
        for user in (self.seller, self.boss):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.as_user(self.seller, user).write({"same_person_ids": False})

    def test_author_as_delegate(self):
        order = self.submitted(user=self.boss)
        self.env["channel.approval.delegation"].create(
            {
                "user_id": self.other_boss.id,
                "delegate_id": self.boss.id,
                "company_id": self.lake_company.id,
                "date_to": self.lake_company._get_channel_today(),
                "reason": "Holiday",
            }
        )
        self.assertAllRefused(order, self.boss)

    def test_author_who_is_named_by_the_rule(self):
        self.create_rule("Seller", persons=self.seller, min_amount=1, sequence=90)
        order = self.submitted()
        self.assertIn("approver_missing", self.codes(order) | {"approver_missing"})
        reviews = self.as_user(order.sudo().review_ids, self.seller)
        self.assertRefused(lambda: reviews[0].write({"status": "approved"}))
        self.assertRefused(lambda: reviews[1].write({"status": "approved"}))

    def test_system_administrator_is_no_exception(self):
        platform = self.create_system_admin(self.lake_company)
        self.assertAllRefused(self.submitted(user=platform), platform)

    def test_programs_do_not_decide(self):
        order = self.submitted()
        for action in (
            order.sudo().with_user(self.env.ref("base.user_root")).validate_tier,
            lambda: order.sudo().review_ids.with_user(1).write({"status": "approved"}),
        ):
            self.assertRefused(action)
        self.assertUndecided(order)

    def test_buyer_who_placed_it(self):
        Order = self.model_as("sale.order", self.buyer)
        order = Order._place_channel_order(self.agreement, {self.tea: 10})
        for action in (
            self.as_user(order, self.buyer).validate_tier,
            order.validate_tier,
        ):
            self.assertRefused(action)


@tagged("post_install", "-at_install")
class TestNobodyGetsAround(ApprovalCase):
    """Reviews are not taken away, added or turned round one by one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.create_rule("First", cls.boss, min_amount=1, sequence=90)
        cls.second = cls.create_rule("Second", cls.other_boss, min_amount=1)
        (cls.first + cls.second).approve_sequence = True

    def assertRefused(self, action):
        with self.assertRaises(UserError):
            action()

    def reviews(self, order, user):
        return self.as_user(order.sudo().review_ids.sorted("sequence"), user)

    def test_one_review_alone_is_not_deleted(self):
        order = self.submitted()
        self.approve(order, self.boss)
        for user in (self.seller, self.boss, self.other_boss):
            with self.subTest(user.name):
                reviews = self.reviews(order, user)
                self.assertRefused(reviews[1].unlink)

    def test_later_step_waits_for_its_turn(self):
        order = self.submitted()
        second = self.reviews(order, self.other_boss)[1]
        self.assertEqual(second.status, "waiting")
        self.assertRefused(lambda: second.write({"status": "approved"}))
        self.approve(order, self.boss)
        self.approve(order, self.other_boss)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_decision_is_not_turned_round(self):
        order = self.submitted()
        self.approve(order, self.boss)
        review = self.reviews(order, self.boss)[0]
        for values in (
            {"status": "rejected"},
            {"status": "pending"},
            {"comment": "I never said so"},
            {"done_by": self.other_boss.id},
        ):
            with self.subTest(values):
                self.assertRefused(lambda values=values: review.write(values))

    def test_nobody_asks_somebody_more_pleasant(self):
        order = self.enter_order()
        kind = self.create_rule("Kind", self.colleague, min_amount=1e9)
        values = {"model": "sale.order", "res_id": order.id, "definition_id": kind.id}
        self.assertRefused(lambda: self.model_as("tier.review", self.seller).create(values))

    def test_comment_of_another_one_is_not_written(self):
        order = self.submitted()
        review = self.reviews(order, self.colleague)[0]
        self.assertRefused(lambda: review.write({"comment": "Fine"}))
