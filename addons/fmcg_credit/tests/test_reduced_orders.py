from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.order_common import MakesPromotions

from .common import CreditCase


@tagged("post_install", "-at_install")
class TestReducedOrders(MakesPromotions, CreditCase):
    """What an order commits its buyer to follows what is kept of its benefits."""

    def confirm(self, rule):
        """20 at 10 and 20 at 8, with 60 off from 300: 300 of 360."""
        self.amount_off(300, 60, return_rule=rule)
        order = self.confirmed_order(quantity=20)
        self.assertEqual((order.amount_total, self.committed()), (300, 300))
        return order, order.order_line.filtered(lambda one: one.product_id == self.tea)

    def test_reduced_and_raised_again(self):
        order, line = self.confirm("reconsider")
        line.product_uom_qty = 5  # 50 and 160 do not reach 300
        self.assertEqual((order.amount_total, self.committed()), (210, 210))
        line.product_uom_qty = 20
        self.assertEqual((order.amount_total, self.committed()), (300, 300))

    def test_in_proportion(self):
        order, line = self.confirm("proportional")
        line.product_uom_qty = 0  # 160 less its own 26.67
        self.assertEqual((order.amount_total, self.committed()), (133.33, 133.33))

    def test_a_part_that_is_cancelled(self):
        order, _line = self.confirm("reconsider")
        picking = self.pickings_of(order, "internal")
        for move in picking.move_ids:
            move.quantity = 10 if move.product_id == self.tea else 0
            move.picked = True
        picking.with_context(
            skip_backorder=True, picking_ids_not_to_backorder=picking.ids
        ).button_validate()
        # 100 are on their way, and earn nothing
        self.pickings_of(order, "outgoing").button_validate()
        self.assertEqual(self.invoice(order).amount_total, 100)
        self.assertEqual(self.committed(), 0)

    def test_several_discounts_follow_each_change(self):
        """Whatever is computed first while the order is counted again."""
        self.amount_off(150, 33, return_rule="reconsider", name="Steps", repeat=True)
        self.amount_off(100, 30, return_rule="proportional", name="Part")
        self.create_promotion(
            "line_amount",
            [{"amount": 1}],
            measure="quantity",
            uom_id=self.water.uom_id.id,
            product_ids=self.water.ids,
            return_rule="reconsider",
        )
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 20})
                    for product in self.tea + self.water
                ],
            }
        )
        order.action_submit()
        self.assertEqual(order.state, "sale")
        self.assertEqual(self.committed(), order.amount_total)
        for product, quantity in (
            (self.tea, 12),
            (self.water, 5),
            (self.tea, 1),
            (self.water, 0),
            (self.tea, 20),
        ):
            line = order.order_line._get_basket_lines().filtered(
                lambda one, product=product: one.product_id == product
            )
            line.product_uom_qty = quantity
            with self.subTest(product=product.name, quantity=quantity):
                self.assertAlmostEqual(self.committed(), order.amount_total, 2)

    def test_what_is_prepared_and_put_back_is_no_debt(self):
        order = self.confirmed_order(quantity=20)
        self.ship_part(order, quantity=4)
        sent = order.order_line.filtered(lambda one: one.product_id == self.tea)
        sent.product_uom_qty = 8
        back = sent.sudo().move_ids.filtered(lambda move: move._is_put_back())
        self.assertEqual(back.product_uom_qty, 12)
        self.assertEqual((order.amount_total, self.committed()), (240, 240))
        self.pickings_of(order, "outgoing").button_validate()
        self.assertEqual((sent.qty_delivered, self.committed()), (8, 240))
        self.assertEqual(order.channel_stage, "shipped")
        self.pickings_of(order, "internal").button_validate()
        self.assertEqual((order.channel_stage, self.committed()), ("shipped", 240))
