from odoo.fields import Command
from odoo.tests import tagged

from .return_common import PromotionReturnCase


@tagged("post_install", "-at_install")
class TestPromotionInvoices(PromotionReturnCase):
    """Each invoice carries what its goods earn."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hundred = cls.create_goods("Hundred", 100.0)

    def invoice_parts(self, order, *parts):
        """Deliver and invoice so much of each product; the rest stays open."""
        totals = []
        for quantities in parts:
            self.deliver_part(order, quantities)
            totals.append(self.invoice(order, final=False).amount_total)
        return totals

    def deliver_part(self, order, quantities):
        """Prepare and ship so much of each product; the rest waits."""
        for code in ("internal", "outgoing"):
            for picking in order.picking_ids.filtered(
                lambda p, code=code: (
                    p.picking_type_id.code == code and p.state not in ("done", "cancel")
                )
            ):
                picking.action_assign()
                for move in picking.move_ids:
                    move.quantity = quantities.get(move.product_id, 0)
                    move.picked = bool(move.quantity)
                picking.with_context(skip_backorder=True).button_validate()

    def test_parts_carry_their_part_of_the_discount(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        parts = self.invoice_parts(order, {self.hundred: 3}, {self.hundred: 7})
        self.assertEqual(parts, [270, 630])
        self.assertEqual(order.invoice_status, "invoiced")
        self.assertEqual(self.discounts_of(order).qty_invoiced, 1)

    def test_parts_of_three_sum_to_the_cent(self):
        goods = self.create_goods("Third", 333.33)
        self.amount_off(999, 100)
        order = self.confirm_sale([(goods, 3)])
        parts = self.invoice_parts(order, *[{goods: 1}] * 3)
        self.assertEqual(sum(round(part * 100) for part in parts), 89999)
        self.assertEqual(order.amount_total, 899.99)

    def test_net_300_for_7_invoiced_3_then_2_then_2(self):
        goods = self.create_goods("Seven", 50.0)
        self.create_promotion(
            "line_amount", [{"amount": 50}], amount_per="product", product_ids=goods.ids
        )
        order = self.confirm_sale([(goods, 7)])
        parts = self.invoice_parts(order, {goods: 3}, {goods: 2}, {goods: 2})
        self.assertEqual(parts, [128.57, 85.72, 85.71])

    def test_a_short_delivery_is_invoiced_in_full(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        self.deliver(order, {self.hundred: 8})
        self.assertEqual(self.invoice(order).amount_total, 720)
        discount = self.discounts_of(order)
        self.assertEqual((discount.qty_invoiced, discount.qty_to_invoice), (0.8, 0))
        self.assertFalse(any(order.order_line.mapped("qty_to_invoice")))
        self.assertEqual(order.invoice_status, "invoiced")
        self.assertEqual(discount.amount_to_invoice, 0)
        self.assertEqual(discount.untaxed_amount_to_invoice, 0)

    def test_a_discount_alone_is_never_invoiced(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        self.assertEqual(self.discounts_of(order).qty_to_invoice, 0)
        self.assertEqual(order.invoice_status, "no")
        self.assertFalse(
            order.with_context(raise_if_nothing_to_invoice=False)._create_invoices()
        )

    def test_amounts_to_invoice_follow_the_goods(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        self.assertEqual(sum(order.order_line.mapped("amount_to_invoice")), 0)
        self.deliver(order, {self.hundred: 5})
        self.assertEqual(sum(order.order_line.mapped("amount_to_invoice")), 450)
        self.assertEqual(sum(order.order_line.mapped("untaxed_amount_to_invoice")), 450)
        self.invoice(order)
        self.assertEqual(sum(order.order_line.mapped("amount_to_invoice")), 0)

    def test_several_orders_on_one_invoice(self):
        self.amount_off(1000, 100)
        orders = self.confirm_sale([(self.hundred, 10)])
        orders |= self.confirm_sale([(self.hundred, 20)])
        orders |= self.confirm_sale([(self.hundred, 1)])
        for order in orders:
            self.deliver(order)
        invoice = orders._create_invoices()
        self.assertEqual(len(invoice), 1)
        self.assertEqual(invoice.amount_total, 900 + 1900 + 100)
        self.assertEqual(set(orders.mapped("invoice_status")), {"invoiced"})

    def test_goods_that_are_invoiced_as_ordered(self):
        self.hundred.invoice_policy = "order"
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        self.assertEqual(self.invoice(order).amount_total, 900)
        self.assertEqual(order.invoice_status, "invoiced")
        line = self.line_of(order, self.hundred)
        line.product_uom_qty = 7  # a reduction is a return
        self.assertEqual(self.invoice(order).amount_total, 270)

    def test_what_a_person_changes_on_an_invoice_is_not_made_up_for(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        self.deliver_part(order, {self.hundred: 5})
        invoice = order._create_invoices()
        discount = invoice.invoice_line_ids.filtered("promotion_share")
        self.assertEqual((discount.price_unit, discount.promotion_share), (-50, 50))
        discount.price_unit = -60
        self.assertEqual(invoice.amount_total, 440)
        invoice.action_post()
        self.deliver(order)
        self.assertEqual(self.invoice(order).amount_total, 450)

    def test_a_cancelled_invoice_carries_nothing(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        self.deliver(order)
        invoice = order._create_invoices()
        invoice.button_cancel()
        self.assertEqual(self.discounts_of(order).qty_invoiced, 0)
        self.assertEqual(self.invoice(order).amount_total, 900)

    def test_a_full_credit_note_makes_the_order_open_again(self):
        self.amount_off(1000, 100)
        order = self.sell([(self.hundred, 10)])
        note = order.invoice_ids._reverse_moves(cancel=True)
        self.assertEqual(note.amount_total, 900)
        self.assertEqual(self.discounts_of(order).qty_invoiced, 0)
        self.assertEqual(self.invoice(order).amount_total, 900)

    def test_everything_off_leaves_nothing_on_each_invoice(self):
        goods = self.create_goods("Odd", 3.335)
        for rounding in ("round_per_line", "round_globally"):
            for included in (False, True):
                with self.subTest(rounding=rounding, included=included):
                    self.lake_company.tax_calculation_rounding_method = rounding
                    self.stop_all()
                    self.set_taxes(goods + self.water, self.create_tax(13, included))
                    self.create_promotion("order", [{"percent": 100}], level="order")
                    order = self.confirm_sale([(goods, 7), (self.water, 3)])
                    self.assertEqual(order.amount_total, 0)
                    parts = self.invoice_parts(
                        order,
                        {goods: 3},
                        {goods: 2, self.water: 1},
                        {goods: 2, self.water: 2},
                    )
                    self.assertEqual(parts, [0, 0, 0])
                    self.assertFalse(any(order.invoice_ids.mapped("amount_tax")))
                    self.assertEqual(order.invoice_status, "invoiced")

    def test_freight_is_discounted_on_the_invoice_that_has_it(self):
        product = self.create_goods("Freight", 20.0, type="service", is_storable=False)
        product.invoice_policy = "order"
        self.create_promotion("freight", [{"percent": 50}], level="order")
        # sudo: as core adds freight
        order = self.create_sale([(self.hundred, 2)]).sudo()
        order.write(
            {
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "price_unit": 20.0,
                            "is_delivery": True,
                        }
                    )
                ]
            }
        )
        self.assertEqual(order.amount_total, 210)
        order.action_confirm()
        self.deliver(order)
        self.assertEqual(self.invoice(order).amount_total, 210)
