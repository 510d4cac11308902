from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestPeople(ApprovalCase):
    """Rules x people: who can decide, and who cannot."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller.channel_superior_id = cls.chief
        cls.people = {
            "seller": cls.seller,
            "colleague": cls.colleague,
            "chief": cls.chief,
            "accountant": cls.accountant,
            "service": cls.service,
            "keeper": cls.keeper,
            "boss": cls.boss,
            "other_boss": cls.other_boss,
            "foreign boss": cls.enterprise_admins[cls.north],
            "buyer": cls.buyer,
        }

    def test_approvers_are_named_as_the_reader_s_language_does(self):
        self.create_rule(min_amount=1)
        order = self.submitted()
        names = order.sudo().reviewer_ids.mapped("name")
        self.assertIn(", ".join(names), order.gate_reasons)
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertIn("、".join(names), order.with_context(lang="zh_CN").gate_reasons)
        self.assertGreater(len(names), 1)

    def assertDeciders(self, allowed, **values):
        """Exactly those named can approve an order that the seller has entered."""
        rule = self.create_rule(min_amount=1, **values)
        for name, user in self.people.items():
            with self.subTest(name):
                order = self.submitted()
                if name in allowed:
                    self.approve(order, user)
                    self.assertEqual(order.channel_stage, "confirmed")
                else:
                    with self.assertRaises(UserError):
                        self.approve(order, user)
                    self.assertEqual(order.state, "sent")
        rule.active = False

    def test_role_administrators(self):
        self.assertDeciders({"boss", "other_boss"})

    def test_role_finance(self):
        self.assertDeciders(
            {"accountant", "boss", "other_boss"}, reviewer_group_id=self.finance.id
        )

    def test_role_of_the_author_leaves_the_author_out(self):
        group = self.env.ref("fmcg_channel.group_salesperson")
        self.assertDeciders(
            {"colleague", "chief", "boss", "other_boss"}, reviewer_group_id=group.id
        )

    def test_certain_persons(self):
        self.assertDeciders(
            {"service", "colleague"}, persons=self.service | self.colleague
        )

    def test_one_person(self):
        self.assertDeciders(
            {"colleague"}, review_type="individual", reviewer_id=self.colleague.id
        )

    def test_superior_of_the_salesperson(self):
        self.assertDeciders({"chief"}, review_type="superior")

    def test_superior_who_is_an_author_hands_it_further_up(self):
        self.chief.channel_superior_id = self.boss
        self.create_rule(min_amount=1, review_type="superior")
        order = self.enter_order()
        order.sudo().order_line[0].with_user(self.chief).sudo().product_uom_qty = 11
        order.action_submit()
        self.assertEqual(order.sudo().review_ids.reviewer_ids, self.boss)

    def test_superiors_in_a_circle_end(self):
        self.chief.channel_superior_id = self.seller
        self.assertEqual(
            self.seller._find_nearest_superiors(self.chief), self.env["res.users"]
        )

    def test_nobody_left_is_said(self):
        self.create_rule(min_amount=1, persons=self.seller)
        self.assertIn("approver_missing", self.codes(self.submitted()))

    def test_parallel_in_any_order_sequence_in_turn(self):
        self.create_rule("A", self.boss, min_amount=1, sequence=90)
        self.create_rule("B", self.other_boss, min_amount=1)
        order = self.submitted()
        self.assertEqual(self.names(order), ["A", "B"])
        self.approve(order, self.other_boss)
        self.approve(order, self.boss)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_reviewer_reads_the_order_and_no_more(self):
        self.create_rule(min_amount=1, persons=self.colleague)
        order = self.submitted()
        mine = self.as_user(order, self.colleague)
        self.assertEqual(mine.order_line.product_id, self.tea + self.water)
        with self.assertRaises(AccessError):
            mine.write({"note": "x"})
        self.assertFalse(self.seen_by(self.chief, order))

    def test_superior_is_of_the_same_enterprise(self):
        for superior in (self.enterprise_admins[self.north], self.seller, self.buyer):
            with self.subTest(superior.name), self.assertRaises(ValidationError):
                self.seller.channel_superior_id = superior


@tagged("post_install", "-at_install")
class TestLimits(ApprovalCase):
    """An order of 180.00 goes up until somebody's limit covers it."""

    def setUp(self):
        super().setUp()
        self.create_rule(min_amount=1, persons=self.colleague)

    def test_enough(self):
        self.set_limit(self.colleague, 180)
        order = self.submitted()
        self.approve(order, self.colleague)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_goes_up_step_by_step(self):
        self.set_limit(self.colleague, 100, self.chief)
        self.set_limit(self.chief, 150, self.boss)
        order = self.submitted()
        for user in (self.colleague, self.chief):
            self.approve(order, user)
            self.assertEqual(order.channel_stage, "submitted")
            with self.assertRaises(UserError):
                self.approve(order, user)
        self.assertEqual(order.sudo().review_ids.reviewer_ids, self.boss)
        self.approve(order, self.boss)
        self.assertEqual(order.channel_stage, "confirmed")
        self.assertEqual(self.kinds(order), ["passed_up", "passed_up", "approved"])

    def test_without_a_superior_to_an_administrator_with_a_limit(self):
        self.set_limit(self.colleague, 100)
        self.set_limit(self.boss, 100)
        order = self.submitted()
        self.approve(order, self.colleague)
        self.assertEqual(order.sudo().review_ids.reviewer_ids, self.other_boss)

    def test_author_above_is_left_out(self):
        self.set_limit(self.colleague, 100, self.seller)
        self.seller.channel_superior_id = self.boss
        order = self.submitted()
        self.approve(order, self.colleague)
        self.assertEqual(order.sudo().review_ids.reviewer_ids, self.boss)

    def test_nobody_above_is_said(self):
        for user in (self.colleague, self.boss, self.other_boss):
            self.set_limit(user, 100)
        order = self.submitted()
        with self.assertRaisesRegex(UserError, "nobody above you"):
            self.approve(order, self.colleague)

    def test_rejecting_needs_no_limit(self):
        self.set_limit(self.colleague, 1)
        order = self.submitted()
        self.reject(order, self.colleague)
        self.assertEqual(order.channel_stage, "held")

    def test_who_sets_limits(self):
        limit = self.set_limit(self.colleague, 100)
        self.as_user(limit, self.boss).write(
            {"amount": 200, "superior_id": self.chief.id}
        )
        self.assertEqual(self.colleague.channel_superior_id, self.chief)
        for user in (self.colleague, self.chief, self.accountant):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.as_user(limit, user).write({"amount": 1e6})
        own = self.set_limit(self.boss, 100)
        with self.assertRaisesRegex(AccessError, "your own limit"):
            self.as_user(own, self.boss).write({"amount": 1e6})
        with self.assertRaises(AccessError):
            self.as_user(own, self.boss).unlink()
        self.assertFalse(self.seen_by(self.enterprise_admins[self.north], limit))


@tagged("post_install", "-at_install")
class TestDelegation(ApprovalCase):
    """The boss is away; the colleague decides in their place, on these days."""

    def setUp(self):
        super().setUp()
        self.create_rule(min_amount=1, persons=self.boss)
        self.today = self.lake_company._get_channel_today()

    def delegate(self, start=0, end=2, user=None, **values):
        return self.model_as("channel.approval.delegation", user or self.boss).create(
            {
                "user_id": self.boss.id,
                "delegate_id": self.colleague.id,
                "company_id": self.lake_company.id,
                "date_from": self.today + timedelta(days=start),
                "date_to": self.today + timedelta(days=end),
                "reason": "Holiday",
                **values,
            }
        )

    def test_delegate_decides_and_both_are_named(self):
        self.delegate()
        order = self.submitted()
        self.approve(order, self.colleague)
        self.assertEqual(order.channel_stage, "confirmed")
        decision = order.sudo().decision_ids
        self.assertEqual(
            (decision.user_id, decision.on_behalf_of_id), (self.colleague, self.boss)
        )

    def test_open_orders_are_shown_to_the_delegate_at_once(self):
        order = self.submitted()
        self.delegate()
        self.assertTrue(self.as_user(order, self.colleague).can_review)
        self.approve(order, self.boss)
        self.assertFalse(order.sudo().decision_ids.on_behalf_of_id)

    def test_deleted_delegation_ends_at_once(self):
        order = self.submitted()
        self.delegate().unlink()
        self.assertEqual(order.sudo().reviewer_ids, self.boss)
        with self.assertRaises(AccessError):
            self.approve(order, self.colleague)

    def test_not_before_and_not_after(self):
        self.delegate(start=1)
        order = self.submitted()
        with self.assertRaises(AccessError):
            self.approve(order, self.colleague)
        with freeze_time(self.today + timedelta(days=3, hours=36)):
            with self.assertRaises(AccessError):
                self.approve(order, self.colleague)

    def test_days_pass_without_anybody_asking(self):
        self.delegate(start=3, end=5)
        order = self.submitted()
        with freeze_time(self.today + timedelta(days=4)):
            self.env["tier.review"]._cron_follow_up()
            self.approve(order, self.colleague)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_one_step_only(self):
        self.delegate()
        self.delegate(
            user=self.colleague,
            user_id=self.colleague.id,
            delegate_id=self.chief.id,
        )
        order = self.submitted()
        with self.assertRaises(AccessError):
            self.approve(order, self.chief)

    def test_limit_is_that_of_who_is_stood_in_for(self):
        self.set_limit(self.colleague, 1)
        self.delegate()
        order = self.submitted()
        self.approve(order, self.colleague)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_who_may_say_so(self):
        with self.assertRaises(AccessError):
            self.delegate(user=self.colleague)
        delegation = self.delegate(user=self.other_boss)
        with self.assertRaises(AccessError):
            self.as_user(delegation, self.colleague).write({"date_to": "2099-01-01"})

    def test_what_makes_no_sense_is_refused(self):
        self.delegate()
        self.colleague.same_person_ids = self.chief
        for values in (
            {"start": 1},  # overlaps
            {"delegate_id": self.enterprise_admins[self.north].id},
            {"user_id": self.chief.id},  # another account of the delegate
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self.delegate(user=self.other_boss, **values)
