from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.distribution import WithoutDistribution

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskQueries(WithoutDistribution, DeskCase):
    """As many queries for two hundred rows as for ten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.env["product.product"].create(
            [
                {
                    "name": f"Goods {number}",
                    "default_code": f"GOODS-{number:03}",
                    "is_storable": True,
                    "list_price": 5.0,
                    "taxes_id": [Command.clear()],
                    "uom_ids": [Command.link(cls.case.id)],
                }
                for number in range(200)
            ]
        )
        cls.pricelist.item_ids = [
            Command.create(
                {
                    "applied_on": "1_product",
                    "product_tmpl_id": one.product_tmpl_id.id,
                    "compute_price": "fixed",
                    "fixed_price": 5.0,
                }
            )
            for one in cls.goods
        ]

    def count(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def assert_constant(self, call):
        """:param call: takes products"""
        for size in (10, 200):  # fills the caches
            call(self.goods[:size])
        short = self.count(lambda: call(self.goods[:10]))
        # the better of two: who the user is may have left a cache meanwhile, which is
        # two queries and nothing of the rows
        long = min(self.count(lambda: call(self.goods)) for _again in range(2))
        self.assertLessEqual(long, short)

    def rows(self, products):
        return [self.row(one, 2, 1) for one in products]

    def test_quote(self):
        self.assert_constant(lambda goods: self.quote(*self.rows(goods)))

    def test_rows(self):
        desk = self.desk_of()
        self.assert_constant(
            lambda goods: desk._prepare_rows(
                self.agreement, {(one, one.uom_id): 1.0 for one in goods}
            )
        )

    def test_pasted_lines(self):
        desk = self.desk_of()
        self.assert_constant(
            lambda goods: desk.read_text(
                self.agreement.id,
                "\n".join(f"{one.default_code}\t3" for one in goods),
            )
        )

    def test_copy(self):
        orders = {
            size: self.save(*self.rows(self.goods[:size]), key=f"{size:016}")["order_id"]
            for size in (10, 200)
        }
        desk = self.desk_of()
        self.assert_constant(lambda goods: desk.copy_of(orders[len(goods)]))

    def test_suggestion(self):
        agreements = {}
        for size in (10, 200):
            node = self.create_node(f"Shop {size}", "retail", self.lake)
            agreement = self.create_agreement(self.lake_company, node)
            agreement.pricelist_id = self.pricelist
            agreements[size] = agreement
            for days in (29, 19, 9):
                self.agreement = agreement
                self.put_all_in_stock(size)
                self.buy_all(days, size)
        self.assert_constant(
            lambda goods: self.desk_of().suggest(agreements[len(goods)].id)
        )

    def put_all_in_stock(self, size):
        for product in self.goods[:size]:
            self.put_in_stock(self.lake_company, product, 10)

    def buy_all(self, days, size):
        self.buy(days, {one: 2 for one in self.goods[:size]})
