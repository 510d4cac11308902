from time import perf_counter

from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestPlanQueries(CountsQueries, CheckoutCase):
    """A longer cart costs no more queries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.snacks = cls.env["product.product"].create(
            [
                {
                    "name": f"Snack {index:03}",
                    "is_storable": True,
                    "list_price": 3,
                    "taxes_id": False,
                    "categ_id": cls.category.id,
                }
                for index in range(200)
            ]
        )
        for company in (cls.lake_company, cls.coast_company):
            cls.put(company, dict.fromkeys(cls.snacks[:100], 10))

    def plan(self, products):
        return self.lake_shop._plan_purchase(
            {(product, product.uom_id): 5 for product in products}
        )

    def test_plan(self):
        self.plan(self.snacks[:2])  # what is remembered over requests
        few = self.collect_queries(lambda: self.plan(self.snacks[:2]))
        many = self.collect_queries(lambda: self.plan(self.snacks))
        self.assertLessEqual(len(many), len(few), "\n".join(many))

    def test_cards_of_all_suppliers(self):
        self.agreements._get_all_cards(self.snacks[:2])
        few = self.collect_queries(
            lambda: self.agreements._get_all_cards(self.snacks[:2])
        )
        many = self.collect_queries(
            lambda: self.agreements._get_all_cards(self.snacks[:40])
        )
        self.assertLessEqual(len(many), len(few), "\n".join(many))

    def test_two_hundred_lines(self):
        self.plan(self.snacks)
        begin = perf_counter()
        self.plan(self.snacks)
        self.assertLess(perf_counter() - begin, 3)  # 0.1 s on a quiet machine
