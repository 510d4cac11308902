from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.order_common import MakesPromotions

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestPlanPromotions(MakesPromotions, CheckoutCase):
    """Promotions and minimums are asked of each seller's part, after the cart is split."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["channel.promotion"].search([("state", "=", "released")]).action_stop()

    def coast_off(self, **values):
        return self.create_promotion(
            "order",
            [{"threshold": 20, "percent": 30}],
            company_id=self.coast_company.id,
            level="order",
            **values,
        )

    def test_a_promotion_is_that_of_its_own_seller(self):
        self.coast_off()
        quote = self.quote({self.tea: 15, self.cake: 5})
        self.assertTrue(self.part_of(quote, self.coast_company)["saved"])
        self.assertFalse(self.part_of(quote, self.lake_company)["saved"])
        orders = self.place({self.tea: 15, self.cake: 5}, reviewed=quote["reviewed"])
        self.assertEqual(sorted(orders.mapped("amount_untaxed")), [40.0, 52.5])

    def test_what_falls_below_the_minimum_by_a_promotion_is_not_chosen(self):
        """15 × 5 = 75 are enough for the minimum, 52.50 are not."""
        self.own_coast.min_order_amount = 60
        self.assertEqual(
            list(self.shares(self.quote({self.tea: 15}))), [self.coast_company.name]
        )
        self.coast_off()
        quote = self.quote({self.tea: 15})
        self.assertEqual(list(self.shares(quote)), [self.lake_company.name])
        self.assertIn("below the minimum", quote["others"][0]["texts"][0])

    def test_a_coupon_is_taken_by_the_seller_whose_it_is(self):
        promotion = self.coast_off(coupon_required=True)
        self.env["channel.coupon"].create({"promotion_id": promotion.id, "code": "SEA"})
        cart = {self.tea: 15, self.cake: 5}
        quote = self.quote(cart, coupons=["sea"])
        self.assertEqual(quote["coupons"], [{"code": "SEA", "message": ""}])
        self.assertTrue(self.part_of(quote, self.coast_company)["saved"])
        orders = self.place(cart, coupons=["SEA"])
        self.assertEqual(sorted(orders.mapped("amount_untaxed")), [40.0, 52.5])

    def test_a_coupon_of_nobody_is_refused(self):
        quote = self.quote({self.tea: 1}, coupons=["NOBODY"])
        self.assertIn("not valid for you", quote["coupons"][0]["message"])
        with self.assertRaisesRegex(UserError, "not valid for you"):
            self.place({self.tea: 1}, coupons=["NOBODY"])
