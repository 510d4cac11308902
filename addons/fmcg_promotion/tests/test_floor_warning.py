from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .order_common import PromotionOrderCase


@tagged("post_install", "-at_install")
class TestFloorWarning(CountsQueries, PromotionOrderCase):
    """Tea costs 5.00 by the base list, and 4.00 at least."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_floor(cls.tea, 4.0)

    @classmethod
    def set_floor(cls, product, price):
        product.with_company(cls.lake_company).floor_price = price

    def off_tea(self, percent, **values):
        values = {"product_ids": self.tea.ids, "name": f"{percent} % off"} | values
        return self.create_promotion("line_percent", [{"percent": percent}], **values)

    def warning(self, promotion):
        promotion.invalidate_recordset(["floor_warning"])
        return promotion.floor_warning

    def test_above_the_floor_there_is_none(self):
        self.assertFalse(self.warning(self.off_tea(20)))

    def test_a_draft_is_warned_of(self):
        promotion = self.off_tea(30, release=False)
        self.assertRegex(self.warning(promotion), r"Tea: down to .*3\.50.* per Units")

    def test_releasing_is_not_blocked(self):
        promotion = self.off_tea(30, release=False)
        promotion.action_release()
        self.assertEqual(promotion.state, "released")
        self.assertTrue(self.warning(promotion))

    def test_together_with_what_is_released(self):
        promotion = self.off_tea(10, release=False)
        other = self.amount_off(100, 15)
        self.assertIn("3.75", self.warning(promotion))
        other.action_stop()
        self.assertFalse(self.warning(promotion))

    def test_not_together_with_drafts(self):
        promotion = self.off_tea(10)
        self.amount_off(100, 15, release=False)
        self.assertFalse(self.warning(promotion))

    def test_not_together_with_what_is_for_others(self):
        promotion = self.off_tea(10, tier_ids=self.tier("retail").ids)
        other = self.amount_off(100, 15, tier_ids=self.tier("city").ids)
        self.assertFalse(self.warning(promotion))
        self.assertFalse(self.warning(other))

    def test_territories_meet_below(self):
        province = self.district.parent_id.parent_id
        promotion = self.off_tea(10, territory_ids=province.ids)
        self.amount_off(100, 15, territory_ids=self.district.ids)
        self.assertIn("3.75", self.warning(promotion))

    def test_products_of_categories_and_of_the_whole_order(self):
        category = self.env["product.category"].create({"name": "Drinks"})
        child = category.create({"name": "Teas", "parent_id": category.id})
        self.tea.categ_id = child
        by_category = self.off_tea(30, product_ids=False, categ_ids=category.ids)
        self.assertIn("Tea", self.warning(by_category))
        by_category.action_stop()
        whole = self.amount_off(100, 30, release=False)
        self.assertIn("Tea: down to", self.warning(whole))
        whole.excluded_product_ids = self.tea
        self.assertFalse(self.warning(whole))

    def test_several_products_the_lowest_first(self):
        self.set_floor(self.water, 1.9)
        promotion = self.off_tea(50, product_ids=(self.tea + self.water).ids)
        tea, water = self.warning(promotion).split("\n")
        self.assertTrue(tea.startswith("Tea") or water.startswith("Tea"))

    def test_many_products_are_counted(self):
        products = self.env["product.product"].create(
            [{"name": f"Drink {n}", "list_price": 9} for n in range(8)]
        )
        for product in products:
            self.set_floor(product, 8.5)
        promotion = self.off_tea(30, product_ids=products.ids)
        self.assertIn("And 3 more products.", self.warning(promotion))

    def test_ended_and_stopped_ones_are_past(self):
        day = Date.subtract(Date.today(), days=3)
        self.assertFalse(self.warning(self.off_tea(30, date_end=day)))
        promotion = self.off_tea(30)
        promotion.action_stop()
        self.assertFalse(self.warning(promotion))

    def test_what_is_incomplete_is_not_judged(self):
        promotion = self.create_promotion("line_percent", release=False)
        self.assertFalse(self.warning(promotion))
        self.assertFalse(self.env["channel.promotion"].new({}).floor_warning)

    def test_a_bundle(self):
        values = [
            {"product_ids": [(6, 0, self.tea.ids)], "quantity": 2},
            {"product_ids": [(6, 0, self.water.ids)], "quantity": 1},
        ]
        bundle = self.create_promotion(
            "bundle",
            bundle_price=9,
            component_ids=[(0, 0, one) for one in values],
            release=False,
        )
        self.assertIn("3.75", self.warning(bundle))

    def test_the_warehouse_does_not_read_it(self):
        promotion = self.off_tea(30)
        keeper = self.create_staff(self.lake_company, "warehouse")
        with self.assertRaises(AccessError):
            self.as_user(promotion, keeper).read(["floor_warning"])
        views = self.as_user(promotion, keeper).get_views([(False, "form")])
        self.assertNotIn("floor_warning", views["views"]["form"]["arch"])
        self.assertIn("Tea", self.as_user(promotion, self.seller).floor_warning)

    def test_it_takes_the_same_queries_for_10_and_100_products(self):
        products = self.env["product.product"].create(
            [{"name": f"Drink {n}", "list_price": 9} for n in range(110)]
        )
        for product in products:
            self.set_floor(product, 5)
        counts = []
        for some in (products[:9], products[:10], products[10:]):
            promotion = self.off_tea(30, product_ids=some.ids, release=False)
            promotion._get_book(self.lake_company)
            counts.append(self.count_queries(lambda p=promotion: p.floor_warning))
        self.assertEqual(counts[1], counts[2])
