from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PromotionCase


@tagged("post_install", "-at_install")
class TestState(PromotionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls.create_staff(cls.company, "enterprise_admin")

    def setUp(self):
        super().setUp()
        budget = {"measure": "uses", "limit": 10}
        self.promotion = self.create_ladder(
            date_end="2099-06-30",
            product_ids=[Command.set(self.cola.ids)],
            budget_ids=[Command.create(budget)],
        )

    def use(self):
        self.create_usage(self.promotion.budget_ids)

    def test_draft_released_stopped_and_back(self):
        self.promotion.action_release()
        self.promotion.action_stop()
        self.assertEqual(self.promotion.state, "stopped")
        self.promotion.action_release()
        self.promotion.action_draft()
        self.assertEqual(self.promotion.state, "draft")

    def test_a_button_for_another_state_is_refused(self):
        with self.assertRaisesRegex(UserError, "Autumn is in state Draft"):
            self.promotion.action_stop()
        self.promotion.action_release()
        with self.assertRaisesRegex(UserError, "state: Draft, Stopped"):
            self.promotion.action_release()

    def test_a_used_promotion_is_no_draft_again(self):
        self.promotion.action_release()
        self.use()
        with self.assertRaisesRegex(UserError, "make a copy"):
            self.promotion.action_draft()
        self.promotion.action_stop()
        with self.assertRaisesRegex(UserError, "make a copy"):
            self.promotion.action_draft()

    def test_a_used_coupon_makes_its_promotion_used(self):
        coupon = self.env["channel.coupon"].create(
            {"promotion_id": self.promotion.id, "code": "ONE"}
        )
        self.assertFalse(self.promotion._filter_used())
        coupon._guard_add({coupon.id: 1})
        self.assertEqual(self.promotion._filter_used(), self.promotion)

    def changes(self):
        """What a released promotion does not let happen."""
        promotion = self.promotion
        return (
            lambda: promotion.write({"kind": "freight"}),
            lambda: promotion.write({"date_start": "2020-01-01"}),
            lambda: promotion.write({"date_end": "2099-06-29"}),
            lambda: promotion.write({"mon": False}),
            lambda: promotion.write({"product_ids": [Command.link(self.tea.id)]}),
            lambda: promotion.write({"product_ids": [Command.clear()]}),
            lambda: promotion.write({"step_ids": [Command.clear()]}),
            lambda: promotion.step_ids[0].write({"amount": 1}),
            lambda: promotion.step_ids[0].unlink(),
            lambda: promotion.step_ids[0].copy({"threshold": 9}),
            lambda: promotion.funder_ids.write({"share": 50}),
            lambda: promotion.budget_ids.write({"period": "day"}),
            lambda: promotion.budget_ids.unlink(),
            lambda: promotion.unlink(),
        )

    def test_released_terms_stand_still(self):
        self.promotion.action_release()
        for number, change in enumerate(self.changes()):
            with (
                self.subTest(number=number),
                self.assertRaisesRegex(UserError, "released"),
            ):
                change()

    def test_used_terms_stand_still_when_stopped(self):
        self.promotion.action_release()
        self.use()
        self.promotion.action_stop()
        for number, change in enumerate(self.changes()):
            with self.subTest(number=number), self.assertRaisesRegex(UserError, "used"):
                change()

    def test_some_things_may_change_at_any_time(self):
        self.promotion.action_release()
        self.promotion.write(
            {
                "name": "Late autumn",
                "sequence": 5,
                "stop": True,
                "date_end": "2099-07-31",
                "kind": "order",
                "product_ids": [Command.set(self.cola.ids)],
            }
        )
        self.promotion.budget_ids.write({"limit": 20, "partial": True})
        self.promotion.date_end = False
        with self.assertRaises(UserError):
            self.promotion.date_end = "2099-07-31"

    def test_a_row_does_not_move_into_a_released_promotion(self):
        other = self.create_ladder()
        self.promotion.action_release()
        with self.assertRaises(UserError):
            other.step_ids[0].promotion_id = self.promotion
        gift = self.create_gift(gifts=[(self.tea, 1)])
        target = self.create_gift(gifts=[(self.tea, 1)], release=True)
        with self.assertRaises(UserError):
            gift.gift_ids.step_id = target.step_ids

    def test_the_state_is_written_by_the_buttons_only(self):
        promotion = self.as_user(self.promotion, self.boss)
        with self.assertRaises(AccessError):
            promotion.state = "released"
        with self.assertRaises(AccessError):
            promotion.create({"name": "At once", "state": "released"})
        promotion.action_release()
        self.assertEqual(promotion.state, "released")

    def test_a_copy_is_a_draft_with_all_terms_and_no_coupon(self):
        self.env["channel.coupon"].create(
            {"promotion_id": self.promotion.id, "code": "ONE"}
        )
        self.promotion.action_release()
        self.use()
        copy = self.promotion.copy()
        self.env.invalidate_all()  # to read in the order of thresholds
        self.assertEqual((copy.name, copy.state), ("Autumn (copy)", "draft"))
        self.assertEqual(copy.step_ids.mapped("amount"), [100, 400])
        self.assertEqual(copy.product_ids, self.cola)
        self.assertEqual(copy.budget_ids.limit, 10)
        self.assertEqual(len(copy.funder_ids), 1)
        self.assertFalse(copy.coupon_ids)
        self.assertFalse(copy._filter_used())
        copy.step_ids[0].amount = 120

    def test_a_copy_has_the_gifts(self):
        copy = self.create_gift(gifts=[(self.tea, 2)]).copy()
        self.assertEqual(copy.gift_ids.product_id, self.tea)
        self.assertEqual(copy.step_ids.gift_ids, copy.gift_ids)

    def test_an_unused_draft_is_deleted(self):
        self.promotion.unlink()

    @mute_logger("odoo.sql_db")
    def test_a_product_that_is_named_is_not_deleted(self):
        """The promotion would be about all products."""
        with self.assertRaises(IntegrityError):
            self.cola.unlink()
