from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.fmcg_intake.exceptions import OrderKeyError

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskHead(DeskCase):
    """What an order of the desk says beside its rows."""

    def head(self, **values):
        return {"reference": "", "day": "", "note": ""} | values

    def day(self, days):
        today = self.lake_company._get_channel_today()
        return (today + timedelta(days=days)).isoformat()

    def save_head(self, submit=False, **values):
        head = self.head(**values)
        return self.order_of(self.save(self.row(self.tea, 3), head=head, submit=submit))

    def test_number_day_and_note_are_the_order_s(self):
        order = self.save_head(reference=" PO-7 ", day=self.day(2), note="Ring <twice>")
        self.assertEqual(order.client_order_ref, "PO-7")
        self.assertIn("Ring &lt;twice&gt;", order.note)
        day = self.lake_company._get_channel_day(order.commitment_date)
        self.assertEqual(day.isoformat(), self.day(2))

    def test_a_change_of_the_head_alone_changes_the_draft(self):
        first = self.save_head(reference="PO-7")
        second = self.save_head(reference="PO-8")
        self.assertEqual((first, second.client_order_ref), (second, "PO-8"))
        self.assertFalse(self.save_head().client_order_ref)

    def test_a_submitted_order_keeps_what_it_said(self):
        self.save_head(reference="PO-7", submit=True)
        with self.assertRaises(OrderKeyError):
            self.save_head(reference="PO-8", submit=True)

    def test_days_that_are_none_or_over_are_refused(self):
        with self.assertRaisesRegex(UserError, "is over"):
            self.save_head(day=self.day(-1))
        with self.assertRaisesRegex(UserError, "is no day"):
            self.save_head(day="tomorrow")

    def test_what_no_page_sends_is_not_taken(self):
        head = {"reference": ["x"], "note": 7, "user_id": self.keeper.id}
        order = self.order_of(self.save(self.row(self.tea, 3), head=head))
        self.assertEqual((order.client_order_ref, order.user_id), (False, self.seller))

    def test_the_customer_s_facts_follow_what_was_submitted(self):
        order = self.save_head(submit=True)
        opened = self.desk_of().open_customer(self.agreement.id)
        self.assertEqual(opened["last_orders"][0]["name"], order.name)
        self.assertEqual(opened["today"], self.day(0))


@tagged("post_install", "-at_install")
class TestStartAtDesk(DeskCase):
    """Who takes orders may begin at the desk; everybody decides for oneself."""

    def preferences(self, user):
        user = user.with_user(user)
        view = "base.view_users_form_simple_modif"
        return Form(user.with_context(from_my_profile=True), view)

    def desk(self):
        return self.env.ref("fmcg_order_desk.channel_order_desk_action")

    def test_a_salesperson_chooses_it_and_takes_it_back(self):
        with self.preferences(self.seller) as form:
            form.starts_at_desk = True
        self.assertEqual(self.seller.action_id.id, self.desk().id)
        with self.preferences(self.seller) as form:
            form.starts_at_desk = False
        self.assertFalse(self.seller.action_id)

    def test_another_first_page_is_left_alone(self):
        other = self.env.ref("fmcg_order.channel_order_action")
        self.seller.action_id = other.id
        self.seller.with_user(self.seller).write({"starts_at_desk": False})
        self.assertEqual(self.seller.action_id.id, other.id)

    def test_the_warehouse_has_no_desk_to_start_at(self):
        self.keeper.with_user(self.keeper).write({"starts_at_desk": True})
        self.assertFalse(self.keeper.action_id)
        self.assertFalse(self.keeper.can_start_at_desk)

    def test_nobody_chooses_for_others(self):
        with self.assertRaises(AccessError):
            self.seller.with_user(self.keeper).write({"starts_at_desk": True})
