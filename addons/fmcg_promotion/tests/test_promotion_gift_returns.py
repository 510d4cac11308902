from odoo.tests import Form, tagged

from .return_common import PromotionReturnCase


@tagged("post_install", "-at_install")
class TestPromotionGiftReturns(PromotionReturnCase):
    """Buy 10 get 1, bought 25, two gifts, return 6: one gift is due back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.promotion = cls.buy_get(cls.tea, 10, cls.mug)

    def sell_25(self):
        order = self.sell([(self.tea, 25)])
        self.assertEqual(order.amount_total, 125)
        self.assertEqual(self.gifts_of(order).product_uom_qty, 2)
        return order

    def charges_of(self, move):
        return move.invoice_line_ids.filtered("promotion_gift_line_id")

    def test_the_wizard_names_the_gift_and_fills_it_in(self):
        order = self.sell_25()
        gift_move = self.gifts_of(order).move_ids.filtered(
            lambda move: move.location_dest_usage == "customer"
        )
        wizard = self.open_return(order)
        with Form(wizard) as form:
            self.assertFalse(form.promotion_gift_note)
            rows = list(wizard.product_return_moves)
            gift = next(i for i, row in enumerate(rows) if row.move_id == gift_move)
            with form.product_return_moves.edit(1 - gift) as row:
                row.quantity = 5
            self.assertFalse(form.promotion_gift_note)
            with form.product_return_moves.edit(1 - gift) as row:
                row.quantity = 6
            self.assertIn("1 Units of Mug", form.promotion_gift_note)
            with form.product_return_moves.edit(gift) as row:
                self.assertEqual(row.quantity, 1)
                row.quantity = 2
            with form.product_return_moves.edit(1 - gift) as row:
                row.quantity = 25
            with form.product_return_moves.edit(gift) as row:
                self.assertEqual(row.quantity, 2)

    def test_the_keeper_sees_what_is_due(self):
        order = self.sell_25()
        keeper = self.create_staff(self.lake_company, "warehouse")
        wizard = self.open_return(order, keeper)
        tea = wizard.product_return_moves.filtered(lambda r: r.product_id == self.tea)
        tea.quantity = 6
        wizard._prefill_gifts()
        gift = wizard.product_return_moves - tea
        self.assertEqual(gift.quantity, 1)

    def test_a_gift_that_comes_back_is_not_charged(self):
        order = self.sell_25()
        refund = self.refund(order, (self.line_of(order, self.tea), 6), prefill=True)
        self.assertEqual(refund, 30)
        self.assertEqual(self.gifts_of(order).qty_delivered, 1)
        self.assertFalse(any(order.order_line.mapped("qty_to_invoice")))

    def test_a_gift_that_stays_is_charged_once(self):
        order = self.sell_25()
        tea = self.line_of(order, self.tea)
        self.assertEqual(self.refund(order, (tea, 6)), 27)
        note = order.invoice_ids.filtered(lambda m: m.move_type == "out_refund")
        charge = self.charges_of(note)
        self.assertEqual((charge.product_id, charge.quantity), (self.mug, -1))
        self.assertEqual(self.refund(order, (tea, 1)), 5)

    def test_every_gift_that_is_lost_is_charged(self):
        order = self.sell_25()
        tea = self.line_of(order, self.tea)
        parts = [self.refund(order, (tea, quantity)) for quantity in (6, 9, 10)]
        self.assertEqual(parts, [27, 45 - 0, 50 - 3])

    def test_a_charged_gift_that_comes_later_is_paid_back(self):
        order = self.sell_25()
        self.assertEqual(self.refund(order, (self.line_of(order, self.tea), 6)), 27)
        self.assertEqual(self.refund(order, (self.gifts_of(order), 1)), 3)
        self.assertFalse(any(order.order_line.mapped("qty_to_invoice")))

    def test_a_cancelled_credit_note_charges_nothing(self):
        order = self.sell_25()
        self.take_back(order, (self.line_of(order, self.tea), 6))
        draft = order._create_invoices(final=True)
        self.assertEqual(draft.amount_total, 27)
        draft.button_cancel()
        self.assertEqual(self.invoice(order).amount_total, 27)

    def test_the_reversal_of_a_credit_note_takes_the_charge_back(self):
        order = self.sell_25()
        self.assertEqual(self.refund(order, (self.line_of(order, self.tea), 6)), 27)
        gift = self.gifts_of(order)
        self.assertEqual(gift.promotion_charge_ids._get_promotion_charged(), 1)
        note = order.invoice_ids.filtered(lambda m: m.move_type == "out_refund")
        note.button_draft()
        note.button_cancel()
        charges = gift.promotion_charge_ids._filter_promotion_booked()
        self.assertFalse(charges)

    def test_more_is_charged_than_refunded(self):
        dear = self.create_goods("Dear", 500.0)
        self.buy_get(self.water, 10, dear)
        order = self.sell([(self.water, 10)])
        self.take_back(order, (self.line_of(order, self.water), 1))
        invoice = self.invoice(order)
        self.assertEqual(invoice.move_type, "out_invoice")
        self.assertEqual(invoice.amount_total, 498)

    def test_gifts_on_their_way_back_are_not_charged(self):
        order = self.sell_25()
        wizard = self.open_return(order)
        gift = wizard.product_return_moves.filtered(lambda r: r.product_id == self.mug)
        gift.quantity = 1
        wizard._create_return()
        self.assertEqual(self.refund(order, (self.line_of(order, self.tea), 6)), 30)

    def test_what_is_kept_follows_the_entitlement(self):
        order = self.sell_25()
        kept = order._get_promotion_kept()[self.promotion]
        self.assertEqual([float(value) for value in kept], [0, 2, 6, 1])
        self.take_back(order, (self.line_of(order, self.tea), 6))
        kept = order._get_promotion_kept()[self.promotion]
        self.assertEqual([float(value) for value in kept], [0, 1, 3, 1])
