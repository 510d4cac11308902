"""How long does somebody with a slow phone wait for the login, and for the shop?

    python3 bench/first_load.py [--loads 3]

Debian's Chromium on a slow mobile line as its developer tools define it (1.6 Mbit/s down,
0.75 up, 150 ms, the processor at a quarter of its speed), with an empty cache each time, in
Chinese, in front of a real server. Between them a proxy compresses what ``docker/nginx.conf``
says that nginx compresses, at its level: Odoo itself compresses nothing.

Told are the seconds from the address to

- the login form on the screen, where somebody can type; of stock it is the form of
  Odoo's own database, which is hidden until all scripts have run;
- the shop in use: its page is there, a tap on + is counted, and the bar says what the cart
  costs (which asks the server once more). ``whole`` is the same page with the scripts that
  core gives to each page of a portal instead of ours.

and the bytes that came over the line until the page was at rest. What a page needs of the
line takes as long on every machine, and what it needs of the processor is a quarter of
the wait: the seconds that were promised (``aim``) are limits, too.
"""

import argparse
import contextlib
import gzip
import http.client
import io
import re
import statistics
import sys
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import common
from order_data import build_orders, find_customer
from price_data import bench_products

OURS, STOCK = "fmcg_bench_first_load", "fmcg_bench_first_load_stock"
LOADS = 3
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
SLOWER = 4
PHONE = {"width": 390, "height": 844}
PICTURES = 60  # products with a picture, those of the first page among them
LOGIN, PASSWORD = "shop@bench.example", "bench-Secret-1"
PATIENCE = 120000  # milliseconds
# Seconds that were promised, and the most of what is measured beside.
AIM_LOGIN, AIM_SHOP = 2.0, 4.0
MOST_LOGIN, MOST_SHOP, MOST_BYTES = 0.5, 0.6, 0.6
LIGHT_VIEW = "fmcg_portal.frontend_layout_light"

# When what is looked for was on the screen: looked at before each frame, and told after it.
LOGIN_SEEN = """
(() => {
    const look = () => {
        const field = document.querySelector("form.oe_login_form input[name=login]");
        if (field && field.checkVisibility()) {
            setTimeout(() => { window.benchSeen = performance.now(); });
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
})();
"""
SHOP_USED = """
(() => {
    let tapped = false;
    const look = () => {
        const total = document.querySelector(".o_bar_total");
        const said = total && total.textContent;
        if (tapped && said !== tapped && total.getAttribute("aria-busy") === "false") {
            setTimeout(() => { window.benchSeen = performance.now(); });
            return;
        }
        if (said && !tapped) {
            tapped = said;
            document.querySelector(".o_shop_plus:not(:disabled)").click();
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})();
"""


# What nginx does --------------------------------------------------------------------


@dataclass(frozen=True)
class Compression:
    """What ``docker/nginx.conf`` says of it."""

    types: frozenset
    level: int

    @classmethod
    def of_nginx(cls):
        text = (common.ROOT / "docker" / "nginx.conf").read_text()
        assert re.search(r"^\s*gzip on;", text, re.M)
        types = re.search(r"^\s*gzip_types ([^;]+);", text, re.M).group(1).split()
        level = re.search(r"^\s*gzip_comp_level (\d);", text, re.M)
        # nginx compresses pages always, and at level 1 unless it is told otherwise
        return cls(frozenset([*types, "text/html"]), int(level.group(1)) if level else 1)

    def covers(self, headers):
        kind = headers.get("Content-Type", "").partition(";")[0]
        return kind in self.types and "Content-Encoding" not in headers


class Forwarding(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}

    def forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.target)
        with contextlib.closing(upstream):
            upstream.request(self.command, self.path, body, dict(self.headers))
            answer = upstream.getresponse()
            self.reply(answer, answer.read())

    do_GET = do_POST = do_HEAD = forward

    def reply(self, answer, body):
        compression = self.server.compression
        zipped = bool(body) and compression.covers(answer.headers)
        if zipped:
            body = gzip.compress(body, compression.level)
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in self.HOP:
                self.send_header(name, value)
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the browser went to another page
            self.wfile.write(body)

    def log_message(self, *_arguments):
        """Each request is no news."""


@contextlib.contextmanager
def proxy(port):
    """The address of a proxy before the server at ``port``."""
    front = ThreadingHTTPServer(("127.0.0.1", 0), Forwarding)
    front.daemon_threads = True
    front.target, front.compression = port, Compression.of_nginx()
    threading.Thread(target=front.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{front.server_address[1]}"
    finally:
        front.shutdown()
        front.server_close()


# What is looked at ------------------------------------------------------------------


def prepare(database):
    """Goods with pictures, and somebody who buys them; the address of the shop."""
    build_orders(database)
    with common.environment(database) as env:
        for number, product in enumerate(bench_products(env, PICTURES)):
            product.image_1920 = draw(number)
        customer = find_customer(env)
        contact = env["res.partner"].create(
            {"name": "Buyer", "parent_id": customer.id, "lang": "zh_CN"}
        )
        role = env.ref("fmcg_channel.role_portal_buyer")
        env["res.users"]._create_channel_portal_user(
            contact, LOGIN, role, password=PASSWORD
        )
        return f"/my/shop/{customer.channel_node_id.agreement_ids.id}"


def draw(number):
    """A picture of a product, as large as a photo of it is when it is made small."""
    import base64

    from PIL import Image

    picture = Image.effect_noise((32, 32), 40 + number % 40).resize((512, 512))
    stream = io.BytesIO()
    picture.convert("RGB").save(stream, "JPEG", quality=80)
    return base64.b64encode(stream.getvalue())


def use_light(database, light):
    """Give the pages our scripts, or those of core."""
    with common.environment(database) as env:
        env.ref(LIGHT_VIEW).active = light
        env.flush_all()
        env.registry.signal_changes()


# Looking ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Load:
    seconds: float
    bytes: int


class Phone:
    """A browser that has never been here before, each time."""

    def __init__(self, browser, site):
        self.browser, self.site = browser, site

    def log_in(self):
        """:return: what the browser of somebody who has logged in keeps"""
        with self.opened() as context:
            page = context.new_page()
            page.goto(f"{self.site}/web/login")
            page.fill("input[name=login]", LOGIN)
            page.fill("input[name=password]", PASSWORD)
            page.click("form.oe_login_form button[type=submit]")
            page.wait_for_url("**/my*", timeout=PATIENCE)
            return context.storage_state()

    @contextlib.contextmanager
    def opened(self, kept=None):
        context = self.browser.new_context(
            viewport=PHONE, locale="zh-CN", storage_state=kept
        )
        context.set_default_timeout(PATIENCE)
        try:
            yield context
        finally:
            context.close()

    def load(self, path, script, kept=None, slow=True):
        """Open a page, and wait until ``script`` has seen what it looks for."""
        with self.opened(kept) as context:
            page = context.new_page()
            line = context.new_cdp_session(page)
            received = []
            line.on(
                "Network.loadingFinished",
                lambda event: received.append(event["encodedDataLength"]),
            )
            line.send("Network.enable")
            if slow:
                line.send("Network.emulateNetworkConditions", NETWORK)
                line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.add_init_script(script)
            page.goto(self.site + path, wait_until="commit")
            page.wait_for_function("window.benchSeen", timeout=PATIENCE)
            seen = page.evaluate("window.benchSeen") / 1000
            page.wait_for_load_state("networkidle")
            return Load(seen, sum(received))

    def loads(self, name, count, path, script, kept=None):
        """The median of several; the first one, which makes the server build the
        scripts, does not count."""
        self.load(path, script, kept, slow=False)
        found = [self.load(path, script, kept) for _number in range(count)]
        seconds = statistics.median(load.seconds for load in found)
        size = statistics.median(load.bytes for load in found)
        print(
            f"  {name:<26} {seconds:6.2f} s on the clock, {size / 1000:6.0f} kB on the line"
            f" ({', '.join(f'{load.seconds:.2f}' for load in found)})",
            flush=True,
        )
        return Load(seconds, size)


@contextlib.contextmanager
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def phone(database):
    from fmcgtools import server

    with (
        server.running(database) as site,
        proxy(site.port) as address,
        chromium() as browser,
    ):
        yield Phone(browser, address)


def measure_ours(database, shop, loads):
    with phone(database) as ours:
        login = ours.loads("login ours", loads, "/web/login", LOGIN_SEEN)
        kept = ours.log_in()
        light = ours.loads("shop ours", loads, shop, SHOP_USED, kept)
        use_light(database, False)
        whole = ours.loads("shop with core's scripts", loads, shop, SHOP_USED, kept)
        use_light(database, True)
    return login, light, whole


def measure_stock(database, loads):
    with phone(database) as stock:
        return stock.loads("login stock", loads, "/web/login", LOGIN_SEEN)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--loads", type=int, default=LOADS)
    options = parser.parse_args()
    common.database(OURS)
    common.database(STOCK, stock=True)
    try:
        shop = prepare(OURS)
        login, light, whole = measure_ours(OURS, shop, options.loads)
        stock = measure_stock(STOCK, options.loads)
    finally:
        common.drop(OURS, STOCK)
    return 0 if judge(login, stock, light, whole) else 1


def judge(login, stock, light, whole):
    """Print the figures; True when they are within the limits."""
    within = [
        common.result("login_visible", login.seconds, stock.seconds, MOST_LOGIN),
        common.result("login_visible_aim", login.seconds, AIM_LOGIN, 1.0, "aim"),
        common.result("shop_used", light.seconds, whole.seconds, MOST_SHOP, "whole"),
        common.result("shop_used_aim", light.seconds, AIM_SHOP, 1.0, "aim"),
        common.result("shop_bytes", light.bytes, whole.bytes, MOST_BYTES, "whole"),
    ]
    return all(within)


if __name__ == "__main__":
    common.start()
    sys.exit(main())
