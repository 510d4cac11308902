from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestStage(OrderCase):
    """The stage follows the documents, whoever moves them."""

    def steps(self, order):
        return {step["code"]: step["state"] for step in order.channel_progress}

    def test_new_order_is_a_draft(self):
        self.assertEqual(self.enter_order().channel_stage, "draft")

    def test_started_preparation(self):
        order = self.confirmed_order()
        self.pickings_of(order, "internal").action_start_preparation()
        self.assertEqual(order.channel_stage, "preparing")

    def test_starting_twice_is_refused(self):
        order = self.confirmed_order()
        picking = self.pickings_of(order, "internal")
        picking.action_start_preparation()
        with self.assertRaisesRegex(UserError, "cannot be started"):
            picking.action_start_preparation()

    def test_prepared_order_is_ready(self):
        order = self.confirmed_order()
        self.prepare(order)
        self.assertEqual(order.channel_stage, "ready")

    def test_shipped(self):
        order = self.confirmed_order()
        self.ship(order)
        self.assertEqual(order.channel_stage, "shipped")

    def test_partly_shipped_until_the_rest_has_left(self):
        order = self.confirmed_order()
        self.ship_part(order)
        self.assertEqual(order.channel_stage, "partly_shipped")
        self.assertEqual(self.steps(order)["shipped"], "current")
        self.pickings_of(order, "outgoing").button_validate()
        self.assertEqual(order.channel_stage, "shipped")

    def test_one_step_warehouse_is_ready_when_all_is_picked(self):
        self.lake_company.sudo().partner_id.env["stock.warehouse"].search(
            [("company_id", "=", self.lake_company.id)]
        ).delivery_steps = "ship_only"
        order = self.confirmed_order()
        delivery = self.pickings_of(order, "outgoing")
        self.assertEqual(order.channel_stage, "confirmed")
        delivery.move_ids.picked = True
        self.assertEqual(order.channel_stage, "ready")

    def test_received(self):
        order = self.confirmed_order()
        self.ship(order)
        order._confirm_receipt("Mr Zhang", "All well")
        self.assertEqual(order.channel_stage, "received")

    def test_receipt_of_goods_that_have_not_left_is_refused(self):
        order = self.confirmed_order()
        with self.assertRaisesRegex(UserError, "nothing of it has been shipped"):
            order._confirm_receipt("Mr Zhang")

    def test_receipt_needs_a_signer(self):
        order = self.confirmed_order()
        self.ship(order)
        with self.assertRaisesRegex(UserError, "Signed by"):
            order._confirm_receipt("  ")

    def test_second_receipt_is_refused(self):
        order = self.confirmed_order()
        self.ship(order)
        order._confirm_receipt("Mr Zhang")
        with self.assertRaises(UserError):
            order._confirm_receipt("Mr Li")

    def test_salesperson_confirms_for_the_customer(self):
        order = self.confirmed_order()
        self.ship(order)
        self.model_as("channel.receipt.confirm", self.seller).create(
            {"order_id": order.id, "signed_by": "Mr Zhang"}
        ).action_confirm()
        self.assertEqual(order.channel_stage, "received")

    def test_nobody_writes_a_receipt_by_hand(self):
        order = self.confirmed_order()
        with self.assertRaises(AccessError):
            self.model_as("channel.receipt", self.seller).create(
                {"order_id": order.id, "signed_by": "Me"}
            )

    def test_unpaid_order_is_not_settled(self):
        order = self.confirmed_order()
        self.ship(order)
        order._confirm_receipt("Mr Zhang")
        self.invoice(order)
        self.assertEqual(order.channel_stage, "received")

    def test_settled(self):
        self.assertEqual(self.settled_order().channel_stage, "settled")

    def test_paid_before_the_receipt_waits_for_the_receipt(self):
        order = self.confirmed_order()
        self.ship(order)
        self.pay(self.invoice(order))
        self.assertEqual(order.channel_stage, "shipped")

    def test_goods_that_came_back_reopen_the_settlement_until_refunded(self):
        order = self.settled_order()
        self.take_back(order, 4).button_validate()
        self.assertEqual(order.channel_stage, "received")
        self.assertEqual(self.steps(order)["aftersale"], "current")
        refund = self.invoice(order)
        self.assertEqual(refund.move_type, "out_refund")
        self.pay(refund)
        self.assertEqual(order.channel_stage, "settled")
        self.assertEqual(self.steps(order)["aftersale"], "done")

    def test_cancelled(self):
        order = self.confirmed_order()
        order._action_cancel()
        self.assertEqual(order.channel_stage, "cancelled")
        self.assertEqual(set(self.steps(order).values()), {"todo"})

    def test_stage_recomputes_to_the_same_answer(self):
        order = self.settled_order()
        order.sudo()._compute_channel_stage()
        self.assertEqual(order.channel_stage, "settled")

    def test_nobody_sets_the_stage_by_hand(self):
        order = self.enter_order()
        with self.assertRaises(AccessError):
            order.write({"channel_stage": "settled"})
        order.sudo().channel_stage = "settled"
        order.invalidate_recordset()
        order.sudo()._compute_channel_stage()
        self.assertEqual(order.channel_stage, "draft")
