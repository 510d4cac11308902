from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestGate(OrderCase):
    def codes(self, order):
        return [blocker.code for blocker in order._collect_blockers()]

    def test_clear_order_is_confirmed_when_submitted(self):
        order = self.enter_order()
        order.action_submit()
        self.assertEqual((order.state, order.channel_stage), ("sale", "confirmed"))

    def test_suspended_agreement_holds_and_says_why(self):
        self.agreement._set_state("suspended", "Unpaid since May")
        order = self.enter_order()
        order.action_submit()
        self.assertEqual(order.channel_stage, "held")
        self.assertIn("Unpaid since May", order.gate_reasons)

    def test_confirming_a_held_order_is_refused_with_the_reason(self):
        self.agreement._set_state("suspended", "Unpaid since May")
        order = self.enter_order()
        with self.assertRaisesRegex(UserError, "Unpaid since May"):
            order.action_confirm()

    def test_held_order_goes_on_when_the_agreement_is_resumed(self):
        self.agreement._set_state("suspended", "Unpaid since May")
        order = self.enter_order()
        order.action_submit()
        self.agreement.action_resume()
        order.action_ask_gate()
        self.assertEqual(order.channel_stage, "confirmed")

    def test_customer_of_the_channel_without_agreement_is_refused(self):
        stranger = self.create_node("New Shop", "retail", self.lake)
        order = self.enter_order(partner=stranger.partner_id)
        self.assertEqual(self.codes(order), ["agreement_missing"])

    def test_products_outside_of_the_scope_are_named(self):
        drinks = self.env["product.category"].create({"name": "Drinks"})
        self.tea.categ_id = drinks
        self.agreement.categ_ids = drinks
        order = self.enter_order()
        blocker = order._collect_blockers()[0]
        self.assertEqual(blocker.code, "out_of_scope")
        self.assertIn("Water", blocker.message)
        self.assertNotIn("Tea", blocker.message)

    def test_minimum_order_says_what_is_missing(self):
        self.agreement.min_order_amount = 200
        blocker = self.enter_order(quantity=10)._collect_blockers()[0]
        self.assertEqual(blocker.code, "below_minimum")
        self.assertIn("20.00", blocker.message)

    def test_all_reasons_are_said_at_once(self):
        self.agreement.min_order_amount = 200
        self.agreement._set_state("suspended", "Unpaid")
        order = self.enter_order()
        self.assertEqual(self.codes(order), ["agreement_inactive", "below_minimum"])

    def test_empty_order_is_refused(self):
        order = self.model_as("sale.order", self.seller).create(
            {"partner_id": self.lake_shop.partner_id.id}
        )
        self.assertIn("empty", self.codes(order))

    def test_second_submission_is_refused(self):
        self.agreement._set_state("suspended", "Unpaid")
        order = self.enter_order()
        order.action_submit()
        with self.assertRaisesRegex(UserError, "has been submitted"):
            order.action_submit()

    def test_sale_outside_of_the_channel_passes(self):
        passer_by = self.env["res.partner"].create(
            {"name": "Passer", "company_id": self.lake_company.id}
        )
        order = self.enter_order(partner=passer_by)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
