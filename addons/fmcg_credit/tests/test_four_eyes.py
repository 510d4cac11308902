from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import CreditCase


@tagged("post_install", "-at_install")
class TestFourEyes(CreditCase):
    """Nobody gives an order of one's own more credit."""

    def setUp(self):
        super().setUp()
        self.set_limit(100)

    def test_the_author_cannot_release(self):
        order = self.submitted(quantity=20, user=self.boss)
        with self.assertRaises(AccessError):
            self.release(order, self.boss)
        self.assertFalse(self.as_user(order, self.boss).can_release_credit)
        self.release(order)
        self.assertEqual(order.state, "sale")

    def test_nobody_grants_or_records_in_another_name(self):
        """A client sends what context it likes."""
        forged = {
            "default_granted_by_id": self.boss.id,
            "default_user_id": self.boss.id,
            "default_date": "2020-01-01 00:00:00",
        }
        Raise = self.model_as("channel.credit.raise", self.accountant)
        one = Raise.with_context(**forged).create(
            {
                "account_id": self.account.id,
                "amount": 10,
                "date_from": self.today,
                "date_to": self.today,
                "reason": "Spring festival",
            }
        )
        self.assertEqual(one.granted_by_id, self.accountant)
        event = self.env["channel.credit.event"].search([("raise_id", "=", one.id)])
        self.assertEqual(event.user_id, self.accountant)
        self.assertGreater(event.date.year, 2020)

    def test_whoever_submitted_cannot_release(self):
        order = self.enter_order(quantity=20)
        self.as_user(order, self.boss).action_submit()
        with self.assertRaises(AccessError):
            self.release(order, self.boss)

    def test_programs_in_the_author_s_name_cannot_release(self):
        order = self.submitted(quantity=20, user=self.boss)
        Release = self.model_as("channel.credit.release", self.boss).sudo()
        with self.assertRaises(AccessError):
            Release.create({"order_id": order.id, "reason": "Because"})

    def test_nobody_releases_in_somebody_else_s_name(self):
        order = self.submitted(quantity=20)
        release = self.model_as("channel.credit.release", self.accountant).create(
            {
                "order_id": order.id,
                "reason": "Because",
                "released_by_id": self.boss.id,
                "amount": 1,
                "state": "used",
            }
        )
        self.assertEqual(release.released_by_id, self.accountant)
        self.assertEqual(release.amount, 360)

    def test_a_raise_does_not_count_for_its_grantor_s_orders(self):
        self.grant(1000, user=self.boss)
        own = self.submitted(quantity=20, user=self.boss)
        self.assertEqual(self.codes(own), {"credit_limit"})
        self.assertEqual(self.submitted(quantity=20).state, "sale")

    def test_a_raise_is_granted_in_one_s_own_name(self):
        raised = self.grant(1000, user=self.boss, granted_by_id=self.accountant.id)
        self.assertEqual(raised.granted_by_id, self.boss)

    def test_raising_the_limit_does_not_help_one_s_own_waiting_order(self):
        order = self.submitted(quantity=20, user=self.boss)
        self.as_user(self.agreement, self.boss).credit_limit = 5000
        self.ask_noted()
        self.assertEqual(self.codes(order), {"credit_limit"})
        self.assertEqual(self.submitted(quantity=20).state, "sale")
        self.as_user(self.agreement, self.boss).credit_limit = 0
        self.ask_noted()
        self.assertEqual(self.codes(order), {"credit_limit"}, "nor taking it away")

    def test_a_limit_that_somebody_else_raised_counts(self):
        order = self.submitted(quantity=20, user=self.boss)
        self.set_limit(5000)
        self.ask_noted()
        self.assertEqual(order.state, "sale")

    def test_a_reason_is_needed(self):
        order = self.submitted(quantity=20)
        with self.assertRaises(ValidationError):
            self.release(order, reason="  ")
        with self.assertRaises(ValidationError):
            self.grant(10, reason=" ")

    # --- the ledger ---

    def events(self, kind):
        return self.account.event_ids.filtered(lambda event: event.kind == kind)

    def test_every_change_of_the_limit_is_on_record_once(self):
        self.account.invalidate_recordset()
        before = self.events("limit")
        self.as_user(self.agreement, self.boss).credit_limit = 500
        partner = self.lake_shop.partner_id.with_company(self.lake_company)
        self.as_user(partner, self.boss).credit_limit = 700
        self.set_limit(900)
        self.as_user(self.account, self.accountant).write(
            {"credit_limit": 950, "credit_grace_days": 4, "no_credit": False}
        )
        self.as_user(self.agreement, self.boss).write(
            {"credit_limit": 0, "credit_grace_days": 5}
        )
        events = (self.events("limit") - before).sorted("id")
        self.assertEqual(
            [(event.before, event.after, event.user_id.id) for event in events],
            [
                (100, 500, self.boss.id),
                (500, 700, self.boss.id),
                (700, 900, self.accountant.id),
                (900, 950, self.accountant.id),
                (950, 0, self.boss.id),
            ],
        )
        self.assertTrue(events[-1].after_unlimited)
        self.assertEqual(self.events("grace").sorted("id").mapped("after"), [4, 5])
        self.assertEqual(self.agreement.credit_grace_days, 5)

    def test_raises_and_releases_are_on_record(self):
        raised = self.grant(50)
        raised.action_revoke()
        raised.action_revoke()
        order = self.submitted(quantity=20)
        self.release(order)
        kinds = ("raise", "revoke", "release", "use")
        found = [self.events(kind) for kind in kinds]
        self.assertEqual([len(events) for events in found], [1, 1, 1, 1])
        self.assertEqual(found[2].order_id, order.sudo())
        self.assertEqual(found[2].user_id, self.accountant)

    def test_nobody_changes_the_ledger(self):
        event = self.events("limit")[:1]
        self.assertTrue(event)
        for user in (self.boss, self.accountant, self.create_system_admin()):
            as_user = event.with_user(user)
            with self.assertRaises(UserError):
                as_user.write({"after": 1})
            with self.assertRaises(UserError):
                as_user.unlink()
            with self.assertRaises(AccessError):
                as_user.create({"account_id": self.account.id, "kind": "limit"})
        with self.assertRaises(UserError):
            event.sudo().write({"after": 1})
        with self.assertRaises(UserError):
            event.sudo().unlink()

    def test_raises_and_releases_stay_as_they_are(self):
        raised = self.grant(50).sudo()
        order = self.submitted(quantity=20)
        release = self.release(order).sudo()
        for record in (raised, release):
            with self.assertRaises(UserError):
                record.write({"amount": 1})
            with self.assertRaises(UserError):
                record.unlink()
