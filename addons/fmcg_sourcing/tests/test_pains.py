from odoo.tests import tagged

from .test_returns import ReturnedCase


@tagged("post_install", "-at_install")
class TestPains(ReturnedCase):
    """What goes wrong elsewhere between enterprises, by the numbers under which people
    complain."""

    def bought(self, quantity=12):
        """A shop's order, and the purchase of what its distributor lacks for it."""
        order = self.order_soda(quantity)
        return order, self.purchases_of(self.lake_company)

    def test_part_deliveries_upstream_neither_empty_nor_cancel_the_receipt(self):
        """OCA multi-company 789, 888."""
        self.stock(self.north_company, 100)
        _order, purchase = self.bought()
        shipped = 0
        for part in (2, 1, 4):
            shipment = self.ship_upstream(purchase, {self.soda: part})
            shipped += part
            receipt = self.receipts_of(purchase, shipment)
            self.assertEqual((receipt.state, receipt.move_ids.quantity), ("assigned", part))
            expected = self.receipts_of(purchase).move_ids.mapped("product_uom_qty")
            self.assertEqual(sum(expected), 7 - shipped)
        self.receive_all(self.lake_company)
        self.assertEqual(purchase.order_line.qty_received, 7)

    def test_one_product_on_two_lines_is_not_received_twice_over(self):
        """OCA multi-company 542."""
        self.stock(self.north_company, 100)
        _order, purchase = self.bought()
        above = self.as_user(self.order_of(purchase), self.north_seller)
        above.order_line.copy({"order_id": above.id, "product_uom_qty": 3})
        self.settle()
        self.ship_all(above)
        self.receive_all(self.lake_company)
        self.assertEqual(sorted(purchase.order_line.mapped("qty_received")), [3, 7])
        self.assertEqual(self.on_hand(self.lake_company, self.soda), 5 + 3 + 7)
        self.assertEqual(self.in_transit(self.soda), 0)

    def test_returns_travel(self):
        """OCA multi-company 941."""
        self.stock(self.north_company, 100)
        purchase = self.ask({self.soda: 7})
        purchase.button_confirm()
        self.settle()
        receipt = self.receive(purchase, self.ship_upstream(purchase))
        self.send_back(receipt, {self.soda: 2})
        standing = self.standing_at_supplier(purchase)
        self.assertEqual((standing.state, standing.move_ids.quantity), ("assigned", 2))
        self.validate(standing)
        self.assertEqual(self.order_of(purchase).order_line.qty_delivered, 5)
        self.assertEqual(purchase.order_line.qty_received, 5)

    def test_a_cancelled_order_leaves_no_procurement_behind(self):
        """odoo 3805: at each tier, as far as it was not promised yet."""
        self.hold_at_supplier()
        order, purchase = self.bought()
        self.assertEqual((purchase.state, purchase.order_line.product_qty), ("sent", 7))
        above = self.order_of(purchase)
        order.sudo()._action_cancel()
        self.settle()
        self.assertFalse(self.purchases_of(self.lake_company))
        self.assertEqual(above.state, "cancel")
        self.assertFalse(self.purchases_of(self.north_company))
        self.assertFalse(self.env["channel.sourcing.share"].search([]))
        open_moves = self.env["stock.move"].search(
            [
                ("product_id", "=", self.soda.id),
                ("company_id", "in", (self.chain + self.company).ids),
                ("state", "not in", ("done", "cancel")),
            ]
        )
        self.assertFalse(open_moves)

    def test_what_was_delivered_before_a_cancellation_is_received(self):
        """odoo 281926: the goods are on their way, whatever is cancelled."""
        _order, purchase = self.bought()
        above = self.order_of(purchase)
        self.ship_all(above)
        above.sudo()._action_cancel()
        self.settle()
        self.assertEqual(purchase.state, "cancel")
        self.assertEqual(self.receive_all(self.lake_company).mapped("state"), ["done"])
        self.assertEqual(self.on_hand(self.lake_company, self.soda), 9)
        self.assertEqual(self.in_transit(self.soda), 0)
        # the rest is lacking, and is asked for anew
        rest = self.purchases_of(self.lake_company) - purchase
        self.assertEqual(rest.order_line.product_qty, 3)
