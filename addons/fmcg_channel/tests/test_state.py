from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestState(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.create_node("Shop", "retail", cls.brand)
        cls.agreement = cls.create_agreement(cls.company, cls.shop, "draft")

    def give_reason(self, action, reason):
        """Walk through the dialog that asks for the reason."""
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.reason = reason
        return form.save().action_apply()

    # agreements

    def test_a_new_agreement_is_a_draft(self):
        self.assertEqual(self.agreement.state, "draft")

    def test_a_draft_agreement_is_activated(self):
        self.agreement.action_activate()
        self.assertEqual(self.agreement.state, "active")

    def test_suspending_an_agreement_asks_for_the_reason(self):
        self.agreement.action_activate()
        action = self.agreement.action_suspend()
        self.assertEqual(action["res_model"], "channel.state.reason")

    def test_suspending_an_agreement_needs_a_reason(self):
        self.agreement.action_activate()
        with self.assertRaises(AssertionError):  # required field of the form
            self.give_reason(self.agreement.action_suspend(), False)

    def test_a_suspended_agreement_keeps_the_reason(self):
        self.agreement.action_activate()
        self.give_reason(self.agreement.action_suspend(), "Does not pay")
        self.assertRecordValues(
            self.agreement, [{"state": "suspended", "state_reason": "Does not pay"}]
        )

    def test_a_resumed_agreement_is_active_without_reason(self):
        self.agreement.action_activate()
        self.agreement._set_state("suspended", "Does not pay")
        self.agreement.action_resume()
        self.assertRecordValues(
            self.agreement, [{"state": "active", "state_reason": False}]
        )

    def test_a_closed_agreement_keeps_the_reason(self):
        self.agreement.action_activate()
        self.give_reason(self.agreement.action_close(), "Shop sold")
        self.assertRecordValues(
            self.agreement, [{"state": "closed", "state_reason": "Shop sold"}]
        )

    def test_a_suspended_agreement_may_be_closed(self):
        self.agreement.action_activate()
        self.agreement._set_state("suspended", "Does not pay")
        self.agreement._set_state("closed", "Never paid")
        self.assertEqual(self.agreement.state, "closed")

    def test_a_draft_agreement_cannot_be_suspended(self):
        with self.assertRaisesRegex(UserError, "is Draft and cannot become Suspended"):
            self.agreement._set_state("suspended", "Too early")

    def test_an_active_agreement_cannot_be_activated_again(self):
        self.agreement.action_activate()
        with self.assertRaisesRegex(UserError, "is Active and cannot become Active"):
            self.agreement.action_activate()

    def test_a_closed_agreement_cannot_be_resumed(self):
        self.agreement._set_state("closed", "Over")
        with self.assertRaisesRegex(UserError, "is Closed and cannot become Active"):
            self.agreement.action_resume()

    def test_a_closed_agreement_cannot_be_suspended(self):
        self.agreement._set_state("closed", "Over")
        with self.assertRaisesRegex(UserError, "is Closed and cannot become Suspended"):
            self.agreement._set_state("suspended", "Again")

    def test_one_forbidden_transition_changes_nothing_at_all(self):
        other = self.create_agreement(
            self.company, self.create_node("Other", "retail", self.brand)
        )
        with self.assertRaises(UserError):
            (other + self.agreement)._set_state("suspended", "All of them")
        self.assertEqual(other.state, "active")

    # nodes

    def test_a_suspended_node_tells_the_reason_in_its_history(self):
        self.give_reason(self.shop.action_suspend(), "Licence expired")
        self.assertEqual(self.shop.state, "suspended")
        self.assertIn("Licence expired", self.shop.message_ids[0].body)

    def test_a_suspended_node_is_resumed(self):
        self.shop._set_state("suspended", "Licence expired")
        self.shop.action_resume()
        self.assertEqual(self.shop.state, "active")

    def test_a_closed_node_tells_the_reason_in_its_history(self):
        self.give_reason(self.shop.action_close(), "Gone")
        self.assertEqual(self.shop.state, "closed")
        self.assertIn("Gone", self.shop.message_ids[0].body)

    def test_a_closed_node_may_be_resumed(self):
        self.shop._set_state("closed", "Gone")
        self.shop.action_resume()
        self.assertEqual(self.shop.state, "active")

    def test_a_closed_node_cannot_be_suspended(self):
        self.shop._set_state("closed", "Gone")
        with self.assertRaisesRegex(UserError, "is Closed and cannot become Suspended"):
            self.shop._set_state("suspended", "Again")

    def test_an_active_node_cannot_be_resumed(self):
        with self.assertRaisesRegex(UserError, "is Active and cannot become Active"):
            self.shop.action_resume()

    def test_a_node_that_only_applied_cannot_be_suspended(self):
        self.shop.state = "applied"
        with self.assertRaisesRegex(UserError, "is Applied and cannot become"):
            self.shop._set_state("suspended", "Early")

    # who

    def test_a_salesperson_cannot_suspend_an_agreement(self):
        self.agreement.action_activate()
        seller = self.create_staff(self.company, "salesperson")
        with self.assertRaises(AccessError):
            self.as_user(self.agreement, seller)._set_state("suspended", "Why not")

    def test_a_salesperson_has_no_access_to_the_reason_dialog(self):
        seller = self.create_staff(self.company, "salesperson")
        with self.assertRaises(AccessError):
            self.model_as("channel.state.reason", seller).create(
                {
                    "model": "channel.agreement",
                    "res_ids": self.agreement.ids,
                    "state": "closed",
                    "reason": "Why not",
                }
            )

    def test_an_administrator_suspends_with_the_dialog(self):
        self.agreement.action_activate()
        admin = self.create_staff(self.company, "enterprise_admin")
        self.model_as("channel.state.reason", admin).create(
            {
                "model": "channel.agreement",
                "res_ids": self.agreement.ids,
                "state": "suspended",
                "reason": "Does not pay",
            }
        ).action_apply()
        self.assertEqual(self.agreement.state, "suspended")

    def test_the_dialog_changes_nothing_but_the_channel(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        with self.assertRaisesRegex(UserError, "Nothing to change"):
            self.model_as("channel.state.reason", admin).create(
                {
                    "model": "res.users",
                    "res_ids": admin.ids,
                    "state": "active",
                    "reason": "Why not",
                }
            ).action_apply()

    def test_an_administrator_cannot_resume_the_own_suspended_node(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        self.brand._set_state("suspended", "By the law")
        with self.assertRaises(AccessError):
            self.as_user(self.brand, admin).action_resume()

    def test_an_administrator_cannot_raise_the_own_tier(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        with self.assertRaises(AccessError):
            self.as_user(self.brand, admin).tier_id = self.tier("province")
