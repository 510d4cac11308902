from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .gate_common import GateCase


@tagged("post_install", "-at_install")
class TestOwnTerms(GateCase):
    """What a salesperson sets by hand, somebody else agrees to."""

    def codes(self, order):
        return {blocker.code for blocker in order.sudo()._get_blockers() if blocker.stops}

    def assert_held(self, code, values, cure):
        """Set by the salesperson, the order waits; cured, it goes on."""
        order = self.enter_order()
        order.write(values)
        order.action_submit()
        self.assertEqual(self.codes(order), {code})
        self.assertIn(code, order.sudo().gate_reason_ids.mapped("code"))
        order.write(cure)
        order.action_ask_gate()
        self.assertEqual(order.state, "sale")

    def assert_released(self, code, values, user, others):
        order = self.enter_order()
        order.write(values)
        order.action_submit()
        self.assertEqual(self.codes(order), {code})
        for other in (*others, self.seller):
            with self.subTest(other.login), self.assertRaises(UserError):
                self.model_as("channel.gate.release", other)._release(
                    self.as_user(order, other), "I say so"
                )
        self.model_as("channel.gate.release", user)._release(
            self.as_user(order, user), "Agreed with the customer"
        )
        self.assertEqual(order.sudo().state, "sale")
        return order

    # -- payment terms ------------------------------------------------------------------

    def create_term(self, name):
        return self.env["account.payment.term"].create({"name": name})

    def test_payment_terms_wait_for_finance(self):
        term = self.create_term("90 days")
        self.agreement.sudo().payment_term_id = due = self.create_term("30 days")
        self.assert_held(
            "own_terms", {"payment_term_id": term.id}, {"payment_term_id": due.id}
        )
        self.assert_released(
            "own_terms", {"payment_term_id": term.id}, self.accountant, [self.service]
        )

    def test_a_release_counts_for_the_terms_that_were_released(self):
        order = self.enter_order()
        order.payment_term_id = self.create_term("60 days")
        order.sudo().validity_date = fields.Date.today() - timedelta(days=9)
        order.action_submit()
        self.assertEqual(self.codes(order), {"own_terms", "expired"})
        self.model_as("channel.gate.release", self.accountant)._release(
            self.as_user(order, self.accountant), "Fine"
        )
        self.assertEqual(self.codes(order), {"expired"})
        order.payment_term_id = self.create_term("90 days")
        self.assertEqual(self.codes(order), {"own_terms", "expired"})

    # -- price list ---------------------------------------------------------------------

    def test_a_price_list_waits_for_the_administrator(self):
        own = self.create_pricelist(self.lake_company, "Not for this shop")
        due = self.enter_order().sudo().pricelist_id
        self.assert_held("own_list", {"pricelist_id": own.id}, {"pricelist_id": due.id})
        self.assert_released(
            "own_list", {"pricelist_id": own.id}, self.admin, [self.service]
        )

    # -- date ---------------------------------------------------------------------------

    def test_a_date_waits_for_the_administrator(self):
        now = fields.Datetime.now()
        for days in (-2000, 2000):
            with self.subTest(days):
                moment = now + timedelta(days=days)
                self.assert_held("own_date", {"date_order": moment}, {"date_order": now})
        self.assert_released(
            "own_date", {"date_order": moment}, self.admin, [self.service]
        )

    def test_a_released_date_is_not_another_one(self):
        self.agreement.sudo().categ_ids = self.env["product.category"].create(
            {"name": "Not what was ordered"}
        )
        order = self.enter_order()
        order.date_order = fields.Datetime.now() + timedelta(days=9)
        order.action_submit()
        self.assertEqual(self.codes(order), {"own_date", "out_of_scope"})
        self.model_as("channel.gate.release", self.admin)._release(
            self.as_user(order, self.admin), "Fine"
        )
        self.assertEqual(self.codes(order), {"out_of_scope"})
        order.date_order += timedelta(days=300)
        self.assertEqual(self.codes(order), {"own_date", "out_of_scope"})

    # -- taxes --------------------------------------------------------------------------

    def test_taxes_wait_for_finance(self):
        self.tea.taxes_id = self.create_tax()
        order = self.enter_order()
        order.order_line[0].tax_ids = False
        order.action_submit()
        self.assertEqual(self.codes(order), {"own_taxes"})
        blocker = order.sudo()._collect_tax_blockers()[0]
        self.assertEqual(blocker.line_ids, order.order_line[0]._ids)
        self.model_as("channel.gate.release", self.accountant)._release(
            self.as_user(order, self.accountant), "Free of tax"
        )
        self.assertEqual(order.sudo().state, "sale")

    def test_a_fiscal_position_waits_for_finance(self):
        position = self.env["account.fiscal.position"].create(
            {"name": "Nothing", "company_id": self.lake_company.id}
        )
        self.assert_held(
            "own_taxes",
            {"fiscal_position_id": position.id},
            {"fiscal_position_id": False},
        )

    # -- payer --------------------------------------------------------------------------

    def test_nobody_is_billed_for_another_one(self):
        stranger = self.env["res.partner"].create(
            {"name": "A stranger", "company_id": self.lake_company.id}
        )
        self.assert_held(
            "bill_elsewhere",
            {"partner_invoice_id": stranger.id},
            {"partner_invoice_id": self.lake_shop.partner_id.id},
        )
        order = self.enter_order()
        order.partner_invoice_id = stranger
        order.action_submit()
        with self.assertRaises(UserError):
            self.model_as("channel.gate.release", self.admin)._release(
                self.as_user(order, self.admin), "I say so"
            )
        self.as_user(self.agreement, self.admin).payer_ids = stranger
        self.ask_noted()
        self.assertEqual(order.sudo().state, "sale")

    def test_only_administrators_name_payers(self):
        with self.assertRaises(AccessError):
            self.as_user(self.agreement, self.seller).payer_ids = self.seller.partner_id

    def test_own_addresses_are_the_customers(self):
        address = self.env["res.partner"].create(
            {
                "name": "Bills",
                "type": "invoice",
                "parent_id": self.lake_shop.partner_id.id,
            }
        )
        order = self.enter_order()
        order.partner_invoice_id = address
        self.assertNotIn("bill_elsewhere", self.codes(order))

    # -- what is none of it -------------------------------------------------------------

    def test_an_order_as_it_should_be_has_none(self):
        order = self.enter_order()
        order.write({"note": "Hello", "client_order_ref": "PO-1"})
        self.assertFalse(order.sudo()._collect_own_terms_blockers())

    def test_buyers_are_not_told(self):
        order = self.enter_order()
        order.payment_term_id = self.create_term("90 days")
        for blocker in order.sudo()._collect_own_terms_blockers():
            words = order.sudo()._word_for_buyer(blocker)
            self.assertEqual(words, order._get_waiting_words())
            self.assertNotIn("90 days", words)

    # -- after the confirmation ---------------------------------------------------------

    def test_what_is_asked_before_is_not_set_afterwards(self):
        order = self.confirmed_order()
        stranger = self.env["res.partner"].create(
            {"name": "A stranger", "company_id": self.lake_company.id}
        )
        position = self.env["account.fiscal.position"].create(
            {"name": "Nothing", "company_id": self.lake_company.id}
        )
        term = self.create_term("90 days")
        for values in (
            {"payment_term_id": term.id},
            {"fiscal_position_id": position.id},
            {"partner_invoice_id": stranger.id},
            {"date_order": "2020-01-01 00:00:00"},
            {"partner_id": stranger.id},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                order.write(values)
        with self.assertRaises(UserError):
            self.as_user(order, self.accountant).partner_invoice_id = stranger
        self.as_user(order, self.accountant).payment_term_id = term
        self.assertEqual(order.payment_term_id, term)

    def test_the_same_values_again_are_no_change(self):
        order = self.confirmed_order()
        order.write(
            {
                "date_order": order.date_order,
                "partner_id": order.partner_id.id,
                "payment_term_id": order.payment_term_id.id,
            }
        )

    def test_taxes_of_confirmed_goods_are_finances(self):
        tax = self.create_tax()
        self.tea.taxes_id = tax
        order = self.confirmed_order()
        with self.assertRaises(UserError):
            order.order_line[0].tax_ids = False
        with self.assertRaises(UserError):
            order.order_line = [
                fields.Command.create({"product_id": self.tea.id, "tax_ids": False})
            ]
        self.as_user(order.order_line[0], self.accountant).tax_ids = False
        self.assertFalse(order.order_line[0].tax_ids)

    # -- freight ------------------------------------------------------------------------

    def test_freight_on_a_confirmed_order_is_a_change(self):
        order = self.confirmed_order()
        carrier = self.env["delivery.carrier"].create(
            {
                "name": "Van",
                "product_id": self.create_product("Freight", type="service").id,
                "delivery_type": "fixed",
                "fixed_price": 113.0,
            }
        )
        seen = []
        hook = type(self.env["sale.order"])._act_on_line_change

        def watch(orders, change):
            seen.extend(order for order in change.confirmed if change.is_dearer(order))
            return hook(orders, change)

        self.patch(type(self.env["sale.order"]), "_act_on_line_change", watch)
        order.set_delivery_line(carrier, 113.0)
        self.assertEqual(seen, [order])
