import random

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PurchaseCase
from .test_returns import ReturnCase

SEEDS = (1, 7, 23)
STEPS = 24


@tagged("post_install", "-at_install")
class TestWalk(ReturnCase):
    """Whatever happens in whatever order: goods are where they are once, and the two books
    say the same."""

    def test_random_ways(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.walk(random.Random(seed))

    def walk(self, chance):
        purchase = self.buy({self.cola: 60, self.juice: 24})
        total = {product: self.everywhere(product) for product in (self.cola, self.juice)}
        for _step in range(STEPS):
            act = chance.choice(
                (self.ship_some, self.ship_some, self.receive_some, self.receive_some)
                + (self.send_some_back, self.ask_some_back, self.answer, self.take_in)
                + (self.change, self.repeat)
            )
            act(purchase, chance)
            self.follow()
            self.check(purchase, total)
        self.finish(purchase)
        self.check(purchase, total)

    # --- what happens ---

    def ship_some(self, purchase, chance):
        quantities = {
            product: chance.choice((0, 3, 10, 25)) for product in (self.cola, self.juice)
        }
        if any(quantities.values()):
            self.ship_upstream(purchase, quantities, backorder=chance.random() < 0.8)

    def ship_upstream(self, purchase, quantities=None, backorder=True):
        order = self.order_of(purchase)
        self.prepare_upstream(order)
        moves = self.open_of(order, "outgoing").move_ids
        if quantities is not None:
            # of what has lots, no more than was prepared
            prepared = sum(moves.filtered(lambda m: m.product_id == self.cola).mapped("quantity"))
            quantities[self.cola] = min(quantities[self.cola], prepared)
        if quantities and not any(quantities.get(product) for product in moves.product_id):
            return None
        return super().ship_upstream(purchase, quantities, backorder)

    def receive_some(self, purchase, chance):
        ready = self.ready_receipts(purchase)
        if ready:
            receipt = chance.choice(ready)
            self.receive(purchase, receipt.upstream_picking_id)

    def ready_receipts(self, purchase):
        return purchase.sudo().picking_ids.filtered(
            lambda p: p.state == "assigned" and p.picking_type_id.code == "incoming"
        )

    def send_some_back(self, purchase, chance):
        """The buyer's warehouse sends goods of a receipt back, as far as it has them."""
        moves = purchase.sudo().order_line.move_ids.filtered(
            lambda m: m.upstream_move_key
            and m.state == "done"
            and not m.origin_returned_move_id
            and m._get_returnable() >= 2
        )
        if moves:
            move = chance.choice(moves)
            receipt = self.as_user(move.picking_id, self.keeper)
            self.send_back(receipt, {move.product_id: chance.choice((1, 2))})

    def ask_some_back(self, purchase, chance):
        """The supplier opens the return of a shipment."""
        shipped = self.order_of(purchase).picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing" and p.state == "done"
        )
        if shipped:
            shipment = chance.choice(shipped)
            product = chance.choice(shipment.move_ids.filtered("quantity").product_id)
            self.open_return(
                shipment, {product: chance.choice((1, 4))}, self.north_keeper
            )

    def answer(self, purchase, chance):
        """The buyer's warehouse sends what was asked for, or a part, or refuses."""
        ready = self.asked_back(purchase).filtered(lambda p: p.state == "assigned")
        if not ready:
            return
        picking = chance.choice(ready)
        if chance.random() < 0.2:
            picking.action_cancel()
        else:
            product = picking.move_ids[:1].product_id
            self.validate(picking, {product: 1}, backorder=chance.random() < 0.7)

    def take_in(self, purchase, chance):
        standing = self.standing_at_supplier(purchase)
        if standing:
            self.validate(chance.choice(standing))

    def change(self, purchase, chance):
        """The supplier's salesperson changes a quantity, as far as core lets."""
        order = self.as_user(self.order_of(purchase), self.north_seller)
        line = chance.choice(order.order_line)
        try:
            with self.env.cr.savepoint():
                line.product_uom_qty = chance.choice((12, 24, 48, 60))
        except UserError:
            return  # less than was delivered

    def repeat(self, purchase, _chance):
        for _again in range(2):
            self.order_of(purchase)._ask_purchase("again")
            self.follow()

    def ship_rest(self, purchase):
        """All that is there, part by part."""
        for _part in range(6):
            self.prepare_upstream(self.order_of(purchase))
            if self.open_of(self.order_of(purchase), "outgoing"):
                PurchaseCase.ship_upstream(self, purchase)

    def finish(self, purchase):
        order = self.order_of(purchase)
        self.ship_rest(purchase)
        for receipt in self.ready_receipts(purchase):
            self.receive(purchase, receipt.upstream_picking_id)
        self.assertFalse(self.receipts_of(purchase))
        while self.asked_back(purchase):
            self.asked_back(purchase)[0].action_cancel()
            self.follow()
        for standing in self.standing_at_supplier(purchase):
            self.validate(standing)
        self.assertEqual(
            purchase.order_line.mapped("qty_received"),
            order.order_line.mapped("qty_delivered"),
        )

    # --- what holds ---

    def everywhere(self, product):
        return (
            self.on_hand(self.north_company, product)
            + self.in_transit(product)
            + self.on_hand(self.lake_company, product)
        )

    def check(self, purchase, total):
        order, purchase = self.order_of(purchase), purchase.sudo()
        for product, quantity in total.items():
            self.assertEqual(self.everywhere(product), quantity)
        for line in purchase.order_line:
            upstream = line.upstream_line_id
            self.assertEqual(line.product_qty, upstream.product_uom_qty)
            arrived = line.move_ids.filtered(
                lambda m: m.upstream_move_key > 0 and not m._is_purchase_return()
            )
            arrived = arrived.filtered(lambda m: m.state != "cancel")
            taken_back = upstream.move_ids.filtered(
                lambda m: m.state == "done" and m._comes_back_from_enterprise()
            )
            self.assertEqual(
                sum(arrived.mapped("quantity")) - sum(taken_back.mapped("quantity")),
                upstream.qty_delivered,
                "goods on the way",
            )
            self.check_returns(line, upstream)
            expected = sum(line._get_expected_moves().mapped("product_uom_qty"))
            self.assertLessEqual(
                expected, max(0, upstream.product_uom_qty - upstream.qty_delivered)
            )
        before = self.moves_of(purchase, order)
        order._follow_purchase()
        after = self.moves_of(purchase, order)
        self.assertEqual(after, before, "following again changes nothing")

    def moves_of(self, purchase, order):
        moves = purchase.picking_ids.move_ids | order.picking_ids.move_ids
        return moves.mapped(lambda m: (m.id, m.state, m.product_uom_qty, m.quantity))

    def check_returns(self, line, upstream):
        """What was sent back stands ready at the supplier once; nothing goes back twice."""
        sent = line.move_ids.filtered(
            lambda m: m.state == "done" and m._is_purchase_return()
        )
        taken = upstream.move_ids.filtered(
            lambda m: m.upstream_move_key and m._comes_back_from_enterprise()
        )
        self.assertEqual(sorted(sent.ids), sorted(taken.mapped("upstream_move_key")))
        self.assertEqual(sum(sent.mapped("quantity")), sum(taken.mapped("product_uom_qty")))
        received = line.move_ids.filtered(
            lambda m: m.state == "done" and not m._is_purchase_return()
        )
        for move in received:
            self.assertGreaterEqual(move._get_returnable(), 0)
