from lxml import html

from odoo.tests import tagged

from odoo.addons.fmcg_catalog.tests.search_cases import SearchCase

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestShopSearch(PortalCase, SearchCase):
    """The shop finds goods as the desk does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.searched = cls.create_searched()
        cls.searched.categ_id = cls.category

    def found(self, text, page=""):
        page = self.get(f"/my/shop/{self.agreement.id}{page}", params={"search": text})
        articles = html.fromstring(page.text).findall(".//article[@data-product-id]")
        ids = [int(article.get("data-product-id")) for article in articles]
        return self.env["product.product"].browse(ids)

    def test_each_example(self):
        self.log_in(self.buyer)
        self.check_searches(lambda text: self.found(text).mapped("default_code"))

    def test_what_is_not_offered_is_not_found(self):
        self.log_in(self.buyer)
        self.assertNotIn(self.coast_only, self.found("secret"))

    def test_a_page_beyond_the_last_one_is_the_last_one(self):
        self.log_in(self.buyer)
        self.assertEqual(self.found("jdkl", page="/page/7"), self.cola)
