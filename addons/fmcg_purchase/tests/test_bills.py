from odoo.tests import tagged

from .common import PurchaseCase


@tagged("post_install", "-at_install")
class TestBills(PurchaseCase):
    """The vendor bill follows the supplier's bill."""

    def bill(self, purchase):
        order = self.as_user(self.order_of(purchase), self.north_accountant)
        move = order._create_invoices(final=True)
        move.action_post()
        self.follow()
        return move.sudo()

    def bought(self):
        purchase = self.buy({self.cola: 40, self.juice: 10})
        self.receive(purchase, self.ship_upstream(purchase))
        return purchase

    def test_a_draft_with_the_suppliers_number_and_amounts(self):
        purchase = self.bought()
        bill = self.bill(purchase)
        own = purchase.sudo().invoice_ids
        self.assertRecordValues(
            own,
            [
                {
                    "move_type": "in_invoice",
                    "state": "draft",
                    "company_id": self.lake_company.id,
                    "partner_id": self.north.partner_id.id,
                    "ref": bill.name,
                    "invoice_date": bill.invoice_date,
                    "amount_total": bill.amount_total,
                }
            ],
        )
        accountant = self.as_user(own, self.accountant)
        accountant.action_post()
        self.assertEqual(purchase.order_line.mapped("qty_invoiced"), [40, 10])

    def test_the_same_bill_once(self):
        purchase = self.bought()
        self.bill(purchase)
        for _again in range(2):
            self.order_of(purchase)._follow_purchase()
        self.assertEqual(len(purchase.sudo().invoice_ids), 1)

    def test_a_bill_that_is_taken_back_leaves_no_draft(self):
        purchase = self.bought()
        bill = self.bill(purchase)
        bill.with_company(self.north_company).button_draft()
        self.follow()
        self.assertEqual(purchase.sudo().invoice_ids.state, "cancel")
        bill.with_company(self.north_company).action_post()
        self.follow()
        states = sorted(purchase.sudo().invoice_ids.mapped("state"))
        self.assertEqual(states, ["cancel", "draft"])

    def test_a_posted_one_is_left_to_people(self):
        purchase = self.bought()
        bill = self.bill(purchase)
        own = purchase.sudo().invoice_ids
        own.with_company(self.lake_company).action_post()
        bill.with_company(self.north_company).button_draft()
        self.follow()
        self.assertEqual(own.state, "posted")
        self.assertEqual(
            own.activity_ids.mapped("summary"), ["The supplier has taken this bill back"]
        )

    def test_a_credit_note_is_a_vendor_refund(self):
        purchase = self.bought()
        bill = self.bill(purchase)
        refund = bill.with_company(self.north_company)._reverse_moves(
            [{"invoice_date": bill.invoice_date}]
        )
        refund.action_post()
        self.follow()
        own = purchase.sudo().invoice_ids.filtered(lambda m: m.move_type == "in_refund")
        self.assertEqual((own.amount_total, own.ref), (bill.amount_total, refund.name))
