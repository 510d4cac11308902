from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PurchaseCase


@tagged("post_install", "-at_install")
class TestHandIn(PurchaseCase):
    """A purchase that begins in the buyer's books becomes the supplier's order."""

    def test_the_supplier_gets_an_order_at_its_own_prices(self):
        purchase = self.ask({self.cola: 10, self.juice: 4})
        purchase.button_confirm()
        order = self.order_of(purchase)
        self.assertEqual(order.company_id, self.north_company)
        self.assertEqual(order.partner_id, self.lake.partner_id)
        self.assertEqual(order.agreement_id, self.supply)
        self.assertEqual(order.submitted_by_id, self.purchaser)
        self.assertEqual(order.client_order_ref, purchase.name)
        self.assertEqual(purchase.partner_ref, order.name)
        self.assertEqual(order.order_line.mapped("price_unit"), [5.0, 7.0])
        self.assertEqual(purchase.order_line.mapped("price_unit"), [5.0, 7.0])
        self.assertEqual(purchase.amount_total, order.amount_total)
        self.assertEqual(purchase.state, "purchase")

    def test_purchasing_reads_no_agreements(self):
        """They are the supplier's; nothing of them is in memory when the button is
        pressed."""
        purchase = self.ask({self.cola: 10})
        self.env.flush_all()
        self.env.invalidate_all()
        purchase.button_confirm()
        self.assertEqual(purchase.state, "purchase")

    def test_lines_of_a_draft_are_removed(self):
        purchase = self.ask({self.cola: 10, self.juice: 4})
        purchase.order_line[0].unlink()
        self.assertEqual(purchase.order_line.product_id, self.juice)

    def test_it_waits_while_the_supplier_holds_it(self):
        self.supply.min_order_amount = 1000
        purchase = self.ask({self.cola: 10})
        purchase.button_confirm()
        self.assertEqual((purchase.state, purchase.channel_stage), ("sent", "held"))
        self.assertIn("below the minimum", purchase.channel_reasons)
        self.assertFalse(purchase.picking_ids)

    def test_confirming_twice_makes_one_order(self):
        self.supply.min_order_amount = 1000
        purchase = self.ask({self.cola: 10})
        purchase.button_confirm()
        order = self.order_of(purchase)
        purchase.button_confirm()
        self.assertEqual(self.order_of(purchase), order)
        self.assertEqual(
            self.env["sale.order"].search_count([("client_order_ref", "=", purchase.name)]), 1
        )

    def test_an_ended_agreement_is_said(self):
        purchase = self.ask({self.cola: 10})
        self.supply._set_state("suspended", "Overdue")
        with self.assertRaisesRegex(UserError, "is not active"):
            purchase.button_confirm()
        self.assertEqual(purchase.state, "draft")

    def test_nothing_is_ordered_in_a_unit_that_is_not_sold(self):
        purchase = self.ask({self.cola: 10})
        purchase.order_line.sudo().product_uom_id = self.env.ref("uom.product_uom_dozen")
        with self.assertRaisesRegex(UserError, "Unit of Cola"):
            purchase.button_confirm()

    def test_other_suppliers_are_cores_own(self):
        vendor = self.env["res.partner"].create(
            {"name": "A printer", "company_id": self.lake_company.id}
        )
        purchase = self.ask({self.juice: 3}, partner_id=vendor.id)
        purchase.button_confirm()
        self.assertEqual(purchase.state, "purchase")
        self.assertFalse(self.order_of(purchase))
        self.assertEqual(len(purchase.picking_ids), 1)

    def test_withdrawn_changed_and_handed_in_again(self):
        self.supply.min_order_amount = 60
        purchase = self.ask({self.cola: 10})
        purchase.button_confirm()
        first = self.order_of(purchase)
        with self.assertRaisesRegex(UserError, "Withdraw it"):
            purchase.order_line.product_qty = 20
        purchase.action_withdraw()
        self.assertEqual((purchase.state, first.state), ("draft", "cancel"))
        purchase.order_line.product_qty = 20
        purchase.button_confirm()
        second = self.order_of(purchase)
        self.assertNotEqual(second, first)
        self.assertEqual(second.order_line.product_uom_qty, 20)
        self.assertEqual((purchase.state, second.state), ("purchase", "sale"))

    def test_a_confirmed_one_is_not_withdrawn(self):
        purchase = self.buy({self.cola: 10})
        for method in ("action_withdraw", "button_cancel"):
            with self.assertRaisesRegex(UserError, "cannot be withdrawn any more"):
                getattr(purchase, method)()
        self.assertEqual((purchase.state, self.order_of(purchase).state), ("purchase", "sale"))
