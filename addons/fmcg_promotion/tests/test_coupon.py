from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import PromotionCase


@tagged("post_install", "-at_install")
class TestCoupon(CountsQueries, PromotionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.promotion = cls.create_ladder(coupon_required=True)
        cls.boss = cls.create_staff(cls.company, "enterprise_admin")

    def coupon(self, code="AUTUMN", **values):
        return self.env["channel.coupon"].create(
            {"promotion_id": self.promotion.id, "code": code, **values}
        )

    def generate(self, **values):
        wizard = self.env["channel.coupon.generate"].create(
            {"promotion_id": self.promotion.id, **values}
        )
        action = wizard.action_generate()
        return self.env["channel.coupon"].search(action["domain"])

    def test_codes_are_stored_as_they_are_looked_up(self):
        coupon = self.coupon("  autumn-1 ")
        self.assertEqual(coupon.code, "AUTUMN-1")
        coupon.code = "spring "
        self.assertEqual(coupon.code, "SPRING")

    @mute_logger("odoo.sql_db")
    def test_a_seller_has_a_code_once(self):
        self.coupon("autumn")
        with self.assertRaises(IntegrityError):
            self.coupon("AUTUMN")

    def test_two_sellers_may_have_the_same_code(self):
        self.coupon()
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self.create_ladder(company_id=other.id)
        self.coupon(promotion_id=foreign.id)

    def test_bad_values_are_refused(self):
        for values in ({"code": " "}, {"most_uses": -1}):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
            ):
                self.coupon(**values)

    def test_a_used_coupon_stands_still(self):
        coupon = self.coupon()
        coupon._guard_add({coupon.id: 1})
        self.assertEqual(coupon.used, 1)
        for change in (
            lambda: coupon.write({"code": "OTHER"}),
            lambda: coupon.write({"node_id": self.shop.id}),
            lambda: coupon.unlink(),
        ):
            with self.assertRaisesRegex(UserError, "AUTUMN has been used"):
                change()
        coupon.write({"date_end": "2099-11-30", "most_uses": 5})

    def test_uses_are_counted_not_typed(self):
        coupon = self.as_user(self.coupon(), self.boss)
        with self.assertRaises(AccessError):
            coupon.used = 0
        with self.assertRaises(AccessError):
            coupon.create({"promotion_id": self.promotion.id, "code": "B", "used": 1})

    def test_many_codes_are_made(self):
        coupons = self.generate(number=50, prefix=" fall-", most_uses=2)
        self.assertEqual(len(set(coupons.mapped("code"))), 50)
        for coupon in coupons:
            self.assertRegex(coupon.code, "^FALL-[A-Z2-9]{10}$")
        self.assertEqual(set(coupons.mapped("most_uses")), {2})

    def test_numbers_out_of_reason_are_refused(self):
        for values in (
            {"number": 0},
            {"number": 10_001},
            {"characters": 5},
            {"characters": 33},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.generate(**values)

    def test_taken_codes_are_drawn_again(self):
        taken = self.coupon("X-TAKEN")
        draws = iter(["X-TAKEN", "X-FREE"])
        Wizard = type(self.env["channel.coupon.generate"])
        self.patch(Wizard, "_draw_code", lambda wizard: next(draws))
        coupons = self.generate(number=1)
        self.assertEqual(coupons.code, "X-FREE")
        self.assertNotEqual(coupons, taken)

    def test_hundred_codes_take_as_many_queries_as_ten(self):
        self.generate(number=1)  # what is read once a process
        counts = [
            self.count_queries(lambda n=number: self.generate(number=n))
            for number in (10, 100)
        ]
        self.assertEqual(*counts)
