from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestTrial(CountsQueries, ApprovalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.big = cls.create_rule("<Big>", cls.colleague, min_amount=500, sequence=90)
        cls.big.approve_sequence = True
        cls.all = cls.create_rule("All", min_amount=1)

    def trial(self, user=None, **values):
        trial = self.model_as("channel.approval.trial", user or self.boss).create(
            {"author_id": self.seller.id, "agreement_id": self.agreement.id, **values}
        )
        trial.action_try()
        return trial

    def steps(self, trial):
        return [
            (step["rule"], [person["name"] for person in step["people"]])
            for step in trial.outcome["steps"]
        ]

    def test_case(self):
        admins = sorted([self.boss.name, self.other_boss.name])
        steps = self.steps(self.trial(amount=600))
        self.assertEqual([name for name, _people in steps], ["<Big>", "All"])
        self.assertEqual(steps[0][1], [self.colleague.name])
        self.assertEqual(sorted(steps[1][1]), admins)
        self.assertEqual(len(self.steps(self.trial(amount=100))), 1)
        self.assertEqual(self.steps(self.trial(amount=0)), [])

    def test_author_is_not_among_them(self):
        steps = self.steps(self.trial(amount=100, author_id=self.boss.id))
        self.assertEqual(steps[0][1], [self.other_boss.name])

    def test_limit_of_the_enterprise(self):
        self.lake_company.order_approval_limit = 50
        self.assertEqual(len(self.steps(self.trial(amount=100))), 2)

    def test_it_says_who_passes_it_up_and_why(self):
        self.set_limit(self.colleague, 100)
        step = self.trial(amount=600).outcome["steps"][0]
        self.assertTrue(step["people"][0]["passes_up"])
        self.assertIn("600", step["why"][0])

    def test_picture_is_escaped(self):
        result = self.trial(amount=600).result
        self.assertIn("&lt;Big&gt;", result)
        self.assertNotIn("<Big>", result)

    def test_order_is_answered_as_it_would_be_asked(self):
        order = self.submitted()
        steps = self.steps(self.trial(mode="order", order_id=order.id))
        self.assertEqual([name for name, _people in steps], self.names(order))

    def test_past_orders(self):
        self.all.active = False
        small, large = self.submitted(), self.submitted(quantity=40)
        self.approve(large, self.colleague)
        self.assertEqual((small | large).mapped("state"), ["sale", "sale"])
        outcome = self.trial(mode="past").outcome
        self.assertEqual((outcome["orders"], outcome["needed"]), (2, 1))
        row = [row for row in outcome["rules"] if row["rule"] == "<Big>"][0]
        self.assertEqual((row["count"], row["amount"]), (1, 720))
        self.assertEqual(row["orders"][0]["name"], large.name)

    def test_a_step_that_nobody_may_decide_says_why(self):
        order = self.submitted()
        self.create_rule("Own", persons=self.seller)
        trial = self.trial(mode="order", order_id=order.id)
        (step,) = [one for one in trial.outcome["steps"] if one["rule"] == "Own"]
        self.assertFalse(step["people"])
        self.assertIn(self.seller.name, step["nobody"])
        self.assertIn("entered or submitted", str(trial.result))

    def test_it_writes_nothing(self):
        order = self.enter_order()
        self.trial(mode="order", order_id=order.id)
        self.assertFalse(order.sudo().review_ids)
        self.assertFalse(order.sudo().decision_ids)

    def test_foreign_orders_and_customers_are_refused(self):
        hill = self.agreement_of(self.hill_shop)
        north = self.enterprise_admins[self.north]
        for user, values in (
            (north, {"agreement_id": self.agreement.id}),
            (north, {"mode": "order", "order_id": self.enter_order().id}),
            (self.boss, {"company_id": self.north.company_id.id}),
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self.trial(user=user, **values)
        self.assertFalse(hill)

    def test_warehouse_and_buyers_do_not_ask(self):
        for user in (self.keeper, self.buyer, self.service):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.trial(user=user)

    def test_queries_do_not_grow_with_the_orders(self):
        rules = self.big | self.all | self.create_rule(
            "Mixed",
            min_discount_percent=1,
            categ_ids=[Command.set(self.tea.categ_id.ids)],
        )
        trial = self.model_as("channel.approval.trial", self.boss).create(
            {"mode": "past"}
        )
        counts = []
        # Rates are asked for once per moment. The moment is the present one: the
        # agreement that the orders stand on is in force since today.
        with freeze_time(Datetime.now()):
            for number in (10, 30):
                rules.active = False
                for _number in range(number):
                    self.submitted(quantity=1)
                rules.active = True
                trial.action_try()
                counts.append(self.count_queries(trial.action_try))
        self.assertEqual(trial.outcome["orders"], 40)
        self.assertLessEqual(counts[1], counts[0])
