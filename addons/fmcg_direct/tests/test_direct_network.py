import random

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DirectCase
from .network import NetworkWalk

SEEDS = (2, 5)


@tagged("post_install", "-at_install")
class TestDirectNetwork(NetworkWalk, DirectCase):
    """Random orders of two outlets, shipments, cuts, cancellations and repeated notes: goods
    that go past the middle tiers are where they are once."""

    takes_long = True

    def test_random_ways(self):
        second = self.create_node("Lake Second Shop", "retail", self.lake)
        self.create_agreement(self.lake_company, second)
        self.shops = (self.lake_shop + second).partner_id
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.walk(random.Random(seed))

    def test_random_ways_across_two_middles(self):
        self.open_chain()
        self.shops = self.lake_shop.partner_id
        self.walk(random.Random(4))

    def enter(self, orders, chance):
        shop = chance.choice(self.shops)
        quantity = chance.choice((1, 3, 8, 20))
        orders.append(self.order_soda(quantity, partner_id=shop.id))

    def cancel(self, orders, chance):
        """Or less is wanted, or more."""
        order = chance.choice(orders) if orders else None
        if not order or order.state != "sale":
            return
        line = order.sudo().order_line
        try:
            with self.env.cr.savepoint():
                if line.qty_delivered or chance.random() < 0.6:
                    line.product_uom_qty = max(line.qty_delivered, chance.randrange(1, 15))
                else:
                    order.sudo()._action_cancel()
        except UserError:
            return

    def check(self, orders, total):
        result = super().check(orders, total)
        for order in orders:
            for picking in order.sudo().picking_ids.filtered("is_direct"):
                self.assertEqual(picking.move_ids.sale_line_id.order_id, order)
                self.assertEqual(picking.partner_id, order.partner_shipping_id)
        return result
