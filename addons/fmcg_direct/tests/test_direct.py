from odoo.tests import tagged

from .common import DirectCase


@tagged("post_install", "-at_install")
class TestDirect(DirectCase):
    """An outlet orders 12 where its distributor has 5 and the province 4: 5 ship now, 7 go
    straight to the outlet, 4 of the province and 3 of the brand."""

    def test_what_is_lacking_is_ordered_with_the_outlets_address(self):
        order = self.order_soda()
        purchase = self.purchase_of(self.lake_company)
        self.assertEqual(purchase.state, "purchase")
        self.assertEqual(purchase.order_line.product_qty, 7)
        self.assertEqual(purchase.direct_address_id, self.lake_shop.partner_id)
        upstream = self.upstream_of(self.lake_company)
        self.assertEqual(upstream.partner_id, self.lake.partner_id)
        self.assertEqual(upstream.partner_shipping_id, self.lake_shop.partner_id)
        self.assertEqual(self.own_demand(order), 5, "the warehouse delivers what it has")
        expected = self.direct_of(order, "open")
        self.assertEqual(expected.move_ids.product_uom_qty, 7)
        self.assertFalse(expected.move_ids.quantity)

    def test_the_outlets_12_with_5_there_4_and_3_from_above(self):
        order = self.order_soda()
        self.ship_all(order)
        self.assertEqual(order.channel_stage, "partly_shipped")
        upstream = self.upstream_of(self.lake_company)
        self.ship_all(upstream)  # the province's 4
        self.assertEqual(order.order_line.qty_delivered, 9)
        # the province's own 3 come from the brand to its warehouse
        self.ship_all(self.upstream_of(self.north_company))
        self.receive_all(self.north_company)
        self.ship_all(upstream)
        self.assertEqual(order.order_line.qty_delivered, 12)
        self.assertEqual(order.channel_stage, "shipped")
        self.assertEqual(len(self.direct_of(order)), 2)
        purchase = self.purchase_of(self.lake_company)
        self.assertEqual(purchase.order_line.qty_received, 7)
        for company in self.chain:
            self.assertEqual(self.on_hand(company, self.soda), 0)
        self.assertEqual(self.on_hand(self.company, self.soda), 997)
        self.assertEqual(self.in_transit(self.soda), 0)

    def test_brand_to_outlet_across_two_middles(self):
        self.open_chain()
        order = self.order_soda()
        brand_order = self.upstream_of(self.north_company)
        self.assertEqual(brand_order.partner_id, self.north.partner_id)
        self.assertEqual(brand_order.partner_shipping_id, self.lake_shop.partner_id)
        self.ship_all(brand_order)
        self.assertEqual(order.order_line.qty_delivered, 3)
        of_north = self.upstream_of(self.lake_company)
        self.assertEqual(of_north.order_line.qty_delivered, 3)
        self.assertEqual(self.purchase_of(self.north_company).order_line.qty_received, 3)
        self.ship_all(of_north)
        self.ship_all(order)
        self.assertEqual(order.order_line.qty_delivered, 12)
        for company in self.chain:
            self.assertEqual(self.on_hand(company, self.soda), 0)
        self.assertEqual(self.in_transit(self.soda), 0)
