from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestTimeline(OrderCase):
    def test_each_step_names_who_did_it(self):
        order = self.settled_order()
        who = {entry["code"]: entry["who"] for entry in order.channel_timeline}
        self.assertEqual(who["entered"], self.seller.name)
        self.assertEqual(who["submitted"], self.seller.name)
        self.assertEqual(who["confirmed"], self.seller.name)
        self.assertEqual(who["transfer"], self.keeper.name)
        self.assertEqual(who["invoice"], self.accountant.name)
        self.assertEqual(who["payment"], self.accountant.name)

    def test_waybill_is_named(self):
        order = self.confirmed_order()
        self.prepare(order)
        delivery = self.pickings_of(order, "outgoing")
        delivery.sudo().carrier_tracking_ref = "SF1234567890"
        delivery.button_validate()
        texts = " ".join(entry["what"] for entry in order.channel_timeline)
        self.assertIn("SF1234567890", texts)

    def test_times_are_in_the_reader_s_zone(self):
        order = self.confirmed_order()
        order.sudo().submitted_date = "2020-11-23 20:30:00"
        entries = order.with_context(tz="Asia/Shanghai")._get_timeline()
        dates = {entry["code"]: entry["date"] for entry in entries}
        self.assertEqual(dates["submitted"], "2020-11-24 04:30")

    def test_what_happens_in_one_second_stands_as_it_came(self):
        """The day of entry has microseconds, the others were cut to the second."""
        order = self.confirmed_order()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET create_date = submitted_date + interval '0.7 second', "
            "date_order = submitted_date WHERE id = %s",
            [order.id],
        )
        order.invalidate_recordset()
        codes = [entry["code"] for entry in order.channel_timeline]
        self.assertEqual(codes, ["entered", "submitted", "confirmed"])

    def test_a_cancelled_order_tells_when_and_by_whom(self):
        order = self.confirmed_order()
        self.as_user(order, self.service)._action_cancel()
        last = order.channel_timeline[-1]
        self.assertEqual((last["code"], last["who"]), ("cancelled", self.service.name))
        self.assertTrue(last["date"])

    def test_a_reopened_order_was_not_cancelled(self):
        order = self.as_user(self.confirmed_order(), self.seller)
        order._action_cancel()
        order.action_draft()
        self.assertFalse(order.cancelled_date)
        order.action_submit()
        codes = [entry["code"] for entry in order.channel_timeline]
        self.assertNotIn("cancelled", codes)

    def test_nothing_happens_before_it_happened(self):
        codes = [entry["code"] for entry in self.enter_order().channel_timeline]
        self.assertEqual(codes, ["entered"])
