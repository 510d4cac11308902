from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .gate_common import GateCase

# One pixel, as PNG
PIXEL = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    b"AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestGateEntrances(GateCase):
    """Whatever confirms an order meets the same gate, and says something."""

    def blocked(self):
        self.agreement.min_order_amount = 1000
        return self.enter_order()

    def test_the_confirm_button(self):
        order = self.blocked()
        with self.assertRaisesRegex(UserError, "below the minimum"):
            order.action_confirm()

    def test_writing_the_state(self):
        order = self.blocked()
        for records in (order, order.sudo()):
            with self.subTest(su=records.env.su), self.assertRaises(UserError):
                records.write({"state": "sale"})

    def test_creating_a_confirmed_order(self):
        values = self.blocked().copy_data()[0]
        with self.assertRaisesRegex(UserError, "below the minimum"):
            self.env["sale.order"].create(values | {"state": "sale"})

    def test_a_forged_session_does_not_answer_for_the_gate(self):
        order = self.blocked()
        forged = order.with_context(gate_session={"answers": {str(order.id): []}})
        with self.assertRaises(UserError):
            forged.action_confirm()

    def test_several_orders_at_once(self):
        good = self.enter_order()
        bad = self.blocked()
        self.agreement.min_order_amount = 200
        good.order_line[0].product_uom_qty = 100
        with self.assertRaises(UserError):
            (good + bad).action_confirm()

    def test_an_automation(self):
        order = self.blocked()
        action = self.env["ir.actions.server"].create(
            {
                "name": "Confirm",
                "model_id": self.env.ref("sale.model_sale_order").id,
                "state": "code",
                "code": "record.action_confirm()",
            }
        )
        with (
            self.assertRaisesRegex(UserError, "below the minimum"),
            mute_logger("odoo.addons.base.models.ir_actions"),
        ):
            action.with_context(active_model="sale.order", active_id=order.id).run()

    def test_a_signature_is_kept_and_the_order_waits(self):
        order = self.blocked()
        order.sudo().write({"signed_by": "Mr Zhang", "signature": PIXEL})
        order.sudo()._validate_order()
        self.assertEqual((order.state, order.channel_stage), ("sent", "held"))
        self.assertEqual(order.signed_by, "Mr Zhang")
        self.assertIn("It waits nevertheless", order.sudo().message_ids[0].body)

    def test_a_signature_confirms_what_nothing_stops(self):
        order = self.enter_order()
        order.sudo()._validate_order()
        self.assertEqual(order.state, "sale")

    # --- paid ---

    def pay_for(self, order):
        """A transaction for the whole order that has been paid."""
        provider = self.env["payment.provider"].sudo().create({"name": "Till"})
        method = self.env["payment.method"].sudo().create(
            {
                "name": "Till",
                "code": "till",
                "provider_ids": [(6, 0, provider.ids)],
                "image": PIXEL,
            }
        )
        transaction = self.env["payment.transaction"].sudo().create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "sale_order_ids": [(6, 0, order.ids)],
                "state": "done",
            }
        )
        return transaction, transaction._check_amount_and_confirm_order()

    def test_a_paid_order_that_is_blocked_waits_and_the_payment_is_safe(self):
        order = self.blocked()
        transaction, confirmed = self.pay_for(order)
        self.assertFalse(confirmed)
        self.assertEqual(transaction.state, "done")
        self.assertEqual(order.channel_stage, "held")
        self.assertIn("has paid", order.sudo().message_ids[0].body)
        self.assertEqual(order.sudo().activity_ids.user_id, self.seller)
        self.agreement.min_order_amount = 0
        self.ask_noted()
        self.assertEqual(order.state, "sale")

    def test_a_paid_order_goes_on(self):
        order = self.enter_order()
        _transaction, confirmed = self.pay_for(order)
        self.assertEqual(confirmed, order)
        self.assertEqual(order.state, "sale")

    def test_an_offer_past_its_validity(self):
        order = self.enter_order()
        order.validity_date = "2020-01-31"
        with self.assertRaisesRegex(UserError, "valid until"):
            order.action_confirm()

    def test_an_offer_accepted_in_time_stands(self):
        order = self.held_by_minimum()
        order.validity_date = order.submitted_date.date()
        order.sudo().submitted_date = "2020-01-31 08:00:00"
        order.validity_date = "2020-01-31"
        self.assertNotIn("expired", self.codes(order))

    def test_an_offer_is_valid_until_midnight_where_the_seller_is(self):
        self.lake_company.partner_id.tz = "Asia/Shanghai"
        order = self.held_by_minimum().with_context(tz="UTC")
        order.validity_date = "2020-01-31"
        for moment, expired in (
            ("2020-01-31 15:59:00", False),
            ("2020-01-31 16:00:00", True),
        ):
            order.sudo().submitted_date = moment
            with self.subTest(moment=moment):
                self.assertEqual("expired" in self.codes(order), expired)

    def test_confirming_asks_the_gate_once(self):
        order = self.enter_order()
        calls = []
        method = type(order)._collect_blockers

        def collect(records):
            calls.append(records.id)
            return method(records)

        self.patch(type(order), "_collect_blockers", collect)
        order.action_confirm()
        self.assertEqual(calls, [order.id])
