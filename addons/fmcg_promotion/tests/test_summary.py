from odoo.fields import Command
from odoo.tests import tagged

from .common import PromotionCase


@tagged("post_install", "-at_install")
class TestSummary(PromotionCase):
    def assertSays(self, promotion, *sentences):
        plain = promotion.summary.replace("\xa0", "")
        money = self.currency.format(0).replace("\xa0", "").replace("0.00", "")
        self.assertEqual(
            plain.replace(money, "$").split("\n"), [line for line in sentences]
        )

    def test_a_ladder(self):
        self.assertSays(
            self.create_ladder(
                tier_ids=[Command.set(self.tier("retail").ids)],
                date_start="2098-11-01",
                date_end="2098-11-30",
            ),
            "Orders of $1,000.00 or more: $100.00 off.",
            "Orders of $3,000.00 or more: $400.00 off.",
            f"For: tier {self.tier('retail').display_name}.",
            "From 11/01/2098 to 11/30/2098.",
        )

    def test_each_time(self):
        self.assertSays(
            self.create_promotion(
                {"threshold": 1000, "amount": 100}, repeat=True, most_times=3
            ),
            "For each $1,000.00 of an order: $100.00 off.",
            "At most 3 times in one order.",
        )

    def test_off_products(self):
        cola = {"product_ids": [Command.set(self.cola.ids)], "uom_id": self.case.id}
        self.assertSays(
            self.create_promotion(
                {"percent": 10},
                {"threshold": 10, "percent": 12.5},
                kind="line_percent",
                measure="quantity",
                **cola,
            ),
            "Cola: 10% off.",
            "From 10 Test case of Cola on: 12.5% off.",
        )
        self.assertSays(
            self.create_promotion({"amount": 2}, kind="line_amount", **cola),
            "Cola: $2.00 off each Test case.",
        )
        self.assertSays(
            self.create_promotion(
                {"amount": 2}, kind="line_amount", amount_per="product"
            ),
            "all products: $2.00 off each product.",
        )
        self.assertSays(
            self.create_promotion({"price": 60}, kind="line_price", **cola),
            "Cola: $60.00 for each Test case.",
        )

    def test_each_product_on_its_own(self):
        both = [Command.set((self.cola + self.tea).ids)]
        self.assertSays(
            self.create_promotion(
                {"threshold": 50, "percent": 5},
                kind="line_percent",
                level="product",
                product_ids=both,
            ),
            "From $50.00 of one of Cola and Tea on: 5% off.",
        )

    def test_every_nth_piece(self):
        cola = {"product_ids": [Command.set(self.cola.ids)], "uom_id": self.unit.id}
        self.assertSays(
            self.create_promotion({"threshold": 2, "percent": 50}, kind="nth", **cola),
            "Of every 2 Units of Cola, one is 50% cheaper.",
        )
        self.assertSays(
            self.create_promotion({"threshold": 3, "price": 1}, kind="nth", **cola),
            "Of every 3 Units of Cola, one costs $1.00.",
        )

    def test_gifts(self):
        self.assertSays(
            self.create_gift(same_product=True, level="product", repeat=True),
            "For each 10 Test case of Cola: 1 Test case of it free.",
        )
        self.assertSays(
            self.create_gift(gifts=[(self.tea, 2), (self.cola, 1)]),
            "From 10 Test case of Cola on: 2 Units of Tea plus 1 Units of Cola free.",
        )
        self.assertSays(
            self.create_gift(
                gifts=[(self.tea, 1), (self.cola, 1)],
                gift_choice="one",
                step={"gift_quantity": 3},
            ),
            "From 10 Test case of Cola on: 3 free, to choose from Tea or Cola.",
        )

    def test_a_bundle(self):
        bundle = self.create_bundle(most_times=2)
        self.env.invalidate_all()  # to read products in their order
        self.assertSays(
            bundle,
            "2 Units of Cola and 1 Test case of Cola or Tea together: $50.00.",
            "At most 2 times in one order.",
        )

    def test_freight(self):
        self.assertSays(
            self.create_promotion(
                {"threshold": 500, "percent": 100},
                {"threshold": 300, "percent": 50},
                {"amount": 5},
                kind="freight",
            ),
            "Every order: $5.00 off the freight.",
            "Orders of $300.00 or more: 50% off the freight.",
            "Orders of $500.00 or more: no freight.",
        )

    def test_restrictions(self):
        self.assertSays(
            self.create_promotion(
                {"amount": 5},
                level="set",
                excluded_product_ids=[Command.set(self.cola.ids)],
                target_product_ids=[Command.set(self.tea.ids)],
                coupon_required=True,
                territory_ids=[Command.set(self.district.ids)],
                node_ids=[Command.set(self.shop.ids)],
                first_order=True,
                for_portal=False,
                sat=False,
                sun=False,
                date_start="2098-11-01",
            ),
            "all products: $5.00 off.",
            "Not for: Cola.",
            "The benefit goes to: Tea.",
            "With a coupon code only.",
            f"In: {self.district.display_name}.",
            f"For: {self.shop.display_name}.",
            "For first orders only.",
            "Ordered by: Salesperson and Import.",
            "On: Mon, Tue, Wed, Thu, and Fri.",
            "From 11/01/2098 on.",
        )

    def test_many_names_are_counted(self):
        products = self.env["product.product"].create(
            [{"name": f"Drink {number}"} for number in range(5)]
        )
        self.assertSays(
            self.create_promotion(
                {"percent": 5},
                kind="line_percent",
                product_ids=[Command.set(products.ids)],
                date_end="2098-11-30",
            ),
            "Drink 0, Drink 1, Drink 2, and 2 more: 5% off.",
            "Until 11/30/2098.",
        )

    def test_it_follows_what_is_typed(self):
        promotion = self.create_ladder()
        self.assertIn("100.00 off", promotion.summary)
        promotion.step_ids.sorted("threshold")[0].amount = 120
        self.assertIn("120.00 off", promotion.summary)

    def test_an_empty_promotion_says_nothing_of_a_benefit(self):
        self.assertFalse(self.create_promotion().summary)
        self.assertFalse(self.create_promotion(kind="bundle").summary)

    def test_what_is_missing_is_bought_whole(self):
        promotion = self.create_promotion(
            {"threshold": 20, "percent": 8},
            kind="line_percent",
            measure="quantity",
            uom_id=self.case.id,
        )
        for missing, words in (("0.2", "1"), ("3.0000000001", "3"), ("10", "10")):
            self.assertEqual(
                promotion._format_missing(missing), f"{words} {self.case.name}"
            )
        promotion.uom_id = self.env.ref("uom.product_uom_kgm")
        self.assertEqual(promotion._format_missing("0.2"), "0.2 kg")
