from odoo.tests import tagged

from .common import DeskCase
from .queries import DeskQueries


@tagged("post_install", "-at_install")
class TestDeskQueries(DeskQueries, DeskCase):
    """As many queries for two hundred rows as for ten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_goods(cls.pricelist, 5.0)

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
