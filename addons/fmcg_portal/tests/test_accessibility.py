import importlib.util
import json
from pathlib import Path

from odoo.tests import tagged

from .common import PortalCase

# WCAG 2.2 AA, and what axe-core calls best practice
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Each page in a frame of its own: one browser for all of them.
CHECK = """
const axe = %(axe)s, pages = %(pages)s, rules = %(rules)s, widths = %(widths)s;
const wrong = [];
async function open(url, width) {
    const frame = document.createElement("iframe");
    frame.style.cssText = `width: ${width}px; height: 900px`;
    const loaded = new Promise((done) => frame.addEventListener("load", done));
    frame.src = url;
    document.body.append(frame);
    await loaded;
    await new Promise((done) => setTimeout(done, 500)); // its scripts
    return frame;
}
async function check(url, width) {
    const frame = await open(url, width);
    frame.contentWindow.eval(axe);
    const options = { resultTypes: ["violations"], runOnly: rules };
    const found = await frame.contentWindow.axe.run(options);
    for (const rule of found.violations) {
        for (const node of rule.nodes) {
            wrong.push(`${url} (${width}) ${rule.id}: ${node.html.slice(0, 200)}`);
        }
    }
    frame.remove();
}
(async () => {
    for (const url of pages) {
        for (const width of widths) {
            await check(url, width);
        }
    }
    if (wrong.length) {
        console.error(wrong.join("\\n"));
    } else {
        console.log("test successful");
    }
})();
"""


def read_axe():
    """The source of axe-core, which one of the packages for tests brings."""
    package = importlib.util.find_spec("axe_playwright_python")
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@tagged("post_install", "-at_install")
class TestAccessibility(PortalCase):
    """axe-core finds nothing on a page of the portal, core's own pages included."""

    takes_long = True

    def check(self, pages, user=None):
        """Look at all pages with one browser; fails with the violations found."""
        values = {
            "axe": read_axe(),
            "pages": pages,
            "rules": RULES,
            "widths": [1280, 390],
        }
        code = CHECK % {name: json.dumps(value) for name, value in values.items()}
        login = user and user.login
        if user:
            user.password = login  # browser_js logs in with the login as the password
        self.browser_js("/web/login", code, login=login, timeout=300)

    def test_before_the_login(self):
        self.check(["/web/login", "/web/reset_password"])

    def test_buyer(self):
        order = self.enter()
        self.ship(order)
        bill = order._create_invoices()
        bill.action_post()
        self.buyer.lang = "zh_CN"
        shop = f"/my/shop/{self.agreement.id}"
        pages = [
            "/my",
            shop,
            f"{shop}/review",
            "/my/promotions",
            "/my/orders",
            f"/my/orders/{order.id}",
            "/my/quotes",
            "/my/invoices",
            f"/my/invoices/{bill.id}",
            "/my/account",
            "/my/company",
            "/my/address",
            "/my/addresses",
            "/my/security",
            "/my/nothing/here",
        ]
        self.check(pages, self.buyer)

    def test_seller(self):
        self.enter()
        self.check(["/my", "/my/sales"], self.seller)

    def test_a_page_says_its_language(self):
        self.buyer.lang = "zh_CN"
        self.log_in(self.buyer)
        self.assertIn('lang="zh-CN"', self.get("/my").text)

    def test_the_login_is_there_before_any_script(self):
        page = self.get("/web/login").text
        form = page[page.index("<form") :]
        self.assertNotIn("d-none", form[: form.index(">")])

    def test_the_language_is_chosen_at_the_top(self):
        self.log_in(self.buyer)
        page = self.get("/my").text
        self.assertEqual(page.count("js_language_selector"), 1)
        self.assertLess(page.index("js_language_selector"), page.index("<main"))
