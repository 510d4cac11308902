from lxml import html

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestShopCatalog(PortalCase):
    """What the seller's catalogue does to the shop."""

    def values(self, product, **values):
        return {
            "company_id": self.lake_company.id,
            "product_tmpl_id": product.product_tmpl_id.id,
            **values,
        }

    def limit(self, product, **limits):
        return self.env["channel.quantity.rule"].create(self.values(product, **limits))

    def ration(self, product, quantity):
        return self.env["channel.quota"].create(
            self.values(product, quantity=quantity, scope="each", period="once")
        )

    def shop(self, **params):
        self.log_in(self.buyer)
        page = self.get(f"/my/shop/{self.agreement.id}", params=params)
        return html.fromstring(page.text)

    def article(self, product, **params):
        return self.shop(**params).find(f".//article[@data-product-id='{product.id}']")

    def hints(self, product):
        (box,) = self.article(product).find_class("o_shop_hints")
        return " ".join(box.text_content().split())

    @mute_logger("odoo.http")
    def test_unlisted_products_are_neither_shown_nor_sold(self):
        self.env["channel.listing"].create(
            self.values(self.tea, is_listed=False, date_start=False)
        )
        self.assertIsNone(self.article(self.tea))
        self.assertIsNotNone(self.article(self.cake))
        self.assertIn("not offered", self.refuse({self.tea: 1}))

    def test_a_product_without_rules_steps_by_one(self):
        article = self.article(self.tea)
        self.assertEqual(
            [float(article.get(f"data-{name}")) for name in ("least", "step")], [1, 1]
        )
        self.assertIsNone(article.get("data-most"))
        self.assertFalse(self.hints(self.tea))

    def test_steppers_know_least_step_and_most(self):
        self.limit(self.tea, minimum=10, multiple=6, maximum=60)
        article = self.article(self.tea)
        self.assertEqual(
            [float(article.get(f"data-{name}")) for name in ("least", "step", "most")],
            [12, 6, 60],
        )
        self.assertEqual(self.hints(self.tea), "From 12 Multiples of 6 At most 60")

    def test_what_is_left_of_a_quota_is_shown(self):
        self.ration(self.tea, 15)
        self.enter(quantities={self.tea: 10})
        self.assertEqual(self.hints(self.tea), "Left for you: 5")
        self.assertEqual(float(self.article(self.tea).get("data-most")), 5)

    def test_of_a_used_up_quota_nothing_can_be_added(self):
        self.ration(self.tea, 10)
        self.enter(quantities={self.tea: 10})
        self.assertEqual(self.article(self.tea).get("data-most"), "0.0")

    @mute_logger("odoo.http")
    def test_buyers_are_told_what_to_change(self):
        self.limit(self.tea, minimum=10)
        self.ration(self.cake, 5)
        self.log_in(self.buyer)
        message = self.refuse({self.tea: 1, self.cake: 6})
        self.assertIn("at least 10", message)
        self.assertIn("the quota is 5", message)
        self.assertIn("result", self.submit({self.tea: 10, self.cake: 5}))

    def test_the_review_says_the_same(self):
        self.limit(self.tea, multiple=6)
        self.log_in(self.buyer)
        quote = self.rpc(
            f"/my/shop/{self.agreement.id}/quote", quantities={str(self.tea.id): 7}
        )["result"]
        self.assertIn("Order 12 Units instead", quote["reasons"][0])

    def test_must_stock_products_are_marked_and_can_be_shown_alone(self):
        self.assertFalse(self.shop().find_class("o_shop_must_filter"))
        self.env["channel.must.stock"].create(
            {
                "name": "Core range",
                "company_id": self.lake_company.id,
                "line_ids": [Command.create({"product_id": self.tea.id})],
            }
        )
        self.assertEqual(self.hints(self.tea), "Must stock")
        (link,) = self.shop().find_class("o_shop_must_filter")
        self.assertTrue(link.get("href").endswith("?must=1"))
        self.assertIsNotNone(self.article(self.tea, must=1))
        self.assertIsNone(self.article(self.cake, must=1))
