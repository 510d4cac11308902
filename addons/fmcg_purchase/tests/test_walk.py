import random

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PurchaseCase

SEEDS = (1, 7, 23)
STEPS = 14


@tagged("post_install", "-at_install")
class TestWalk(PurchaseCase):
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
                (self.ship_some, self.ship_some, self.receive_some, self.change, self.repeat)
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
        wanted = self.open_of(order, "outgoing").move_ids.mapped("product_id")
        if quantities and not any(quantities.get(product) for product in wanted):
            return None
        return super().ship_upstream(purchase, quantities, backorder)

    def receive_some(self, purchase, chance):
        ready = purchase.sudo().picking_ids.filtered(lambda p: p.state == "assigned")
        if ready:
            receipt = chance.choice(ready)
            self.receive(purchase, receipt.upstream_picking_id)

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
        for receipt in purchase.sudo().picking_ids.filtered(lambda p: p.state == "assigned"):
            self.receive(purchase, receipt.upstream_picking_id)
        self.assertFalse(self.receipts_of(purchase))
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
            arrived = line.move_ids.filtered(lambda m: m.upstream_move_key > 0)
            arrived = arrived.filtered(lambda m: m.state != "cancel")
            self.assertEqual(
                sum(arrived.mapped("quantity")), upstream.qty_delivered, "goods on the way"
            )
            expected = sum(line._get_expected_moves().mapped("product_uom_qty"))
            self.assertLessEqual(
                expected, max(0, upstream.product_uom_qty - upstream.qty_delivered)
            )
        before = purchase.picking_ids.move_ids.mapped(lambda m: (m.id, m.state, m.quantity))
        order._follow_purchase()
        after = purchase.picking_ids.move_ids.mapped(lambda m: (m.id, m.state, m.quantity))
        self.assertEqual(after, before, "following again changes nothing")
