from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import CatalogCase


@tagged("post_install", "-at_install")
class TestListingQueries(CountsQueries, CatalogCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.many = cls.env["product.product"].create(
            [
                {"name": f"Product {number}", "categ_id": cls.teas.id}
                for number in range(120)
            ]
        )

    def unlist(self, products):
        for product in products:
            self.create_listing(product, listed=False, grade=self.grade)

    def test_splitting_takes_the_same_for_10_and_100_products_and_rules(self):
        def split(products):
            self.agreement._split_listed(products)

        self.unlist(self.many[:10])
        few = self.count_queries(lambda: split(self.many[:10]))
        self.unlist(self.many[10:])
        many = self.count_queries(lambda: split(self.many))
        self.assertEqual(few, many)

    def test_a_page_of_the_shop_is_one_search(self):
        def search():
            self.env["product.product"].search(self.agreement._get_listing_domain())

        self.unlist(self.many[:10])
        few = self.count_queries(search)
        self.unlist(self.many[10:])
        self.assertEqual(few, self.count_queries(search))
        self.assertLess(few, 15)

    def test_order_quantities_take_the_same_for_10_and_100_lines(self):
        def check(products):
            self.agreement._check_order_quantities(
                [(product.id, product, product.uom_id, 1) for product in products]
            )

        self.env["channel.quantity.rule"].create(
            [
                {"product_tmpl_id": product.product_tmpl_id.id, "minimum": 5}
                for product in self.many
            ]
        )
        check(self.many[:1])  # what is read once a process
        few = self.count_queries(lambda: check(self.many[:10]))
        self.assertEqual(few, self.count_queries(lambda: check(self.many)))

    def test_limits_by_unit_take_the_same_for_10_and_100_products(self):
        dozen = self.env.ref("uom.product_uom_dozen")

        def ask(products):
            units = [(product, product.uom_id) for product in products]
            self.agreement._get_unit_limits(
                units + [(product, dozen) for product in products]
            )

        self.env["channel.quantity.rule"].create(
            [
                {"product_tmpl_id": product.product_tmpl_id.id, "minimum": 5}
                for product in self.many
            ]
        )
        ask(self.many[:1])  # what is read once a process
        few = self.count_queries(lambda: ask(self.many[:10]))
        self.assertEqual(few, self.count_queries(lambda: ask(self.many)))
