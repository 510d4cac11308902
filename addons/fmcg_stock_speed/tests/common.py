import random
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import TransactionCase

from ..models import stock_move, stock_rule
from ..reservation import POSTPONE

DAY = datetime(2026, 3, 1)
STRATEGIES = (
    "stock.removal_fifo",
    "stock.removal_lifo",
    "stock.removal_closest",
    "stock.removal_least_packages",
    "product_expiry.removal_fefo",
)


class Undo(Exception):
    pass


class StockCase(TransactionCase):
    """Random warehouses, in which core and this addon reserve the same moves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.warehouse = cls.env["stock.warehouse"].create(
            {"name": "Speed", "code": "SPEED"}
        )
        cls.stock = cls.warehouse.lot_stock_id
        cls.strategies = [
            cls.env.ref(name) for name in STRATEGIES if cls.env.ref(name, False)
        ]
        cls.units = cls.env.ref("uom.product_uom_unit"), cls.env.ref(
            "uom.product_uom_dozen"
        )
        cls.owner = cls.env["res.partner"].create({"name": "Owner"})

    @contextmanager
    def undone(self):
        """Nothing that happens inside remains."""
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                yield
                raise Undo
        except Undo:
            self.env.invalidate_all()

    @contextmanager
    def core(self):
        """Core's own code, without what this addon does.

        Confirming flushes, as it does with this addon: else core overlooks goods of a
        transfer that joins a batch while it is being reserved.
        """

        def assign(self, force_qty=False):
            if self.env.context.get(POSTPONE):
                self.env.cr.flush()
            return super(stock_move.StockMove, self)._action_assign(force_qty=force_qty)

        def trigger(self):
            return super(stock_move.StockMove, self)._trigger_scheduler()

        def run(self, procurements, raise_user_error=True):
            return super(stock_rule.StockRule, self).run(
                procurements, raise_user_error=raise_user_error
            )

        with (
            patch.object(stock_move.StockMove, "_action_assign", assign),
            patch.object(stock_move.StockMove, "_trigger_scheduler", trigger),
            patch.object(stock_rule.StockRule, "run", run),
        ):
            yield

    def describe(self, moves):
        """All that a reservation decides. Ids of what it creates do not matter."""
        self.env.flush_all()
        self.env.invalidate_all()
        quants = self.env["stock.quant"].search(
            [("product_id", "in", moves.product_id.ids)], order="id"
        )
        return {
            "moves": [self.describe_move(move) for move in moves.sorted("id")],
            "pickings": [
                (picking.state, picking.scheduled_date)
                for picking in moves.picking_id.sorted("id")
            ],
            "quants": sorted(self.describe_quant(quant) for quant in quants),
        }

    def describe_move(self, move):
        return (
            move.id,
            move.state,
            move.quantity,
            move.next_serial_count,
            [self.describe_line(line) for line in move.move_line_ids.sorted("id")],
        )

    def describe_line(self, line):
        return (
            line.quantity,
            line.quantity_product_uom,
            line.product_uom_id.name,
            line.location_id.id,
            line.location_dest_id.id,
            line.lot_id.id,
            line.package_id.id,
            line.result_package_id.id,
            line.owner_id.id,
            line.picking_id.id,
            line.state,
            line.picked,
        )

    def describe_quant(self, quant):
        return (
            quant.product_id.id,
            quant.location_id.id,
            quant.lot_id.id,
            quant.package_id.id,
            quant.owner_id.id,
            quant.quantity,
            quant.reserved_quantity,
            str(quant.in_date),
        )


class Warehouse:
    """One random case, the same for the same seed."""

    def __init__(self, case, seed):
        self.case, self.env = case, case.env
        self.chance = random.Random(seed)
        self.locations = self.create_locations()
        self.products = self.create_products(self.chance.randint(2, 6))
        self.lots = {product: self.create_lots(product) for product in self.products}
        self.packages = self.env["stock.package"].create(
            [{"name": f"PACK{seed}-{number}"} for number in range(3)]
        )
        for product in self.products.filtered("is_storable"):
            self.fill(product)

    def pick(self, *choices):
        return self.chance.choice(choices)

    def create_locations(self):
        shelves = self.env["stock.location"].create(
            [
                {"name": f"Shelf {name}", "location_id": self.case.stock.id}
                for name in "BA"
            ]
        )
        bin_ = shelves.create({"name": "Bin", "location_id": shelves[0].id})
        if self.chance.random() < 0.3:
            bin_.removal_strategy_id = self.pick(*self.case.strategies)
        if self.chance.random() < 0.3:
            self.case.stock.removal_strategy_id = self.pick(*self.case.strategies)
        return self.case.stock | shelves | bin_

    def create_products(self, count):
        categories = self.env["product.category"].create(
            [
                {
                    "name": f"Goods {number}",
                    "removal_strategy_id": self.pick(
                        False, *(one.id for one in self.case.strategies)
                    ),
                    "packaging_reserve_method": self.pick("partial", "full"),
                }
                for number in range(2)
            ]
        )
        return self.env["product.product"].create(
            [self.prepare_product(categories) for _number in range(count)]
        )

    def prepare_product(self, categories):
        tracking = self.pick("none", "none", "lot", "lot", "serial")
        values = {
            "name": "Goods",
            "is_storable": tracking != "none" or self.chance.random() < 0.9,
            "tracking": tracking,
            "categ_id": self.pick(*categories.ids),
        }
        if "use_expiration_date" in self.env["product.product"]._fields:
            values["use_expiration_date"] = tracking == "lot" and self.pick(True, False)
        return values

    def create_lots(self, product):
        """False stands for goods without a lot, of which there are some by mistake."""
        if product.tracking == "none":
            return [False]
        count = 8 if product.tracking == "serial" else 3
        lots = self.env["stock.lot"].create(
            [
                {"name": f"LOT-{product.id}-{number}", "product_id": product.id}
                for number in range(count)
            ]
        )
        if "removal_date" in lots._fields:
            for lot in lots:
                lot.removal_date = self.pick(
                    False, *(DAY + timedelta(days=days) for days in (-9, 5, 9, 30))
                )
        return [*lots, False] if self.chance.random() < 0.2 else list(lots)

    def fill(self, product):
        """Quants in all combinations, some twice, some negative, some reserved."""
        self.env["stock.quant"].sudo().create(
            [
                values
                for lot in self.lots[product]
                for _number in range(self.chance.randint(0, 3))
                for values in self.prepare_quants(product, lot)
            ]
        )

    def prepare_quants(self, product, lot):
        serial = product.tracking == "serial" and lot
        quantity = 1.0 if serial else self.pick(1.0, 2.5, 5.0, 12.0, 30.0, -3.0)
        values = {
            "product_id": product.id,
            "location_id": self.pick(*self.locations.ids),
            "lot_id": lot and lot.id,
            "package_id": self.pick(False, False, *self.packages.ids),
            "owner_id": self.pick(False, False, False, self.case.owner.id),
            "quantity": quantity,
            "reserved_quantity": 0.0,
            "in_date": DAY - timedelta(days=self.chance.randint(1, 4)),
        }
        if quantity > 2 and self.chance.random() < 0.2:
            values["reserved_quantity"] = self.pick(1.0, quantity)
        twin = not serial and self.chance.random() < 0.15
        return [values, values | {"quantity": 4.0}] if twin else [values]

    # --- moves ---

    def create_moves(self):
        """Confirmed moves of one or two transfers, some with part of their goods."""
        kinds = self.case.warehouse.out_type_id, self.case.warehouse.int_type_id
        for kind in kinds:
            kind.reservation_method = "manual"
        pickings = self.env["stock.picking"].create(
            [self.prepare_picking(kind) for kind in kinds[: self.chance.randint(1, 2)]]
        )
        pickings.action_confirm()
        moves = pickings.move_ids
        self.reserve_some_before(moves)
        return self.shuffle(moves)

    def shuffle(self, moves):
        ids = list(moves.ids)
        self.chance.shuffle(ids)
        return moves.browse(ids)

    def prepare_picking(self, kind):
        destination = {
            "outgoing": self.env.ref("stock.stock_location_customers"),
            "internal": self.locations[1],
        }[kind.code]
        count = self.chance.randint(1, 8)
        return {
            "picking_type_id": kind.id,
            "location_id": self.case.stock.id,
            "location_dest_id": destination.id,
            "move_type": self.pick("direct", "one"),
            "move_ids": [
                Command.create(self.prepare_move(kind, destination, number))
                for number in range(count)
            ],
        }

    def prepare_move(self, kind, destination, number):
        product = self.pick(*self.products)
        dozens = self.chance.random() < 0.25
        unit = self.case.units[dozens]
        return {
            "product_id": product.id,
            "product_uom": unit.id,
            "product_uom_qty": self.pick(1.0, 2.0, 3.0, 7.0, 0.5, 12.0, 40.0),
            "location_id": self.case.stock.id,
            "location_dest_id": destination.id,
            "picking_type_id": kind.id,
            "sequence": number,
            "date": DAY + timedelta(days=self.pick(0, 0, 0, 7)),
            # else core makes one move of those of one product
            "description_picking": f"Move {number}",
            "price_unit": number,
        }

    def reserve_some_before(self, moves):
        for move in moves:
            if self.chance.random() < 0.2:
                move._action_assign()
        for product in self.products.filtered("is_storable"):
            if self.chance.random() < 0.5:
                self.fill(product)
