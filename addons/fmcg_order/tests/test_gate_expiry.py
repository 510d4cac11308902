from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .gate_common import GateCase


@tagged("post_install", "-at_install")
class TestGateExpiry(GateCase):
    """Held orders end, after both sides have been told."""

    def run_in(self, days):
        with freeze_time(fields.Datetime.now() + timedelta(days=days)):
            self.env["sale.order"]._cron_expire_holds()

    def test_nothing_happens_at_first(self):
        order = self.held_by_minimum()
        self.run_in(20)
        self.assertEqual(order.state, "sent")
        self.assertFalse(order.hold_notice_date)

    def test_both_sides_are_told_before(self):
        order = self.held_by_minimum()
        self.run_in(28)
        self.assertTrue(order.hold_notice_date)
        message = order.sudo().message_ids[:1]
        self.assertIn("will be cancelled on", message.body)
        self.assertEqual(message.message_type, "comment")  # the portal shows no others
        self.assertIn(order.partner_id, message.notified_partner_ids)
        self.assertEqual(order.sudo().activity_ids.user_id, self.seller)

    def test_the_day_that_is_told_is_the_seller_s(self):
        self.lake_company.partner_id.tz = "Asia/Shanghai"
        self.lake_company.order_hold_days = 1
        order = self.held_by_minimum().sudo()
        for moment, day in (
            ("2026-12-30 15:59:00", "2026-12-31"),
            ("2026-12-30 16:00:00", "2027-01-01"),
        ):
            order.held_since = moment
            told = order.with_context(tz="UTC")._get_expiry_date()
            self.assertEqual(fields.Date.to_string(told), day)

    def test_the_notice_comes_once(self):
        order = self.held_by_minimum()
        self.run_in(28)
        messages = len(order.sudo().message_ids)
        self.run_in(29)
        self.assertEqual(len(order.sudo().message_ids), messages)

    def test_a_hold_that_has_ended_cancels_the_order(self):
        order = self.held_by_minimum()
        self.run_in(31)
        self.assertEqual(order.channel_stage, "cancelled")
        bodies = "".join(order.sudo().message_ids.mapped("body"))
        self.assertIn("had been held for 30 days", bodies)
        self.assertIn("What had kept this order", bodies)

    def test_a_cured_order_goes_on_instead(self):
        order = self.held_by_minimum()
        self.env.flush_all()
        self.env.cr.execute("UPDATE channel_agreement SET min_order_amount = 0")
        self.env.invalidate_all()
        self.run_in(31)
        self.assertEqual(order.state, "sale")

    def test_zero_days_wait_for_ever(self):
        self.lake_company.order_hold_days = 0
        order = self.held_by_minimum()
        self.run_in(400)
        self.assertEqual(order.state, "sent")

    def test_each_enterprise_has_its_own_days(self):
        self.lake_company.order_hold_days = 5
        order = self.held_by_minimum()
        self.run_in(6)
        self.assertEqual(order.state, "cancel")

    def test_a_paid_order_is_left_to_people(self):
        order = self.held_by_minimum()
        self.patch(type(order), "_has_money", lambda self: True)
        self.run_in(31)
        self.assertEqual(order.state, "sent")
        self.assertTrue(order.hold_notice_date)

    def test_waiting_for_approval_is_no_hold(self):
        order = self.held_by_minimum()
        self.agreement.min_order_amount = 0
        self.assertFalse(order.is_held)
        self.run_in(31)
        self.assertNotEqual(order.state, "cancel")
