from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.fields import Command
from odoo.tests import tagged

from ..models.stock_move_postponed import WAITING
from ..reservation import Contention
from .common import StockCase

CRON = "fmcg_stock_speed.ir_cron_reserve_postponed"


@tagged("post_install", "-at_install")
class TestPostponed(StockCase):
    """What others are reserving at this moment is reserved by the scheduled action.

    Two real processes do so in ``tests/outside/test_reservation_race.py``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.warehouse.out_type_id.reservation_method = "at_confirm"
        cls.goods = cls.env["product.product"].create(
            [{"name": f"Goods {number}", "is_storable": True} for number in range(3)]
        )
        for product in cls.goods:
            cls.env["stock.quant"]._update_available_quantity(product, cls.stock, 10)

    def create_transfer(self, goods=None):
        places = {
            "location_id": self.stock.id,
            "location_dest_id": self.env.ref("stock.stock_location_customers").id,
        }
        moves = [
            {"product_id": product.id, "product_uom_qty": 4, **places}
            for product in goods or self.goods
        ]
        return self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse.out_type_id.id,
                "move_ids": [Command.create(move) for move in moves],
                **places,
            }
        )

    def others(self, **behaviour):
        """Others hold the rows of stock, or have just changed them."""
        return patch.object(type(self.env["stock.move"]), "_lock_goods", **behaviour)

    def get_triggers(self):
        cron = self.env.ref(CRON)
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def get_waiting(self):
        """Moves that are to be reserved when this transaction is committed."""
        return self.env.cr.postcommit.data.get(WAITING, ())

    def commit(self):
        with self.enter_registry_test_mode():
            self.env.cr.postcommit.run()

    def assert_waits(self, picking):
        moves = picking.move_ids
        self.assertEqual(set(moves.mapped("state")), {"confirmed"})
        self.assertFalse(moves.move_line_ids)
        self.assertTrue(all(moves.mapped("reservation_postponed")))
        self.assertLessEqual(set(moves.ids), set(self.get_waiting()))

    def reserve_postponed(self):
        with self.enter_registry_test_mode():
            self.env.ref(CRON).method_direct_trigger()

    def test_undisturbed_it_is_reserved_at_once(self):
        picking = self.create_transfer()
        picking.action_confirm()
        self.assertEqual(picking.state, "assigned")
        self.assertFalse(any(picking.move_ids.mapped("reservation_postponed")))
        self.assertFalse(self.get_waiting())

    def test_rows_that_others_hold(self):
        picking = self.create_transfer()
        with self.others(side_effect=Contention):
            picking.action_confirm()
        self.assert_waits(picking)

    def test_rows_that_others_have_changed(self):
        picking = self.create_transfer()
        with self.others(side_effect=SerializationFailure):
            picking.action_confirm()
        self.assert_waits(picking)

    def test_a_single_line_waits_as_well(self):
        picking = self.create_transfer(self.goods[0])
        with self.others(side_effect=Contention):
            picking.action_confirm()
        self.assert_waits(picking)

    def test_what_was_done_before_stands(self):
        """Only the reservation is undone, nothing of what is being confirmed."""
        picking = self.create_transfer()
        picking.note = "Ring twice"
        with self.others(side_effect=Contention):
            picking.action_confirm()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(picking.state, "confirmed")
        self.assertIn("Ring twice", picking.note)

    def test_it_is_reserved_when_this_is_committed(self):
        pickings = self.create_transfer() | self.create_transfer()
        with self.others(side_effect=Contention):
            for picking in pickings:
                picking.action_confirm()
        self.commit()
        self.assertEqual(pickings.mapped("state"), ["assigned", "assigned"])
        self.assertFalse(any(pickings.move_ids.mapped("reservation_postponed")))
        self.assertFalse(self.get_triggers())

    def test_what_others_hold_then_is_left_to_the_scheduled_action(self):
        picking = self.create_transfer()
        with self.others(side_effect=Contention):
            picking.action_confirm()
            self.commit()
        self.assertEqual(picking.state, "confirmed")
        self.assertTrue(self.get_triggers())

    def test_what_fails_after_the_commit_is_left_to_the_scheduled_action(self):
        """The order is confirmed; whoever confirmed it is told nothing else."""
        picking = self.create_transfer()
        with self.others(side_effect=Contention):
            picking.action_confirm()
        with (
            patch.object(type(picking.move_ids), "_reserve_now", side_effect=ValueError),
            self.assertLogs("odoo.addons.fmcg_stock_speed", "WARNING"),
        ):
            self.commit()
        self.assertEqual(picking.state, "confirmed")
        self.assertTrue(self.get_triggers())

    def test_undone_with_what_postponed_it(self):
        picking = self.create_transfer()
        with self.others(side_effect=Contention):
            with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
                picking.action_confirm()
                raise ZeroDivisionError
        self.commit()
        self.assertEqual(picking.state, "draft")
        self.assertFalse(picking.move_line_ids)

    def test_receipts_wait_for_nobody(self):
        """What comes from a vendor is taken from no row of stock."""
        picking = self.create_transfer()
        picking.move_ids.location_id = self.env.ref("stock.stock_location_suppliers")
        self.assertEqual(picking.move_ids._lock_goods(), [])

    def test_the_scheduled_action_reserves_it(self):
        pickings = self.create_transfer() | self.create_transfer()
        with self.others(side_effect=Contention):
            pickings.action_confirm()
        self.reserve_postponed()
        self.assertEqual(pickings.mapped("state"), ["assigned", "assigned"])
        self.assertFalse(any(pickings.move_ids.mapped("reservation_postponed")))

    def test_who_waits_longest_gets_the_last_goods(self):
        pickings = self.env["stock.picking"]
        for _number in range(3):
            pickings |= self.create_transfer()
        with self.others(side_effect=Contention):
            (pickings[1] | pickings[2] | pickings[0]).action_confirm()
        for picking, minute in zip(pickings, (2, 0, 1), strict=True):
            picking.move_ids.reservation_postponed = f"2026-03-01 12:0{minute}:00"
        self.reserve_postponed()
        quantities = [picking.move_ids[0].quantity for picking in pickings]
        self.assertEqual(quantities, [2.0, 4.0, 4.0])

    def test_what_others_still_hold_waits_on(self):
        picking = self.create_transfer()
        with self.others(side_effect=Contention):
            picking.action_confirm()
            self.reserve_postponed()
        self.assert_waits(picking)
        self.assertTrue(self.get_triggers())

    def test_one_that_fails_keeps_nobody_waiting(self):
        pickings = self.create_transfer() | self.create_transfer()
        with self.others(side_effect=Contention):
            pickings.action_confirm()
        model = type(pickings.move_ids)
        reserve = model._reserve_now

        def fail(moves):
            if pickings[0] in moves.picking_id:
                raise ValueError("broken")
            return reserve(moves)

        self.patch(model, "_reserve_now", fail)
        with self.assertLogs("odoo.addons.fmcg_stock_speed", "ERROR"):
            self.reserve_postponed()
        self.assertEqual(pickings.mapped("state"), ["confirmed", "assigned"])
        self.assertFalse(any(pickings.move_ids.mapped("reservation_postponed")))

    def test_a_person_who_asks_gets_an_answer_as_from_core(self):
        """*Check Availability* is a short transaction: nothing is put off."""
        picking = self.create_transfer()
        with self.others(side_effect=Contention):
            picking.action_confirm()
        picking.action_assign()
        self.assertEqual(picking.state, "assigned")
        self.reserve_postponed()
        self.assertEqual(picking.state, "assigned")
        self.assertEqual(sum(picking.move_ids.mapped("quantity")), 12)
        self.assertFalse(any(picking.move_ids.mapped("reservation_postponed")))

    def test_cancelled_meanwhile(self):
        picking = self.create_transfer()
        with self.others(side_effect=Contention):
            picking.action_confirm()
        picking.action_cancel()
        self.reserve_postponed()
        self.assertEqual(picking.state, "cancel")
        self.assertFalse(any(picking.move_ids.mapped("reservation_postponed")))

    def test_nonsense_in_the_context_is_ignored(self):
        for nonsense in ("x", 1, {"asked": 1}, [1]):
            picking = self.create_transfer()
            keys = ("fmcg_stock_speed.reservation", "fmcg_stock_speed.rules")
            picking = picking.with_context(**dict.fromkeys(keys, nonsense))
            picking.action_confirm()
            picking.action_assign()
            self.assertEqual(picking.move_ids[0].state, "assigned")
            picking.action_cancel()
