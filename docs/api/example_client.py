"""Submits a customer's order to the seller's Odoo. Needs nothing but Python 3.10.

    ODOO_API_KEY=… python3 example_client.py https://odoo.example.com order.json

``order.json`` holds an order as ``openapi.yaml`` describes it (see README.md). It must have
a ``key`` of its own: with it, the call can be repeated safely when an answer is lost.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

PATH = "/json/2/sale.order/submit_channel_order"
TRIES = 5
TIMEOUT = 60  # seconds


class OrderRefused(Exception):
    """Nothing was entered.

    :param status: HTTP status: 409 when the key belongs to another order, 422 when
        something is wrong with the content, 401 and 403 when a right is missing
    :param problems: list of dicts with ``code``, ``message`` and ``lines``
    """

    def __init__(self, status, message, problems):
        super().__init__(message)
        self.status = status
        self.problems = problems


class Client:
    """The seller's Odoo.

    :param url: address of the server
    :param api_key: of a user who is staff of the seller
    :param database: name, where the server has several
    :param headers: further headers
    """

    def __init__(self, url, api_key, database=None, headers=None):
        self.url = url.rstrip("/")
        self.headers = {
            "Authorization": f"bearer {api_key}",
            "Content-Type": "application/json; charset=utf-8",
            **({"X-Odoo-Database": database} if database else {}),
            **(headers or {}),
        }

    def submit(self, order):
        """Enter and submit an order; call it again with the same order at any time.

        :param dict order: with its ``key``
        :return: dict with the order as it was entered, and its ``blockers``
        :raise OrderRefused: when nothing was entered
        :raise OSError: when no answer came; the order may have been entered
        """
        for attempt in range(1, TRIES + 1):
            try:
                return self._call(order)
            except urllib.error.HTTPError as error:
                if error.code < 500 and error.code != 429:
                    raise self._refusal(error) from error
                last = error
            except OSError as error:  # no connection, or the answer was lost
                last = error
            if attempt < TRIES:
                time.sleep(2**attempt)
        raise last

    def _call(self, order):
        request = urllib.request.Request(
            self.url + PATH, json.dumps(order).encode(), self.headers, method="POST"
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return json.load(answer)

    def _refusal(self, error):
        try:
            body = json.load(error)
        except ValueError:
            return OrderRefused(error.code, str(error), [])
        problems = body.get("context", {}).get("problems", [])
        return OrderRefused(error.code, body.get("message", ""), problems)


def main():
    if len(sys.argv) != 3 or "ODOO_API_KEY" not in os.environ:
        sys.exit(__doc__)
    client = Client(
        sys.argv[1], os.environ["ODOO_API_KEY"], os.environ.get("ODOO_DATABASE")
    )
    with open(sys.argv[2], encoding="utf-8") as file:
        order = json.load(file)
    try:
        answer = client.submit(order)
    except OrderRefused as error:
        for problem in error.problems:
            print(f"{problem['code']}: {problem['message']}", file=sys.stderr)
        sys.exit(f"{error.status}: nothing was entered. {error}")
    print(f"{answer['name']}: {answer['stage']}, {answer['amount_total']}")
    for blocker in answer["blockers"]:
        print(f"{blocker['severity']} {blocker['code']}: {blocker['message']}")


if __name__ == "__main__":
    main()
