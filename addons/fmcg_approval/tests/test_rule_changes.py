"""Whoever changes a rule is recorded, and cannot use it for an order unnoticed."""

from datetime import timedelta

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import ApprovalCase


class RuleChangeCase(ApprovalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.create_rule("Large orders", min_amount=100)
        cls.Change = cls.env["channel.approval.rule.change"]
        cls.start = cls.Change.search([], limit=1).id

    def entries(self, record=None):
        """What was recorded in this test, first things first."""
        domain = [("id", ">", self.start)]
        if record:
            domain += [("res_model", "=", record._name), ("res_id", "in", record.ids)]
        return self.Change.search(domain, order="id")

    def mine(self, user=None):
        return self.as_user(self.rule, user or self.boss)


@tagged("post_install", "-at_install")
class TestRuleTrail(RuleChangeCase):
    def test_a_change_says_who_what_and_from_what(self):
        before = fields.Datetime.now()
        self.mine().write({"min_amount": 5000, "notify_on_pending": True})
        entry = self.entries()
        self.assertEqual(entry.name, "Large orders")
        self.assertEqual(entry.kind, "changed")
        self.assertEqual(entry.user_id, self.boss)
        self.assertEqual(entry.company_id, self.lake_company)
        self.assertGreaterEqual(entry.date, before.replace(microsecond=0))
        currency = self.lake_company.currency_id
        self.assertIn(
            f"Amount from: {currency.format(100)} → {currency.format(5000)}",
            entry.changes,
        )
        self.assertIn("no → yes", entry.changes)

    def test_references_and_choices_are_named(self):
        self.mine().write(
            {"review_type": "persons", "person_ids": [Command.set(self.chief.ids)]}
        )
        changes = self.entries().changes
        self.assertIn(f"Persons: – → {self.chief.display_name}", changes)
        self.assertIn("→ Any of certain persons", changes)

    def test_percents_keep_their_digits(self):
        precision = self.env["decimal.precision"].precision_get("Discount")
        smallest = 10**-precision
        self.mine().min_discount_percent = 5
        self.mine().min_discount_percent = 5 + smallest
        self.assertIn(f"→ {5 + smallest:.{precision}f}", self.entries()[-1].changes)

    def test_what_is_written_again_is_no_change(self):
        self.mine().write({"min_amount": 100, "person_ids": [Command.clear()]})
        self.assertFalse(self.entries())

    def test_every_way_of_changing_leaves_an_entry(self):
        rule = self.model_as("tier.definition", self.boss).create(
            {
                "name": "Own",
                "company_id": self.lake_company.id,
                "review_type": "persons",
                "person_ids": [Command.set(self.chief.ids)],
                "min_amount": 7,
            }
        )
        rule.action_archive()
        rule.action_unarchive()
        rule.sudo().min_amount = 8
        with Form(rule, view="fmcg_approval.tier_definition_view_form_order") as form:
            form.min_amount = 9
        ids = rule.ids
        rule.unlink()
        entries = self.entries().filtered(lambda entry: entry.res_id in ids)
        self.assertEqual(
            entries.mapped("kind"),
            ["created", "archived", "restored", "changed", "changed", "deleted"],
        )
        self.assertEqual(set(entries.user_id), {self.boss})
        self.assertEqual(set(entries.mapped("name")), {"Own"})

    def test_a_deleted_rule_leaves_what_it_said(self):
        self.rule.unlink()
        entry = self.entries()
        self.assertEqual((entry.kind, entry.name), ("deleted", "Large orders"))
        self.assertIn("Amount from: ", entry.changes)

    def test_an_import_leaves_an_entry(self):
        self.env["ir.model.data"].create(
            {
                "module": "test",
                "name": "rule_1",
                "model": "tier.definition",
                "res_id": self.rule.id,
            }
        )
        found = self.mine().load(["id", "min_amount"], [["test.rule_1", "77"]])
        self.assertTrue(found["ids"], found["messages"])
        self.assertEqual(self.entries().kind, "changed")

    def test_a_rule_that_changes_hands_is_told_to_both(self):
        other = self.north.company_id
        self.rule.write({"company_id": other.id, "reviewer_group_id": self.admins.id})
        self.assertEqual(self.entries().company_id, self.lake_company | other)

    def test_many_at_once_cost_no_more_queries(self):
        def count(number):
            rules = self.rule.browse()
            for index in range(number):
                rules |= self.create_rule(f"Rule {index}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rules.write({"min_amount": 3, "escalate_hours": 4})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(3)  # fills the caches
        self.assertEqual(count(10), count(100))

    # --- limits of approvers ---

    def test_limits_are_in_the_trail(self):
        limit = self.as_user(self.set_limit(self.chief, 100), self.boss)
        limit.write({"amount": 900, "superior_id": self.other_boss.id})
        limit.unlink()
        entries = self.entries()
        self.assertEqual(entries.mapped("kind"), ["created", "changed", "deleted"])
        self.assertEqual(set(entries.mapped("name")), {self.chief.name})
        self.assertEqual(set(entries.mapped("res_model")), {"channel.approver.limit"})
        self.assertIn(f"Superior: – → {self.other_boss.name}", entries[1].changes)
        self.assertIn("900", entries[1].changes)

    # --- nobody touches it ---

    def test_nobody_changes_or_deletes_an_entry(self):
        self.mine().min_amount = 1
        entry = self.entries()
        for one in (
            self.as_user(entry, self.boss),
            self.as_user(entry, self.create_system_admin()),
            entry.sudo(),
        ):
            with self.subTest(f"{one.env.user.name} {one.env.su}"):
                with self.assertRaises(UserError):
                    one.write({"changes": "X"})
                with self.assertRaises(UserError):
                    one.unlink()
        with self.assertRaises(UserError):
            self.Change.with_user(self.boss).create({"name": "X"})
        with self.assertRaises(AccessError):
            self.mine().rule_change_ids = [Command.delete(entry.id)]
        self.assertTrue(entry.exists())

    def test_a_context_forges_nothing(self):
        forged = self.mine().with_context(
            default_user_id=self.chief.id,
            default_date="2020-01-01 00:00:00",
            default_company_id=self.north.company_id.id,
            default_changes="X",
        )
        forged.min_amount = 1
        entry = self.entries()
        self.assertEqual(entry.user_id, self.boss)
        self.assertEqual(entry.company_id, self.lake_company)
        self.assertGreater(entry.date, fields.Datetime.now() - timedelta(hours=1))
        self.assertNotEqual(entry.changes, "X")

    # --- readers ---

    def test_who_reads_it(self):
        self.mine().min_amount = 1
        entry = self.entries()
        north_boss = self.enterprise_admins[self.north]
        self.create_rule("For finance", reviewer_group_id=self.finance.id)
        self.set_limit(self.chief, 7)
        for user, reads in (
            (self.boss, True),
            (self.create_system_admin(self.north.company_id), True),
            (self.accountant, True),  # by role
            (self.chief, True),  # by limit
            (self.seller, False),
            (self.service, False),
            (north_boss, False),
        ):
            with self.subTest(user.name):
                self.assertEqual(self.seen_by(user, entry), entry if reads else entry[:0])
                self.assertEqual(self.as_user(entry, user).has_access("read"), reads)
        for user in (self.keeper, self.buyer):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.seen_by(user, entry)

    def test_who_was_asked_reads_it(self):
        """A stand-in is named by no rule."""
        self.create_rule("By name", persons=self.chief, min_amount=1)
        self.env["channel.approval.delegation"].create(
            {
                "user_id": self.chief.id,
                "delegate_id": self.colleague.id,
                "company_id": self.lake_company.id,
                "date_from": "2020-01-01",
                "date_to": "2099-12-31",
                "reason": "X",
            }
        )
        entry = self.entries()
        self.assertFalse(self.seen_by(self.colleague, entry))
        self.submitted()
        self.env.flush_all()
        self.assertEqual(self.seen_by(self.colleague, entry), entry)

    def test_it_stands_on_the_form_of_the_rule(self):
        self.mine().min_amount = 1
        self.assertIn(self.entries(), self.mine().rule_change_ids)


@tagged("post_install", "-at_install")
class TestRuleLoosened(RuleChangeCase):
    """An administrator loosens a rule for an order of their own."""

    CODE = "approval_rules_changed"

    def say(self, order):
        return " ".join(order.sudo().message_ids.mapped("body"))

    def test_an_order_after_a_loosened_rule_says_so(self):
        self.mine().min_amount = 5000
        order = self.submitted(user=self.boss)
        self.assertEqual(order.state, "sale")
        self.assertIn("Large orders (Changed by", self.say(order))

    def test_a_rule_that_was_deleted_or_a_limit_counts_as_well(self):
        self.as_user(self.set_limit(self.chief, 5), self.boss).amount = 10
        self.mine().unlink()
        words = self.say(self.submitted(user=self.boss))
        self.assertIn("Large orders (Deleted by", words)
        self.assertIn(f"{self.chief.name} (Changed by", words)

    def test_it_stops_nothing(self):
        order = self.enter_order(user=self.boss)
        self.mine().min_amount = 5000
        blockers = order.sudo()._collect_blockers()
        self.assertEqual([b.severity for b in blockers if b.code == self.CODE], ["warn"])

    def test_a_change_while_the_order_waits(self):
        order = self.submitted(user=self.boss)
        self.assertNotIn(self.CODE, self.codes(order))
        self.mine().min_amount = 5000
        self.assertIn(self.CODE, self.codes(order))
        self.approve(order, self.other_boss)
        self.assertEqual(order.state, "sale")
        self.assertIn("Large orders (Changed by", self.say(order))

    def test_a_change_long_before_is_none_of_it(self):
        self.mine().min_amount = 5000
        order = self.submitted(user=self.boss)
        order.sudo().write(
            {
                "state": "sent",
                "submitted_date": fields.Datetime.now() + timedelta(hours=25),
            }
        )
        self.assertNotIn(self.CODE, self.codes(order))
        order.sudo().submitted_date = fields.Datetime.now() + timedelta(hours=23)
        self.assertIn(self.CODE, self.codes(order))

    def test_changes_of_others_and_of_programs_are_none_of_it(self):
        self.mine(self.other_boss).min_amount = 5000
        self.rule.with_user(SUPERUSER_ID).min_amount = 6000
        order = self.submitted(user=self.boss)
        self.assertNotIn("Large orders", self.say(order))

    def test_another_account_of_the_same_person_counts(self):
        self.boss.same_person_ids = self.other_boss
        self.mine(self.other_boss).min_amount = 5000
        self.assertIn("Large orders", self.say(self.submitted(user=self.boss)))

    def test_rules_of_others_enterprises_are_none_of_it(self):
        self.rule.with_user(self.boss).sudo().company_id = self.north.company_id
        entry = self.entries().filtered(lambda one: one.company_id == self.lake_company)
        order = self.enter_order(user=self.boss)
        self.assertIn(self.CODE, self.codes(order))
        self.env.cr.execute(
            "DELETE FROM channel_approval_rule_change WHERE id = %s", [entry.id]
        )
        self.Change.invalidate_model()
        self.assertNotIn(self.CODE, self.codes(order))

    def test_confirmed_orders_do_not_ask(self):
        order = self.submitted(user=self.boss)
        self.approve(order, self.other_boss)
        self.mine().min_amount = 5000
        self.assertNotIn(self.CODE, self.codes(order))
