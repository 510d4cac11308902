from odoo.fields import Command
from odoo.tests import tagged

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestShop(PortalCase):
    """The pages: who sees which sellers, products and prices."""

    def shop(self, agreement=None, **params):
        agreement = agreement or self.agreement
        return self.get(f"/my/shop/{agreement.id}", params=params)

    def add_second_seller(self):
        agreement = self.create_agreement(self.coast_company, self.lake_shop)
        agreement.categ_ids = self.category
        return agreement

    def test_public_is_asked_to_log_in(self):
        for url in ("/my/shop", f"/my/shop/{self.agreement.id}", "/my/sales"):
            with self.subTest(url):
                response = self.get(url)
                self.assertIn("/web/login", response.url)

    def test_home_offers_the_shop(self):
        self.log_in(self.buyer)
        page = self.get("/my").text
        self.assertIn('href="/my/shop"', page)
        self.assertNotIn('href="/my/sales"', page)

    def test_one_seller_is_opened_at_once(self):
        self.log_in(self.buyer)
        response = self.get("/my/shop")
        self.assertTrue(response.url.endswith(f"/my/shop/{self.agreement.id}"))
        self.assertIn("Lemon tea", response.text)

    def test_several_sellers_are_chosen_from(self):
        second = self.add_second_seller()
        self.log_in(self.buyer)
        page = self.get("/my/shop").text
        self.assertIn(f"/my/shop/{self.agreement.id}", page)
        self.assertIn(f"/my/shop/{second.id}", page)
        self.assertNotIn(f"/my/shop/{self.sibling_agreement.id}", page)

    def test_only_ready_seller_is_opened_at_once(self):
        second = self.add_second_seller()
        second._set_state("suspended", "Unpaid since May")
        self.log_in(self.buyer)
        self.assertTrue(self.get("/my/shop").url.endswith(str(self.agreement.id)))
        self.assertIn("Unpaid since May", self.get("/my/shop?choose=1").text)

    def test_internal_user_has_no_shop(self):
        boss = self.enterprise_admins[self.lake]
        self.authenticate(boss.login, "a-Secret-1")
        self.assertIn("No seller serves you yet", self.get("/my/shop").text)
        self.assertEqual(self.shop().status_code, 404)

    def test_foreign_agreement_is_not_found(self):
        foreign = (self.sibling_agreement, self.coast_agreement)
        for agreement in foreign:
            for path in ("", "/review", "/page/2"):
                with self.subTest(agreement=agreement.display_name, path=path):
                    self.log_in(self.buyer)
                    response = self.get(f"/my/shop/{agreement.id}{path}")
                    self.assertEqual(response.status_code, 404)
                    self.assertNotIn("Lemon tea", response.text)

    def test_unknown_agreement_is_not_found(self):
        self.log_in(self.buyer)
        self.assertEqual(self.get("/my/shop/999999999999").status_code, 404)

    def test_only_offered_products_are_shown(self):
        self.log_in(self.buyer)
        page = self.shop().text
        self.assertIn("Lemon tea", page)
        self.assertIn("6900000000017", page)
        self.assertNotIn("Secret soda", page)

    def test_each_buyer_sees_its_own_price(self):
        pricelist = self.create_pricelist(self.lake_company)
        pricelist.item_ids = [
            Command.create(
                {
                    "applied_on": "0_product_variant",
                    "product_id": self.tea.id,
                    "compute_price": "fixed",
                    "fixed_price": 4.37,
                }
            )
        ]
        self.agreement.pricelist_id = pricelist
        self.log_in(self.buyer)
        page = self.shop().text
        self.assertIn('data-price="4.37"', page)
        self.assertNotIn('data-price="5.0"', page)
        self.log_in(self.sibling)
        page = self.shop(self.sibling_agreement).text
        self.assertIn('data-price="5.0"', page)
        self.assertNotIn("4.37", page)

    def test_search_by_name_code_and_barcode(self):
        self.log_in(self.buyer)
        for text in ("lemon", "TEA-1", "6900000000017"):
            with self.subTest(text):
                page = self.shop(search=text).text
                self.assertIn("Lemon tea", page)
                self.assertNotIn("Moon cake", page)
        self.assertIn("No product matches", self.shop(search="soda").text)

    def test_filter_by_category(self):
        drinks = self.env["product.category"].create(
            {"name": "Drinks", "parent_id": self.category.id}
        )
        self.tea.categ_id = drinks
        self.log_in(self.buyer)
        page = self.shop(categ=str(drinks.id)).text
        self.assertIn("Lemon tea", page)
        self.assertNotIn("Moon cake", page)

    def test_pages_of_forty(self):
        self.create_many(60)
        self.log_in(self.buyer)
        first = self.shop().text
        second = self.get(f"/my/shop/{self.agreement.id}/page/2").text
        self.assertEqual(first.count('class="o_shop_product"'), 40)
        self.assertEqual(second.count('class="o_shop_product"'), 22)

    def test_suspended_agreement_shows_why(self):
        self.agreement._set_state("suspended", "Unpaid since May")
        self.log_in(self.buyer)
        page = self.shop().text
        self.assertIn("Unpaid since May", page)
        self.assertNotIn("o_bar_review", page)

    def test_picture_is_opened_by_its_token_only(self):
        pixel = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        self.tea.image_1920 = pixel
        self.log_in(self.buyer)
        start = f"/web/image/product.product/{self.tea.id}/image_128"
        page = self.shop().text
        self.assertIn(f"{start}?access_token=", page)
        url = page.split(f'src="{start}')[1].split('"')[0].replace("&amp;", "&")
        picture = self.get(start + url)
        self.assertEqual(picture.status_code, 200)
        self.assertEqual(picture.headers["Content-Type"], "image/png")

    def test_order_again_brings_the_quantities(self):
        order = self.enter(quantities={self.tea: 7, self.cake: 2})
        self.cake.sale_ok = False
        self.log_in(self.colleague)
        page = self.shop(again=order.id).text
        self.assertIn("&#34;quantity&#34;: 7.0", page.replace("&quot;", "&#34;"))
        self.assertIn("No longer offered", page)

    def test_order_again_refuses_foreign_orders(self):
        order = self.enter(self.sibling, self.sibling_agreement)
        self.log_in(self.buyer)
        for again in (order.id, "999999999999", "abc"):
            self.assertNotIn("data-preset", self.shop(again=again).text)

    def create_many(self, number):
        return self.env["product.product"].create(
            [
                {"name": f"Snack {index}", "categ_id": self.category.id}
                for index in range(number)
            ]
        )

    def test_queries_do_not_grow_with_the_products(self):
        self.create_many(3)
        self.log_in(self.buyer)
        url = f"/my/shop/{self.agreement.id}"
        few = self.count_queries(url)
        self.create_many(34)
        many = self.count_queries(url)
        self.assertLessEqual(many, few)

    def count_queries(self, url):
        self.get(url)  # fill the caches
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.assertEqual(self.get(url).status_code, 200)
        return self.cr.sql_log_count - before
