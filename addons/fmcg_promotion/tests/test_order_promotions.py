from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .order_common import PromotionOrderCase


@tagged("post_install", "-at_install")
class TestOrderPromotions(PromotionOrderCase):
    """Orders get their promotions without a button."""

    def test_amount_off_comes_when_the_order_is_entered(self):
        promotion = self.amount_off(100, 10)
        order = self.create_sale([(self.tea, 20)])
        self.assertEqual(order.amount_total, 90)
        discount = self.discounts_of(order)
        self.assertEqual(discount.sudo().promotion_id, promotion)
        self.assertEqual(discount.price_unit, -10)
        application = order.promotion_application_ids
        self.assertEqual((application.promotion_id, application.amount), (promotion, 10))

    def test_it_goes_when_the_order_shrinks_and_comes_back(self):
        self.amount_off(100, 10)
        order = self.create_sale([(self.tea, 20)])
        order.order_line[0].product_uom_qty = 19
        self.assertFalse(self.discounts_of(order))
        self.assertEqual(order.amount_total, 95)
        self.assertFalse(order.promotion_application_ids)
        order.write({"order_line": [Command.update(order.order_line[0].id, {"product_uom_qty": 20})]})
        self.assertEqual(order.amount_total, 90)

    def test_a_ladder_is_upgraded_and_downgraded(self):
        self.create_promotion(
            "order",
            [{"threshold": 100, "amount": 10}, {"threshold": 300, "amount": 40}],
            level="order",
        )
        order = self.create_sale([(self.tea, 20)])
        line = order.order_line[0]
        line.product_uom_qty = 60
        self.assertEqual(order.amount_total, 260)
        self.assertEqual(len(self.discounts_of(order)), 1)
        line.product_uom_qty = 59
        self.assertEqual(order.amount_total, 285)

    def test_a_percentage_stands_in_the_discount_of_the_line(self):
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        order = self.create_sale([(self.tea, 20), (self.water, 5)])
        tea = self.line_of(order, self.tea)
        self.assertEqual((tea.price_unit, tea.discount, tea.price_subtotal), (5, 10, 90))
        self.assertEqual(tea.promotion_amount, 10)
        self.assertEqual(self.line_of(order, self.water).discount, 0)

    def test_an_amount_that_no_discount_expresses_stands_in_the_price(self):
        self.create_promotion(
            "line_amount",
            [{"amount": 1}],
            amount_per="product",
            product_ids=self.tea.ids,
        )
        order = self.create_sale([(self.tea, 7)])
        line = order.order_line
        self.assertEqual(line.price_subtotal, 34)
        line.product_uom_qty = 14
        self.assertEqual(line.price_subtotal, 69)
        self.assertFalse(line.sudo().promotion_by_hand)

    def test_a_gift_is_a_line_at_no_price_and_is_shipped(self):
        self.buy_get(self.tea, 10, self.mug)
        order = self.create_sale([(self.tea, 25)])
        gift = self.gifts_of(order)
        self.assertEqual((gift.product_id, gift.product_uom_qty), (self.mug, 2))
        self.assertEqual((gift.price_unit, gift.price_subtotal), (0, 0))
        order.action_confirm()
        moves = order.sudo().picking_ids.move_ids
        self.assertIn(self.mug, moves.product_id)

    def test_two_promotions_with_the_same_gift_make_two_lines(self):
        self.buy_get(self.tea, 10, self.mug)
        self.buy_get(self.water, 10, self.mug, 2)
        order = self.create_sale([(self.tea, 10), (self.water, 10)])
        self.assertEqual(
            sorted(self.gifts_of(order).mapped("product_uom_qty")), [1, 2]
        )
        self.line_of(order, self.tea).product_uom_qty = 9
        self.assertEqual(self.gifts_of(order).mapped("product_uom_qty"), [2])

    def test_more_gifts_stay_free(self):
        self.buy_get(self.tea, 10, self.mug)
        order = self.create_sale([(self.tea, 10)])
        order.order_line[0].product_uom_qty = 40
        gift = self.gifts_of(order)
        self.assertEqual((gift.product_uom_qty, gift.price_unit), (4, 0))

    def test_freight_is_free_from_a_value_on(self):
        self.create_promotion(
            "freight", [{"threshold": 100, "percent": 100}], level="order"
        )
        carrier = self.env["delivery.carrier"].create(
            {
                "name": "Van",
                "product_id": self.create_product("Freight", type="service").id,
                "delivery_type": "fixed",
                "fixed_price": 15.0,
            }
        )
        order = self.create_sale([(self.tea, 20)])
        order.sudo().set_delivery_line(carrier, 15.0)
        self.assertEqual(order.amount_total, 100)
        self.line_of(order, self.tea).product_uom_qty = 19
        self.assertEqual(order.amount_total, 110)
        freight = order.order_line.filtered("is_delivery")
        self.assertEqual((freight.price_unit, freight.discount), (15, 0))

    def test_updating_prices_keeps_promotions_and_forgets_hands(self):
        self.amount_off(80, 10)
        self.buy_get(self.tea, 10, self.mug)
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        order = self.create_sale([(self.tea, 20)])
        self.assertEqual(order.amount_total, 80)
        order.order_line[0].price_unit = 4
        order.action_update_prices()
        self.assertEqual(order.amount_total, 80)
        self.assertEqual(self.gifts_of(order).price_unit, 0)
        self.assertFalse(order.order_line[0].sudo().promotion_by_hand)

    def test_orders_outside_of_the_channel_get_nothing(self):
        self.amount_off(10, 1)
        stranger = self.env["res.partner"].create({"name": "A stranger"})
        order = self.create_order(self.lake_company, stranger, self.tea)
        self.assertEqual(order.amount_total, 40)

    def test_a_draft_promotion_does_nothing(self):
        promotion = self.amount_off(10, 1, release=False)
        order = self.create_sale([(self.tea, 20)])
        self.assertFalse(self.discounts_of(order))
        promotion.action_release()
        order.order_line[0].product_uom_qty = 21
        self.assertTrue(self.discounts_of(order))

    def test_changing_an_order_many_times_keeps_one_line_for_each_promotion(self):
        self.amount_off(10, 1)
        self.buy_get(self.tea, 10, self.mug)
        order = self.create_sale([(self.tea, 20)])
        made = order.order_line.filtered("promotion_role")
        order.write({"note": "Hello"})
        order.order_line[0].product_uom_qty = 21
        self.assertEqual(order.order_line.filtered("promotion_role"), made)

    def test_a_copy_earns_its_own(self):
        self.amount_off(100, 10)
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.water.ids)
        order = self.create_sale([(self.tea, 20), (self.water, 10)])
        copy = order.copy()
        self.assertEqual(len(self.discounts_of(copy)), 1)
        self.assertEqual(copy.amount_total, order.amount_total)
        self.assertFalse(any(line.sudo().promotion_by_hand for line in copy.order_line))

    def test_nothing_changes_after_the_confirmation(self):
        promotion = self.amount_off(100, 10)
        order = self.create_sale([(self.tea, 20)])
        order.action_confirm()
        promotion.action_stop()
        order.sudo().order_line[0].product_uom_qty = 30
        self.assertEqual(self.discounts_of(order).price_unit, -10)

    def test_confirming_brings_promotions_up_to_date_and_says_so(self):
        promotion = self.amount_off(100, 10)
        order = self.create_sale([(self.tea, 20)])
        promotion.action_stop()
        order.action_confirm()
        self.assertEqual(order.amount_total, 100)
        self.assertIn("Promotions have changed", order.message_ids[:3].mapped("body")[0] + "".join(order.message_ids.mapped("body")))


@tagged("post_install", "-at_install")
class TestByHand(PromotionOrderCase):
    """What a person changed is kept, and marked."""

    def test_a_typed_price_stays_and_counts(self):
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        self.amount_off(80, 5)
        order = self.create_sale([(self.tea, 20)])
        line = self.line_of(order, self.tea)
        line.price_unit = 4.5
        self.assertEqual((line.price_unit, line.discount), (4.5, 0))
        self.assertTrue(line.sudo().promotion_by_hand)
        self.assertEqual(order.amount_total, 85)
        line.product_uom_qty = 30
        self.assertEqual(line.price_unit, 4.5)

    def test_a_removed_discount_is_not_given_again(self):
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        order = self.create_sale([(self.tea, 20)])
        line = order.order_line
        line.discount = 0
        self.assertEqual(order.amount_total, 100)
        order.action_restore_promotions()
        self.assertEqual((line.discount, order.amount_total), (10, 90))
        self.assertFalse(line.sudo().promotion_by_hand)

    def test_a_removed_gift_is_declined_until_restored(self):
        promotion = self.buy_get(self.tea, 10, self.mug)
        order = self.create_sale([(self.tea, 20)])
        self.gifts_of(order).unlink()
        order.order_line[0].product_uom_qty = 30
        self.assertFalse(self.gifts_of(order))
        self.assertEqual(order.sudo().promotion_declined_ids, promotion)
        order.action_restore_promotions()
        self.assertEqual(self.gifts_of(order).product_uom_qty, 3)

    def test_removing_in_the_form_declines_too(self):
        self.amount_off(100, 10)
        order = self.create_sale([(self.tea, 20)])
        order.write({"order_line": [Command.delete(self.discounts_of(order).id)]})
        self.assertEqual(order.amount_total, 100)

    def test_fewer_gifts_stay_fewer_and_never_more_than_due(self):
        self.buy_get(self.tea, 10, self.mug)
        order = self.create_sale([(self.tea, 30)])
        gift = self.gifts_of(order)
        with self.assertRaisesRegex(UserError, "Give fewer"):
            gift.product_uom_qty = 4
        gift.product_uom_qty = 2
        order.order_line[0].product_uom_qty = 40
        self.assertEqual(gift.product_uom_qty, 2)
        order.order_line[0].product_uom_qty = 10
        self.assertEqual(gift.product_uom_qty, 1)

    def test_a_discount_line_cannot_be_edited(self):
        self.amount_off(100, 10)
        order = self.create_sale([(self.tea, 20)])
        with self.assertRaisesRegex(UserError, "a promotion made this line"):
            self.discounts_of(order).price_unit = -50

    def test_another_gift_of_the_promotion_can_be_chosen(self):
        self.create_promotion(
            "gift",
            [{"threshold": 50, "gift_quantity": 1, "gifts": [(self.mug, 1), (self.water, 1)]}],
            level="order",
            gift_choice="one",
        )
        order = self.create_sale([(self.tea, 20)])
        gift = self.gifts_of(order)
        self.assertEqual(gift.product_id, self.mug)
        gift.product_id = self.water
        self.assertEqual(self.gifts_of(order).product_id, self.water)
        order.order_line[0].product_uom_qty = 30
        self.assertEqual(self.gifts_of(order).product_id, self.water)
        with self.assertRaisesRegex(UserError, "does not give this product"):
            self.gifts_of(order).product_id = self.tea
