from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PricingCase


@tagged("post_install", "-at_install")
class TestPriceChain(PricingCase):
    """Agreement, grade, territory (deepest first), base list."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.city = cls.district.parent_id
        cls.agreement.territory_id = cls.district
        cls.grade = cls.create_grade(cls.lake_company)
        cls.agreement.grade_id = cls.grade

    def sources(self):
        links = self.agreement._get_price_chains()[self.agreement]
        lists = self.env["product.pricelist"]
        return [(lists.browse(link.list_id).name, link.source) for link in links]

    def test_a_new_enterprise_sells_at_the_public_price(self):
        self.assertEqual(self.sources(), [(self.base_list.name, "base")])
        self.assertEqual(self.price(), 5.0)

    def test_the_order_of_the_lists(self):
        base = self.base_list.name
        self.create_list("Of the city", territory_ids=self.city.ids)
        self.create_list("Of the district", territory_ids=self.district.ids)
        self.grade.pricelist_id = self.create_list("Of the grade")
        self.agreement.extra_pricelist_ids = self.create_list("Further one")
        self.agreement.pricelist_id = self.create_list("Of the agreement")
        self.assertEqual(
            self.sources(),
            [
                ("Of the agreement", "agreement"),
                ("Further one", "agreement"),
                ("Of the grade", "grade"),
                ("Of the district", "territory"),
                ("Of the city", "territory"),
                (base, "base"),
            ],
        )

    def test_the_first_list_with_a_price_gives_it(self):
        self.grade.pricelist_id = self.create_list("Grade", "merge", [(self.tea, 4.0)])
        self.agreement.pricelist_id = self.create_list("Own", "merge", [(self.water, 1.5)])
        self.assertEqual((self.price(self.tea), self.price(self.water)), (4.0, 1.5))

    def test_lists_created_the_other_way_round_price_the_same(self):
        own = self.create_list("Own", "merge", [(self.tea, 4.5)])
        of_grade = self.create_list("Grade", "merge", [(self.tea, 4.0)])
        self.agreement.pricelist_id, self.grade.pricelist_id = own, of_grade
        self.assertEqual(self.price(), 4.5)
        self.agreement.pricelist_id, self.grade.pricelist_id = of_grade, own
        self.assertEqual(self.price(), 4.0)

    def test_a_list_of_elsewhere_does_not_count(self):
        elsewhere = self.env.ref("fmcg_channel.territory_cn_330106")
        self.create_list("Hangzhou", "merge", [(self.tea, 1.0)], territory_ids=elsewhere.ids)
        self.assertEqual(self.price(), 5.0)

    def test_a_list_of_another_seller_for_the_same_place_does_not_count(self):
        self.create_list(
            "North",
            "merge",
            [(self.tea, 1.0)],
            company=self.north.company_id,
            territory_ids=self.district.ids,
        )
        self.assertEqual(self.price(), 5.0)

    def test_an_archived_list_does_not_count(self):
        own = self.create_list("Own", "stop", [(self.tea, 4.5)])
        self.agreement.pricelist_id = own
        own.active = False
        self.assertEqual(self.price(), 5.0)

    def test_a_list_that_comes_up_twice_counts_once(self):
        own = self.create_list("Own")
        self.agreement.pricelist_id = self.grade.pricelist_id = own
        self.assertEqual([name for name, _source in self.sources()].count("Own"), 1)

    def test_no_price_anywhere_is_no_price(self):
        self.base_list.item_ids.unlink()
        self.assertIsNone(self.price())

    def test_no_list_at_all_is_no_price(self):
        self.lake_company.base_pricelist_id = False
        self.assertIsNone(self.price())

    def test_zero_is_no_price(self):
        self.tea.list_price = 0
        self.assertIsNone(self.price())

    def test_zero_is_not_the_lowest_price(self):
        self.tea.list_price = 0  # what the base list starts from
        self.agreement.pricelist_id = self.create_list("Own", "lowest", [(self.tea, 4.0)])
        self.assertEqual(self.price(), 4.0)

    def test_a_price_for_the_case(self):
        own = self.create_list("Own", "merge", [(self.tea, 100.0, 0, self.case)])
        self.agreement.pricelist_id = own
        self.assertEqual(self.price(uom=self.case), 100.0)
        self.assertEqual(self.price(quantity=24), 5.0)
        self.assertEqual(self.price(self.water, uom=self.case), 48.0)

    def test_lists_in_another_currency_are_converted(self):
        dollar = self.env.ref("base.USD")
        euro = self.env.ref("base.EUR")
        foreign = euro if self.lake_company.currency_id == dollar else dollar
        foreign.active = True
        self.env["res.currency.rate"].create(
            {
                "name": "2020-01-01",
                "currency_id": foreign.id,
                "company_id": self.lake_company.id,
                "company_rate": 0.5,
            }
        )
        self.agreement.pricelist_id = self.create_list("Own", "merge", [(self.water, 1.0)])
        self.agreement.extra_pricelist_ids = self.create_list(
            "Abroad", "merge", [(self.tea, 2.0)], currency_id=foreign.id
        )
        self.assertAlmostEqual(self.price(), 4.0)

    def test_a_list_that_starts_from_another_list(self):
        rule = {
            "applied_on": "3_global",
            "compute_price": "formula",
            "base": "pricelist",
            "base_pricelist_id": self.base_list.id,
            "price_discount": 10.0,
        }
        self.agreement.pricelist_id = self.create_list(
            "Own", item_ids=[(0, 0, rule)]
        )
        self.assertEqual(self.price(), 4.5)

    def test_a_customer_s_list_in_core_is_the_first_of_its_chain(self):
        self.create_list("First by sequence", sequence=1)
        partner = self.lake_shop.partner_id.with_company(self.lake_company)
        self.assertEqual(partner.property_product_pricelist, self.base_list)
        self.grade.pricelist_id = self.create_list("Grade")
        partner.invalidate_recordset(["property_product_pricelist"])
        self.assertEqual(partner.property_product_pricelist, self.grade.pricelist_id)

    def test_days_begin_where_the_seller_is(self):
        self.lake_company.partner_id.tz = "Asia/Shanghai"
        self.agreement.pricelist_id = self.create_list(
            "Own", "merge", [(self.tea, 4.0, 0, None)]
        )
        self.agreement.pricelist_id.item_ids.date_start = "2098-11-30 16:00:00"
        for moment, price in (
            ("2098-11-30 15:59:59", 5.0),
            ("2098-11-30 16:00:00", 4.0),
        ):
            self.assertEqual(self.price(date=moment), price, moment)
        self.assertEqual(self.price(date=date(2098, 12, 1)), 4.0)
        self.assertEqual(self.price(date=date(2098, 11, 30)), 5.0)

    def test_a_unit_of_its_own_needs_a_product_and_a_fixed_price(self):
        pricelist = self.create_list("Own")
        with self.assertRaisesRegex(UserError, "Priced Unit"):
            self.add_price(
                pricelist,
                self.tea,
                1.0,
                uom=self.case,
                compute_price="percentage",
            )
        with self.assertRaisesRegex(UserError, "cannot be converted"):
            self.add_price(
                pricelist, self.tea, 1.0, uom=self.env.ref("uom.product_uom_kgm")
            )

    def test_queries_do_not_grow_with_products(self):
        products = self.tea + self.water
        for number in range(118):
            products |= self.create_product(f"Product {number}")
        self.agreement.pricelist_id = self.create_list(
            "Own", "lowest", [(product, 3.0) for product in products]
        )
        counts = []
        for some in (products[:10], products[:10], products):  # the first one warms up
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.agreement._quote_products(
                {product.id: (product, 2.0, product.uom_id) for product in some}
            )
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
