from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestReceipt(OrderCase):
    """What arrived is confirmed, whether the rest has left or not."""

    def texts(self, order, code):
        order.invalidate_recordset(["channel_timeline"])
        return [e["what"] for e in order.channel_timeline if e["code"] == code]

    def test_the_part_that_arrived_is_confirmed_and_the_rest_later(self):
        order = self.confirmed_order()
        first = self.ship_part(order)
        receipt = order._confirm_receipt("Mr Zhang")
        self.assertEqual(receipt.picking_ids, first.sudo())
        self.assertEqual(order.channel_stage, "partly_shipped")
        self.assertFalse(order.can_confirm_receipt)
        second = self.pickings_of(order, "outgoing")
        second.button_validate()
        self.assertEqual(order.channel_stage, "shipped")
        self.assertTrue(order.can_confirm_receipt)
        order._confirm_receipt("Mr Li")
        self.assertEqual(order.receipt_ids.picking_ids, (first + second).sudo())
        self.assertEqual(order.channel_stage, "received")

    def test_a_part_is_confirmed_once(self):
        order = self.confirmed_order()
        self.ship_part(order)
        order._confirm_receipt("Mr Zhang")
        with self.assertRaisesRegex(UserError, "nothing of it has been shipped"):
            order._confirm_receipt("Mr Li")

    def test_only_the_shipments_that_were_meant_are_confirmed(self):
        order = self.confirmed_order()
        first = self.ship_part(order)
        self.pickings_of(order, "outgoing").button_validate()
        order._confirm_receipt("Mr Zhang", pickings=first)
        self.assertEqual(order.channel_stage, "shipped")
        with self.assertRaises(UserError):
            order._confirm_receipt("Mr Zhang", pickings=first)

    def test_what_leaves_after_the_receipt_is_confirmed_too(self):
        order = self.confirmed_order()
        self.ship(order)
        order._confirm_receipt("Mr Zhang")
        order.sudo().order_line[0].product_uom_qty += 1
        self.ship(order)
        self.assertEqual(order.channel_stage, "shipped")
        self.assertTrue(order.can_confirm_receipt)

    def test_the_timeline_says_what_was_shipped_in_part(self):
        order = self.confirmed_order()
        first = self.ship_part(order)
        order._confirm_receipt("Mr Zhang")
        shipped = self.texts(order, "transfer")
        self.assertIn(f"Partly shipped: {first.name} shipped", shipped)
        self.assertIn(first.name, self.texts(order, "received")[0])
        second = self.pickings_of(order, "outgoing")
        second.button_validate()
        self.assertIn(f"{second.name} shipped", self.texts(order, "transfer"))

    def test_what_is_shipped_at_once_is_no_part(self):
        order = self.confirmed_order()
        self.ship(order)
        self.assertFalse([t for t in self.texts(order, "transfer") if "Partly" in t])

    def test_a_note_is_told_to_the_salesperson_and_to_service(self):
        order = self.confirmed_order()
        self.ship(order)
        self.as_user(order, self.accountant)._confirm_receipt("Li", "2 <boxes> wet")
        activities = order.sudo().activity_ids
        self.assertEqual(activities.user_id, self.seller + self.service)
        self.assertIn("2 &lt;boxes&gt; wet", activities[0].note)

    def test_no_note_tells_nobody(self):
        order = self.confirmed_order()
        self.ship(order)
        order._confirm_receipt("Li", "  ")
        self.assertFalse(order.sudo().activity_ids)

    def test_nobody_writes_a_receipt_onto_a_transfer(self):
        order = self.confirmed_order()
        self.ship(order)
        receipt = order._confirm_receipt("Mr Zhang")
        picking = self.as_user(receipt.sudo().picking_ids, self.keeper)
        with self.assertRaises(AccessError):
            picking.write({"receipt_id": False})
