from unittest.mock import patch

from odoo.tests import tagged

from .common import PurchaseCase


@tagged("post_install", "-at_install")
class TestFollow(PurchaseCase):
    """What the seller enters and changes stands in the buyer's books."""

    def enter_at_supplier(self, quantity=10, **values):
        order = self.model_as("sale.order", self.north_seller).create(
            {
                "partner_id": self.lake.partner_id.id,
                "order_line": [
                    (0, 0, {"product_id": self.cola.id, "product_uom_qty": quantity})
                ],
                **values,
            }
        )
        self.follow()
        return order

    def purchase_of(self, order):
        return self.env["purchase.order"].search([("upstream_order_id", "=", order.id)])

    def test_a_draft_of_the_seller_is_no_purchase(self):
        self.assertFalse(self.purchase_of(self.enter_at_supplier()))

    def test_what_is_submitted_is_a_purchase(self):
        order = self.enter_at_supplier()
        order.action_submit()
        self.follow()
        purchase = self.purchase_of(order)
        self.assertRecordValues(
            purchase,
            [
                {
                    "company_id": self.lake_company.id,
                    "partner_id": self.north.partner_id.id,
                    "partner_ref": order.name,
                    "state": "purchase",
                    "amount_total": order.amount_total,
                }
            ],
        )

    def test_changes_of_a_confirmed_order_follow(self):
        order = self.enter_at_supplier()
        order.action_submit()
        self.follow()
        order.order_line.product_uom_qty = 6
        self.follow()
        purchase = self.purchase_of(order)
        self.assertEqual(purchase.order_line.product_qty, 6)
        expected = self.receipts_of(purchase)
        self.assertEqual(sum(expected.move_ids.mapped("product_uom_qty")), 6)

    def test_a_cancelled_order_cancels_the_purchase(self):
        order = self.enter_at_supplier()
        order.action_submit()
        self.follow()
        purchase = self.purchase_of(order)
        self.assertEqual(len(self.receipts_of(purchase)), 1)
        order.sudo()._action_cancel()
        self.follow()
        self.assertEqual(purchase.state, "cancel")
        self.assertFalse(self.receipts_of(purchase))

    def test_with_nothing_noted_the_scheduled_action_has_nothing_to_do(self):
        Note = self.env["channel.purchase.note"]
        Note.search([]).unlink()
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1):
            Note._cron_work_off()
        self.assertFalse(Note.search([]))

    def test_following_again_changes_nothing(self):
        purchase = self.buy({self.cola: 10, self.juice: 5})
        self.ship_upstream(purchase, {self.cola: 4})
        order = self.order_of(purchase)
        before = self.state_of(purchase)
        for _again in range(3):
            order._follow_purchase()
        self.assertEqual(self.state_of(purchase), before)

    def state_of(self, purchase):
        purchase = purchase.sudo()
        return (
            purchase.state,
            purchase.order_line.mapped(lambda line: (line.id, line.product_qty)),
            purchase.picking_ids.mapped(lambda p: (p.id, p.state)),
            purchase.picking_ids.move_ids.mapped(lambda m: (m.id, m.state, m.quantity)),
            len(purchase.message_ids),
            purchase.invoice_ids.ids,
        )

    def test_taxes_are_the_buyers_own(self):
        Tax = self.env["account.tax"]
        sale = Tax.with_company(self.north_company).create(
            {
                "name": "13 sale",
                "amount": 13,
                "type_tax_use": "sale",
                "company_id": self.north_company.id,
                "price_include_override": "tax_included",
            }
        )
        purchase_tax = Tax.with_company(self.lake_company).create(
            {
                "name": "13 purchase",
                "amount": 13,
                "type_tax_use": "purchase",
                "company_id": self.lake_company.id,
                "price_include_override": "tax_excluded",
            }
        )
        self.cola.taxes_id = sale
        self.cola.list_price = 11.30
        purchase = self.buy({self.cola: 10})
        order = self.order_of(purchase)
        self.assertEqual(order.amount_total, 113.0)
        self.assertEqual(purchase.order_line.price_unit, 10.0)
        self.assertEqual(purchase.order_line.tax_ids.amount, 13)
        self.assertEqual(purchase.order_line.tax_ids.company_id, self.lake_company)
        self.assertTrue(purchase_tax)
        self.assertEqual(purchase.amount_total, 113.0)

    def test_a_tax_that_the_books_lack_is_said_once(self):
        sale = self.env["account.tax"].create(
            {
                "name": "7 sale",
                "amount": 7,
                "type_tax_use": "sale",
                "company_id": self.north_company.id,
            }
        )
        self.cola.taxes_id = sale
        purchase = self.buy({self.cola: 10})
        self.order_of(purchase)._follow_purchase()
        said = purchase.sudo().message_ids.mapped("preview")
        self.assertEqual(len([text for text in said if "charges taxes of 7 %" in text]), 1)

    def test_books_that_take_no_bill_keep_no_goods_waiting(self):
        purchase = self.buy({self.juice: 10})
        journals = self.env["account.journal"].search(
            [("company_id", "=", self.lake_company.id), ("type", "=", "purchase")]
        )
        journals.active = False
        order = self.order_of(purchase)
        first = self.ship_upstream(purchase, {self.juice: 4})
        self.as_user(order, self.north_accountant)._create_invoices().action_post()
        self.follow()
        self.assertFalse(purchase.sudo().invoice_ids)
        second = self.ship_upstream(purchase)
        for shipment in (first, second):
            self.receive(purchase, shipment)
        self.assertEqual(self.on_hand(self.lake_company, self.juice), 10)
        journals.active = True
        order._follow_purchase()
        self.assertEqual(len(purchase.sudo().invoice_ids), 1)
