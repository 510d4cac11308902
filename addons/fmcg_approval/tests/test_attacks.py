"""Ways around somebody else's approval that are not a button."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestAttacks(ApprovalCase):
    """A salesperson hands an order in, and an administrator may approve it, who would
    like to have it another way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.create_rule(min_amount=1)

    def reprice(self, order):
        self.as_user(order.order_line[0], self.boss).price_unit = 7.0

    def assertBossCannotApprove(self, order):
        """After the salesperson, who knows of nothing, has asked again; what was
        reopened is handed in again."""
        if order.submitted_date:
            order.action_ask_gate()
        else:
            order.action_submit()
        self.assertEqual(self.names(order), ["A rule"])
        with self.assertRaises(UserError):
            self.approve(order, self.boss)
        self.assertNotEqual(order.state, "sale")

    # --- what was decided stays decided ---

    def test_a_confirmed_order_is_not_taken_back(self):
        order = self.submitted()
        self.approve(order, self.boss)
        self.assertEqual(order.state, "sale")
        for user in (self.seller, self.boss):
            with self.assertRaisesRegex(UserError, "Cancel it instead"):
                self.as_user(order, user).restart_validation()
        self.assertTrue(order.submitted_date)
        self.assertEqual(order.sudo().review_ids.mapped("status"), ["approved"])

    # --- a change while nobody is asked ---

    def test_change_after_the_reviews_were_removed(self):
        order = self.submitted()
        self.as_user(order.sudo().review_ids, self.boss).sudo().unlink()
        self.reprice(order)
        self.assertBossCannotApprove(order)

    def test_change_of_an_order_that_was_cancelled_and_reopened(self):
        order = self.submitted()
        self.as_user(order, self.boss)._action_cancel()
        self.as_user(order, self.boss).action_draft()
        self.reprice(order)
        self.assertBossCannotApprove(order)

    def test_change_while_it_was_cancelled(self):
        order = self.submitted()
        self.as_user(order, self.boss)._action_cancel()
        self.reprice(order)
        order.action_draft()
        self.assertBossCannotApprove(order)

    def test_terms_while_it_was_cancelled(self):
        order = self.submitted()
        self.as_user(order, self.boss)._action_cancel()
        term = self.env["account.payment.term"].create({"name": "Next year"})
        self.as_user(order, self.boss).payment_term_id = term
        order.action_draft()
        self.assertBossCannotApprove(order)

    def test_change_while_the_rule_was_archived(self):
        order = self.submitted()
        self.as_user(self.rule, self.boss).active = False
        self.reprice(order)
        self.as_user(self.rule, self.boss).active = True
        self.assertBossCannotApprove(order)

    # --- limits ---

    def test_nobody_borrows_a_higher_limit(self):
        self.set_limit(self.boss, 1)
        Delegation = self.model_as("channel.approval.delegation", self.boss)
        values = {
            "user_id": self.other_boss.id,
            "company_id": self.lake_company.id,
            "date_from": "2020-01-01",
            "date_to": "2099-12-31",
            "reason": "X",
        }
        with self.assertRaises(AccessError):
            Delegation.create({**values, "delegate_id": self.boss.id})
        other = Delegation.create({**values, "delegate_id": self.chief.id})
        with self.assertRaises(AccessError):
            other.delegate_id = self.boss
        self.colleague.same_person_ids = self.boss
        with self.assertRaises(AccessError):
            Delegation.create({**values, "delegate_id": self.colleague.id})

    # --- derived fields ---

    def test_derived_fields_are_not_given(self):
        """Neither written, nor with a new order, nor by default."""
        order = self.enter_order()
        partner = {"partner_id": order.partner_id.id}
        for name, value in {
            "approval_required": True,
            "approval_digest": "X",
            "approval_content": {"a": 1},
            "approval_author_ids": [Command.set(self.chief.ids)],
            "submitted_by_id": self.chief.id,
            "submitted_date": "2020-01-01 00:00:00",
            "said_content": {"a": 1},
            "is_held": True,
            "held_since": "2020-01-01 00:00:00",
            "gate_reason_ids": [Command.clear()],
        }.items():
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    order.write({name: value})
                with self.assertRaises(AccessError):
                    order.create({**partner, name: value})
                by_default = order.with_context(**{f"default_{name}": value})
                self.assertNotGiven(by_default, partner, name)

    def assertNotGiven(self, Order, values, name):
        try:
            made = Order.create(values)
        except AccessError:
            return
        self.assertFalse(made[name])
