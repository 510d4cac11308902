import importlib.util
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import yaml

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tests.common import TEST_CURSOR_COOKIE_NAME
from odoo.tools import mute_logger

from .json_schema import faults
from .order_import_common import OrderImportCase

ADDON = Path(__file__).parents[1]
CLIENT = ADDON.parents[1] / "docs" / "api" / "example_client.py"
PAGE = ADDON / "static" / "api" / "openapi.yaml"
PATH = "/json/2/sale.order/submit_channel_order"


def load_client():
    spec = importlib.util.spec_from_file_location("example_client", CLIENT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@tagged("post_install", "-at_install")
class TestOrderApiHttp(OrderImportCase, HttpCase):
    """The example client and the OpenAPI page against the server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.module = load_client()
        cls.page = yaml.safe_load(PAGE.read_text(encoding="utf-8"))
        cls.schemas = cls.page["components"]["schemas"]
        cls.operation = cls.page["paths"][PATH]["post"]
        cls.tea.list_price = cls.water.list_price = 5

    def client(self, user=None):
        user = user or self.seller
        key = (
            user.with_user(user)
            .env["res.users.apikeys"]
            ._generate("rpc", "Test", fields.Datetime.now() + timedelta(hours=1))
        )
        return self.module.Client(self.base_url(), key, self.env.cr.dbname)

    def call(self, order, client=None):
        """:return: what the client answers"""
        client = client or self.client()
        self.env.flush_all()  # the server reads with another environment
        with self.allow_requests():
            client.headers["Cookie"] = f"{TEST_CURSOR_COOKIE_NAME}={self.http_request_key}"
            return client.submit(order)

    def examples(self):
        content = self.operation["requestBody"]["content"]["application/json"]
        return {name: example["value"] for name, example in content["examples"].items()}

    def order(self, name="cases", **values):
        """An example of the page, for this database's customer."""
        order = self.examples()[name] | values
        if "agreement_id" in order:
            order["agreement_id"] = self.agreement.id
        else:
            order["customer_code"] = self.lake_shop.code
        return order

    def assertDescribed(self, value, name):
        schema = {"$ref": f"#/components/schemas/{name}"}
        self.assertEqual(faults(value, schema, self.schemas), [])

    def test_examples_are_as_described(self):
        for example in self.examples().values():
            self.assertDescribed(example, "Order")
        for status, name in (("200", "Answer"), ("422", "Error")):
            content = self.operation["responses"][status]["content"]["application/json"]
            for example in content["examples"].values():
                self.assertDescribed(example["value"], name)

    def test_the_examples_work_and_answers_are_as_described(self):
        answer = self.call(self.order())
        self.assertDescribed(answer, "Answer")
        content = self.operation["responses"]["200"]["content"]["application/json"]
        example = content["examples"]["confirmed"]["value"]
        self.assertEqual(
            [line["lines"] for line in answer["lines"]],
            [line["lines"] for line in example["lines"]],
        )
        for name in ("stage", "blockers", "amount_total", "created"):
            self.assertEqual(answer[name], example[name], name)
        draft = self.call(self.order("draft"))
        self.assertDescribed(draft, "Answer")
        self.assertEqual(draft["stage"], "draft")

    def test_held_orders_are_as_described(self):
        self.agreement.min_order_amount = 10_000
        answer = self.call(self.order())
        self.assertDescribed(answer, "Answer")
        self.assertEqual(
            (answer["stage"], answer["blockers"][0]["code"]), ("held", "below_minimum")
        )

    @mute_logger("odoo.http")
    def test_problems_are_as_described(self):
        refused = self.refuse(self.order(lines=[{"code": "NONE", "quantity": 0}] * 2))
        self.assertEqual(refused.status, 422)
        self.assertEqual([p["lines"] for p in refused.problems], [[1], [2]])
        for problem in refused.problems:
            self.assertDescribed(problem, "Problem")

    def refuse(self, order, client=None):
        with self.assertRaises(self.module.OrderRefused) as caught:
            self.call(order, client)
        return caught.exception

    @mute_logger("odoo.http")
    def test_the_same_key(self):
        client = self.client()
        first = self.call(self.order(), client)
        self.assertEqual(
            self.call(self.order(), client), first | {"created": False}
        )
        refused = self.refuse(self.order(note="Something else"), client)
        self.assertEqual(refused.status, 409)
        self.assertEqual(refused.problems[0]["code"], "key_reused")
        self.assertDescribed(refused.problems[0], "Problem")

    def test_a_lost_answer_is_no_second_order(self):
        """The order is entered, the answer does not arrive, the client tries again."""
        client = self.client()
        call, answers = client._call, []

        def lose_first(order):
            answers.append(call(order))
            if len(answers) == 1:
                raise ConnectionResetError("The line is dead")
            return answers[-1]

        with patch.object(client, "_call", lose_first), patch.object(
            self.module.time, "sleep"
        ):
            answer = self.call(self.order(), client)
        self.assertEqual(answer, answers[0] | {"created": False})
        orders = self.env["sale.order"].search([("agreement_id", "=", self.agreement.id)])
        self.assertEqual(orders.ids, [answer["order_id"]])

    @mute_logger("odoo.http")
    def test_who_may_not(self):
        self.assertEqual(self.refuse(self.order(), self.client(self.service)).status, 403)
        client = self.client()
        client.headers["Authorization"] = "bearer wrong"
        self.assertEqual(self.refuse(self.order(), client).status, 401)

    def test_each_server_shows_the_page(self):
        answer = self.url_open("/fmcg_intake/static/api/openapi.yaml")
        self.assertEqual(yaml.safe_load(answer.text), self.page)
