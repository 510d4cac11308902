from odoo.tests import tagged

from .common import PurchaseCase


@tagged("post_install", "-at_install")
class TestGoods(PurchaseCase):
    """What the supplier ships stands ready to be received: lots, quantities, part by
    part."""

    def test_what_has_not_left_is_expected(self):
        purchase = self.buy({self.cola: 40})
        expected = self.receipts_of(purchase)
        self.assertEqual(expected.move_ids.product_uom_qty, 40)
        self.assertFalse(expected.move_ids.quantity)
        lake = self.cola.with_company(self.lake_company).with_context(
            warehouse_id=self.warehouse_of(self.lake_company).id
        )
        self.assertEqual(lake.incoming_qty, 40)

    def test_the_receipt_has_the_lots_that_were_shipped(self):
        purchase = self.buy({self.cola: 40})
        shipment = self.ship_upstream(purchase)
        self.assertEqual(self.in_transit(self.cola), 40)
        shipped = {
            (line.lot_id.name, line.quantity) for line in shipment.move_line_ids
        }
        receipt = self.receipts_of(purchase, shipment)
        self.assertEqual(receipt.state, "assigned")
        found = {(line.lot_id.name, line.quantity) for line in receipt.sudo().move_line_ids}
        self.assertEqual(found, shipped)
        self.assertEqual(len(shipped), 2)
        self.assertFalse(self.receipts_of(purchase), "nothing more is expected")

    def test_receiving_moves_stock_value_and_the_suppliers_stage(self):
        purchase = self.buy({self.cola: 40})
        order = self.order_of(purchase)
        shipment = self.ship_upstream(purchase)
        self.assertEqual(order.channel_stage, "shipped")
        receipt = self.receive(purchase, shipment)
        self.assertEqual(self.on_hand(self.lake_company, self.cola), 40)
        self.assertEqual(self.on_hand(self.north_company, self.cola), 490)
        self.assertEqual(self.in_transit(self.cola), 0)
        self.assertEqual(sum(receipt.move_ids.mapped("value")), 200.0)
        self.assertEqual(order.channel_stage, "received")
        self.assertEqual(order.receipt_ids.signed_by, self.keeper.name)
        self.assertEqual(purchase.order_line.qty_received, 40)
        self.assertEqual(purchase.receipt_status, "full")

    def test_part_by_part(self):
        purchase = self.buy({self.cola: 40})
        first = self.ship_upstream(purchase, {self.cola: 15})
        self.assertEqual(self.receipts_of(purchase).move_ids.product_uom_qty, 25)
        second = self.ship_upstream(purchase, {self.cola: 20})
        self.assertEqual(self.receipts_of(purchase).move_ids.product_uom_qty, 5)
        self.receive(purchase, second)
        self.assertEqual(self.on_hand(self.lake_company, self.cola), 20)
        self.receive(purchase, first)
        third = self.ship_upstream(purchase)
        self.receive(purchase, third)
        self.assertEqual(self.on_hand(self.lake_company, self.cola), 40)
        self.assertEqual(self.in_transit(self.cola), 0)
        self.assertEqual(self.order_of(purchase).channel_stage, "received")
        self.assertEqual(purchase.order_line.qty_received, 40)

    def test_one_product_on_two_lines_is_received_once(self):
        purchase = self.ask({self.cola: 10})
        purchase.order_line.copy({"order_id": purchase.id})
        purchase.button_confirm()
        self.follow()
        shipment = self.ship_upstream(purchase)
        self.receive(purchase, shipment)
        self.assertEqual(self.on_hand(self.lake_company, self.cola), 20)
        self.assertEqual(self.in_transit(self.cola), 0)

    def test_over_delivery_is_received_and_said(self):
        purchase = self.buy({self.juice: 10})
        shipment = self.ship_upstream(purchase, {self.juice: 12})
        receipt = self.receipts_of(purchase, shipment)
        self.assertEqual(receipt.move_ids.product_uom_qty, 12)
        said = purchase.sudo().message_ids.mapped("preview")
        self.assertIn(
            "North Trading shipped more than was ordered: Juice 2 Units.", said
        )
        self.receive(purchase, shipment)
        self.assertEqual(self.on_hand(self.lake_company, self.juice), 12)

    def test_what_will_not_come_is_not_expected_and_said(self):
        purchase = self.buy({self.juice: 10})
        self.ship_upstream(purchase, {self.juice: 4}, backorder=False)
        self.assertFalse(self.receipts_of(purchase))
        said = purchase.sudo().message_ids.mapped("preview")
        self.assertIn("North Trading will not deliver: Juice 6 Units.", said)

    def test_what_will_not_come_of_two_lines_is_added_up(self):
        purchase = self.ask({self.juice: 10})
        purchase.order_line.copy({"order_id": purchase.id})
        purchase.button_confirm()
        # the supplier's order has one line of both; its salesperson adds another one
        order = self.as_user(self.order_of(purchase), self.north_seller)
        order.order_line[:1].product_uom_qty = 14
        order.order_line[:1].copy({"order_id": order.id, "product_uom_qty": 6})
        self.follow()
        self.ship_upstream(purchase, {self.juice: 4}, backorder=False)
        said = purchase.sudo().message_ids.mapped("preview")
        self.assertIn("North Trading will not deliver: Juice 12 Units.", said)

    def test_less_than_was_shipped_is_told_to_the_supplier(self):
        purchase = self.buy({self.juice: 10})
        shipment = self.ship_upstream(purchase)
        self.receive(purchase, shipment, {self.juice: 8})
        order = self.order_of(purchase)
        self.assertEqual(order.receipt_ids.note, "Juice: 8 of 10 Units received.")
        self.assertEqual(self.in_transit(self.juice), 2)

    def test_a_rest_that_is_received_later_is_of_the_same_shipment(self):
        purchase = self.buy({self.juice: 10})
        shipment = self.ship_upstream(purchase)
        self.receive(purchase, shipment, {self.juice: 8}, backorder=True)
        order = self.order_of(purchase)
        self.assertFalse(order.receipt_ids, "the rest may still be found")
        self.receive(purchase, shipment)
        self.assertFalse(order.receipt_ids.note)
        self.assertEqual(order.channel_stage, "received")
        self.assertEqual(self.on_hand(self.lake_company, self.juice), 10)

    def test_what_is_expected_takes_no_goods_of_others_in_transit(self):
        """In transit lie the goods of all enterprises."""
        purchase = self.buy({self.juice: 10})
        other = self.buy({self.juice: 10})
        shipment = self.ship_upstream(purchase)
        expected = self.receipts_of(other)
        expected.action_assign()
        self.env["stock.rule"].with_company(self.lake_company).run_scheduler(
            company_id=self.lake_company.id
        )
        self.assertFalse(expected.move_ids.quantity)
        self.receive(purchase, shipment)
        self.assertEqual(self.on_hand(self.lake_company, self.juice), 10)

    def test_a_shipment_that_nobody_heard_of_in_time_is_received_once(self):
        """Notes may come late, twice, or before others."""
        purchase = self.ask({self.juice: 10})
        purchase.button_confirm()
        order = self.order_of(purchase)
        shipment = self.ship_upstream(purchase)
        for _again in range(2):
            order._ask_purchase("again")
            self.follow()
        self.receive(purchase, shipment)
        self.follow()
        self.assertEqual(self.on_hand(self.lake_company, self.juice), 10)

    def test_rivals_see_neither_goods_in_transit_nor_their_lots(self):
        purchase = self.buy({self.cola: 40})
        self.lots.company_id = self.north_company
        shipment = self.ship_upstream(purchase)
        self.assertEqual(self.receipts_of(purchase, shipment).state, "assigned")
        self.assertFalse(self.lots.company_id, "the same lot at the next tier")
        rival = self.create_staff(self.company, "warehouse")
        transit = self.env.ref("stock.stock_location_inter_company")
        quants = self.env["stock.quant"].search([("location_id", "=", transit.id)])
        self.assertTrue(quants)
        self.assertFalse(self.seen_by(rival, quants))
        self.assertFalse(self.seen_by(rival, self.lots))
        self.assertEqual(self.seen_by(self.keeper, self.lots), self.lots)
        self.assertEqual(self.seen_by(self.north_keeper, self.lots), self.lots)
