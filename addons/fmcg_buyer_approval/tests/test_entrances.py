import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestEntrances(BuyerApprovalCase):
    """No way into an order leads around the head office."""

    def test_the_shop_s_cart(self):
        self.log_in(self.buyer)
        answer = self.submit({self.tea: 30})["result"]
        order = self.env["sale.order"].browse(answer["order_id"])
        self.assertEqual(order.buyer_approval_state, "waiting")

    def test_a_buyer_s_key_enters_nothing_by_the_call_of_the_seller(self):
        Order = self.env["sale.order"].with_user(self.buyer)
        with self.assertRaises(AccessError):
            Order.submit_channel_order(
                [{"code": "TEA-1", "quantity": 30}],
                "key-12345678",
                agreement_id=self.agreement.id,
            )

    def test_a_buyer_neither_submits_nor_confirms_by_rpc(self):
        order = self.place().with_user(self.buyer)
        for method in ("action_submit", "action_confirm", "action_ask_gate"):
            with self.subTest(method), self.assertRaises(UserError):
                getattr(order, method)()
        with self.assertRaises(AccessError):
            order.action_ask_head_office()
        self.assertEqual(order.buyer_approval_state, "waiting")

    def test_the_button_of_the_seller(self):
        order = self.staff_order()
        order.action_submit()
        self.assertEqual(order.buyer_approval_state, "waiting")
        self.assertFalse(order.submitted_date)
        with self.assertRaisesRegex(UserError, "Waiting for the approval"):
            order.action_submit()

    def test_confirming_without_submitting(self):
        order = self.staff_order()
        with self.assertRaisesRegex(UserError, "Corner Chain"):
            order.action_confirm()
        with self.assertRaisesRegex(UserError, "Corner Chain"):
            order.write({"state": "sale"})
        with self.assertRaisesRegex(UserError, "Corner Chain"):
            order.sudo()._validate_order()

    def test_confirming_what_waits(self):
        order = self.staff_order()
        order.action_submit()
        with self.assertRaisesRegex(UserError, "Waiting for the approval"):
            order.action_confirm()
        with self.assertRaisesRegex(UserError, "Waiting for the approval"):
            order.action_ask_gate()

    def test_the_call_for_programs_of_the_seller(self):
        answer = self.model_as("sale.order", self.salesperson).submit_channel_order(
            [{"code": "TEA-1", "quantity": 30}],
            "key-12345678",
            agreement_id=self.agreement.id,
        )
        order = self.env["sale.order"].browse(answer["order_id"])
        self.assertEqual(order.buyer_approval_state, "waiting")
        self.assertEqual([b["code"] for b in answer["blockers"]], ["buyer_approval"])
        self.assertTrue(json.dumps(answer))

    def test_the_import_of_the_seller(self):
        wizard = self.model_as("channel.order.import", self.salesperson).create(
            {"agreement_id": self.agreement.id, "text": "TEA-1 x 30"}
        )
        wizard.action_check()
        wizard.action_import_and_submit()
        order = self.env["sale.order"].search(
            [("buyer_node_id", "=", self.lake_shop.id)], limit=1, order="id desc"
        )
        self.assertEqual(order.buyer_approval_state, "waiting")

    def test_who_entered_it_for_the_shop_sees_it_and_their_colleagues_do_not(self):
        order = self.staff_order()
        order.action_submit()
        self.assertEqual(self.seen_by(self.salesperson, order), order.with_env(self.env))
        self.assertFalse(self.seen_by(self.colleague_sales, order))
        self.assertFalse(self.seen_by(self.admin, order))

    def test_approved_it_is_the_staff_s_submission(self):
        order = self.staff_order().with_env(self.env)
        self.as_user(order, self.salesperson).action_submit()
        self.approve(order)
        self.assertEqual((order.state, order.submitted_by_id), ("sale", self.salesperson))

    def test_sent_back_to_staff_is_changed_and_submitted_again(self):
        order = self.staff_order()
        order.action_submit()
        self.of(order, self.boss)._send_back_for_buyer("Ten are enough")
        self.assertIn("Ten are enough", order.buyer_answer)
        order.order_line.product_uom_qty = 10
        order.action_submit()
        self.assertEqual(order.state, "sale")

    def test_prices_that_staff_gave_are_not_moved_by_a_look(self):
        order = self.staff_order()
        order.order_line.price_unit = 4.5
        order.action_submit()
        self.of(order, self.boss)._refresh_for_buyer()
        self.assertEqual(order.order_line.price_unit, 4.5)

    def test_clients_do_not_set_what_is_derived(self):
        order = self.staff_order()
        order.action_submit()
        for values in (
            {"buyer_approval_state": "approved"},
            {"withheld": False},
            {"buyer_asked_by_id": self.admin.id},
            {"buyer_policy_id": self.rival_policy.id},
            {"buyer_decision_ids": [Command.clear()]},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                order.write(values)

    def test_clients_do_not_write_decisions(self):
        order = self.place()
        values = {
            "order_id": order.id,
            "policy_id": self.policy.id,
            "kind": "approved",
            "currency_id": order.currency_id.id,
        }
        for user in (self.boss, self.buyer, self.salesperson, self.admin):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.model_as("channel.buyer.decision", user).create(values)
