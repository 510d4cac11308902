from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseDeskSuggestion(PurchaseDeskCase):
    """Quantities for stock that lasts as long as it should."""

    def suggest(self, days=14):
        return {
            row["product_id"]: row["quantities"]
            for row in self.desk_of().suggest(self.supply.id, days)
        }

    def test_what_sold_nothing_is_not_suggested(self):
        self.assertEqual(self.suggest(), {})

    def test_up_to_the_target(self):
        """One a day: 14 sold, 6 are there, 30 days need 24 more."""
        self.sell(self.juice, 14, days_ago=13)
        self.assertEqual(self.suggest(days=30), {self.juice.id: {self.juice.uom_id.id: 24}})
        self.assertEqual(self.suggest(days=6), {})

    def test_what_is_on_its_way_is_not_ordered_again(self):
        self.sell(self.juice, 14, days_ago=13)
        self.buy({self.juice: 20})
        self.assertEqual(self.suggest(days=30), {self.juice.id: {self.juice.uom_id.id: 4}})

    def test_what_waits_at_the_supplier_is_not_ordered_again(self):
        self.sell(self.juice, 14, days_ago=13)
        self.supply.min_order_amount = 10000
        self.ask({self.juice: 24}).button_confirm()
        self.assertEqual(self.suggest(days=30), {})

    def test_rounded_up_to_cases(self):
        self.stock_lots(self.lake_company, [(self.lots[0], 14)])
        self.sell(self.cola, 14, days_ago=13)
        wanted = {self.cola.uom_id.id: 0, self.case.id: 2}
        self.assertEqual(self.suggest(days=30), {self.cola.id: wanted})

    def test_rules_of_the_supplier_hold(self):
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.north_company.id,
                "product_tmpl_id": self.juice.product_tmpl_id.id,
                "multiple": 10,
            }
        )
        self.sell(self.juice, 14, days_ago=13)
        self.assertEqual(self.suggest(days=30), {self.juice.id: {self.juice.uom_id.id: 30}})

    def test_days_that_are_none(self):
        for days in (0, -1, 121, 1.5, "14", None, True):
            with self.subTest(days=days), self.assertRaisesRegex(UserError, "1 to 120"):
                self.desk_of().suggest(self.supply.id, days)
