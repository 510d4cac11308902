from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestVoid(ApprovalCase):
    """A material change voids what was decided and asks again; another one does not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = cls.create_rule("First", cls.boss, min_amount=1, sequence=90)
        cls.rules += cls.create_rule("Second", cls.other_boss, min_amount=1)

    def half_approved(self):
        order = self.submitted()
        self.approve(order, self.boss)
        return order

    def assertVoided(self, order, words):
        self.assertEqual(self.kinds(order), ["approved", "voided"])
        self.assertIn(words, order.sudo().decision_ids[0].changed)
        self.assertEqual(
            set(order.sudo().review_ids.mapped("status")), {"pending"}
        )
        self.assertIn("approval_missing", self.codes(order))

    def assertKept(self, order):
        self.assertEqual(self.kinds(order), ["approved"])
        self.assertIn("approved", order.sudo().review_ids.mapped("status"))

    def test_a_confirmed_order_stays_what_was_approved(self):
        order = self.half_approved()
        self.approve(order, self.other_boss)
        self.assertEqual(order.state, "sale")
        for values in ({"product_uom_qty": 900}, {"price_unit": 1.0}, {"discount": 50}):
            with self.subTest(values), self.assertRaises(UserError):
                order.order_line[0].write(values)
        order.order_line[0].product_uom_qty = 8

    def test_a_confirmed_order_does_not_grow_into_an_approval(self):
        self.rules.min_amount = 500
        order = self.submitted()
        self.assertEqual(order.state, "sale")
        with self.assertRaisesRegex(UserError, "enter another"):
            order.order_line[0].product_uom_qty = 900
        order.order_line[0].product_uom_qty = 12

    def test_a_line_is_not_moved_into_a_confirmed_order(self):
        self.rules.min_amount = 500
        order, draft = self.submitted(), self.enter_order(quantity=90)
        self.assertEqual(order.state, "sale")
        with self.assertRaisesRegex(UserError, "enter another"):
            draft.order_line[0].order_id = order

    def test_quantity_price_product_and_discount(self):
        for values, words in (
            ({"product_uom_qty": 12}, "Quantity 10 → 12"),
            ({"price_unit": 9.5}, "Unit Price ¥\xa010.00 → ¥\xa09.50"),
            ({"discount": 3}, "Discount"),
        ):
            with self.subTest(values):
                order = self.half_approved()
                order.order_line[0].write(values)
                self.assertVoided(order, words)

    def test_lines_through_the_order_are_looked_at_once(self):
        order = self.half_approved()
        order.write(
            {
                "order_line": [
                    Command.update(line.id, {"product_uom_qty": 3})
                    for line in order.order_line
                ]
            }
        )
        self.assertVoided(order, "→ 3")

    def test_added_and_removed_lines(self):
        order = self.half_approved()
        order.order_line[0].unlink()
        self.assertVoided(order, "removed")
        order = self.half_approved()
        order.write({"order_line": [Command.create({"product_id": self.tea.id})]})
        self.assertVoided(order, "added")

    def test_terms_and_addresses(self):
        term = self.env["account.payment.term"].create({"name": "60 days"})
        order = self.half_approved()
        self.as_user(order, self.boss).payment_term_id = term
        self.assertVoided(order, "60 days")

    def test_equal_values_and_notes_keep_it(self):
        order = self.half_approved()
        order.order_line[0].write({"product_uom_qty": 10, "price_unit": 10.0})
        order.write({"note": "Call first", "client_order_ref": "PO 7"})
        order.order_line[0].write({"name": "Tea, cold"})
        order.write(
            {"order_line": [Command.create({"display_type": "line_note", "name": "!"})]}
        )
        self.assertKept(order)

    def test_change_and_back_voids_all_the_same(self):
        order = self.half_approved()
        order.order_line[0].product_uom_qty = 11
        order.order_line[0].product_uom_qty = 10
        self.assertEqual(self.kinds(order), ["approved", "voided", "voided"])

    def test_who_changes_it_becomes_an_author(self):
        order = self.half_approved()
        self.as_user(order.order_line[0], self.other_boss).product_uom_qty = 11
        self.assertIn(self.other_boss, order.sudo()._get_authors())
        self.assertIn("approval_missing", self.codes(order))

    def test_sql_does_not_get_past_confirmation(self):
        order = self.submitted()
        self.approve(order, self.boss)
        line = order.order_line[0]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order_line SET product_uom_qty = 500 WHERE id = %s", [line.id]
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "not what was submitted"):
            self.approve(order, self.other_boss)
        self.env["sale.order"].browse(order.id)._process_submitted()
        self.assertVoided(order, "→ 500")

    def test_changed_after_the_last_approval_the_gate_compares(self):
        self.agreement._set_state("suspended", "Unpaid")
        order = self.submitted()
        self.approve(order, self.boss)
        self.approve(order, self.other_boss)
        self.assertEqual(self.codes(order), {"agreement_inactive"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order_line SET price_unit = 1 WHERE order_id = %s", [order.id]
        )
        self.env.invalidate_all()
        self.agreement._set_state("active", "Paid")
        self.assertIn("approval_void", self.codes(order))
        with self.assertRaisesRegex(UserError, "not what was approved"):
            order.sudo().action_confirm()
        order._process_submitted()
        self.assertEqual(order.channel_stage, "submitted")
        self.assertIn("approval_missing", self.codes(order))

    def test_change_that_no_rule_asks_about_goes_through(self):
        self.env["tier.definition"].search(
            [("company_id", "=", self.lake_company.id)]
        ).min_amount = 100
        order = self.half_approved()
        order.order_line.product_uom_qty = 1
        order._process_submitted()
        self.assertEqual(order.channel_stage, "confirmed")


@tagged("post_install", "-at_install")
class TestDecisions(ApprovalCase):
    """Decisions are kept, and nobody changes them."""

    def decided(self):
        self.create_rule(min_amount=1)
        order = self.submitted()
        self.as_user(order, self.boss)._decide("approve", "Good customer")
        return order

    def test_they_say_who_what_when_on_which_content(self):
        order = self.decided()
        one = order.sudo().decision_ids
        self.assertEqual(
            (one.kind, one.user_id, one.comment, one.rule_name),
            ("approved", self.boss, "Good customer", "A rule"),
        )
        self.assertEqual(one.digest, order._get_material_digest())
        self.assertEqual(one.content, order._get_material_content())

    def test_nobody_changes_deletes_or_invents_one(self):
        decision = self.decided().sudo().decision_ids
        for user in (self.boss, self.seller, self.create_system_admin()):
            with self.subTest(user.name):
                mine = self.as_user(decision.sudo(False), user)
                for action in (
                    lambda mine=mine: mine.write({"comment": "No"}),
                    mine.unlink,
                    lambda mine=mine: mine.create(
                        {"order_id": decision.order_id.id, "kind": "approved"}
                    ),
                ):
                    with self.assertRaises(UserError):
                        action()
        for action in (lambda: decision.write({"kind": "rejected"}), decision.unlink):
            with self.assertRaises(UserError):
                action()

    def test_they_stay_when_reviews_go(self):
        self.create_rule(min_amount=1)
        order = self.submitted()
        self.reject(order, self.boss)
        order.restart_validation()
        self.assertFalse(order.sudo().review_ids)
        self.assertEqual(self.kinds(order), ["rejected", "taken_back"])
        with self.assertRaisesRegex(UserError, "decisions about it are kept"):
            order.sudo().unlink()

    def test_who_sees_them(self):
        decision = self.decided().sudo().decision_ids
        for user in (self.boss, self.accountant, self.service, self.seller):
            self.assertTrue(self.seen_by(user, decision), user.name)
        for user in (self.colleague, self.enterprise_admins[self.north]):
            self.assertFalse(self.seen_by(user, decision), user.name)
        for user in (self.keeper, self.buyer):
            with self.assertRaises(UserError):
                self.seen_by(user, decision)
