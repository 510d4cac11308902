from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.fmcg_promotion.engine import definition

from .promotion_common import PortalPromotionCase


@tagged("post_install", "-at_install")
class TestPromotionReview(PortalPromotionCase):
    """The review of the cart, and the order that comes of it."""

    def lines_of(self, order, role=False):
        return order.order_line.filtered(lambda line: line.promotion_role == role)

    def assert_same(self, quote, order):
        """What was reviewed is what was ordered."""
        currency = order.currency_id
        self.assertEqual(quote["total"], currency.format(order.amount_total))
        self.assertEqual(quote["untaxed"], currency.format(order.amount_untaxed))
        self.assertEqual(quote["tax"], currency.format(order.amount_tax))
        self.assertEqual(
            [line["subtotal"] for line in quote["lines"]],
            [currency.format(line._get_shown_amount()) for line in self.lines_of(order)],
        )
        self.assertEqual(
            [(gift["name"], gift["quantity"]) for gift in quote["gifts"]],
            [
                (line.product_id.name, f"{line.product_uom_qty:g}")
                for line in self.lines_of(order, "gift")
            ],
        )
        self.assertEqual(
            [line["amount"] for line in quote["discounts"]],
            [
                f"−{currency.format(-line._get_shown_amount())}"
                for line in self.lines_of(order, "discount")
            ],
        )

    def create_one_of_each(self):
        self.percent_off(self.tea, 10)
        self.create_promotion(
            "line_amount", [{"amount": 1}], amount_per="product", product_ids=self.cake.ids
        )
        self.buy_get(self.tea, 10, self.mug, name="Ten and one")
        self.amount_off(80, 7, name="Eighty")
        self.create_promotion(
            "order",
            [{"threshold": 10, "percent": 3}],
            level="order",
            benefit_basis="running",
        )

    def test_the_order_is_what_was_reviewed(self):
        self.create_one_of_each()
        goods = {self.tea: 25, self.cake: 7}
        quote = self.quote(goods)
        self.assertFalse(self.orders())
        order = self.place(goods, reviewed=quote["reviewed"])
        self.assert_same(quote, order)
        self.assertEqual(len(quote["discounts"]), 2)
        self.assertEqual(order.order_channel, "portal")

    def test_the_order_is_what_was_reviewed_with_taxes(self):
        self.create_one_of_each()
        self.add_tax(self.tea)
        self.add_tax(self.cake, included=True)
        goods = {self.tea: 33, self.cake: 7}
        quote = self.quote(goods)
        self.assertTrue(quote["has_tax"])
        self.assert_same(quote, self.place(goods, reviewed=quote["reviewed"]))

    def test_units_count_as_on_the_order(self):
        self.tea.uom_ids = self.case
        self.buy_get(self.tea, 24, self.mug)
        self.percent_off(self.tea, 7)
        goods = {self.tea: 7, (self.tea, self.case): 2}
        quote = self.quote(goods)
        self.assertEqual(quote["gifts"][0]["quantity"], "2")
        self.assert_same(quote, self.place(goods, reviewed=quote["reviewed"]))

    def test_prices_and_totals_before_and_after(self):
        self.percent_off(self.tea, 10)
        self.amount_off(80, 5, name="Eighty")
        quote = self.quote({self.tea: 20, self.cake: 1})
        tea, cake = quote["lines"]
        self.assertIn("5.00", tea["before"])
        self.assertIn("4.50", tea["price"])
        self.assertEqual(cake["before"], "")
        self.assertIn("108.00", quote["before"])
        self.assertIn("93.00", quote["total"])
        self.assertIn("15.00", quote["saved"])
        self.assertEqual(quote["discounts"][0]["name"], "Eighty")
        self.assertIn("−", quote["discounts"][0]["amount"])
        self.assertIn("5.00", quote["discounts"][0]["amount"])

    def test_without_promotions_nothing_is_said_of_them(self):
        quote = self.quote()
        self.assertEqual((quote["before"], quote["saved"]), ("", ""))
        for name in ("gifts", "discounts", "applied", "near", "refused", "choices"):
            self.assertEqual(quote[name], [])

    def test_what_is_nearly_reached_is_said_with_what_is_missing(self):
        self.amount_off(120, 30, name="Big")
        (near,) = self.quote()["near"]
        self.assertEqual(near["name"], "Big")
        self.assertIn("20.00 more", near["text"])
        self.assertIn("30.00", near["text"])

    def test_a_gift_that_is_out_of_stock_is_refused_with_the_reason(self):
        empty = self.create_product("Rare cup", sale_ok=False)
        self.buy_get(self.tea, 10, empty, name="Cups", shortage="none")
        quote = self.quote()
        self.assertEqual(quote["gifts"], [])
        self.assertEqual(
            quote["refused"], [{"name": "Cups", "text": "Its gifts are out of stock."}]
        )

    def test_a_gift_that_is_owed_is_said_to_come_later(self):
        empty = self.create_product("Rare cup", sale_ok=False)
        self.buy_get(self.tea, 10, empty, name="Cups", shortage="owed")
        (gift,) = self.quote()["gifts"]
        self.assertEqual((gift["name"], gift["quantity"]), ("Rare cup", "2"))
        self.assertTrue(gift["owed"])

    def test_a_budget_at_its_end_is_said_without_its_size(self):
        promotion = self.amount_off(80, 5, name="Eighty")
        with self.limit(promotion, 1):
            quote = self.quote()
        self.assertEqual(quote["discounts"], [])
        self.assertEqual(
            quote["refused"], [{"name": "Eighty", "text": "It has been used up."}]
        )

    def test_a_cut_does_not_speak_of_budgets(self):
        promotion = self.amount_off(80, 5)
        with self.limit(promotion, 2, partial=True):
            (applied,) = self.quote()["applied"]
        self.assertIn("There was not more left of this promotion.", applied["texts"])
        self.assertNotIn("budget", str(applied).lower())

    def test_what_the_seller_decided_is_not_told(self):
        group = self.env["channel.promotion.group"].create(
            {"name": "Only one", "company_id": self.lake_company.id}
        )
        self.amount_off(80, 5, group_id=group.id)
        self.amount_off(80, 6, group_id=group.id)
        quote = self.quote()
        self.assertEqual(len(quote["discounts"]), 1)
        self.assertEqual(quote["refused"], [])

    def limit(self, promotion, left, partial=False):
        limits = [definition.Limit(definition.MONEY, definition.Decimal(left), partial)]
        return patch.object(
            self.registry["sale.order"],
            "_get_promotion_budgets",
            lambda order, candidates, agreement: {promotion.id: limits},
        )

    # --- the minimum of the agreement looks at what is paid ---

    def test_the_gate_looks_at_what_is_left_to_pay(self):
        self.agreement.min_order_amount = 98
        self.amount_off(80, 5)
        self.assertIn("below the minimum", self.quote()["reasons"][0])
        self.assertIn("below the minimum", self.refuse({self.tea: 20}))

    # --- choice among gifts ---

    def test_one_of_the_gifts_is_chosen(self):
        promotion = self.one_gift(name="Cup or spoon")
        quote = self.quote()
        (choice,) = quote["choices"]
        self.assertEqual(choice["promotion"], promotion.id)
        self.assertEqual(
            [(option["name"], option["chosen"]) for option in choice["options"]],
            [("Mug", True), ("Spoon", False)],
        )
        choices = {str(promotion.id): self.spoon.id}
        quote = self.quote(choices=choices)
        self.assertEqual([gift["name"] for gift in quote["gifts"]], ["Spoon"])
        self.assertEqual(
            [option["chosen"] for option in quote["choices"][0]["options"]],
            [False, True],
        )
        order = self.place(choices=choices, reviewed=quote["reviewed"])
        self.assert_same(quote, order)
        self.assertEqual(order.promotion_choices, choices)

    # --- coupons ---

    def test_a_coupon_gives_its_promotion(self):
        coupon = self.create_coupon(self.coupon_off(7))
        self.assertEqual(self.quote()["discounts"], [])
        quote = self.quote(coupons=[" spring "])
        self.assertEqual(quote["coupons"], [{"code": "SPRING", "message": ""}])
        self.assertEqual(len(quote["discounts"]), 1)
        order = self.place(coupons=["spring"], reviewed=quote["reviewed"])
        self.assert_same(quote, order)
        self.assertEqual(order.coupon_ids, coupon)
        self.assertEqual(order.amount_total, 93)

    def test_a_code_counts_once_however_it_is_typed(self):
        self.create_coupon(self.coupon_off(7))
        quote = self.quote(coupons=["spring", "SPRING ", "Spring"])
        self.assertEqual(quote["coupons"], [{"code": "SPRING", "message": ""}])

    def test_a_bad_code_is_said_and_changes_nothing(self):
        self.create_coupon(self.coupon_off(7))
        quote = self.quote(coupons=["SUMMER"])
        self.assertIn("“SUMMER” is not valid for you now", quote["coupons"][0]["message"])
        self.assertEqual(quote["discounts"], [])
        self.assertIn("SUMMER", self.refuse({self.tea: 20}, coupons=["SUMMER"]))
        self.assertFalse(self.orders())

    # --- lost between the review and the submission ---

    def test_a_higher_total_than_reviewed_is_refused(self):
        promotion = self.amount_off(80, 5)
        reviewed = self.quote()["reviewed"]
        promotion.action_stop()
        message = self.refuse({self.tea: 20}, reviewed=reviewed)
        self.assertIn("100.00 instead of", message)
        self.assertIn("Nothing was ordered", message)
        self.assertFalse(self.orders())
        quote = self.quote()
        self.place(reviewed=quote["reviewed"])

    def test_a_budget_that_ran_out_meanwhile_is_refused(self):
        promotion = self.amount_off(80, 5)
        reviewed = self.quote()["reviewed"]
        with self.limit(promotion, 1):
            self.assertIn("instead of", self.refuse({self.tea: 20}, reviewed=reviewed))
        self.assertFalse(self.orders())

    def test_a_price_that_rose_meanwhile_is_refused(self):
        reviewed = self.quote()["reviewed"]
        self.tea.list_price = 6
        self.assertIn("120.00", self.refuse({self.tea: 20}, reviewed=reviewed))

    def test_a_lost_gift_is_refused(self):
        promotion = self.buy_get(self.tea, 10, self.mug)
        reviewed = self.quote()["reviewed"]
        self.assertEqual(reviewed["gifts"], {str(self.mug.id): 2})
        promotion.action_stop()
        message = self.refuse({self.tea: 20}, reviewed=reviewed)
        self.assertIn("A gift that you saw", message)
        self.assertFalse(self.orders())

    def test_fewer_gifts_are_refused_by_name(self):
        self.buy_get(self.tea, 10, self.mug)
        reviewed = self.quote()["reviewed"] | {"gifts": {str(self.mug.id): 3}}
        message = self.refuse({self.tea: 20}, reviewed=reviewed)
        self.assertIn("Gift: 2 × Mug instead of 3.", message)

    def test_a_better_offer_than_reviewed_is_taken(self):
        reviewed = self.quote()["reviewed"]
        self.amount_off(80, 5)
        self.buy_get(self.tea, 10, self.mug)
        self.assertEqual(self.place(reviewed=reviewed).amount_total, 95)
