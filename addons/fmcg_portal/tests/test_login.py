from odoo.tests import HttpCase, tagged

from .common import PortalCase

CHINESE, ENGLISH = "登录", "Log in"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140"  # not taken for a robot
SESSION_ENDS = """
(async () => {
    const wait = () => new Promise((done) => setTimeout(done, 100));
    while (!document.querySelector(".o_bar_total")?.textContent) {
        await wait();
    }
    await fetch("/web/session/logout");
    document.querySelector(".o_shop_plus:not(:disabled)").click();
    for (let round = 0; round < 100; round++) {
        await wait();
        const said = document.querySelector(".o_bar_tax").textContent;
        const review = document.querySelector(".o_bar_review");
        if (said.includes("your cart is kept") && !review.classList.contains("disabled")) {
            console.log("test successful");
            return;
        }
    }
    console.error("Nobody is told that the session is over");
})();
"""


@tagged("post_install", "-at_install")
class TestLogin(HttpCase):
    """The language of the login is chosen like that of all other pages."""

    def setUp(self):
        super().setUp()
        self.opener.headers["User-Agent"] = BROWSER

    def get(self, path, accepted):
        return self.url_open(path, headers={"Accept-Language": accepted})

    def assert_speaks(self, page, word, code):
        self.assertIn(word, page.text)
        self.assertIn(f'lang="{code}"', page.text)

    def test_at_first_it_is_that_of_the_browser(self):
        self.assert_speaks(self.get("/web/login", "zh-CN"), CHINESE, "zh-CN")

    def test_it_is_chosen_at_the_top_and_stays(self):
        page = self.get("/web/login?redirect=/my/orders", "zh-CN")
        self.assertLess(page.text.index("js_language_selector"), page.text.index("<form"))
        self.assertIn('href="/en/web/login?redirect=', page.text)
        page = self.get("/en/web/login?redirect=/my/orders", "zh-CN")
        self.assert_speaks(page, ENGLISH, "en-US")
        self.assertIn('value="/my/orders"', page.text)
        self.assert_speaks(self.get("/web/login", "zh-CN"), ENGLISH, "en-US")
        self.assert_speaks(self.get("/zh_CN/web/login", "zh-CN"), CHINESE, "zh-CN")

    def test_no_way_to_the_server_is_added(self):
        page = self.get("/web/login", "zh-CN")
        self.assertFalse(page.history)


@tagged("post_install", "-at_install")
class TestSessionOver(PortalCase):
    def test_the_shop_says_that_the_session_is_over(self):
        self.buyer.password = self.buyer.login  # browser_js logs in so
        self.browser_js(
            f"/my/shop/{self.agreement.id}",
            SESSION_ENDS,
            login=self.buyer.login,
            timeout=200,
        )
