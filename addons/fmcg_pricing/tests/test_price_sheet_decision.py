from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .sheet_common import SheetCase


@tagged("post_install", "-at_install")
class TestSubmit(SheetCase):
    def test_a_submitted_sheet_stands_still(self):
        sheet = self.submitted((self.tea, 11.0))
        line = sheet.line_ids
        values = {"product_tmpl_id": self.water.product_tmpl_id.id, "new_price": 1}
        for change in (
            lambda: sheet.write({"date": self.today(9)}),
            lambda: sheet.write({"line_ids": [Command.create(values)]}),
            lambda: line.write({"new_price": 12.0}),
            lambda: line.create({**values, "sheet_id": sheet.id}),
            lambda: line.unlink(),
            lambda: sheet.unlink(),
        ):
            with self.assertRaises(UserError):
                change()

    def test_a_line_does_not_move_into_a_submitted_sheet(self):
        sheet, line = self.submitted((self.tea, 11.0)), self.draft((self.water, 1)).line_ids
        with self.assertRaises(UserError):
            line.sheet_id = sheet

    def test_a_sheet_that_is_taken_back_can_be_changed(self):
        sheet = self.submitted((self.tea, 11.0))
        sheet.action_draft()
        sheet.line_ids.new_price = 12.0
        self.assertEqual(sheet.state, "draft")

    def test_a_missing_price_is_named(self):
        with self.assertRaisesRegex(UserError, "New Price: missing for .*Tea"):
            self.submitted((self.tea, 0.0))

    def test_an_empty_sheet_is_refused(self):
        with self.assertRaisesRegex(UserError, "no line"):
            self.submitted()

    def test_a_price_that_the_list_has_not_cannot_end(self):
        with self.assertRaisesRegex(UserError, "no own price of .*Water"):
            self.submitted((self.water, None))

    def test_a_past_date_is_refused(self):
        with self.assertRaisesRegex(UserError, "past prices do not change"):
            self.submitted((self.tea, 11.0), days=-1)

    def test_the_approver_is_warned_of_prices_below_cost_and_floor(self):
        self.tea.product_tmpl_id.with_company(self.company).floor_price = 8.0
        sheet = self.draft((self.tea, 5.0), (self.water, 1.0))
        self.assertEqual((sheet.below_cost_count, sheet.below_floor_count), (0, 0))
        sheet.action_submit()
        self.assertEqual((sheet.below_cost_count, sheet.below_floor_count), (1, 1))

    def test_administrators_without_a_hand_in_it_are_asked(self):
        sheet = self.submitted((self.tea, 11.0), user=self.boss)
        self.assertIn(self.other_boss, sheet.approver_ids)
        self.assertNotIn(self.boss, sheet.approver_ids)
        self.assertEqual(sheet.sudo().activity_ids.user_id, sheet.approver_ids)


@tagged("post_install", "-at_install")
class TestApprove(SheetCase):
    def test_a_salesperson_does_not_approve(self):
        sheet = self.submitted((self.tea, 11.0))
        with self.assertRaisesRegex(UserError, "Only an enterprise administrator"):
            sheet.action_approve()

    def test_the_author_does_not_approve(self):
        sheet = self.submitted((self.tea, 11.0), user=self.boss)
        with self.assertRaisesRegex(UserError, "another enterprise administrator"):
            sheet.action_approve()

    def test_who_changed_a_line_does_not_approve(self):
        sheet = self.draft((self.tea, 11.0))
        self.as_user(sheet.line_ids, self.boss).new_price = 1.0
        sheet.line_ids.new_price = 2.0
        sheet.action_submit()
        with self.assertRaisesRegex(UserError, "another enterprise administrator"):
            self.as_user(sheet, self.boss).action_approve()

    def test_who_removed_a_line_does_not_approve(self):
        sheet = self.draft((self.tea, 11.0), (self.water, 3.0))
        self.as_user(sheet.line_ids[1], self.boss).unlink()
        sheet.action_submit()
        with self.assertRaises(UserError):
            self.as_user(sheet, self.boss).action_approve()

    def test_a_sole_administrator_is_told_who_could(self):
        self.other_boss.active = False
        sheet = self.submitted((self.tea, 11.0), user=self.boss)
        self.env["res.users"].invalidate_model()
        sheet.invalidate_recordset()
        if sheet.approver_ids:  # the database has staff of its own
            sheet.approver_ids.sudo().active = False
            sheet.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "There is nobody who may"):
            sheet.action_approve()

    def test_a_draft_is_not_approved(self):
        sheet = self.as_user(self.draft((self.tea, 11.0)), self.boss)
        with self.assertRaisesRegex(UserError, "is Draft and cannot become Approved"):
            sheet.action_approve()

    def test_a_date_that_went_by_is_refused(self):
        sheet = self.submitted((self.tea, 11.0), days=0)
        sheet.sudo().date = self.today(-1)
        with self.assertRaisesRegex(UserError, "past prices do not change"):
            self.as_user(sheet, self.boss).action_approve()

    def test_old_prices_that_changed_are_shown_and_noted(self):
        sheet = self.submitted((self.tea, 11.0), (self.water, 3.0))
        self.assertEqual(sheet.moved_count, 0)
        self.base_rule.fixed_price = 10.5
        sheet.invalidate_recordset(["moved_count"])
        line = sheet.line_ids[0]
        line.invalidate_recordset(["current_price"])
        self.assertEqual(sheet.moved_count, 1)
        self.assertEqual((line.old_price, line.current_price), (10.0, 10.5))
        self.as_user(sheet, self.boss).action_approve()
        self.assertEqual(line.old_price, 10.5)
        self.assertIn("Tea", sheet.sudo().message_ids[:5].mapped("body")[0] or "")

    def test_a_rejected_sheet_says_why_and_makes_no_rule(self):
        sheet = self.as_user(self.submitted((self.tea, 11.0)), self.boss)
        self.model_as("channel.state.reason", self.boss).with_context(
            **sheet.action_reject()["context"]
        ).create({"reason": "Too dear"}).action_apply()
        self.assertEqual((sheet.state, sheet.state_reason), ("rejected", "Too dear"))
        self.assertEqual(self.rules(self.tea), self.base_rule)
        self.assertFalse(sheet.sudo().activity_ids)

    def test_a_salesperson_does_not_set_a_state_by_the_reason(self):
        sheet = self.submitted((self.tea, 11.0))
        with self.assertRaises(AccessError):
            self.model_as("channel.state.reason", self.seller).create(
                {
                    "model": sheet._name,
                    "res_ids": sheet.ids,
                    "state": "rejected",
                    "reason": "x",
                }
            )

    def test_the_reason_sets_no_other_state(self):
        sheet = self.submitted((self.tea, 11.0), user=self.boss)
        with self.assertRaises(UserError):
            sheet._set_state("approved", "Me")
        self.assertEqual(sheet.state, "submitted")


@tagged("post_install", "-at_install")
class TestUndo(SheetCase):
    def test_a_counter_sheet_brings_the_old_prices_back(self):
        sheet = self.approved((self.tea, 11.0), (self.water, 3.0), days=0)
        action = self.as_user(sheet, self.seller).action_make_counter_sheet()
        counter = sheet.browse(action["res_id"])
        self.assertEqual(counter.state, "draft")
        self.assertEqual(counter.counter_of_id, sheet)
        self.assertEqual(sheet.counter_sheet_ids, counter)
        self.assertRecordValues(
            counter.line_ids,
            [{"new_price": 10.0, "ends": False}, {"new_price": 0.0, "ends": True}],
        )

    def test_a_counter_sheet_takes_effect_like_any_other(self):
        sheet = self.approved((self.tea, 11.0), (self.water, 3.0), days=1)
        action = self.as_user(sheet, self.seller).action_make_counter_sheet()
        counter = self.as_user(sheet.browse(action["res_id"]), self.seller)
        counter.date = self.today(7)
        counter.action_submit()
        self.as_user(counter, self.boss).action_approve()
        for days, tea, water in ((0, 10.0, 5.0), (3, 11.0, 3.0), (8, 10.0, 5.0)):
            with self.subTest(days=days):
                self.assertEqual(self.price(self.tea, days), tea)
                self.assertEqual(self.price(self.water, days), water)

    def test_the_counter_of_an_ending_has_a_price(self):
        sheet = self.approved((self.tea, None), days=0)
        counter = sheet.browse(sheet.action_make_counter_sheet()["res_id"])
        self.assertRecordValues(counter.line_ids, [{"new_price": 10.0, "ends": False}])

    def test_there_is_one_counter_sheet(self):
        sheet = self.approved((self.tea, 11.0), days=0)
        first = sheet.action_make_counter_sheet()
        self.assertEqual(sheet.action_make_counter_sheet()["res_id"], first["res_id"])

    def test_a_draft_has_nothing_to_take_back(self):
        with self.assertRaisesRegex(UserError, "nothing to reverse"):
            self.draft((self.tea, 11.0)).action_make_counter_sheet()

    def test_a_sheet_in_effect_is_not_cancelled(self):
        sheet = self.approved((self.tea, 11.0), days=0)
        sheet.sudo().effective_from = self.now() - timedelta(minutes=1)
        with self.assertRaisesRegex(UserError, "is in effect"):
            self.cancel(sheet)

    def test_a_salesperson_does_not_cancel(self):
        sheet = self.as_user(self.approved((self.tea, 11.0)), self.seller)
        with self.assertRaisesRegex(UserError, "Only an enterprise administrator"):
            sheet.action_cancel()

    def test_a_cancelled_sheet_leaves_no_trace_in_the_list(self):
        sheet = self.approved((self.tea, 11.0), (self.water, 3.0))
        self.cancel(sheet)
        self.assertEqual((sheet.state, sheet.state_reason), ("cancelled", "A mistake"))
        self.assertFalse(self.rules(self.water))
        self.assertEqual(self.rules(self.tea), self.base_rule)
        self.assertFalse(self.base_rule.date_end)
