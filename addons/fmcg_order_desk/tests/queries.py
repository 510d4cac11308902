from odoo.fields import Command

from odoo.addons.fmcg_order.tests.distribution import WithoutDistribution


class DeskQueries(WithoutDistribution):
    """Mixin of cases of a desk that count queries: many rows take as many as few."""

    few, many = 10, 200

    @classmethod
    def create_goods(cls, pricelist, price):
        """``goods`` in pieces and cases, each with its price."""
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
                for number in range(cls.many)
            ]
        )
        pricelist.item_ids = [
            Command.create(
                {
                    "applied_on": "1_product",
                    "product_tmpl_id": one.product_tmpl_id.id,
                    "compute_price": "fixed",
                    "fixed_price": price,
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
        for size in (self.few, self.many):  # fills the caches
            call(self.goods[:size])
        short = self.count(lambda: call(self.goods[: self.few]))
        # the better of two: who the user is may have left a cache meanwhile, which is
        # two queries and nothing of the rows
        long = min(self.count(lambda: call(self.goods)) for _again in range(2))
        self.assertLessEqual(long, short)

    def rows(self, products):
        return [self.row(one, 2, 1) for one in products]
