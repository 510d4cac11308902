from odoo.tests import tagged

from .return_common import PromotionReturnCase


@tagged("post_install", "-at_install")
class TestPromotionReturns(PromotionReturnCase):
    """A refund returns what was paid."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hundred = cls.create_goods("Hundred", 100.0)

    def thousand(self, rule, *more):
        """An order of 10 at 100, with 100 off from 1,000 on."""
        self.create_promotion(
            "order",
            [{"threshold": 1000, "amount": 100}, *more],
            level="order",
            return_rule=rule,
        )
        order = self.sell([(self.hundred, 10)])
        self.assertEqual(order.amount_total, 900)
        self.assertEqual(order.invoice_ids.amount_total, 900)
        return order, self.line_of(order, self.hundred)

    def seven_for_300(self):
        goods = self.create_goods("Seven", 50.0)
        self.create_promotion(
            "line_amount", [{"amount": 50}], amount_per="product", product_ids=goods.ids
        )
        order = self.sell([(goods, 7)])
        self.assertEqual(order.amount_total, 300)
        return order, self.line_of(order, goods)

    def test_net_300_for_7_returned_3_then_4(self):
        order, line = self.seven_for_300()
        self.assertEqual(self.refund(order, (line, 3)), 128.57)
        self.assertEqual(self.refund(order, (line, 4)), 171.43)

    def test_net_300_for_7_returned_3_then_2_then_2(self):
        order, line = self.seven_for_300()
        parts = [self.refund(order, (line, quantity)) for quantity in (3, 2, 2)]
        self.assertEqual([f"{part:.2f}" for part in parts], ["128.57", "85.72", "85.71"])
        self.assertEqual(round(sum(parts), 2), 300)

    def test_proportional_refunds_270(self):
        order, line = self.thousand("proportional")
        self.assertEqual(self.refund(order, (line, 3)), 270)

    def test_reconsider_refunds_200(self):
        order, line = self.thousand("reconsider")
        self.assertEqual(self.refund(order, (line, 3)), 200)

    def test_reconsider_with_a_step_below_refunds_240(self):
        order, line = self.thousand("reconsider", {"threshold": 500, "amount": 40})
        self.assertEqual(self.refund(order, (line, 3)), 240)

    def test_reconsider_never_asks_for_money(self):
        order, line = self.thousand("reconsider")
        self.take_back(order, (line, 0.5))
        note = self.invoice(order)
        self.assertEqual(note.amount_total, 0)
        kept = order._get_promotion_kept()
        self.assertEqual([float(values[0]) for values in kept.values()], [50])
        # what the first return did not take back, the second one does
        self.assertEqual(self.refund(order, (line, 1.5)), 100)

    def test_everything_back_refunds_what_was_paid(self):
        for rule in ("proportional", "reconsider"):
            with self.subTest(rule):
                self.stop_all()
                order, line = self.thousand(rule)
                self.assertEqual(self.refund(order, (line, 10)), 900)
                self.assertFalse(any(order.order_line.mapped("qty_to_invoice")))

    def test_everything_back_in_parts_refunds_what_was_paid(self):
        for rule in ("proportional", "reconsider"):
            with self.subTest(rule):
                self.stop_all()
                order, line = self.thousand(rule, {"threshold": 500, "amount": 40})
                parts = [self.refund(order, (line, n)) for n in (1, 3, 2, 4)]
                self.assertEqual(round(sum(parts), 2), 900)
                self.assertFalse(order._get_promotion_kept()[self.promotion_of(order)][3])

    def promotion_of(self, order):
        return order.promotion_application_ids.promotion_id

    def test_a_stopped_promotion_still_says_what_remains(self):
        order, line = self.thousand("reconsider", {"threshold": 500, "amount": 40})
        self.promotion_of(order).action_stop()
        self.promotion_of(order).active = False
        self.assertEqual(self.refund(order, (line, 3)), 240)

    def test_what_is_lost_is_taken_back_from_other_goods_too(self):
        self.amount_off(1000, 100, return_rule="reconsider")
        other = self.create_goods("Other", 100.0)
        tax = self.create_tax(13)
        self.set_taxes(other, tax)
        order = self.sell([(self.hundred, 5), (other, 5)])
        self.assertEqual(order.amount_total, 450 + 450 * 1.13)
        # 500 come back, the other 500 cost 565 instead of 508.50
        refund = self.refund(order, (self.line_of(order, self.hundred), 5))
        self.assertEqual(refund, round(450 - 56.50, 2))

    def test_goods_back_before_they_were_invoiced_are_never_charged(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 10)])
        self.deliver(order)
        self.take_back(order, (self.line_of(order, self.hundred), 3))
        self.assertEqual(self.invoice(order).amount_total, 630)
        self.assertEqual(order.invoice_status, "invoiced")

    def test_uncredited_returns_change_nothing_on_other_invoices(self):
        self.amount_off(1000, 100)
        order = self.confirm_sale([(self.hundred, 5), (self.tea, 100)])
        self.deliver(order)
        self.invoice(order)
        self.assertEqual(order.invoice_ids.amount_total, 900)
        self.take_back(order, (self.line_of(order, self.hundred), 3))
        self.assertFalse(
            order.with_context(raise_if_nothing_to_invoice=False)._create_invoices()
        )

    def test_what_is_kept_for_budgets_and_funders(self):
        order, line = self.thousand("proportional")
        promotion = self.promotion_of(order)
        kept = order._get_promotion_kept()[promotion]
        self.assertEqual([float(value) for value in kept], [100, 0, 0, 1])
        self.take_back(order, (line, 3))
        kept = order._get_promotion_kept()[promotion]
        self.assertEqual([float(value) for value in kept], [70, 0, 0, 1])
        self.take_back(order, (line, 7))
        kept = order._get_promotion_kept()[promotion]
        self.assertEqual([float(value) for value in kept], [0, 0, 0, 0])

    def test_orders_are_told_that_goods_came_back(self):
        told = []
        self.patch(
            type(self.env["sale.order"]),
            "_on_promotion_returned",
            lambda orders: told.append(orders),
        )
        order, line = self.thousand("proportional")
        self.assertFalse(told)
        self.take_back(order, (line, 3))
        self.assertEqual(told, [order])
