from odoo.fields import Command
from odoo.tests import Form, tagged

from .return_common import PromotionReturnCase


@tagged("post_install", "-at_install")
class TestPromotionLineReturns(PromotionReturnCase):
    """Benefits of lines, and of sets, when something comes back."""

    def sell_bundle(self, rule):
        """A 30, B 35, together 50; 3 A and 2 B."""
        self.stop_all()
        a, b = self.create_goods("A", 30.0), self.create_goods("B", 35.0)
        self.create_promotion(
            "bundle",
            bundle_price=50,
            return_rule=rule,
            component_ids=[
                Command.create({"product_ids": [Command.set(product.ids)], "quantity": 1})
                for product in (a, b)
            ],
        )
        order = self.sell([(a, 3), (b, 2)])
        self.assertEqual(order.amount_total, 130)
        self.assertEqual(order.invoice_ids.amount_total, 130)
        return order, self.line_of(order, a), self.line_of(order, b)

    def test_a_bundle_counted_again(self):
        order, a, b = self.sell_bundle("reconsider")
        self.assertEqual(self.refund(order, (b, 1)), 20)
        self.assertEqual(self.refund(order, (a, 2)), 60)  # one set is left
        self.assertEqual(self.refund(order, (a, 1), (b, 1)), 50)
        kept = order._get_promotion_kept()
        self.assertEqual([float(value) for value in next(iter(kept.values()))], [0] * 4)

    def test_a_bundle_in_proportion(self):
        order, a, b = self.sell_bundle("proportional")
        first = self.refund(order, (b, 1))
        self.assertAlmostEqual(first, 26.92, delta=0.01)
        rest = self.refund(order, (a, 3), (b, 1))
        self.assertEqual(round(first + rest, 2), 130)

    def test_a_bundle_that_is_reduced_is_like_one_that_comes_back(self):
        order, _a, b = self.sell_bundle("reconsider")
        again = order.copy()
        again.action_confirm()
        self.assertEqual(again.amount_total, 130)
        self.line_of(again, b.product_id).product_uom_qty = 1
        self.assertEqual(again.amount_total, 110)
        self.deliver(again)
        self.assertEqual(self.invoice(again).amount_total, 110)

    def test_a_short_bundle(self):
        order, _a, b = self.sell_bundle("reconsider")
        again = order.copy()
        again.action_confirm()
        self.deliver(again, {b.product_id: 1})
        self.assertEqual(self.invoice(again).amount_total, 110)

    def test_second_at_half_price(self):
        for rule, parts in (("reconsider", [5, 10, 15]), ("proportional", [7.5, 7.5, 15])):
            with self.subTest(rule):
                self.stop_all()
                goods = self.create_goods("Half", 10.0)
                self.create_promotion(
                    "nth",
                    [{"threshold": 2, "percent": 50}],
                    measure="quantity",
                    uom_id=goods.uom_id.id,
                    product_ids=goods.ids,
                    return_rule=rule,
                )
                order = self.sell([(goods, 4)])
                self.assertEqual(order.amount_total, 30)
                line = self.line_of(order, goods)
                self.assertEqual([self.refund(order, (line, n)) for n in (1, 1, 2)], parts)

    def test_what_is_lost_is_never_asked_for(self):
        """From ten on 10 % off: who gives one of ten back gets nothing, not a bill."""
        goods = self.create_goods("Ten", 10.0)
        self.create_promotion(
            "line_percent",
            [{"threshold": 10, "percent": 10}],
            measure="quantity",
            uom_id=goods.uom_id.id,
            product_ids=goods.ids,
            return_rule="reconsider",
        )
        order = self.sell([(goods, 10)])
        line = self.line_of(order, goods)
        self.take_back(order, (line, 1))
        self.assertEqual(self.invoice(order).amount_total, 0)
        self.assertEqual(self.refund(order, (line, 1)), 10)
        self.assertEqual(self.refund(order, (line, 8)), 80)

    # --- documents of nothing ---

    def sell_gift(self):
        self.buy_get(self.tea, 10, self.mug)
        return self.sell([(self.tea, 20)])

    def test_a_gift_alone_makes_no_bill(self):
        order = self.sell_gift()
        self.take_back(order, (self.gifts_of(order), 1))
        self.assertFalse(
            order.with_context(raise_if_nothing_to_invoice=False)._create_invoices(
                final=True
            )
        )
        self.assertEqual(order.invoice_status, "invoiced")
        # it goes with the next goods that come back
        refund = self.refund(order, (self.line_of(order, self.tea), 10))
        self.assertEqual(refund, 50)

    def test_an_early_discount_is_taken_back_alone(self):
        """Four of twelve were invoiced with their share before the rest was given up."""
        goods = self.create_goods("Hundred", 100.0)
        self.amount_off(1200, 120, return_rule="reconsider")
        order = self.confirm_sale([(goods, 12)])
        self.deliver_part(order, {goods: 4})
        self.assertEqual(self.invoice(order).amount_total, 360)
        self.assertEqual(order.invoice_status, "no")
        self.open_pickings(order).action_cancel()
        self.assertEqual(order.invoice_status, "to invoice")
        bill = self.invoice(order)
        self.assertEqual((bill.move_type, bill.amount_total), ("out_invoice", 40))
        self.assertEqual(order.invoice_status, "invoiced")
        self.assertFalse(any(order.order_line.mapped("qty_to_invoice")))

    # --- percentages as they were promised ---

    def test_a_percentage_is_shown_as_it_was_promised(self):
        yen = self.env.ref("base.JPY").sudo()
        yen.active = True
        self.base_list.currency_id = yen
        self.agreement.pricelist_id.currency_id = yen
        goods = self.create_goods("Yen", 1234.0)
        self.create_promotion(
            "line_percent", [{"percent": 7.77}], product_ids=goods.ids, currency_id=yen.id
        )
        order = self.create_sale([(goods, 1)])
        line = self.line_of(order, goods)
        self.assertEqual((order.currency_id, order.amount_total), (yen, 1138))
        self.assertEqual((line.discount, line.price_unit), (7.77, 1234))

    # --- the form ---

    def test_the_form_says_what_the_rule_means(self):
        for kind in ("order", "line_percent", "nth", "gift", "bundle", "freight"):
            form = Form(self.env["channel.promotion"])
            form.kind = kind
            texts = []
            for rule in ("proportional", "reconsider"):
                form.return_rule = rule
                texts.append(form.return_example)
            self.assertTrue(all(texts) and texts[0] != texts[1])
            form.kind = "gift"
            self.assertEqual(form.return_rule, "reconsider")
            form.kind = "order"
            self.assertEqual(form.return_rule, "proportional")
