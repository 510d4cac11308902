from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..models.stock_rule import StockRule


def ask_core_for_goods(rule, locations):
    return super(StockRule, rule)._check_intercomp_location(locations)


def ask_core_for_rules(rule, locations, values):
    return super(StockRule, rule)._get_rule_domain(locations, values)


@tagged("post_install", "-at_install")
class TestRules(TransactionCase):
    """Rules for goods to another enterprise are core's, without asking for each line."""

    def find_domains(self):
        Rule, Location = self.env["stock.rule"], self.env["stock.location"]
        values = {"company_id": self.env.company}
        return [
            list(Rule._get_rule_domain(location, values))
            for location in Location.with_context(active_test=False).search([])
        ]

    def test_the_rules_are_those_of_core(self):
        ours = self.find_domains()
        with (
            patch.object(StockRule, "_check_intercomp_location", ask_core_for_goods),
            patch.object(StockRule, "_get_rule_domain", ask_core_for_rules),
        ):
            self.assertEqual(ours, self.find_domains())

    def test_they_cost_no_queries(self):
        between = self.env.ref("stock.stock_location_inter_company")
        values = {"company_id": self.env.company}
        self.env["stock.rule"]._get_rule_domain(between, values)
        with self.assertQueryCount(0):
            for _line in range(5):
                self.env["stock.rule"]._get_rule_domain(between, values)
