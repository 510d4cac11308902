from odoo.tests import tagged

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestCascade(SourcingCase):
    """An outlet orders 12 where its distributor has 5 and the province 4: 5 ship now, 7 come
    from above, 4 of them from the province and 3 from the brand."""

    def test_each_tier_orders_what_it_lacks(self):
        order = self.order_soda()
        self.assertEqual(self.reserved(order), 5)
        of_lake = self.purchases_of(self.lake_company)
        self.assertEqual(of_lake.order_line.product_qty, 7)
        self.assertEqual(of_lake.partner_id, self.north.partner_id)
        self.assertEqual(of_lake.state, "purchase")
        of_north = self.purchases_of(self.north_company)
        self.assertEqual(of_north.order_line.product_qty, 3)
        self.assertEqual(of_north.partner_id, self.company.partner_id)
        self.assertEqual(of_north.state, "purchase")

    def test_looking_again_orders_nothing_more(self):
        self.order_soda()
        for _again in range(3):
            for company in self.chain:
                company._source(self.soda)
            self.settle()
        self.assertEqual(self.purchases_of(self.lake_company).order_line.product_qty, 7)
        self.assertEqual(self.purchases_of(self.north_company).order_line.product_qty, 3)

    def test_what_belongs_to_whom(self):
        first = self.order_soda(8)
        second = self.order_soda(4)
        shares = self.env["channel.sourcing.share"].search(
            [("company_id", "=", self.lake_company.id)]
        )
        found = {share.sale_line_id.order_id.id: share.quantity for share in shares}
        self.assertEqual(found, {first.id: 3, second.id: 4})
        self.assertEqual(
            self.as_user(first, self.seller).order_line.supply.split(", ")[0], "5 there"
        )
        self.assertIn("3 from North Trading", first.order_line.supply)

    def test_goods_come_down_and_free_who_waits(self):
        order = self.order_soda()
        self.ship_all(order)
        self.assertEqual(order.order_line.qty_delivered, 5)
        of_lake, of_north = (self.purchases_of(company) for company in self.chain)
        # the province ships its 4; the brand its 3
        self.ship_all(self.order_of(of_lake))
        self.receive_all(self.lake_company)
        self.assertEqual(self.reserved(order), 4)
        self.ship_all(self.order_of(of_north))
        self.receive_all(self.north_company)
        self.ship_all(self.order_of(of_lake))
        self.receive_all(self.lake_company)
        self.assertEqual(self.reserved(order), 7)
        self.ship_all(order)
        self.ship_all(order)
        self.assertEqual(order.order_line.qty_delivered, 12)
        for company in self.chain:
            self.assertEqual(self.on_hand(company, self.soda), 0)
        self.assertEqual(self.on_hand(self.company, self.soda), 997)
        self.assertEqual(self.in_transit(self.soda), 0)
        self.assertEqual(of_lake.channel_stage, "received")
        self.assertFalse(order.order_line.supply)

    def test_a_cancellation_half_way_becomes_the_middle_tiers_stock(self):
        order = self.order_soda()
        of_lake, of_north = (self.purchases_of(company) for company in self.chain)
        self.ship_all(self.order_of(of_lake))
        order.sudo()._action_cancel()
        self.settle()
        self.receive_all(self.lake_company)
        self.assertEqual(self.on_hand(self.lake_company, self.soda), 9)
        self.assertEqual((of_lake.state, of_north.state), ("purchase", "purchase"))
        # what is on its way anyhow serves the next customer
        self.order_soda(12)
        self.assertEqual(len(self.purchases_of(self.lake_company)), 1)
