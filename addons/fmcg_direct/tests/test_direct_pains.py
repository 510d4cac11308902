from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DirectCase


@tagged("post_install", "-at_install")
class TestDirectPains(DirectCase):
    """What goes wrong elsewhere when goods are shipped straight to customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.create_node("Lake Second Shop", "retail", cls.lake)
        cls.create_agreement(cls.lake_company, cls.second, user_id=cls.seller.id)
        cls.stock(cls.north_company, 100)

    def order_second(self, quantity):
        return self.order_soda(quantity, partner_id=self.second.partner_id.id)

    def test_drop_shipments_of_two_outlets_are_never_merged(self):
        """metasfresh 23918"""
        self.lake_company.sourcing_release = "by_hand"
        first, second = self.order_soda(8), self.order_second(4)
        purchases = self.purchase_of(self.lake_company)
        self.assertEqual(
            {one.direct_address_id: one.order_line.product_qty for one in purchases},
            {self.lake_shop.partner_id: 3, self.second.partner_id: 4},
        )
        for purchase in purchases:
            self.as_user(purchase, self.purchaser).button_confirm()
        self.settle()
        for order, quantity in ((second, 4), (first, 3)):
            (upstream,) = (
                self.order_of(one)
                for one in purchases
                if one.direct_address_id == order.partner_id
            )
            self.ship_all(upstream)
            self.assertEqual(order.order_line.qty_delivered, quantity)
        self.assertEqual(self.direct_of(first).partner_id, self.lake_shop.partner_id)
        self.assertEqual(self.direct_of(second).partner_id, self.second.partner_id)

    def test_nor_are_they_merged_by_hand(self):
        self.lake_company.sourcing_release = "by_hand"
        self.order_soda(8)
        self.order_second(4)
        purchases = self.as_user(self.purchase_of(self.lake_company), self.purchaser)
        with self.assertRaisesRegex(UserError, "must be same"):
            purchases.action_merge()

    def test_a_partial_does_not_count_as_full(self):
        """erpnext 45562"""
        order = self.order_soda(12)
        upstream = self.upstream_of(self.lake_company)
        self.ship_some(upstream, 4)
        purchase = self.purchase_of(self.lake_company)
        self.assertEqual(order.order_line.qty_delivered, 4)
        self.assertEqual(purchase.order_line.qty_received, 4)
        self.assertEqual(purchase.receipt_status, "partial")
        self.assertEqual(order.channel_stage, "partly_shipped")
        self.assertEqual(self.direct_of(order, "open").move_ids.product_uom_qty, 3)
        self.assertEqual(self.own_demand(order), 5)
        self.ship_all(upstream)
        self.assertEqual(purchase.receipt_status, "full")
        self.assertEqual(order.order_line.qty_delivered, 7)

    def test_a_receipt_is_not_repeatable(self):
        """erpnext 39047"""
        order = self.order_soda(12)
        upstream = self.upstream_of(self.lake_company)
        self.ship_all(upstream)
        for _again in range(3):
            upstream._ask_purchase("again")
            self.settle()
            self.lake_company._source(self.soda)
        self.assertEqual(len(self.direct_of(order)), 1)
        self.assertEqual(order.order_line.qty_delivered, 7)
        self.assertEqual(self.purchase_of(self.lake_company).order_line.qty_received, 7)
        self.assertFalse(self.direct_of(order, "open"))

    def test_nobody_says_by_hand_that_it_left(self):
        order = self.order_soda(12)
        expected = self.as_user(self.direct_of(order, "open"), self.keeper)
        expected.move_ids.quantity = 7
        with self.assertRaisesRegex(UserError, "straight from the supplier"):
            expected.button_validate()
        self.assertFalse(expected.can_start_preparation)
        self.assertFalse(expected.is_due)

    def test_killed_in_the_middle_is_continued(self):
        order = self.order_soda(12)
        upstream = self.upstream_of(self.lake_company)
        Purchase = type(self.env["purchase.order"])
        killed = RuntimeError("killed")
        with patch.object(Purchase, "_expect_straight", side_effect=killed):
            with self.assertRaises(RuntimeError), self.env.cr.savepoint():
                self.ship_all(upstream)
        self.assertFalse(self.direct_of(order))
        self.ship_all(upstream)
        self.settle()
        self.assertEqual(order.order_line.qty_delivered, 7)
        self.assertEqual(len(self.direct_of(order)), 1)

    def test_consolidation_knows_what_belongs_to_whom(self):
        """next_rooms 6.4: two orders of one outlet in one purchase."""
        self.lake_company.sourcing_release = "by_hand"
        first, second = self.order_soda(8), self.order_soda(4)
        purchase = self.purchase_of(self.lake_company)
        self.assertEqual(purchase.order_line.product_qty, 7)
        self.as_user(purchase, self.purchaser).button_confirm()
        self.settle()
        upstream = self.order_of(purchase)
        self.assertEqual(len(upstream.order_line), 1)
        self.ship_some(upstream, 5)
        delivered = (first.order_line.qty_delivered, second.order_line.qty_delivered)
        self.assertEqual(delivered, (3, 2), "the oldest first")
        self.ship_all(upstream)
        delivered = (first.order_line.qty_delivered, second.order_line.qty_delivered)
        self.assertEqual(delivered, (3, 4))
        self.assertEqual(self.direct_of(second).mapped("sale_id"), second)

    def test_more_than_was_ordered_is_named(self):
        order = self.order_soda(12)
        self.ship_some(self.upstream_of(self.lake_company), 8)
        self.assertEqual(order.order_line.qty_delivered, 8)
        self.assertEqual(self.own_demand(order), 4, "the warehouse delivers one less")
        said = self.purchase_of(self.lake_company).sudo().message_ids.mapped("preview")
        self.assertIn(
            "North Trading shipped more than was ordered: Soda 1 Units.", said
        )

    def test_what_will_not_come_is_named_and_ordered_again(self):
        order = self.order_soda(12)
        self.ship_some(self.upstream_of(self.lake_company), 4, backorder=False)
        first, second = self.purchase_of(self.lake_company)
        said = first.sudo().message_ids.mapped("preview")
        self.assertIn("North Trading will not deliver: Soda 3 Units.", said)
        self.assertEqual(second.order_line.product_qty, 3)
        self.assertEqual(second.direct_address_id, self.lake_shop.partner_id)
        self.assertEqual(self.own_demand(order), 5)

    def test_what_comes_back_is_not_delivered_again(self):
        order = self.order_soda(12)
        upstream = self.upstream_of(self.lake_company)
        self.ship_all(upstream)
        direct = self.direct_of(order)
        wizard = self.model_as("stock.return.picking", self.service).with_context(
            active_model="stock.picking", active_id=direct.id, active_ids=direct.ids
        )
        wizard = wizard.create({})
        wizard.product_return_moves.quantity = 2
        back = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        self.as_user(back, self.keeper).button_validate()
        self.assertEqual(back.state, "done")
        upstream._ask_purchase("again")
        self.settle()
        self.assertEqual(self.own_demand(order), 5)
        self.assertEqual(order.order_line.qty_delivered, 5)
        self.assertEqual(self.on_hand(self.lake_company, self.soda), 7)
        self.assertEqual(self.purchase_of(self.lake_company).order_line.qty_received, 7)

    def test_what_the_warehouse_will_not_deliver_stays_so(self):
        order = self.order_soda(12)
        self.ship_some(order, 3, backorder=False)
        self.ship_some(self.upstream_of(self.lake_company), 4)
        self.assertEqual(self.own_demand(order), 0)
        self.ship_all(self.upstream_of(self.lake_company))
        self.assertEqual(order.order_line.qty_delivered, 10)
        self.assertEqual(len(self.purchase_of(self.lake_company)), 1)

    def test_parts_of_a_case_make_a_whole_case(self):
        case = self.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": self.soda.uom_id.id,
            }
        )
        self.soda.uom_ids = case
        line = {
            "product_id": self.soda.id,
            "product_uom_id": case.id,
            "product_uom_qty": 1,
        }
        order = self.order_soda(order_line=[(0, 0, line)])
        upstream = self.upstream_of(self.lake_company)
        for quantity in (7, 5, 7):
            self.ship_some(upstream, quantity)
            self.assertEqual(self.own_demand(order), 5)
        self.ship_all(order)
        self.assertEqual(order.order_line.qty_delivered, 1)
        self.assertEqual(len(self.direct_of(order)), 3)

    def test_lots_as_they_were_shipped(self):
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [(0, 0, {"product_id": self.cola.id, "product_uom_qty": 40})],
            }
        )
        order.action_submit()
        self.settle()
        upstream = self.upstream_of(self.lake_company)
        self.ship_all(upstream)
        shipped = {
            (line.lot_id, line.quantity)
            for line in upstream.picking_ids.move_line_ids
            if line.picking_id.picking_type_id.code == "outgoing"
        }
        moved = {
            (line.lot_id, line.quantity) for line in self.direct_of(order).move_line_ids
        }
        self.assertEqual(moved, shipped)
        self.assertEqual(len(moved), 2)
        self.assertEqual(self.in_transit(self.cola), 0)
