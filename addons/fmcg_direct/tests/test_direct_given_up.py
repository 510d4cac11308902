from odoo.tests import tagged

from .common import DirectCase


@tagged("post_install", "-at_install")
class TestDirectGivenUp(DirectCase):
    """What a customer gives up is left out by the supplier, as far as it has not left."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stock(cls.north_company, 100)

    def reduce(self, order, quantity):
        self.as_user(order, self.seller).order_line.product_uom_qty = quantity
        self.settle()

    def test_a_cancelled_order_is_cancelled_up_the_chain(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        order.sudo()._action_cancel()
        self.settle()
        self.assertEqual(upstream.state, "cancel")
        self.assertFalse(self.purchase_of(self.lake_company))
        self.assertEqual(self.on_hand(self.north_company, self.soda), 104)

    def test_across_two_middles(self):
        self.open_chain()
        self.stock(self.north_company, -104)
        order = self.order_soda()
        orders = self.upstream_of(self.lake_company) | self.upstream_of(self.north_company)
        order.sudo()._action_cancel()
        self.settle()
        self.assertEqual(orders.mapped("state"), ["cancel", "cancel"])

    def test_what_has_left_stays_and_the_rest_is_left_out(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        self.ship_some(upstream, 4)
        order.sudo()._action_cancel()
        self.settle()
        self.assertEqual(upstream.order_line.product_uom_qty, 4)
        self.assertEqual(order.order_line.qty_delivered, 4, "a return is a question of its own")

    def test_what_left_before_anybody_heard_of_the_cancellation(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        for code in ("internal", "outgoing"):
            upstream.picking_ids.filtered(
                lambda p, code=code: p.picking_type_id.code == code
                and p.state not in ("done", "cancel")
            ).button_validate()
        order.sudo()._action_cancel()
        self.settle()
        self.assertFalse(order.order_line.qty_delivered)
        said = self.purchase_of(self.lake_company).sudo().message_ids.mapped("preview")
        self.assertIn(
            "Too late to cancel, North Trading has shipped it: Soda 7 Units.", said
        )
        self.receive_all(self.lake_company)
        self.assertEqual(self.on_hand(self.lake_company, self.soda), 12)
        self.assertEqual(self.in_transit(self.soda), 0)

    def test_less_is_first_taken_from_the_own_warehouse(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        self.reduce(order, 10)
        self.assertEqual(self.own_demand(order), 3)
        self.assertEqual(upstream.order_line.product_uom_qty, 7)

    def test_then_from_what_was_to_come(self):
        order = self.order_soda()
        self.ship_all(order)
        upstream = self.upstream_of(self.lake_company)
        self.reduce(order, 9)
        self.assertEqual(upstream.order_line.product_uom_qty, 4)
        self.assertEqual(self.direct_of(order, "open").move_ids.product_uom_qty, 4)
        self.assertFalse(
            order.sudo().picking_ids.filtered(lambda p: p.picking_type_code == "incoming")
        )

    def test_before_the_supplier_has_confirmed(self):
        """It is withdrawn, and made smaller."""
        self.supply.min_order_amount = 1000
        self.lake_company.sourcing_release = "by_hand"
        order = self.order_soda()
        self.as_user(self.purchase_of(self.lake_company), self.purchaser).button_confirm()
        upstream = self.upstream_of(self.lake_company)
        self.assertEqual(upstream.state, "sent")
        self.reduce(order, 9)
        self.assertEqual(upstream.state, "cancel")
        purchase = self.purchase_of(self.lake_company)
        self.assertEqual(purchase.order_line.product_qty, 4)
        self.assertEqual(purchase.direct_address_id, self.lake_shop.partner_id)
        self.reduce(order, 5)
        self.assertFalse(self.purchase_of(self.lake_company))

    def test_more_is_ordered_again(self):
        order = self.order_soda()
        self.reduce(order, 15)
        purchases = self.purchase_of(self.lake_company)
        self.assertEqual(purchases.order_line.mapped("product_qty"), [7, 3])
        self.assertEqual(purchases.direct_address_id, self.lake_shop.partner_id)
        self.assertEqual(self.own_demand(order), 5)

    def test_one_of_two_customers_of_a_purchase(self):
        self.lake_company.sourcing_release = "by_hand"
        first, second = self.order_soda(8), self.order_soda(4)
        purchase = self.purchase_of(self.lake_company)
        self.as_user(purchase, self.purchaser).button_confirm()
        self.settle()
        first.sudo()._action_cancel()
        self.settle()
        self.assertEqual(self.order_of(purchase).order_line.product_uom_qty, 4)
        self.ship_all(self.order_of(purchase))
        self.assertEqual(second.order_line.qty_delivered, 4)
        self.assertFalse(first.order_line.qty_delivered)
