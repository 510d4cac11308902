from unittest.mock import patch

from odoo.fields import Command
from odoo.models import BaseModel
from odoo.tests import tagged

from .common import DAY, StockCase, Warehouse

CASES = 25


@tagged("post_install", "-at_install")
class TestSameAsCore(StockCase):
    """Whatever this addon does in one go is what core does move by move."""

    takes_long = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what is written into chatters is no part of a reservation
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})

    def assert_same(self, moves, act):
        """Do the same with core's code and with ours."""
        with self.undone(), self.core():
            act(moves)
            expected = self.describe(moves)
        with self.undone():
            act(moves)
            found = self.describe(moves)
        for name, value in expected.items():
            self.assertEqual(found[name], value, name)
        return found

    def check_cases(self, check, first, count=CASES):
        """Call ``check`` with random warehouses; a failure names the seed."""
        for seed in range(first, first + count):
            with self.subTest(seed=seed), self.undone():
                check(Warehouse(self, seed))

    def test_reserving_random_moves(self):
        states = set()

        def check(case):
            found = self.assert_same(
                case.create_moves(), lambda moves: moves._action_assign()
            )
            states.update(move[1] for move in found["moves"])

        self.check_cases(check, 0)
        self.assertLessEqual({"assigned", "partially_available", "confirmed"}, states)

    def test_reserving_transfers_as_the_button_does(self):
        def check(case):
            self.assert_same(
                case.create_moves(), lambda moves: moves.picking_id.action_assign()
            )

        self.check_cases(check, 1000, 10)

    def test_forcing_a_quantity(self):
        def check(case):
            self.assert_same(
                case.create_moves(), lambda moves: moves._action_assign(force_qty=2.0)
            )

        self.check_cases(check, 2000, 10)

    def test_rows_that_others_have_locked(self):
        """Core passes them over, takes the next one or makes a new one."""
        original = BaseModel.try_lock_for_update

        def check(case):
            moves = case.create_moves()
            quants = self.env["stock.quant"].search(
                [("product_id", "in", moves.product_id.ids)]
            )
            others = {id_ for id_ in quants.ids if case.chance.random() < 0.5}

            def lock(records, **options):
                free = records.browse(i for i in records.ids if i not in others)
                return original(free, **options)

            def lock_free(_quants, ids):
                return [id_ for id_ in ids if id_ not in others]

            with (
                patch.object(BaseModel, "try_lock_for_update", lock),
                patch.object(type(quants), "_lock_free", lock_free),
            ):
                self.assert_same(moves, lambda moves: moves._action_assign())

        self.check_cases(check, 3000, 20)

    def test_what_came_by_an_earlier_step(self):
        """Moves that follow done ones get what those brought."""
        brought = []

        def check(case):
            ships = self.create_second_step(case)
            found = self.assert_same(
                case.shuffle(ships | case.create_moves()),
                lambda moves: (moves._do_unreserve(), moves._action_assign()),
            )
            brought.extend(
                move for move in found["moves"] if move[0] in ships.ids and move[4]
            )

        self.check_cases(check, 4000, 20)
        self.assertGreater(len(brought), 15)

    def create_second_step(self, case):
        """Moves from the output, most of them after moves that are done."""
        output = self.warehouse.wh_output_stock_loc_id
        output.active = True
        picks = case.create_moves().filtered(
            lambda move: move.picking_type_id.code == "outgoing"
        )
        ships = picks.picking_id.copy({"location_id": output.id}).move_ids
        ships.location_id = output
        picks.picking_id.location_dest_id = picks.location_dest_id = output
        picks._action_assign()
        pairs = zip(picks.sorted("sequence"), ships.sorted("sequence"), strict=True)
        for pick, ship in pairs:
            if case.chance.random() < 0.8:
                ship.move_orig_ids = [Command.link(pick.id)]
        ships._action_confirm(merge=False)
        # core finishes no goods without their lot, nor a serial number twice
        done = picks.filtered(
            lambda move: move.quantity
            and (
                move.has_tracking == "none"
                or (
                    move.has_tracking == "lot"
                    and all(line.lot_id for line in move.move_line_ids)
                )
            )
        )
        done.move_line_ids.result_package_id = False  # no package to two places
        done.picked = True
        done._action_done()
        return ships

    def test_needs_of_all_steps(self):
        """Rules and orderpoints are found as core finds them."""
        for steps in ("ship_only", "pick_ship", "pick_pack_ship"):
            self.warehouse.delivery_steps = steps
            for kind in self.warehouse.pick_type_id | self.warehouse.out_type_id:
                kind.reservation_method = "at_confirm"
            self.check_cases(self.assert_same_procurements, 5000, 3)

    def assert_same_procurements(self, case):
        def procure(products):
            reference = self.env["stock.reference"].create({"name": "Speed"})
            customers = self.env.ref("stock.stock_location_customers")
            self.env["stock.rule"].run(
                [
                    self.env["stock.rule"].Procurement(
                        product,
                        number + 1.0,
                        product.uom_id,
                        customers,
                        "Speed",
                        "Speed",
                        self.warehouse.company_id,
                        {
                            "reference_ids": reference,
                            "warehouse_id": self.warehouse,
                            "date_planned": DAY,
                            "company_id": self.warehouse.company_id,
                        },
                    )
                    for number, product in enumerate(products)
                ]
            )
            moves = reference.move_ids
            moves.picking_id.action_confirm()
            return self.describe_procured(moves)

        case.products.filtered("is_storable")[:1].orderpoint_ids.create(
            {
                "product_id": case.products.filtered("is_storable")[:1].id,
                "warehouse_id": self.warehouse.id,
                "location_id": self.stock.id,
                "product_min_qty": 5,
                "product_max_qty": 9,
            }
        )
        with self.undone(), self.core():
            expected = procure(case.products)
        with self.undone():
            found = procure(case.products)
        self.assertTrue(expected)
        self.assertEqual(found, expected)

    def describe_procured(self, moves):
        return [
            (
                move.product_id.id,
                move.state,
                move.quantity,
                move.product_uom_qty,
                move.rule_id.id,
                move.location_id.id,
                move.location_dest_id.id,
                [self.describe_line(line)[:4] for line in move.move_line_ids],
            )
            for move in moves.sorted("id")
        ]
