"""The proxy of ``bench/first_load.py`` compresses what nginx does in production."""

import gzip
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fmcgtools import paths

sys.path.insert(0, str(paths.ROOT / "bench"))

import proxy  # noqa: E402

BODY = b"one word " * 200


class Upstream(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", self.path[1:])
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def site():
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    with proxy.proxy(upstream.server_address[1]) as address:
        yield address
    upstream.shutdown()
    upstream.server_close()


@pytest.mark.parametrize(
    ("kind", "zipped"),
    [
        ("text/html", True),
        ("text/css", True),
        ("application/javascript", True),
        ("application/json", True),
        ("image/svg+xml", True),
        ("image/png", False),
        ("font/woff2", False),
    ],
)
def test_what_is_compressed(site, kind, zipped):
    with urllib.request.urlopen(f"{site}/{kind}") as answer:
        body = answer.read()
        assert answer.headers.get("Content-Encoding") == ("gzip" if zipped else None)
    assert (gzip.decompress(body) if zipped else body) == BODY


def test_scripts_and_styles_are_worth_the_work():
    assert proxy.Compression.of_nginx().level >= 6
