from unittest.mock import patch

from odoo.exceptions import AccessError, ConcurrencyError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_intake.exceptions import OrderContentError, OrderKeyError
from odoo.addons.fmcg_order.tests.distribution import WithoutDistribution

from .order_import_common import OrderImportCase

KEY = "shop-system-0001"


@tagged("post_install", "-at_install")
class TestOrderApi(WithoutDistribution, OrderImportCase):
    def submit(self, *lines, user=None, key=KEY, **values):
        if not {"agreement_id", "customer_code"} & values.keys():
            values["agreement_id"] = self.agreement.id
        Order = self.model_as("sale.order", user or self.seller)
        lines = list(lines or [{"code": "TEST-TEA-01", "quantity": 5, "unit": "case"}])
        return Order.submit_channel_order(lines=lines, key=key, **values)

    def order_of(self, answer):
        return self.env["sale.order"].browse(answer["order_id"])

    def problems(self, *lines, **values):
        orders = self.env["sale.order"].search_count([])
        with self.assertRaises(OrderContentError) as caught:
            self.submit(*lines, **values)
        self.assertEqual(self.env["sale.order"].search_count([]), orders)
        problems = caught.exception.context["problems"]
        for problem in problems:
            self.assertIn(problem["message"], str(caught.exception))
        return [(problem["code"], problem["lines"]) for problem in problems]

    def test_order(self):
        answer = self.submit(
            {"code": "TEST-TEA-01", "quantity": 5, "unit": "case"},
            {"barcode": "16900000000014", "quantity": "2"},
            {"product_id": self.water.id, "quantity": 12.0},
            note="<Before noon>",
        )
        order = self.order_of(answer)
        self.assertEqual(answer["name"], order.name)
        self.assertTrue(answer["created"])
        self.assertEqual((answer["stage"], answer["blockers"]), ("confirmed", []))
        self.assertEqual(
            [
                (line["lines"], line["code"], line["quantity"], line["unit"])
                for line in answer["lines"]
            ],
            [
                ([1, 2], "TEST-TEA-01", 7, "Case of 24"),
                ([3], "TEST-WAT-01", 12, "Units"),
            ],
        )
        self.assertEqual(answer["amount_total"], order.amount_total)
        self.assertIn("&lt;Before noon&gt;", order.note)
        self.assertEqual((order.submitted_by_id, order.create_uid), (self.seller,) * 2)
        self.assertEqual(order.order_channel, "import")

    def test_customer_by_code(self):
        answer = self.submit(customer_code=self.lake_shop.code)
        self.assertEqual(self.order_of(answer).agreement_id, self.agreement)

    def test_draft(self):
        answer = self.submit(submit=False)
        self.assertEqual(answer["stage"], "draft")
        self.assertFalse(self.order_of(answer).submitted_date)

    def test_blockers_are_typed_and_name_the_lines_that_were_sent(self):
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.water.product_tmpl_id.id,
                "minimum": 24,
            }
        )
        self.agreement._set_state("suspended", "Unpaid")
        answer = self.submit(
            {"code": "TEST-TEA-01", "quantity": 5}, {"code": "TEST-WAT-01", "quantity": 3}
        )
        self.assertEqual(answer["stage"], "held")
        self.assertEqual(
            [(b["code"], b["severity"], b["lines"]) for b in answer["blockers"]],
            [("agreement_inactive", "block", []), ("quantity_minimum", "block", [2])],
        )
        self.assertIn("Unpaid", answer["blockers"][0]["message"])

    def test_coupon(self):
        promotion = self.env["channel.promotion"].create(
            {
                "name": "10 off with a code",
                "company_id": self.lake_company.id,
                "currency_id": self.lake_company.currency_id.id,
                "date_start": False,
                "kind": "order",
                "level": "order",
                "coupon_required": True,
                "step_ids": [Command.create({"threshold": 10, "amount": 10})],
                "coupon_ids": [Command.create({"code": "TEST-SPRING"})],
            }
        )
        promotion.action_release()
        plain = self.submit(key=f"{KEY}-plain", submit=False)
        answer = self.submit(coupon_codes=["test-spring "], submit=False)
        self.assertEqual(answer["amount_untaxed"], plain["amount_untaxed"] - 10)
        self.assertEqual(self.order_of(answer).coupon_ids, promotion.coupon_ids)

    # -- once -------------------------------------------------------------------------

    def test_same_key_and_content_give_the_same_order(self):
        first = self.submit()
        second = self.submit()
        self.assertFalse(second["created"])
        self.assertEqual(first | {"created": False}, second)

    def test_a_repetition_is_one_though_everything_has_changed(self):
        first = self.submit(submit=False)
        self.agreement._set_state("suspended", "Unpaid")
        self.tea.active = False
        self.assertEqual(self.submit(submit=False)["order_id"], first["order_id"])

    def test_same_key_with_another_content_is_an_error(self):
        first = self.submit()
        for values in ({"note": "more"}, {"submit": False}):
            with self.assertRaisesRegex(OrderKeyError, first["name"]):
                self.submit(**values)
        with self.assertRaises(OrderKeyError):
            self.submit({"code": "TEST-TEA-01", "quantity": 6, "unit": "case"})

    def test_another_key_makes_another_order(self):
        first = self.submit()
        self.assertNotEqual(self.submit(key=f"{KEY}-b")["order_id"], first["order_id"])

    def test_a_failed_call_does_not_take_the_key(self):
        self.problems({"code": "TEST-NONE", "quantity": 5})
        self.assertTrue(self.submit()["created"])

    @mute_logger("odoo.sql_db")
    def test_two_at_the_same_moment(self):
        """Both miss each other's order; the second is tried again and finds it."""
        self.submit()
        Order = type(self.env["sale.order"])
        with (
            patch.object(Order, "_find_entered_order", lambda order, *args: order.browse()),
            self.assertRaises(ConcurrencyError),
        ):
            self.submit()
        self.assertFalse(self.submit()["created"])

    # -- what is wrong ----------------------------------------------------------------

    def test_all_that_is_wrong_is_said_at_once(self):
        hidden = self.create_product("Test not offered", default_code="TEST-NOT")
        found = self.problems(
            {"code": "TEST-NONE", "quantity": 5},
            {"product_id": hidden.id, "quantity": 5},
            {"code": "TEST-TEA-01", "quantity": 0},
            {"code": "TEST-TEA-01", "quantity": "many"},
            {"code": "TEST-TEA-01"},
            {"code": "TEST-TEA-01", "quantity": True},
            {"code": "TEST-TEA-01", "quantity": 1e9},
            {"code": "TEST-TEA-01", "quantity": 1.5},
            {"code": "TEST-TEA-01", "quantity": 5, "unit": "pallet"},
            {"code": "TEST-WAT-01", "barcode": "6900000000017", "quantity": 5},
            {"quantity": 5},
            {"code": "TEST-TEA-01", "quantity": 5, "price": 0.01},
            "TEST-TEA-01",
            {"code": 5, "quantity": 5},
            {"code": "Lemon tea 500 ml", "quantity": 5},
            {"product_id": 10**30, "quantity": 5},
            {"code": "\0", "quantity": 5},
            coupon_codes=["NO-SUCH-CODE"],
        )
        codes = [
            "unknown_product",
            "not_offered",
            "not_positive",
            "not_a_quantity",
            "not_a_quantity",
            "not_a_quantity",
            "too_much",
            "too_fine",
            "unknown_unit",
            "other_product",
            "no_product",
            "bad_line",
            "bad_line",
            "bad_line",
            "unknown_product",
            "bad_line",
            "bad_line",
        ]
        expected = [(code, [number]) for number, code in enumerate(codes, 1)]
        self.assertEqual(found, [*expected, ("bad_coupon", [])])

    def test_arguments_that_are_none(self):
        for values, code in (
            ({"key": "short"}, "bad_key"),
            ({"key": 12345678}, "bad_key"),
            ({"key": "x" * 101}, "bad_key"),
            ({"note": "x" * 2001}, "bad_note"),
            ({"coupon_codes": "ABC"}, "bad_coupon"),
            ({"coupon_codes": [5]}, "bad_coupon"),
            ({"customer_code": "no such code"}, "unknown_customer"),
            ({"customer_code": None}, "unknown_customer"),
            ({"agreement_id": 0}, "unknown_customer"),
            ({"agreement_id": "1"}, "unknown_customer"),
            ({"agreement_id": True}, "unknown_customer"),
            ({"agreement_id": 10**30}, "unknown_customer"),
            ({"customer_code": "\0"}, "unknown_customer"),
            ({"customer_code": 5}, "unknown_customer"),
            ({"note": "\0"}, "bad_note"),
            ({"key": "x" * 9 + "\0"}, "bad_key"),
        ):
            with self.subTest(values):
                self.assertEqual(self.problems(**values), [(code, [])])
        Order = self.model_as("sale.order", self.seller)
        for lines in ([], None, {}, "TEST-TEA-01", [{}] * 5001):
            with self.assertRaisesRegex(OrderContentError, "lines:"):
                Order.submit_channel_order(lines, KEY, agreement_id=self.agreement.id)

    # -- who may not ------------------------------------------------------------------

    def test_other_roles_do_not_order(self):
        for user in (self.keeper, self.accountant, self.service, self.buyer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.submit(user=user)

    def test_agreements_of_others_do_not_exist(self):
        stranger = self.create_staff(self.north.company_id, "salesperson")
        self.assertEqual(self.problems(user=stranger), [("unknown_customer", [])])
        self.assertEqual(
            self.problems(user=stranger, customer_code=self.lake_shop.code),
            [("unknown_customer", [])],
        )
        bought = self.agreement_of(self.lake)
        self.assertEqual(
            self.problems(agreement_id=bought.id), [("unknown_customer", [])]
        )

    def test_products_of_others_do_not_exist(self):
        secret = self.create_product(
            "Test secret",
            default_code="TEST-SECRET",
            barcode="6900000000031",
            company_id=self.north.company_id.id,
        )
        found = self.problems(
            {"product_id": secret.id, "quantity": 1},
            {"code": "TEST-SECRET", "quantity": 1},
            {"barcode": "6900000000031", "quantity": 1},
        )
        self.assertEqual({code for code, _lines in found}, {"unknown_product"})

    def test_another_salespersons_customer(self):
        colleague = self.create_staff(self.lake_company, "salesperson", login="colleague")
        with self.assertRaises(AccessError):
            self.submit(user=colleague)

    def test_another_salespersons_key(self):
        self.submit()
        colleague = self.create_staff(self.lake_company, "salesperson", login="colleague")
        with self.assertRaises(AccessError):
            self.submit(user=colleague)

    def test_the_administrator_orders_for_all(self):
        admin = self.enterprise_admins[self.lake]
        self.assertEqual(self.order_of(self.submit(user=admin)).user_id, self.seller)

    # -- queries ----------------------------------------------------------------------

    def count(self, size, name):
        products = self.env["product.product"].create(
            [
                {
                    "name": f"{name} product {number:04}",
                    "default_code": f"{name}-{number:04}",
                    "categ_id": self.category.id,
                    "uom_ids": [Command.set(self.case.ids)],
                    "list_price": 5,
                    "taxes_id": False,
                }
                for number in range(size)
            ]
        )
        lines = [
            {"code": product.default_code, "quantity": 2, "unit": "case"}
            for product in products
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.submit(*lines, key=f"{KEY}-{name}", submit=False)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_many_lines_take_no_more_queries(self):
        self.count(10, "WARM")
        few, many = self.count(10, "FEW"), self.count(100, "MANY")
        self.assertLessEqual(many, few + 3)
