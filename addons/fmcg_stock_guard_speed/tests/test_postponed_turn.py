from unittest.mock import patch

from psycopg2.errors import LockNotAvailable

from odoo.tests import tagged

from odoo.addons.fmcg_stock_guard.models.channel_stock_turn import ChannelStockTurn
from odoo.addons.fmcg_stock_guard.tests.common import GuardCase


@tagged("post_install", "-at_install")
class TestPostponedTurn(GuardCase):
    def test_who_has_no_turn_is_confirmed_and_reserved_a_moment_later(self):
        with patch.object(ChannelStockTurn, "_take", side_effect=LockNotAvailable):
            picking = self.create_transfer({self.tea: 2}, reserve="at_confirm")
        self.assertEqual(picking.state, "confirmed")
        self.assertTrue(picking.move_ids.reservation_postponed)
        picking.move_ids._reserve_now()
        self.assertEqual(picking.state, "assigned")
        self.assertFalse(picking.move_ids.reservation_postponed)

    def test_the_turn_is_taken_once_and_without_waiting(self):
        waits = []
        take = ChannelStockTurn._take

        def collect(turns, goods):
            waits.append(turns._waits())
            return take(turns, goods)

        with patch.object(ChannelStockTurn, "_take", collect):
            picking = self.create_transfer({self.tea: 2}, reserve="at_confirm")
            self.assertEqual(waits, [False])
            picking.do_unreserve()
            picking.action_assign()
        self.assertEqual(waits, [False, True])

    def test_what_was_postponed_waits_for_its_turn(self):
        picking = self.create_transfer({self.tea: 2})
        self.env.cr.execute(picking.move_ids._query_turns())
        turns = [id_ for (id_,) in self.env.cr.fetchall()]
        found = self.env["channel.stock.turn"].browse(turns)
        self.assertEqual((found.warehouse_id, found.product_id), (self.north, self.tea))
