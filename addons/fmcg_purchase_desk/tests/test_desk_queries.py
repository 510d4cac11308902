from odoo.tests import tagged

from odoo.addons.fmcg_order_desk.tests.queries import DeskQueries

from .common import PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseDeskQueries(DeskQueries, PurchaseDeskCase):
    """As many queries for a hundred rows as for ten."""

    many = 100

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_goods(cls.supply_list, 0.5)

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
