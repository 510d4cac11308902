from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.order_common import MakesPromotions

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestReducedOrders(MakesPromotions, ApprovalCase):
    """Less of what was approved needs nobody, although it loses its discount."""

    def approved(self, rule):
        """180, less 30."""
        self.create_rule("First", self.boss, min_amount=1)
        self.amount_off(150, 30, return_rule=rule)
        order = self.submitted()
        self.approve(order, self.boss)
        self.assertEqual((order.state, order.amount_total), ("sale", 150))
        return order, order.order_line[0]

    def test_a_lost_discount_is_no_other_order(self):
        order, line = self.approved("reconsider")
        line.product_uom_qty = 2
        self.assertEqual(order.amount_total, 100)
        line.product_uom_qty = 1
        self.assertEqual(order.amount_total, 90)
        line.product_uom_qty = 10
        self.assertEqual(order.amount_total, 150)

    def test_a_share_of_the_discount_neither(self):
        order, line = self.approved("proportional")
        line.product_uom_qty = 5
        self.assertEqual(order.amount_total, 108.34)

    def test_what_somebody_types_still_is(self):
        order, line = self.approved("reconsider")
        line.product_uom_qty = 2
        for values in ({"price_unit": 1.0}, {"discount": 50}):
            with self.subTest(values), self.assertRaises(UserError):
                line.write(values)
