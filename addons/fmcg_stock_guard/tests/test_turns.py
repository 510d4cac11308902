from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from ..models.channel_stock_turn import KEY, ChannelStockTurn
from .common import GuardCase


@tagged("post_install", "-at_install")
class TestTurns(CountsQueries, GuardCase):
    """Whoever takes goods takes the turn for them first; two processes that meet are in
    ``tests/outside/test_stock_guard_race.py``."""

    def collect_turns(self, function):
        """The goods of each turn that is taken."""
        taken = []
        take = ChannelStockTurn._take

        def collect(model, goods):
            taken.append(sorted(goods))
            return take(model, goods)

        with patch.object(ChannelStockTurn, "_take", collect):
            function()
        return taken

    def goods(self, product, warehouse=None):
        return (warehouse or self.north).id, product.id

    def find_rows(self, product):
        rows = self.env["channel.stock.turn"].search([("product_id", "=", product.id)])
        return [(row.warehouse_id.id, row.product_id.id) for row in rows]

    def test_goods_that_come_in_have_a_row(self):
        self.assertEqual(self.find_rows(self.tea), [self.goods(self.tea)])
        self.put(self.tea, 5)
        self.put(self.tea, 5, self.south.lot_stock_id)
        expected = [self.goods(self.tea), self.goods(self.tea, self.south)]
        self.assertEqual(sorted(self.find_rows(self.tea)), sorted(expected))

    def test_all_goods_of_a_transfer_take_one_turn(self):
        products = [self.create_product(f"Goods {number}") for number in range(5)]
        for product in products:
            self.put(product, 3)
        picking = self.create_transfer(dict.fromkeys(products, 2))
        expected = sorted(self.goods(product) for product in products)
        self.assertEqual(self.collect_turns(picking.action_assign), [expected])
        self.assertEqual(picking.state, "assigned")

    def test_confirming_takes_the_turn_as_well(self):
        taken = self.collect_turns(
            lambda: self.create_transfer({self.tea: 2}, reserve="at_confirm")
        )
        self.assertEqual(taken, [[self.goods(self.tea)]])

    def test_goods_at_another_warehouse_are_another_turn(self):
        self.put(self.tea, 5, self.south.lot_stock_id)
        picking = self.create_transfer({self.tea: 2}, self.south)
        taken = self.collect_turns(picking.action_assign)
        self.assertEqual(taken, [[self.goods(self.tea, self.south)]])

    def test_goods_without_stock_take_no_turn(self):
        service = self.create_product("Paper", is_storable=False)
        picking = self.create_transfer({service: 2})
        self.assertEqual(self.collect_turns(picking.action_assign), [])

    def test_typing_and_shipping_take_the_turn(self):
        picking = self.create_transfer({self.tea: 2})
        move = picking.move_ids
        typed = self.collect_turns(lambda: move.write({"quantity": 1, "picked": True}))
        self.assertEqual(typed, [[self.goods(self.tea)]])
        more = self.collect_turns(lambda: move.move_line_ids.write({"quantity": 2}))
        self.assertEqual(more, [[self.goods(self.tea)]])
        shipped = self.collect_turns(picking._action_done)
        self.assertEqual(shipped[:1], [[self.goods(self.tea)]])

    def test_the_last_door_is_guarded(self):
        """Whatever program changes rows of stock by itself."""

        def take():
            self.put(self.tea, -1)

        self.assertEqual(self.collect_turns(take), [[self.goods(self.tea)]])
        self.assertEqual(self.collect_turns(lambda: self.put(self.tea, 1)), [])

    def test_a_client_cannot_pretend_to_have_the_turn(self):
        picking = self.create_transfer({self.tea: 2})
        goods = [list(self.goods(self.tea))]
        taken = self.collect_turns(picking.with_context(**{KEY: goods}).action_assign)
        self.assertEqual(taken, [[self.goods(self.tea)]])

    def test_a_long_transfer_costs_one_query_as_a_short_one(self):
        def count(lines):
            products = [self.create_product(f"Goods {number}") for number in range(lines)]
            for product in products:
                self.put(product, 3)
            picking = self.create_transfer(dict.fromkeys(products, 2))
            queries = self.collect_queries(picking.action_assign)
            return sum("channel_stock_turn" in query for query in queries)

        self.assertEqual((count(2), count(20)), (1, 1))

    def test_without_a_wait_no_row_is_made(self):
        """Else one that another is making just now would be waited for."""
        turns = self.env["channel.stock.turn"]
        goods = {self.goods(self.tea, self.south)}
        with patch.object(ChannelStockTurn, "_waits", lambda model: False):
            turns._take(goods)
        self.assertEqual(self.find_rows(self.tea), [self.goods(self.tea)])
        turns._take(goods)
        self.assertEqual(len(self.find_rows(self.tea)), 2)
