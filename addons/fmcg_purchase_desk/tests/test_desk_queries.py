from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.distribution import WithoutDistribution

from .common import PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseDeskQueries(WithoutDistribution, PurchaseDeskCase):
    """As many queries for a hundred rows as for ten."""

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
                    "supplier_taxes_id": [Command.clear()],
                    "uom_ids": [Command.link(cls.case.id)],
                }
                for number in range(100)
            ]
        )
        cls.supply_list.item_ids = [cls.price(one, 0.5) for one in cls.goods]

    def count(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def assert_constant(self, call):
        """:param call: takes products"""
        for size in (10, 100):  # fills the caches
            call(self.goods[:size])
        short = self.count(lambda: call(self.goods[:10]))
        # the better of two: who the user is may have left a cache meanwhile
        long = min(self.count(lambda: call(self.goods)) for _again in range(2))
        self.assertLessEqual(long, short)

    def rows(self, products):
        return [self.row(one, 2, 1) for one in products]

    def test_quote(self):
        self.supply.min_order_amount = 10**6  # so that short ones have a reason, too
        self.assert_constant(lambda goods: self.quote(*self.rows(goods)))

    def test_rows(self):
        desk = self.desk_of()
        supply = desk._find_agreement(self.supply.id)
        self.assert_constant(
            lambda goods: desk._prepare_rows(supply, {(one, one.uom_id): 1.0 for one in goods})
        )

    def test_pasted_lines(self):
        desk = self.desk_of()
        self.assert_constant(
            lambda goods: desk.read_text(
                self.supply.id, "\n".join(f"{one.default_code}\t3" for one in goods)
            )
        )

    def test_copy(self):
        purchases = {
            size: self.save(*self.rows(self.goods[:size]), key=f"{size:016}")["order_id"]
            for size in (10, 100)
        }
        desk = self.desk_of()
        self.assert_constant(lambda goods: desk.copy_of(purchases[len(goods)]))

    def test_suggestion(self):
        for one in self.goods:
            self.put_in_stock(self.lake_company, one, 5)
        order = self.env["sale.order"]._place_channel_order(
            self.agreement, {one: 5 for one in self.goods}, "sold-all"
        )
        for _step in range(2):
            order.picking_ids.filtered(lambda p: p.state == "assigned").button_validate()
        desk = self.desk_of()
        self.assertEqual(len(desk.suggest(self.supply.id)), 100)
        few = self.goods[:10].ids

        def suggest(goods):
            is_few = len(goods) == 10
            self.goods.active = not is_few
            self.goods.browse(few).active = True
            self.env.flush_all()
            found = desk.suggest(self.supply.id)
            self.assertEqual(len(found), len(goods))

        self.assert_constant(suggest)
