import gzip
import json
import re

from odoo.tests import tagged

from .common import PortalCase

LIGHT = "fmcg_portal.assets_light"
DEFINED = re.compile(r"""odoo\.define\(["']([^"']+)["'],\s*\[([^\]]*)\]""")
NAME = re.compile(r"""["']([^"']+)["']""")
SOURCE = re.compile(r"""(?:src|href)=["'](/web/assets/[^"']+)["']""")
# Kilobytes that come over the line, compressed: the shop with its styles and scripts
MOST_SHOP, MOST_TERMS = 260, 5
# Press one thing after the other, each time until something is there
PRESS = """
(async () => {
    for (const [pressed, shown] of %s) {
        if (pressed) {
            document.querySelector(pressed).click();
        }
        while (!document.querySelector(shown)) {
            await new Promise((done) => setTimeout(done, 50));
        }
    }
    console.log("test successful");
})();
"""


def kilobytes(content):
    return len(gzip.compress(content, 6)) / 1000


@tagged("post_install", "-at_install")
class TestLightPages(PortalCase):
    """On a slow line a page waits for what it loads: ours load little."""

    def assert_light(self, url, light=True):
        page = self.get(url).text
        self.assertEqual(f"/{LIGHT}.min.js" in page, light, url)
        for bundle in ("web.assets_frontend_lazy", "web.assets_frontend_minimal"):
            self.assertEqual(f"{bundle}.min.js" in page, not light, url)

    def shop_url(self):
        return f"/my/shop/{self.agreement.id}"

    def test_pages_of_a_buyer(self):
        self.log_in(self.buyer)
        shop = self.shop_url()
        for url in (
            "/my",
            "/my/shop?choose=1",
            shop,
            f"{shop}/review",
            "/my/promotions",
            "/my/orders",
            "/my/account",
            "/my/company",
            "/my/address",
            "/my/addresses",
        ):
            with self.subTest(url=url):
                self.assert_light(url)

    def test_pages_of_a_seller(self):
        self.log_in(self.seller)
        self.assert_light("/my/sales")

    def test_the_application_for_an_account(self):
        self.assert_light("/apply")

    def test_an_order_has_a_chatter_and_keeps_the_scripts_of_core(self):
        order = self.enter()
        self.log_in(self.buyer)
        self.assert_light(f"/my/orders/{order.id}", light=False)

    def test_it_can_be_switched_off(self):
        self.env.ref("fmcg_portal.frontend_layout_light").active = False
        self.log_in(self.buyer)
        self.assert_light(self.shop_url(), light=False)

    def test_what_the_shop_loads_is_bounded(self):
        self.log_in(self.buyer)
        page = self.get(self.shop_url())
        sources = [
            source
            for source in SOURCE.findall(page.text)
            if "_tests" not in source  # tours, on a page that is tested
        ]
        self.assertEqual(len(sources), 2, sources)
        loaded = [page, self.get("/my/translations?lang=zh_CN")]
        loaded += [self.get(source) for source in sources]
        sizes = {one.url: kilobytes(one.content) for one in loaded}
        self.assertLess(sum(sizes.values()), MOST_SHOP, sizes)

    def test_the_styles_wait_for_no_font(self):
        self.assertNotIn('as="font"', self.get("/web/login").text)

    def modules(self, *bundles):
        """Each module of bundles, and what it imports."""
        assets = [
            asset
            for bundle in bundles
            for asset in self.env["ir.qweb"]
            ._get_asset_bundle(bundle, css=False)
            .javascripts
        ]
        return {
            name: NAME.findall(imports)
            for asset in assets
            for name, imports in DEFINED.findall(asset.content)
        }

    def test_each_module_finds_what_it_imports(self):
        for bundles in ((LIGHT,), (LIGHT, f"{LIGHT}_tests")):
            found = self.modules(*bundles)
            missing = {
                f"{name} needs {wanted}"
                for name, imports in found.items()
                for wanted in imports
                if wanted not in found
            }
            self.assertFalse(missing)

    # -- what the scripts do ---------------------------------------------------------

    def test_the_home_has_menus_and_counts(self):
        self.enter()
        steps = (
            ["", "[data-placeholder_count=order_count]:not(:empty)"],
            [".js_language_selector button", ".js_language_selector .show"],
            ["#top_menu a[data-bs-toggle=dropdown]", ".js_usermenu.show"],
            ["[data-bs-target='#accountOffCanvas']", "#accountOffCanvas.show"],
        )
        self.buyer.password = self.buyer.login  # browser_js logs in with it
        self.browser_js(
            "/my",
            PRESS % json.dumps(steps),
            ready="document.body.hasAttribute('is-ready')",
            login=self.buyer.login,
            timeout=60,
        )

    # -- what the scripts say --------------------------------------------------------

    def terms(self, **params):
        return self.get("/my/translations", params=params).json()

    def words(self, answer):
        return {
            one["id"]: one["string"]
            for module in answer["modules"].values()
            for one in module["messages"]
        }

    def test_the_scripts_say_it_in_the_language_of_the_buyer(self):
        answer = self.terms(lang="zh_CN")
        self.assertEqual(answer["lang_parameters"]["code"], "zh_CN")
        words = self.words(answer)
        self.assertEqual(words["Tax included"], "含税")
        self.assertEqual(words["Close"], "关闭")  # of core
        found, _parameters = self.env["ir.http"]._get_translations_for_webclient(
            ["fmcg_portal"], "zh_CN"
        )
        ours = {one["id"] for one in found["fmcg_portal"]["messages"]}
        self.assertFalse(ours - set(words), "each term of our scripts is sent")

    def test_they_say_little(self):
        content = self.get("/my/translations?lang=zh_CN").content
        self.assertLess(kilobytes(content), MOST_TERMS)

    def test_what_the_browser_has_is_not_sent_again(self):
        known = self.terms(lang="zh_CN")["hash"]
        again = self.terms(lang="zh_CN", hash=known)
        self.assertEqual(again, {"lang": "zh_CN", "hash": known})

    def test_no_other_language(self):
        answer = self.terms(lang="xx_YY")
        self.assertIsNone(answer["lang"])
        self.assertNotIn("xx_YY", json.dumps(answer))

    def test_the_page_asks_for_these(self):
        self.log_in(self.buyer)
        page = self.get(self.shop_url()).text
        self.assertIn('translationURL = "/my/translations"', page)
