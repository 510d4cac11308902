from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestStateWritten(OrderCase):
    """A state that is written without its button leaves goods and money behind."""

    def confirmed(self):
        order = self.enter_order()
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        return order

    def test_nobody_writes_a_state(self):
        for start, states in (
            (self.enter_order, ("sent", "sale", "cancel")),
            (self.confirmed, ("draft", "sent", "cancel")),
        ):
            for state in states:
                order = start()
                before = order.state
                with self.subTest(before=before, after=state):
                    with self.assertRaisesRegex(UserError, "Use the button"):
                        self.as_user(order, self.seller).write({"state": state})
                    self.assertEqual(order.state, before)

    def test_a_forged_context_is_none_of_ours(self):
        order = self.as_user(self.confirmed(), self.seller)
        for flag in (True, {}, "OURS"):
            with self.assertRaises(UserError):
                order.with_context(order_state_step=flag).write({"state": "cancel"})

    def test_what_a_form_sends_back_is_no_change(self):
        order = self.as_user(self.confirmed(), self.seller)
        order.write({"state": "sale", "client_order_ref": "7"})
        self.assertEqual(order.client_order_ref, "7")

    def test_the_buttons_work(self):
        order = self.as_user(self.enter_order(), self.seller)
        order.action_quotation_sent()
        self.assertEqual(order.state, "sent")
        order.action_draft()
        self.assertEqual(order.state, "draft")
        order.with_context(mark_so_as_sent=True).message_post(body="Our offer")
        self.assertEqual(order.state, "sent")
        order.action_submit()
        self.assertEqual(order.state, "sale")
        order._action_cancel()
        self.assertEqual(order.state, "cancel")

    def test_reopened_it_is_handed_in_anew(self):
        order = self.as_user(self.enter_order(), self.seller)
        order.action_submit()
        first = order.submitted_date
        self.assertTrue(first)
        order._action_cancel()
        order.action_draft()
        self.assertFalse(order.submitted_date)
        self.assertFalse(order.submitted_by_id)
        self.assertEqual(order.channel_stage, "draft")
        order.action_submit()
        self.assertEqual(order.state, "sale")

    def test_reopened_it_gets_the_prices_of_now(self):
        order = self.as_user(self.enter_order(), self.seller)
        order.action_submit()
        order.sudo().submitted_date = "2020-01-01 08:00:00"
        order._action_cancel()
        order.action_draft()
        self.assertGreater(order._get_buying_moment().year, 2020)
