from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestShopPrices(PortalCase):
    """Products that no list has a price for: shown, and not sold."""

    def page(self, **params):
        self.log_in(self.buyer)
        answer = self.get(f"/my/shop/{self.agreement.id}", params=params)
        self.assertEqual(answer.status_code, 200)
        return html.fromstring(answer.text)

    def article(self, product):
        return self.page().find(f".//article[@data-product-id='{product.id}']")

    def test_no_price_is_shown_as_such_and_cannot_be_ordered(self):
        self.unprice(self.cake)
        article = self.article(self.cake)
        self.assertIn("No price yet", article.text_content())
        self.assertIsNone(article.get("data-price"))
        controls = article.find_class("o_shop_stepper")[0]
        self.assertTrue(all(control.get("disabled") for control in controls))
        tea = self.article(self.tea).find_class("o_shop_stepper")[0]
        self.assertFalse(any(control.get("disabled") for control in tea))

    def test_a_case_may_have_a_price_where_a_piece_has_none(self):
        self.unprice(self.cake)
        self.cake.uom_ids = self.case
        base = self.lake_company.base_pricelist_id
        self.set_prices(base, [(self.cake, 180.0, self.case)])
        units = self.article(self.cake).find_class("o_shop_unit")
        self.assertEqual([unit.get("data-price") for unit in units], [None, "180.0"])

    @mute_logger("odoo.http")
    def test_buyers_are_told_without_a_word_of_lists(self):
        self.unprice(self.cake)
        self.log_in(self.buyer)
        message = self.refuse({self.cake: 1, self.tea: 1})
        self.assertEqual(message, "No price for: Moon cake. Remove it, or ask the seller.")

    def test_the_review_says_the_same(self):
        self.unprice(self.cake)
        self.log_in(self.buyer)
        quote = self.rpc(
            f"/my/shop/{self.agreement.id}/quote",
            quantities=self.cart({self.cake: 1, self.tea: 1}),
        )["result"]
        self.assertEqual(
            quote["reasons"], ["No price for: Moon cake. Remove it, or ask the seller."]
        )

    def test_order_again_leaves_out_what_has_no_price(self):
        order = self.enter(quantities={self.tea: 1, self.cake: 2})
        self.unprice(self.cake)
        page = self.page(again=order.id)
        (box,) = page.find_class("o_shop_unpriced")
        self.assertIn("Moon cake", box.text_content())
        preset = page.find_class("o_fmcg_shop")[0].get("data-preset")
        self.assertIn("Lemon tea", preset)
        self.assertNotIn("Moon cake", preset)

    def test_an_order_without_any_price_is_not_ordered_again(self):
        order = self.enter(quantities={self.cake: 2})
        self.unprice(self.cake)
        self.assertTrue(self.page(again=order.id).find_class("o_shop_unpriced"))

    def test_the_floor_price_stays_with_the_seller(self):
        self.tea.product_tmpl_id.with_company(self.lake_company).floor_price = 4.5
        order = self.create_order(
            self.lake_company, self.lake_shop.partner_id, self.tea
        )
        order.order_line.price_unit = 4.0
        order._submit()
        codes = [blocker.code for blocker in order._collect_blockers()]
        self.assertEqual(codes, ["below_floor"])
        self.assertEqual(
            order._get_buyer_reasons(), ["Waiting for the seller's approval."]
        )

    def test_whoever_was_refused_waits_for_nothing(self):
        self.tea.product_tmpl_id.with_company(self.lake_company).floor_price = 4.5
        self.lake_company.order_approval_limit = 10
        order = self.create_order(
            self.lake_company, self.lake_shop.partner_id, self.tea
        )
        order.order_line.price_unit = 4.0
        order._submit()
        order.with_user(self.enterprise_admins[self.lake]).reject_tier()
        codes = {blocker.code for blocker in order._collect_blockers()}
        self.assertLessEqual({"approval_rejected", "below_floor"}, codes)
        self.assertEqual(
            order._get_buyer_reasons(),
            ["The seller has not accepted this order. Please contact the seller."],
        )
