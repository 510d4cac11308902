from odoo.tests import tagged

from .promotion_common import PortalPromotionCase

HOSTILE = (
    "x",
    5,
    True,
    [[]],
    [None],
    [{"code": "SPRING"}],
    ["x" * 65],
    ["SPRING"] * 11,
    {"0": "SPRING"},
)


@tagged("post_install", "-at_install")
class TestPromotionSecurity(PortalPromotionCase):
    """What a buyer must not get, learn or break."""

    def test_another_buyers_coupon_is_no_coupon(self):
        self.create_coupon(self.coupon_off(7), node_id=self.other_shop.id)
        quote = self.quote(coupons=["SPRING"])
        self.assertIn("not valid for you", quote["coupons"][0]["message"])
        self.assertEqual(quote["discounts"], [])
        self.assertIn("not valid", self.refuse({self.tea: 20}, coupons=["SPRING"]))
        self.assertFalse(self.orders())

    def test_all_bad_codes_sound_the_same(self):
        for code, values in {
            "THEIRS": {"node_id": self.other_shop.id},
            "ENDED1": {"date_end": "2020-01-01"},
        }.items():
            self.create_coupon(self.coupon_off(7, name=code), code, **values)
        self.create_coupon(self.coupon_off(7, node_ids=self.other_shop.ids), "RIVALS")
        self.create_coupon(self.coupon_off(7, for_portal=False), "STAFFS")
        self.create_coupon(self.coupon_off(7, release=False), "DRAFTS")
        codes = ["THEIRS", "ENDED1", "RIVALS", "STAFFS", "DRAFTS", "UNKNOW"]
        answers = self.quote(coupons=codes)["coupons"]
        texts = {answer["message"].replace(answer["code"], "X") for answer in answers}
        self.assertEqual(len(answers), 6)
        self.assertEqual(len(texts), 1)
        self.assertTrue(texts.pop())

    def test_another_sellers_coupon_is_no_coupon(self):
        promotion = self.coupon_off(
            7,
            company_id=self.coast_company.id,
            currency_id=self.coast_company.currency_id.id,
        )
        self.create_coupon(promotion)
        self.assertTrue(self.quote(coupons=["SPRING"])["coupons"][0]["message"])

    def test_promotions_of_others_give_and_say_nothing(self):
        rival = {"node_ids": self.other_shop.ids}
        self.amount_off(80, 5, **rival)
        self.amount_off(120, 30, **rival)
        self.buy_get(self.tea, 10, self.mug, **rival)
        self.amount_off(80, 5, release=False)
        quote = self.quote()
        for name in ("gifts", "discounts", "applied", "near", "refused", "choices"):
            self.assertEqual(quote[name], [], name)
        self.assertEqual(self.place().amount_total, 100)

    def test_a_choice_that_no_promotion_gives_is_left_out(self):
        promotion = self.one_gift()
        rival = self.one_gift(node_ids=self.other_shop.ids)
        draft = self.one_gift(release=False)
        every = self.buy_get(self.tea, 10, self.mug)
        for key, product in (
            (promotion.id, self.cake.id),
            (promotion.id, self.coast_only.id),
            (promotion.id, 999999999),
            (rival.id, self.spoon.id),
            (draft.id, self.spoon.id),
            (every.id, self.mug.id),
            (999999999, self.spoon.id),
        ):
            with self.subTest(key=key, product=product):
                choices = {str(key): product}
                quote = self.quote(choices=choices)
                gifts = [gift["name"] for gift in quote["gifts"]]
                self.assertEqual(gifts, ["Mug", "Mug"])
                order = self.place(choices=choices)
                self.assertFalse(order.promotion_choices)
                self.assertNotIn(self.cake, order.order_line.product_id)

    def test_hostile_coupons_are_refused(self):
        for raw in HOSTILE:
            with self.subTest(raw):
                message = self.refuse({self.tea: 1}, coupons=raw)
                self.assertIn("Coupons: enter at most", message)
        self.assertFalse(self.orders())

    def test_hostile_choices_are_refused(self):
        self.one_gift()
        for raw in (
            "x",
            5,
            True,
            [1],
            {"x": 1},
            {"1": "x"},
            {"1": True},
            {"1": [1]},
            {"1": 1.5},
            {"-1": 1},
            {"1": 10**12},
            {"１": 1},
            {str(id_): 1 for id_ in range(1, 202)},
        ):
            with self.subTest(str(raw)[:40]):
                message = self.refuse({self.tea: 1}, choices=raw)
                self.assertIn("Choices: the page is incomplete", message)
        self.assertFalse(self.orders())

    def test_hostile_reviews_are_refused(self):
        for raw in (
            "x",
            5,
            [],
            {},
            {"total": "5"},
            {"total": True},
            {"total": 1e300},
            {"total": 5, "gifts": []},
            {"total": 5, "gifts": {"x": 1}},
            {"total": 5, "gifts": {"1": "x"}},
            {"total": 5, "gifts": {str(id_): 1 for id_ in range(1, 1002)}},
        ):
            with self.subTest(str(raw)[:40]):
                message = self.refuse({self.tea: 1}, reviewed=raw)
                self.assertIn("Reviewed total: the page is incomplete", message)
        self.assertFalse(self.orders())

    def test_a_forged_review_names_no_product(self):
        reviewed = {"total": 500, "gifts": {str(self.coast_only.id): 1}}
        message = self.refuse({self.tea: 20}, reviewed=reviewed)
        self.assertNotIn("soda", message)

    def test_promotion_models_are_closed_to_portal_users(self):
        promotion = self.coupon_off(7)
        coupon = self.create_coupon(promotion)
        order = self.place(coupons=["SPRING"])
        for record, name in (
            (promotion, "name"),
            (coupon, "code"),
            (order.promotion_application_ids, "amount"),
            (order, "promotion_result"),
            (order, "promotion_choices"),
            (order, "coupon_ids"),
            (order.order_line, "promotion_id"),
        ):
            with self.subTest(model=record._name, name=name):
                answer = self.rpc(
                    "/web/dataset/call_kw",
                    model=record._name,
                    method="read",
                    args=[record.ids, [name]],
                    kwargs={},
                )
                self.assertIn("error", answer)

    def test_values_of_an_order_cannot_be_sent_along(self):
        promotion = self.coupon_off(7)
        self.create_coupon(promotion, node_id=self.other_shop.id)
        order = self.place(
            coupon_ids=promotion.coupon_ids.ids,
            promotion_choices={"1": 1},
            order_channel="import",
            promotion_result={},
        )
        self.assertFalse(order.coupon_ids)
        self.assertEqual(order.order_channel, "portal")
        self.assertEqual(order.amount_total, 100)
