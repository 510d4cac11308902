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
