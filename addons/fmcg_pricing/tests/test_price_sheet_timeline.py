from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .sheet_common import SheetCase


@tagged("post_install", "-at_install")
class TestTimeline(SheetCase):
    """What approved sheets make of the rules of the list."""

    def assertPrices(self, product, expected):
        found = {days: self.price(product, days) for days in expected}
        self.assertEqual(found, expected)

    def test_prices_change_by_themselves_at_midnight_of_the_seller(self):
        with freeze_time("2098-12-01 08:00:00"):
            sheet = self.approved((self.tea, 11.0), days=5)
        self.assertEqual(sheet.effective_from, datetime(2098, 12, 5, 16))
        old, new = self.rules(self.tea).sorted(lambda rule: rule.date_start or datetime.min)
        self.assertEqual(old, self.base_rule)
        self.assertEqual(old.date_end, datetime(2098, 12, 5, 15, 59, 59))
        self.assertEqual(new.date_start, datetime(2098, 12, 5, 16))
        self.assertFalse(new.date_end)
        for moment, price in (
            (datetime(2098, 12, 5, 15, 59, 59), 10.0),
            (datetime(2098, 12, 5, 16), 11.0),
        ):
            self.assertEqual(
                self.pricelist._get_product_price(self.tea, 1, date=moment), price
            )

    def test_a_sheet_of_today_takes_effect_with_its_approval(self):
        with freeze_time("2098-12-01 08:00:00"):
            sheet = self.approved((self.tea, 11.0), days=0)
            self.assertTrue(sheet.is_effective)
        self.assertEqual(sheet.effective_from, datetime(2098, 12, 1, 8))
        self.assertEqual(self.base_rule.date_end, datetime(2098, 12, 1, 7, 59, 59))

    def test_it_is_in_effect_when_its_time_has_come(self):
        with freeze_time("2098-12-01 08:00:00"):
            sheet = self.approved((self.tea, 11.0), days=5)
            self.assertFalse(sheet.is_effective)
            planned = sheet.search(
                [("id", "=", sheet.id), ("is_effective", "=", False)]
            )
            self.assertEqual(planned, sheet)
        with freeze_time("2098-12-05 16:00:00"):
            sheet.invalidate_recordset()
            self.assertTrue(sheet.is_effective)
            found = sheet.search([("id", "=", sheet.id), ("is_effective", "=", True)])
            self.assertEqual(found, sheet)

    def test_an_ended_price_falls_back(self):
        self.tea.list_price = 13.0
        self.approved((self.tea, None), days=5)
        self.assertPrices(self.tea, {4: 10.0, 5: 13.0})

    def test_a_later_sheet_keeps_its_time_whichever_comes_first(self):
        self.approved((self.tea, 12.0), days=10)
        self.approved((self.tea, 11.0), days=5)
        self.assertPrices(self.tea, {4: 10.0, 5: 11.0, 9: 11.0, 10: 12.0, 99: 12.0})

    def test_sheets_follow_each_other(self):
        self.approved((self.tea, 11.0), days=5)
        self.approved((self.tea, 12.0), days=10)
        self.assertPrices(self.tea, {4: 10.0, 5: 11.0, 9: 11.0, 10: 12.0, 99: 12.0})

    def test_cancelling_the_earlier_of_two(self):
        for days_first in (5, 8):
            with self.subTest(first=days_first):
                sheets = {
                    days: self.approved((self.tea, float(days)), days=days)
                    for days in (days_first, 13 - days_first)
                }
                self.cancel(sheets[5])
                self.assertPrices(self.tea, {4: 10.0, 7: 10.0, 8: 8.0, 99: 8.0})
                self.assertEqual(len(self.rules(self.tea)), 2)
                self.cancel(sheets[8])
                self.assertFalse(self.base_rule.date_end)

    def test_cancelling_the_later_of_two(self):
        for days_first in (5, 8):
            with self.subTest(first=days_first):
                sheets = {
                    days: self.approved((self.tea, float(days)), days=days)
                    for days in (days_first, 13 - days_first)
                }
                self.cancel(sheets[8])
                self.assertPrices(self.tea, {4: 10.0, 5: 5.0, 8: 5.0, 99: 5.0})
                self.cancel(sheets[5])
                self.assertFalse(self.base_rule.date_end)
                self.assertEqual(self.rules(self.tea), self.base_rule)

    def test_an_end_that_was_set_before_is_kept(self):
        end = self.company._channel_day_start(self.today(20)) - timedelta(seconds=1)
        self.base_rule.date_end = end
        sheet = self.approved((self.tea, 11.0), days=5)
        self.assertEqual(sheet.line_ids.rule_ids.date_end, end)
        self.cancel(sheet)
        self.assertEqual(self.base_rule.date_end, end)

    def test_a_later_rule_made_by_hand_keeps_its_period(self):
        start = self.company._channel_day_start(self.today(8))
        self.create_rule(
            self.tea, 7.0, date_start=start, date_end=start + timedelta(days=2)
        )
        sheet = self.approved((self.tea, 11.0), days=5)
        self.assertPrices(self.tea, {4: 10.0, 5: 11.0, 8: 7.0, 9: 7.0, 10: 11.0})
        self.assertEqual(len(sheet.line_ids.rule_ids), 2)
        self.approved((self.tea, 12.0), days=9)
        self.assertPrices(self.tea, {5: 11.0, 8: 7.0, 9: 12.0, 20: 12.0})

    def test_an_end_set_by_hand_afterwards_is_kept(self):
        sheet = self.approved((self.tea, 11.0), days=5)
        end = self.company._channel_day_start(self.today(7))
        sheet.sudo().line_ids.rule_ids.date_end = end
        self.approved((self.tea, 12.0), days=20)
        self.assertEqual(sheet.line_ids.rule_ids.date_end, end)

    def test_two_prices_do_not_start_together(self):
        self.approved((self.tea, 11.0), days=5)
        with self.assertRaisesRegex(UserError, "Tea: another price starts"):
            self.approved((self.tea, 12.0), days=5)

    def test_a_rule_made_by_hand_that_starts_together_is_refused(self):
        start = self.company._channel_day_start(self.today(5))
        self.create_rule(self.tea, 7.0, date_start=start)
        with self.assertRaisesRegex(UserError, "Tea: another price starts"):
            self.approved((self.tea, 12.0), days=5)

    def test_past_periods_stay(self):
        with freeze_time("2098-12-01 08:00:00"):
            first = self.approved((self.tea, 11.0), days=1)
        with freeze_time("2098-12-10 08:00:00"):
            second = self.approved((self.tea, 12.0), days=1)
            self.assertEqual(self.base_rule.date_end, datetime(2098, 12, 1, 15, 59, 59))
            self.cancel(second)
        rule = first.line_ids.rule_ids
        self.assertEqual(rule.date_start, datetime(2098, 12, 1, 16))
        self.assertFalse(rule.date_end)
        self.assertEqual(len(self.rules(self.tea)), 2)

    def test_a_unit_of_its_own_makes_a_rule_for_that_unit(self):
        sheet = self.draft((self.tea, 200.0))
        sheet.line_ids.write({"uom_id": self.case.id, "min_quantity": 5})
        sheet.action_submit()
        self.as_user(sheet, self.boss).action_approve()
        self.assertRecordValues(
            sheet.line_ids.rule_ids,
            [{"uom_id": self.case.id, "min_quantity": 5.0, "fixed_price": 200.0}],
        )
        self.assertFalse(self.base_rule.date_end)

    def test_a_quantity_of_its_own_leaves_the_others(self):
        sheet = self.draft((self.tea, 9.0))
        sheet.line_ids.min_quantity = 100
        sheet.action_submit()
        self.as_user(sheet, self.boss).action_approve()
        self.assertFalse(self.base_rule.date_end)
        self.assertEqual(self.price(self.tea, 6, quantity=100), 9.0)
        self.assertEqual(self.price(self.tea, 6, quantity=99), 10.0)

    def test_a_rule_of_the_only_variant_is_the_products_rule(self):
        rule = self.create_rule(
            self.tea, 9.5, applied_on="0_product_variant", product_id=self.tea.id
        )
        self.approved((self.tea, 11.0), days=5)
        self.assertTrue(rule.date_end)
        self.assertPrices(self.tea, {4: 9.5, 5: 11.0})

    def test_variants_have_prices_of_their_own(self):
        attribute = self.env["product.attribute"].create(
            {
                "name": "Taste",
                "value_ids": [
                    Command.create({"name": "Lemon"}),
                    Command.create({"name": "Peach"}),
                ],
            }
        )
        template = self.env["product.template"].create(
            {
                "name": "Juice",
                "list_price": 5.0,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                ],
            }
        )
        lemon, peach = template.product_variant_ids
        sheet = self.draft((lemon, 4.0))
        sheet.line_ids.product_id = lemon
        sheet.action_submit()
        self.as_user(sheet, self.boss).action_approve()
        self.assertEqual(self.price(lemon, 6), 4.0)
        self.assertEqual(self.price(peach, 6), 5.0)

    def test_rules_of_other_lists_stay(self):
        other = self.create_pricelist(self.company, "Another list")
        rule = self.create_rule(self.tea, 8.0)
        rule.pricelist_id = other
        self.approved((self.tea, 11.0), days=5)
        self.assertFalse(rule.date_end)
