from datetime import datetime, timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .sheet_common import SheetCase


@tagged("post_install", "-at_install")
class TestPriceVersion(SheetCase):
    """Every version of a rule is kept, and past knowledge can be asked for."""

    def setUp(self):
        super().setUp()
        self.start = self.base_rule.create_date
        self.addCleanup(setattr, self.env.cr, "_now", self.env.cr._now)

    def at(self, hours):
        """Go to a later moment, as another transaction would."""
        moment = self.start + timedelta(hours=hours)
        self.env.cr._now = moment
        return moment

    def versions(self, rule=None):
        number = (rule or self.base_rule).id
        return self.env["channel.price.version"].search(
            [("rule_number", "=", number)], order="valid_to"
        )

    def known(self, hours):
        moment = self.start + timedelta(hours=hours)
        return {
            rule["id"]: rule["fixed_price"]
            for rule in self.pricelist._get_rules_known_at(moment)
        }

    def test_a_change_keeps_what_the_rule_said(self):
        self.at(1)
        self.base_rule.fixed_price = 11.0
        version = self.versions()
        self.assertRecordValues(
            version,
            [
                {
                    "pricelist_id": self.pricelist.id,
                    "product_tmpl_id": self.tea.product_tmpl_id.id,
                    "applied_on": "1_product",
                    "compute_price": "fixed",
                    "fixed_price": 10.0,
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertEqual(version.valid_to - version.valid_from, timedelta(hours=1))

    def test_versions_follow_each_other(self):
        for hours, price in ((1, 11.0), (2, 12.0)):
            self.at(hours)
            self.base_rule.fixed_price = price
        first, second = self.versions()
        self.assertEqual(second.valid_from, first.valid_to)
        self.assertEqual(second.fixed_price, 11.0)

    def test_writing_the_same_keeps_nothing(self):
        self.at(1)
        self.base_rule.write(
            {
                "fixed_price": 10.0,
                "pricelist_id": self.pricelist.id,
                "min_quantity": 0,
                "date_end": False,
                "applied_on": "1_product",
            }
        )
        self.assertFalse(self.versions())

    def test_what_decides_nothing_keeps_nothing(self):
        self.at(1)
        self.base_rule.date_end_by_hand = datetime(2099, 1, 1)
        self.assertFalse(self.versions())

    def test_what_nobody_could_see_is_not_kept(self):
        self.at(1)
        for price in (11.0, 12.0, 13.0):
            self.base_rule.fixed_price = price
        self.assertEqual(self.versions().mapped("fixed_price"), [10.0])

    def test_only_rules_that_change_are_kept(self):
        other = self.create_rule(self.water, 11.0)
        self.at(1)
        (self.base_rule + other).fixed_price = 11.0
        self.assertTrue(self.versions())
        self.assertFalse(self.versions(other))

    def test_a_deleted_rule_is_kept(self):
        number = self.base_rule.id
        self.at(1)
        self.base_rule.unlink()
        self.at(2)
        self.assertEqual(self.known(0.5), {number: 10.0})
        self.assertEqual(self.known(1.5), {})

    def test_the_rules_known_at_any_moment(self):
        self.at(1)
        self.base_rule.fixed_price = 11.0
        self.at(2)
        later = self.create_rule(self.water, 3.0)
        self.at(3)
        self.base_rule.fixed_price = 12.0
        first, second = self.base_rule.id, later.id
        self.assertEqual(self.known(-1), {})
        self.assertEqual(self.known(0), {first: 10.0})
        self.assertEqual(self.known(1), {first: 11.0})
        self.assertEqual(self.known(2.5), {first: 11.0, second: 3.0})
        self.assertEqual(self.known(3), {first: 12.0, second: 3.0})

    def test_a_rule_that_moved_was_known_in_its_old_list(self):
        other = self.create_pricelist(self.company, "Another list")
        self.at(1)
        self.base_rule.pricelist_id = other
        self.at(2)
        self.assertEqual(self.known(0.5), {self.base_rule.id: 10.0})
        self.assertEqual(self.known(1.5), {})

    def test_the_markup_of_a_formula_is_kept(self):
        rule = self.create_rule(
            self.water, 0, compute_price="formula", base="standard_price", price_markup=10
        )
        self.at(1)
        rule.price_markup = 20
        self.assertEqual(self.versions(rule).mapped("price_discount"), [-10.0])

    def test_a_batch_is_one_statement(self):
        products = self.create_products(60)
        rules = self.env["product.pricelist.item"].union(
            *(self.create_rule(product, 5.0) for product in products)
        )
        rules.flush_recordset()

        def count(batch, price):
            batch.invalidate_recordset()
            before = self.env.cr.sql_log_count
            batch.fixed_price = price
            batch.flush_recordset()
            return self.env.cr.sql_log_count - before

        self.at(1)
        few = count(rules[:3], 6.0)
        self.at(2)
        self.assertEqual(count(rules, 7.0), few)
        self.assertEqual(self.versions(rules[0]).mapped("fixed_price"), [5.0, 6.0])
        self.assertEqual(self.versions(rules[50]).mapped("fixed_price"), [5.0])

    def test_nobody_changes_the_past(self):
        self.at(1)
        self.base_rule.fixed_price = 11.0
        for user in (self.boss, self.create_system_admin()):
            version = self.as_user(self.versions(), user)
            version.check_access("read")
            with self.assertRaises(AccessError):
                version.write({"fixed_price": 1.0})
            with self.assertRaises(AccessError):
                version.unlink()
            with self.assertRaises(AccessError):
                version.copy()
