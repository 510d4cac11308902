from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import Form, tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestRules(ApprovalCase):
    """Which orders a rule asks for; an order is 180.00, list prices are 5.00."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea.list_price = 10
        cls.water.list_price = 10

    def assertAsked(self, order, *rules):
        self.assertEqual(self.names(order), [rule.name for rule in rules])

    def test_no_rule_no_question(self):
        self.assertEqual(self.submitted().channel_stage, "confirmed")

    def test_amount_counts_from_the_amount_itself(self):
        rule = self.create_rule(min_amount=180)
        self.assertAsked(self.submitted(), rule)
        rule.min_amount = 180.01
        self.assertEqual(self.submitted().channel_stage, "confirmed")

    def test_discount_is_that_of_a_line_off_the_list(self):
        rule = self.create_rule(min_discount_percent=20)
        self.assertAsked(self.submitted(), rule)  # water at 8.00 instead of 10.00
        rule.min_discount_percent = 20.5
        order = self.enter_order()
        order.order_line[0].discount = 25
        order.action_submit()
        self.assertAsked(order, rule)

    def test_facts_of_an_order_that_is_not_stored_yet(self):
        """Order desk and portal say who must agree before anything is saved."""
        Order = self.env["sale.order"]
        self.tea.categ_id = self.env["product.category"].create({"name": "Drinks"})
        quantities = {(self.tea, self.tea.uom_id): 3.0}
        seen = Order._preview_channel_order(self.agreement, quantities)
        stored = Order.sudo().with_company(self.lake_company).create(
            Order._prepare_channel_order_values(self.agreement, quantities, False)
        )
        asked = frozenset(Order._get_fact_loaders())
        facts = [order._get_approval_facts(asked)[order.id] for order in (seen, stored)]
        self.assertTrue(facts[0].categories)
        self.assertEqual(*facts)

    def test_approval_lets_a_price_below_the_floor_through(self):
        self.water.with_company(self.lake_company).floor_price = 9
        self.create_rule(below_floor=True)
        order = self.submitted()
        self.assertIn("below_floor", self.codes(order))
        self.approve(order, self.boss)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_another_rule_does_not_let_it_through(self):
        self.water.with_company(self.lake_company).floor_price = 9
        self.create_rule(min_amount=1)
        order = self.submitted()
        self.approve(order, self.boss)
        self.assertEqual(order.channel_stage, "held")

    def test_new_customer_by_first_order_or_by_age(self):
        rule = self.create_rule(new_customer=True)
        first = self.submitted()
        self.assertAsked(first, rule)
        self.approve(first, self.boss)
        self.assertEqual(self.submitted().channel_stage, "confirmed")
        rule.new_customer_days = 30
        self.assertAsked(self.submitted(), rule)

    def test_category_counts_with_those_below(self):
        drinks = self.env["product.category"].create({"name": "Drinks"})
        self.water.categ_id = self.env["product.category"].create(
            {"name": "Water", "parent_id": drinks.id}
        )
        rule = self.create_rule(categ_ids=[Command.set(drinks.ids)])
        self.assertAsked(self.submitted(), rule)
        self.water.categ_id = self.tea.categ_id
        self.assertEqual(self.submitted().channel_stage, "confirmed")

    def test_buyers_tier_territory_and_grade(self):
        self.agreement.territory_id = self.district
        grade = self.create_grade(self.lake_company)
        rule = self.create_rule(
            channel_tier_ids=[Command.set(self.tier("retail").ids)],
            territory_ids=[Command.set(self.district.parent_id.ids)],
            grade_ids=[Command.set(grade.ids)],
        )
        self.assertEqual(self.submitted().channel_stage, "confirmed")
        self.agreement.grade_id = grade
        self.assertAsked(self.submitted(), rule)

    def test_conditions_hold_together_and_the_domain_with_them(self):
        rule = self.create_rule(
            min_amount=100, definition_domain="[('client_order_ref', '=', 'X')]"
        )
        self.assertEqual(self.submitted().channel_stage, "confirmed")
        order = self.enter_order()
        order.client_order_ref = "X"
        order.action_submit()
        self.assertAsked(order, rule)

    def test_limit_of_the_enterprise_is_one_more_rule(self):
        self.lake_company.order_approval_limit = 100
        self.create_rule("Big", min_amount=100)
        self.assertEqual(len(self.submitted().sudo().review_ids), 2)

    def test_rules_of_others_do_not_count(self):
        self.create_rule(min_amount=1, company_id=self.north.company_id.id)
        self.assertEqual(self.submitted().channel_stage, "confirmed")

    def test_rule_that_begins_to_count_later_is_asked_before_confirmation(self):
        self.agreement._set_state("suspended", "Unpaid")
        order = self.submitted()
        rule = self.create_rule(min_amount=1)
        self.agreement._set_state("active", "Paid")
        order._process_submitted()
        self.assertAsked(order, rule)
        self.assertEqual(order.channel_stage, "submitted")


@tagged("post_install", "-at_install")
class TestRuleKeeping(CountsQueries, ApprovalCase):
    """Staff keep the rules of their own enterprise, and reach no further."""

    def rule_values(self, **values):
        return {"name": "Mine", "company_id": self.lake_company.id, **values}

    def test_administrator_keeps_rules_without_code(self):
        Definition = self.model_as("tier.definition", self.boss)
        rule = Definition.create(
            self.rule_values(
                min_amount=5,
                review_type="group",
                reviewer_group_id=self.finance.id,
            )
        )
        self.assertEqual(rule.model, "sale.order")
        rule.min_amount = 10
        rule.unlink()

    def test_administrator_types_a_rule_into_the_form(self):
        Definition = self.model_as("tier.definition", self.boss)
        with Form(Definition, "fmcg_approval.tier_definition_view_form_order") as form:
            form.name = "Dear ones"
            form.min_amount = 5
            form.review_type = "group"
            form.reviewer_group_id = self.finance
        self.assertEqual(form.record.model, "sale.order")
        self.assertEqual(form.record.company_id, self.lake_company)

    def test_nobody_else_keeps_rules(self):
        rule = self.create_rule()
        for user in (self.seller, self.accountant, self.service, self.keeper):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.as_user(rule, user).write({"min_amount": 7})

    def test_administrator_of_another_enterprise_does_not_see_it(self):
        rule = self.create_rule()
        north = self.enterprise_admins[self.north]
        self.assertFalse(self.seen_by(north, rule))
        with self.assertRaises(AccessError):
            self.as_user(rule, north).write({"min_amount": 7})

    def test_rule_of_the_platform_is_not_staff_s(self):
        rule = self.env.ref("fmcg_approval.tier_definition_amount")
        with self.assertRaises(AccessError):
            self.as_user(rule, self.boss).write({"active": False})
        with self.assertRaises(UserError):
            self.model_as("tier.definition", self.boss).create(
                self.rule_values(company_id=False)
            )

    def test_domains_and_fields_are_the_platform_s(self):
        rule = self.create_rule()
        for values in (
            {"definition_domain": "[('partner_id.name', 'like', 'x')]"},
            {"model_id": self.env["ir.model"]._get("res.partner").id},
            {"allow_write_for_reviewer": True},
        ):
            with self.subTest(values):
                with self.assertRaises(AccessError):
                    self.as_user(rule, self.boss).write(values)
                with self.assertRaises(AccessError):
                    self.model_as("tier.definition", self.boss).create(
                        self.rule_values(**values)
                    )

    def test_foreign_people_and_grades_are_refused(self):
        rule = self.create_rule()
        foreign = self.enterprise_admins[self.north]
        grade = self.create_grade(self.north.company_id)
        for values in (
            {"reviewer_id": foreign.id},
            {"person_ids": [Command.set(foreign.ids)]},
            {"escalate_user_id": foreign.id},
            {"grade_ids": [Command.set(grade.ids)]},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self.as_user(rule, self.boss).write(values)

    def test_portal_users_do_not_read_rules(self):
        rule = self.create_rule()
        self.assertFalse(self.seen_by(self.buyer, rule))

    def test_queries_do_not_grow_with_the_orders(self):
        rules = self.create_rule(
            "All",
            min_amount=1,
            min_discount_percent=1,
            new_customer=True,
            new_customer_days=10,
            min_gift_value=1,
            categ_ids=[Command.set(self.tea.categ_id.ids)],
            channel_tier_ids=[Command.set(self.tier("retail").ids)],
            grade_ids=[Command.set(self.create_grade(self.lake_company).ids)],
        ) | self.create_rule("Floor", below_floor=True)
        # rates are asked for once per moment of an order
        with freeze_time(Datetime.now()):
            orders = self.env["sale.order"].union(
                *(self.enter_order() for _number in range(30))
            )
            few, many = orders[:10].sudo(), orders.sudo()
            few._match_approval_rules(rules)
            counts = [
                self.count_queries(lambda some=some: some._match_approval_rules(rules))
                for some in (few, many)
            ]
        self.assertEqual(*counts)
