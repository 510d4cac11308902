from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CreditCase


@tagged("post_install", "-at_install")
class TestCreditGate(CreditCase):
    """What holds an order, and what lets it go on."""

    def test_without_a_limit_nothing_is_checked(self):
        self.post_invoice(1e6)
        self.assertEqual(self.submitted().state, "sale")

    def test_an_order_within_the_limit_goes_through(self):
        self.set_limit(360)
        self.assertEqual(self.submitted(quantity=20).state, "sale")

    def test_an_order_above_the_limit_is_held_and_says_why(self):
        self.set_limit(359)
        order = self.submitted(quantity=20)
        self.assertEqual((order.state, order.channel_stage), ("sent", "held"))
        self.assertIn("too much", order.gate_reasons)
        self.assertEqual(self.codes(order), {"credit_limit"})

    def test_confirming_it_any_way_is_refused(self):
        """``assertRaises`` rolls back as a request does; ``assertRaisesRegex`` not."""
        self.set_limit(359)
        order = self.enter_order(quantity=20)
        with self.assertRaises(UserError) as caught:
            order.action_confirm()
        self.assertIn("too much", str(caught.exception))
        with self.assertRaises(UserError) as caught:
            order.sudo().state = "sale"
        self.assertIn("too much", str(caught.exception))
        with self.assertRaises(UserError) as caught:
            self.create_order(
                self.lake_company, self.lake_shop.partner_id, self.tea, 200, state="sale"
            )
        self.assertIn("too much", str(caught.exception))
        self.assertEqual(self.committed(), 0)

    def test_two_orders_of_one_batch_do_not_pass_one_limit(self):
        self.set_limit(500)
        orders = self.enter_order(quantity=20) | self.enter_order(quantity=20)
        self.assertFalse(self.codes(orders[0]) | self.codes(orders[1]))
        with self.assertRaisesRegex(UserError, "too much"):
            orders.action_confirm()

    def test_what_was_confirmed_counts_for_the_next_order(self):
        self.set_limit(500)
        self.assertEqual(self.submitted(quantity=20).state, "sale")
        self.assertEqual(self.submitted(quantity=20).channel_stage, "held")

    def test_tax_counts(self):
        tax = self.env["account.tax"].with_company(self.lake_company)
        tax = tax.create({"name": "13", "amount": 13, "company_id": self.lake_company.id})
        self.set_limit(360)
        (self.tea + self.water).taxes_id = tax
        order = self.enter_order(quantity=20)
        order.action_submit()
        self.assertEqual(self.codes(order), {"credit_limit"})

    def test_overdue_holds_without_a_limit(self):
        self.post_invoice(10, days_ago=1)
        order = self.submitted()
        self.assertEqual(self.codes(order), {"credit_overdue"})
        self.assertIn("overdue since", order.gate_reasons)

    def test_days_of_grace(self):
        self.post_invoice(10, days_ago=3)
        self.as_user(self.account, self.accountant).credit_grace_days = 3
        self.assertFalse(self.codes(self.enter_order()))
        self.as_user(self.account, self.accountant).credit_grace_days = 2
        self.assertEqual(self.codes(self.enter_order()), {"credit_overdue"})

    def test_what_is_due_today_is_not_overdue(self):
        self.post_invoice(10)
        self.assertFalse(self.codes(self.enter_order()))

    def test_what_was_paid_in_advance_covers_the_oldest_debts(self):
        self.post_invoice(100, days_ago=5)
        self.prepay(99)
        self.assertEqual(self.codes(self.enter_order()), {"credit_overdue"})
        self.prepay(1)
        self.assertFalse(self.codes(self.enter_order()))

    def test_no_credit_means_that_it_is_paid_before(self):
        self.as_user(self.account, self.accountant).no_credit = True
        self.assertTrue(self.agreement.no_credit)
        order = self.submitted(quantity=20)
        self.assertEqual(self.codes(order), {"credit_limit"})
        self.prepay(360)
        self.ask_noted()
        self.assertEqual(order.state, "sale")
        self.assertEqual(self.exposure().used, 0)

    def test_orders_of_nothing_are_never_held(self):
        self.set_limit(1)
        self.post_invoice(100, days_ago=5)
        order = self.enter_order()
        order.sudo().order_line.price_unit = 0
        self.assertFalse(self.codes(order) & {"credit_limit", "credit_overdue"})

    def test_a_confirmed_order_does_not_grow_over_the_limit(self):
        self.set_limit(200)
        order = self.submitted()
        self.assertEqual(order.state, "sale")
        with self.assertRaisesRegex(UserError, "Credit"):
            order.order_line[0].product_uom_qty = 100
        order.order_line[0].product_uom_qty = 5

    def test_a_line_moved_into_a_confirmed_order_has_to_fit(self):
        self.set_limit(200)
        order, draft = self.submitted(), self.enter_order()
        with self.assertRaisesRegex(UserError, "Credit"):
            draft.order_line[0].order_id = order

    # --- cures ---

    def test_a_payment_lets_the_oldest_order_go_first(self):
        self.set_limit(400)
        invoice = self.post_invoice(400)
        first, second = self.submitted(quantity=20), self.submitted(quantity=20)
        self.assertEqual(self.codes(first) | self.codes(second), {"credit_limit"})
        self.prepay(400)
        self.assertTrue(self.ask_noted())
        self.assertEqual(first.state, "sale")
        self.assertEqual((second.state, second.channel_stage), ("sent", "held"))
        self.assertTrue(invoice)

    def test_applying_a_payment_asks_again(self):
        self.set_limit(10)
        order = self.submitted(quantity=20)
        invoice = self.post_invoice(100, days_ago=5)
        payment = self.prepay(50)
        self.prepay(50)
        self.ask_noted()
        lines = (invoice.line_ids | payment.move_id.line_ids).filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        lines.reconcile()
        self.assertIn(order, self.ask_noted())

    def test_a_payment_never_waits_for_orders(self):
        self.set_limit(400)
        self.post_invoice(400)
        order = self.submitted(quantity=20)
        self.prepay(400)
        self.assertEqual(order.state, "sent", "only a note is left")

    def test_raising_the_limit_asks_again(self):
        self.set_limit(100)
        order = self.submitted(quantity=20)
        self.set_limit(400)
        self.ask_noted()
        self.assertEqual(order.state, "sale")

    def test_cancelling_another_order_asks_again(self):
        self.set_limit(400)
        first, second = self.submitted(quantity=20), self.submitted(quantity=20)
        first.sudo()._action_cancel()
        self.ask_noted()
        self.assertEqual(second.state, "sale")

    def test_an_order_that_fails_does_not_keep_the_next_one_back(self):
        self.set_limit(100)
        first, second = self.submitted(quantity=20), self.submitted(quantity=20)
        self.set_limit(10000)
        first.sudo().order_line.unlink()
        self.ask_noted()
        self.assertEqual((first.state, second.state), ("sent", "sale"))

    def test_the_sweep_asks_all_held_orders(self):
        self.set_limit(100)
        order = self.submitted(quantity=20)
        self.ask_noted()
        self.env["channel.gate.note"]._cron_sweep_held_orders()
        self.assertIn(order, self.ask_noted())
        self.assertEqual(order.state, "sent")

    def test_the_scheduled_action_works_off_the_notes(self):
        self.set_limit(100)
        order = self.submitted(quantity=20)
        self.set_limit(1000)
        with self.enter_registry_test_mode():
            self.env.ref("fmcg_order.ir_cron_ask_held_orders").method_direct_trigger()
        self.assertEqual(order.state, "sale")
        self.assertFalse(self.get_notes())

    # --- raises ---

    def test_a_raise_counts_while_it_is_in_force(self):
        self.set_limit(100)
        raised = self.grant(260)
        self.assertEqual(self.exposure().total_limit, 360)
        self.assertFalse(self.codes(self.enter_order(quantity=20)))
        with freeze_time(fields.Datetime.now() + timedelta(days=12)):
            self.assertEqual(self.exposure().total_limit, 100)
        raised.action_revoke()
        self.assertEqual(self.exposure().total_limit, 100)

    def test_a_raise_that_has_not_begun_does_not_count(self):
        self.set_limit(100)
        self.grant(260, date_from=self.today + timedelta(days=5))
        self.assertEqual(self.exposure().total_limit, 100)

    def test_a_raise_asks_again(self):
        self.set_limit(100)
        order = self.submitted(quantity=20)
        self.grant(260)
        self.ask_noted()
        self.assertEqual(order.state, "sale")

    # --- releases ---

    def test_a_release_lets_one_order_through_once(self):
        self.set_limit(100)
        order, other = self.submitted(quantity=20), self.submitted(quantity=20)
        release = self.release(order)
        self.assertEqual((order.state, release.state), ("sale", "used"))
        self.assertEqual((release.amount, release.exposure), (360, 0))
        self.assertEqual(self.codes(other), {"credit_limit"})
        self.assertEqual(self.committed(), 360)
        order.sudo()._action_cancel()
        order.sudo().action_draft()
        self.assertEqual(self.codes(order), {"credit_limit"}, "it counted once")

    def test_a_release_holds_for_what_is_overdue_too(self):
        self.post_invoice(10, days_ago=9)
        order = self.submitted()
        self.release(order)
        self.assertEqual(order.state, "sale")

    def test_a_release_does_not_cover_a_larger_order(self):
        self.set_limit(100)
        self.agreement.min_order_amount = 370  # keeps it held
        order = self.submitted(quantity=20)
        release = self.release(order)
        self.assertEqual(release.state, "open")
        self.assertNotIn("credit_limit", self.codes(order))
        order.sudo().order_line[0].price_unit = 15
        self.assertEqual(self.codes(order), {"credit_limit"})
        again = self.release(order)
        self.assertEqual((order.state, again.state), ("sale", "used"))
        self.assertEqual(release.state, "replaced")

    def test_only_orders_that_wait_are_released(self):
        with self.assertRaisesRegex(UserError, "does not wait"):
            self.release(self.enter_order())

    def test_the_stage_follows_a_release(self):
        self.set_limit(100)
        self.agreement.min_order_amount = 370
        order = self.submitted(quantity=20)
        self.release(order)
        self.assertEqual(order.channel_stage, "held")
        self.assertNotIn("Credit", order.gate_reasons)

    def test_prepayments_pay_new_invoices_where_agreed(self):
        self.agreement.use_prepayment_first = True
        self.prepay(100)
        self.prepay(300)
        order = self.submitted(quantity=20)
        self.ship(order)
        invoice = self.invoice(order)
        self.assertEqual(invoice.amount_residual, 0)
        self.assertEqual(self.exposure().prepaid, 40)

    def test_prepayments_are_left_alone_otherwise(self):
        self.prepay(400)
        order = self.submitted(quantity=20)
        self.ship(order)
        self.assertEqual(self.invoice(order).amount_residual, 360)
