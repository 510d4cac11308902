"""A proxy that compresses what ``docker/nginx.conf`` says that nginx compresses."""

import contextlib
import gzip
import http.client
import re
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NGINX = Path(__file__).resolve().parents[1] / "docker" / "nginx.conf"


@dataclass(frozen=True)
class Compression:
    """What ``docker/nginx.conf`` says of it."""

    types: frozenset
    level: int

    @classmethod
    def of_nginx(cls):
        text = NGINX.read_text()
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
