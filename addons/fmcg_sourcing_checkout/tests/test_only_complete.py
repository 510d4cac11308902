from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestDelivery(CheckoutCase):
    """Ship what is there, wait for all, only complete: in the shop of one supplier too."""

    def order(self, quantity, policy):
        answer = self.submit({self.cake: quantity}, extras={"delivery": policy})
        if "error" in answer:
            return answer["error"]["data"]["message"]
        return self.env["sale.order"].browse(answer["result"]["order_id"])

    def setUp(self):
        super().setUp()
        self.log_in(self.buyer)

    def test_ship_what_is_there(self):
        order = self.order(60, "ship_available")
        self.assertEqual((order.state, order.picking_policy), ("sale", "direct"))
        self.assertFalse(order.only_complete)

    def test_wait_for_all(self):
        order = self.order(60, "wait_all")
        self.assertEqual((order.state, order.picking_policy), ("sale", "one"))
        self.assertFalse(order.picking_ids.filtered(lambda one: one.state == "assigned"))

    @mute_logger("odoo.http")
    def test_only_complete_is_refused_where_not_all_is_there(self):
        message = self.order(60, "only_complete")
        self.assertIn("Moon cake, 10 of 60 Units lacking", message)
        self.assertFalse(self.env["sale.order"].search([("only_complete", "=", True)]))

    def test_only_complete_is_taken_where_all_is_there(self):
        order = self.order(50, "only_complete")
        self.assertEqual((order.state, order.picking_policy), ("sale", "one"))

    @mute_logger("odoo.http")
    def test_another_word_is_refused(self):
        self.assertIn("none of the choices", self.order(1, "never"))

    def test_goods_that_went_meanwhile_hold_the_order_until_some_come(self):
        self.lake_company.order_approval_limit = 1
        order = self.order(50, "only_complete")
        self.assertEqual(order.state, "sent")
        quant = self.env["stock.quant"].search(
            [("product_id", "=", self.cake.id), ("company_id", "=", self.lake_company.id)]
        )
        self.put(self.lake_company, {self.cake: -20})
        blockers = order._get_blockers()
        self.assertIn("not_complete", [one.code for one in blockers])
        self.assertEqual(quant.quantity, 30)
        self.lake_company._source(self.cake)
        notes = self.env["channel.gate.note"].search([("order_id", "=", order.id)])
        self.assertTrue(notes)
