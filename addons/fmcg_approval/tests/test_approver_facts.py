from lxml import etree

from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestApproverFacts(ApprovalCase):
    """Beside *Approve* stand the total, the approver's limit and the reason."""

    def facts(self, order, user):
        order = self.as_user(order, user)
        order.invalidate_recordset()
        return order.approval_reason, order.approval_limit_words

    def test_the_enterprise_s_limit_is_named_with_the_amount(self):
        self.lake_company.order_approval_limit = 100
        order = self.submitted()
        reason, limit = self.facts(order, self.boss)
        self.assertIn("180.00", reason)
        self.assertIn("100.00", reason)
        self.assertEqual(limit, "none")

    def test_a_rule_is_named_with_its_figures(self):
        self.create_rule(min_amount=150)
        reason, _limit = self.facts(self.submitted(), self.boss)
        self.assertRegex(reason, r"180\.00.*150\.00")

    def test_who_has_a_limit_reads_it_and_who_comes_next(self):
        self.create_rule(persons=self.chief)
        self.set_limit(self.chief, 120, self.boss)
        _reason, limit = self.facts(self.submitted(), self.chief)
        self.assertIn("120.00", limit)
        self.assertIn(self.boss.name, limit)

    def test_a_limit_that_is_enough_stands_alone(self):
        self.create_rule(persons=self.chief)
        self.set_limit(self.chief, 500, self.boss)
        _reason, limit = self.facts(self.submitted(), self.chief)
        self.assertIn("500.00", limit)
        self.assertNotIn(self.boss.name, limit)

    def test_others_and_orders_that_do_not_wait_have_neither(self):
        self.create_rule(min_amount=150)
        order = self.submitted()
        self.assertFalse(self.facts(order, self.seller)[1])
        self.approve(order, self.boss)
        self.assertEqual(self.facts(order, self.boss), (False, False))

    def test_they_stand_beside_the_buttons(self):
        view = self.model_as("sale.order", self.boss).get_view(view_type="form")
        form = etree.fromstring(view["arch"])
        (facts,) = form.xpath("//div[@name='channel_gate']/div[@name='approval_facts']")
        self.assertEqual(facts.getnext().get("name"), "approval_buttons")
        names = facts.xpath(".//field/@name")
        for name in ("amount_total", "approval_limit_words", "approval_reason"):
            self.assertIn(name, names)

    def test_reasons_of_many_orders_take_no_more_queries(self):
        self.create_rule(min_amount=150)
        one, many = self.submitted(), self.env["sale.order"]
        for _turn in range(4):
            many |= self.submitted()
        for orders in (one, many):
            self.env.flush_all()
            self.env.invalidate_all()
            self.as_user(orders, self.boss).mapped("approval_reason")
        counts = []
        for orders in (one, many):
            self.env.invalidate_all()
            orders.mapped("name")
            before = self.env.cr.sql_log_count
            self.as_user(orders, self.boss).mapped("approval_reason")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)
