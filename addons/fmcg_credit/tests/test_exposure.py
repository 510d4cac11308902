from odoo.tests import tagged

from .common import CreditCase


@tagged("post_install", "-at_install")
class TestExposure(CreditCase):
    """What counts as debt, and when."""

    def test_every_agreement_has_an_account(self):
        self.assertEqual(self.account.node_id, self.lake_shop)
        self.assertEqual(self.account.company_id, self.lake_company)

    def test_drafts_count_nothing(self):
        self.enter_order()
        self.assertEqual(self.committed(), 0)

    def test_confirmed_orders_count_until_they_are_invoiced(self):
        order = self.submitted(quantity=20)
        self.assertEqual(order.state, "sale")
        self.assertEqual(self.committed(), 360)
        self.ship(order)
        self.assertEqual(self.committed(), 360)
        invoice = self.invoice(order)
        self.assertEqual(self.committed(), 0)
        self.assertEqual(self.exposure().receivable, invoice.amount_total)
        self.pay(invoice)
        self.assertEqual(self.exposure().used, 0)

    def test_a_draft_invoice_changes_nothing(self):
        order = self.submitted(quantity=20)
        self.ship(order)
        self.as_user(order, self.accountant)._create_invoices()
        self.assertEqual(self.committed(), 360)
        self.assertEqual(self.exposure().used, 360)

    def test_what_a_transaction_has_not_counted_yet_is_told_all_the_same(self):
        order = self.submitted(quantity=20)
        order.sudo().order_line[0].price_unit = 15
        self.assertEqual(self.account.committed, 360)
        self.assertEqual(self.exposure().committed, 460)
        self.assertEqual(self.committed(), 460)

    def test_cancelling_gives_back_at_once(self):
        order = self.submitted(quantity=20)
        order.sudo()._action_cancel()
        self.assertEqual(self.account.committed, 0)

    def test_syncing_twice_counts_once(self):
        order = self.submitted(quantity=20).sudo()
        order._sync_credit_commitments()
        order._sync_credit_commitments()
        self.assertEqual(self.committed(), 360)

    def test_changes_of_a_confirmed_order_count(self):
        order = self.submitted(quantity=20).sudo()
        order.order_line[0].price_unit = 5
        self.assertEqual(self.committed(), 260)
        order.order_line[1].discount = 50
        self.assertEqual(self.committed(), 180)

    def test_what_is_not_delivered_any_more_is_not_waited_for(self):
        order = self.submitted(quantity=20)
        self.prepare(order)
        delivery = self.pickings_of(order, "outgoing").sudo()
        for move in delivery.move_ids:
            move.quantity = 15
            move.picked = True
        delivery.with_context(cancel_backorder=True)._action_done()
        self.assertEqual(self.committed(), 270)
        self.invoice(order)
        self.assertEqual(self.committed(), 0)
        self.assertEqual(self.exposure().used, 270)

    def test_a_backorder_is_waited_for(self):
        order = self.submitted(quantity=20)
        self.prepare(order)
        delivery = self.pickings_of(order, "outgoing").sudo()
        for move in delivery.move_ids:
            move.quantity = 15
            move.picked = True
        delivery.with_context(cancel_backorder=False)._action_done()
        self.assertEqual(self.committed(), 360)
        self.invoice(order)
        self.assertEqual(self.committed(), 90)
        self.assertEqual(self.exposure().used, 360)

    def test_goods_that_come_back_before_the_invoice(self):
        order = self.submitted(quantity=20)
        self.ship(order)
        self.take_back(order, 5).sudo().button_validate()
        self.assertEqual(self.committed(), 310)

    def test_goods_that_come_back_after_the_invoice(self):
        order = self.submitted(quantity=20)
        self.ship(order)
        self.invoice(order)
        self.take_back(order, 5).sudo().button_validate()
        self.assertEqual(self.committed(), 0, "the credit note counts when posted")
        self.assertEqual(self.exposure().used, 360)
        self.invoice(order)  # the credit note
        self.assertEqual(self.committed(), 0)
        self.assertEqual(self.exposure().used, 310)

    def test_an_invoice_taken_back_to_draft_counts_as_order_again(self):
        order = self.submitted(quantity=20)
        self.ship(order)
        invoice = self.invoice(order)
        invoice.sudo().button_draft()
        self.assertEqual(self.committed(), 360)
        self.assertEqual(self.exposure().receivable, 0)

    def test_a_reversed_invoice_counts_once(self):
        order = self.submitted(quantity=20)
        self.ship(order)
        invoice = self.invoice(order).sudo()
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .with_company(self.lake_company)
            .create({"journal_id": invoice.journal_id.id})
        )
        wizard.refund_moves()
        wizard.new_move_ids.action_post()
        self.assertEqual(self.exposure().receivable, 0)
        self.assertEqual(self.committed(), 360, "it may be invoiced again")

    def test_payments_and_credit_notes_that_are_not_applied_count(self):
        self.post_invoice(500)
        self.prepay(200)
        self.post_move("out_refund", 50)
        found = self.exposure()
        self.assertEqual((found.receivable, found.prepaid), (250, 250))

    def test_a_down_payment_counts_once(self):
        order = self.submitted(quantity=20).sudo()
        wizard = (
            self.env["sale.advance.payment.inv"]
            .with_company(self.lake_company)
            .with_context(active_model="sale.order", active_ids=order.ids)
            .create({"advance_payment_method": "fixed", "fixed_amount": 100})
        )
        wizard.create_invoices()
        order.invoice_ids.action_post()
        self.assertEqual(self.committed(), 260)
        self.assertEqual(self.exposure().used, 360)
        self.ship(order)
        self.invoice(order)
        self.assertEqual(self.committed(), 0)
        self.assertEqual(self.exposure().used, 360)

    def test_a_contact_of_the_buyer_counts_as_the_buyer(self):
        contact = self.env["res.partner"].create(
            {"name": "Till", "parent_id": self.lake_shop.partner_id.id}
        )
        self.submitted(quantity=20, partner=contact)
        self.assertEqual(self.committed(), 360)

    def test_other_sellers_and_buyers_do_not_count(self):
        other = self.agreement_of(self.lake)
        self.post_invoice(500)
        self.assertEqual(self.exposure(other.credit_account_id).used, 0)

    def test_deleting_a_cancelled_order(self):
        order = self.submitted(quantity=20).sudo()
        order._action_cancel()
        order.unlink()
        self.assertEqual(self.committed(), 0)

    def test_an_agreement_closed_and_made_anew_goes_on(self):
        self.submitted(quantity=20)
        self.agreement._set_state("closed", "A test")
        again = self.create_agreement(self.lake_company, self.lake_shop)
        self.assertEqual(again.credit_account_id, self.account)
        self.assertEqual(self.committed(), 360)

    def test_the_statement_says_what_is_used(self):
        self.set_limit(20000)
        self.post_invoice(4100, days_ago=5)
        self.submitted(quantity=20, user=self.seller)
        text = self.account.statement
        self.assertIn("20,000", text)
        self.assertIn("overdue since", text)
        self.prepay(100)
        self.account.invalidate_recordset()
        self.assertIn("paid in advance", self.account.statement)

    def test_the_statement_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.prepay(50)
        statement = self.account.with_context(lang="zh_CN").statement
        self.assertIn("、", statement)
        self.assertNotIn(", ", statement)
