import uuid
from unittest.mock import patch

from odoo.exceptions import ConcurrencyError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestIntake(PortalCase):
    """What a browser may send, and what becomes of it."""

    def setUp(self):
        super().setUp()
        muted = mute_logger("odoo.http", "odoo.sql_db")
        muted.__enter__()
        self.addCleanup(muted.__exit__)
        self.log_in(self.buyer)

    def orders(self):
        return self.env["sale.order"].search(
            [("partner_id", "=", self.lake_shop.partner_id.id)]
        )

    def test_submitted_order_is_the_buyers(self):
        answer = self.submit({self.tea: 10, self.cake: 2}, note="Before <10>, please")
        order = self.orders()
        self.assertEqual(answer["result"]["order_id"], order.id)
        self.assertEqual(order.agreement_id, self.agreement)
        self.assertEqual(order.company_id, self.lake_company)
        self.assertEqual(order.submitted_by_id, self.buyer)
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [10, 2])
        self.assertIn("Before &lt;10&gt;, please", order.note)
        self.assertNotEqual(order.channel_stage, "draft")

    def test_same_key_gives_the_same_order(self):
        key = str(uuid.uuid4())
        first = self.submit({self.tea: 10}, key=key)["result"]
        second = self.submit({self.tea: 10}, key=key)["result"]
        self.assertEqual(first["order_id"], second["order_id"])
        self.assertIn("placed=new", first["url"])
        self.assertIn("placed=again", second["url"])
        self.assertEqual(len(self.orders()), 1)

    def test_a_changed_cart_under_the_same_key_is_told_the_difference(self):
        """Without a word, what was added would be taken for ordered."""
        key = str(uuid.uuid4())
        first = self.submit({self.tea: 10}, key=key)["result"]
        self.assertEqual(first["added"], [])
        second = self.submit({self.tea: 12, self.cake: 3}, key=key)["result"]
        self.assertEqual(second["order_id"], first["order_id"])
        self.assertIn("placed=more", second["url"])
        added = {line["key"]: line["quantity"] for line in second["added"]}
        self.assertEqual(added, {str(self.tea.id): 2, str(self.cake.id): 3})
        self.assertIn("not in this order", self.get(second["url"]).text)
        third = self.submit({self.cake: 3}, key=key)["result"]
        self.assertIn("placed=changed", third["url"])
        self.assertIn("ask the seller", self.get(third["url"]).text)
        self.assertEqual(self.orders().order_line.mapped("product_uom_qty"), [10])

    def test_same_key_after_a_suspension_finds_the_order(self):
        key = str(uuid.uuid4())
        first = self.submit({self.tea: 10}, key=key)["result"]
        self.agreement._set_state("suspended", "Unpaid")
        second = self.submit({self.tea: 10}, key=key)["result"]
        self.assertEqual(first["order_id"], second["order_id"])

    def test_another_buyers_key_is_another_order(self):
        key = str(uuid.uuid4())
        first = self.submit({self.tea: 10}, key=key)["result"]
        self.log_in(self.sibling)
        second = self.submit({self.tea: 10}, self.sibling_agreement, key)["result"]
        self.assertNotEqual(first["order_id"], second["order_id"])

    def test_key_is_demanded(self):
        for key in ("short", "x" * 65, 5):
            self.assertIn("Key:", self.refuse({self.tea: 1}, key=key))

    def test_simultaneous_submission_is_tried_again(self):
        """Both miss each other's order; the second must not fail for good."""
        order = self.enter()
        values = self.env["sale.order"]._prepare_channel_order_values(
            self.agreement, {self.tea: 1.0}, order.intake_key
        )
        with (
            patch.object(type(order), "_find_by_intake_key", lambda *args: order.browse()),
            self.assertRaises(ConcurrencyError),
        ):
            self.env["sale.order"].with_company(self.lake_company)._create_once(values)

    def test_price_is_the_servers(self):
        self.rpc(
            f"/my/shop/{self.agreement.id}/submit",
            quantities={str(self.tea.id): 10},
            key=str(uuid.uuid4()),
            prices={str(self.tea.id): 0.01},
            price_unit=0.01,
            partner_id=self.other_shop.partner_id.id,
        )
        order = self.orders()
        self.assertEqual(order.order_line.price_unit, 5)
        self.assertEqual(order.partner_id, self.lake_shop.partner_id)

    def test_bad_quantities_are_named(self):
        for bad in (-1, "-3", "many", "", None, True, [1], "nan", "1e99", 0.5, "１.５"):
            with self.subTest(bad):
                message = self.refuse({self.tea: bad, self.cake: 1})
                self.assertIn("Quantity of Lemon tea", message)
        self.assertFalse(self.orders())

    def test_all_problems_are_said_at_once(self):
        message = self.refuse({self.tea: -1, self.cake: "x"})
        self.assertIn("Lemon tea", message)
        self.assertIn("Moon cake", message)

    def test_full_width_digits_are_digits(self):
        self.submit({self.tea: "１２"})
        self.assertEqual(self.orders().order_line.product_uom_qty, 12)

    def test_weighed_goods_may_be_divided(self):
        self.tea.uom_id = self.env.ref("uom.product_uom_kgm")
        self.submit({self.tea: 0.5})
        self.assertEqual(self.orders().order_line.product_uom_qty, 0.5)

    def test_not_offered_product_is_refused_without_its_name(self):
        message = self.refuse({self.coast_only: 1})
        self.assertIn(str(self.coast_only.id), message)
        self.assertNotIn("soda", message)
        self.assertIn("not offered", self.refuse({"999999999": 1}))
        self.assertIn("not offered", self.refuse({"1 or 1": 1}))
        self.assertFalse(self.orders())

    def test_quantities_must_be_a_list_of_products(self):
        for raw in (None, "x", [1], {str(index): 1 for index in range(1001)}):
            answer = self.rpc(
                f"/my/shop/{self.agreement.id}/submit",
                quantities=raw,
                key=str(uuid.uuid4()),
            )
            self.assertIn("Quantities:", answer["error"]["data"]["message"])

    def test_empty_order_is_refused(self):
        self.assertIn("at least one product", self.refuse({self.tea: 0}))
        self.assertFalse(self.orders())

    def test_foreign_agreement_is_not_found(self):
        for agreement in (self.sibling_agreement, self.coast_agreement):
            for route in ("submit", "quote"):
                with self.subTest(agreement=agreement.display_name, route=route):
                    answer = self.rpc(
                        f"/my/shop/{agreement.id}/{route}",
                        quantities={str(self.tea.id): 1},
                        key=str(uuid.uuid4()),
                    )
                    self.assertEqual(answer["error"]["code"], 404)
                    self.assertNotIn("result", answer)
        self.assertFalse(
            self.env["sale.order"].search(
                [("partner_id", "in", (self.other_shop + self.coast_shop).partner_id.ids)]
            )
        )

    def test_user_without_the_buyers_role_is_refused(self):
        self.buyer.role_line_ids.unlink()
        self.buyer.group_ids = [Command.set(self.env.ref("base.group_portal").ids)]
        self.assertEqual(self.submit({self.tea: 1})["error"]["code"], 404)

    def test_suspended_agreement_orders_nothing(self):
        self.agreement._set_state("suspended", "Unpaid since May")
        self.assertIn("Unpaid since May", self.refuse({self.tea: 1}))
        self.assertFalse(self.orders())

    def test_below_the_minimum_nothing_is_kept(self):
        self.agreement.min_order_amount = 100
        message = self.refuse({self.tea: 1})
        self.assertIn("below the minimum", message)
        self.assertFalse(self.orders())

    def test_quote_tells_price_and_reasons_and_stores_nothing(self):
        self.agreement.min_order_amount = 100
        quote = self.rpc(
            f"/my/shop/{self.agreement.id}/quote",
            quantities={str(self.tea.id): 3, str(self.coast_only.id): 1},
        )["result"]
        self.assertEqual([line["quantity"] for line in quote["lines"]], [3])
        self.assertIn("15.00", quote["lines"][0]["subtotal"])
        self.assertIn("below the minimum", quote["reasons"][0])
        self.assertEqual(quote["problems"][0]["key"], str(self.coast_only.id))
        self.assertFalse(self.orders())

    def test_order_above_the_limit_waits_for_approval(self):
        self.lake_company.order_approval_limit = 10
        self.submit({self.tea: 10})
        self.assertEqual(self.orders().channel_stage, "submitted")

    def test_public_cannot_submit(self):
        self.authenticate(None, None)
        self.assertIn("error", self.submit({self.tea: 1}))
        self.assertFalse(self.orders())
