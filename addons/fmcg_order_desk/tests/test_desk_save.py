from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.fmcg_intake.exceptions import OrderKeyError

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskSave(DeskCase):
    """A key, one order, however often it is sent."""

    def lines(self, order):
        return {
            (line.product_id, line.product_uom_id): line.product_uom_qty
            for line in order.order_line
        }

    def test_a_draft_of_the_salesperson(self):
        order = self.order_of(self.save(self.row(self.tea, 3, 2), self.row(self.water, 0)))
        self.assertEqual(
            self.lines(order), {(self.tea, self.tea.uom_id): 3, (self.tea, self.case): 2}
        )
        self.assertEqual(
            (order.state, order.user_id, order.agreement_id, order.order_channel),
            ("draft", self.seller, self.agreement, "salesperson"),
        )

    def test_saved_twice_is_one_order(self):
        first = self.save(self.row(self.tea, 3))
        second = self.save(self.row(self.tea, 3))
        self.assertEqual(first["order_id"], second["order_id"])
        self.assertEqual((first["created"], second["created"]), (True, False))

    def test_another_key_is_another_order(self):
        first = self.save(self.row(self.tea, 3))
        second = self.save(self.row(self.tea, 3), key="f" * 16)
        self.assertNotEqual(first["order_id"], second["order_id"])

    def test_a_change_brings_the_draft_up_to_date(self):
        self.save(self.row(self.tea, 3, 2), self.row(self.water, 7))
        order = self.order_of(self.save(self.row(self.tea, 4), self.row(self.water, 7)))
        self.assertEqual(
            self.lines(order),
            {(self.tea, self.tea.uom_id): 4, (self.water, self.water.uom_id): 7},
        )
        order = self.order_of(self.save(self.row(self.tea, 0, 1)))
        self.assertEqual(self.lines(order), {(self.tea, self.case): 1})
        self.assertEqual(order.amount_total, 48)

    def test_submitted_at_once(self):
        answer = self.save(self.row(self.tea, 3), submit=True)
        self.assertEqual(self.order_of(answer).state, "sale")
        self.assertTrue(answer["submitted"])
        self.assertFalse(answer["blockers"])

    def test_submitted_twice_is_one_order(self):
        first = self.save(self.row(self.tea, 3), submit=True)
        second = self.save(self.row(self.tea, 3), submit=True)
        self.assertEqual(first["order_id"], second["order_id"])

    def test_saved_and_then_submitted(self):
        draft = self.save(self.row(self.tea, 3))
        answer = self.save(self.row(self.tea, 5), submit=True)
        self.assertEqual(draft["order_id"], answer["order_id"])
        self.assertEqual(self.order_of(answer).order_line.product_uom_qty, 5)

    def test_the_gate_answers_with_typed_reasons(self):
        self.agreement.min_order_amount = 100
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                "multiple": 12,
            }
        )
        answer = self.save(self.row(self.tea, 5), submit=True)
        self.assertEqual(answer["stage"], "held")
        reasons = {one["code"]: one for one in answer["blockers"]}
        self.assertEqual(reasons["quantity_multiple"]["products"], self.tea.ids)
        self.assertEqual(reasons["below_minimum"]["products"], [])
        self.assertEqual(reasons["below_minimum"]["severity"], "block")

    def test_a_submitted_order_is_not_changed(self):
        self.save(self.row(self.tea, 3), submit=True)
        with self.assertRaises(OrderKeyError) as caught:
            self.save(self.row(self.tea, 4), submit=True)
        self.assertEqual(caught.exception.context["problems"][0]["code"], "key_reused")

    def test_nothing_is_saved_of_rows_with_problems(self):
        before = self.env["sale.order"].search_count([])
        for row in (self.row(self.tea, "x"), self.row(self.tea, 0)):
            with self.assertRaises(UserError):
                self.save(row)
        self.assertEqual(self.env["sale.order"].search_count([]), before)

    def test_keys_that_no_page_sends(self):
        for key in ("", "short", None, 5, "x" * 65):
            with self.subTest(key=key), self.assertRaises(UserError):
                self.save(self.row(self.tea, 3), key=key)

    def test_another_customer_s_key_is_never_met(self):
        other = self.create_agreement(
            self.lake_company, self.create_node("Other", "retail", self.lake)
        )
        first = self.save(self.row(self.tea, 3))
        second = self.desk_of().save(
            other.id, [self.row(self.tea, 3)], "0123456789abcdef"
        )
        self.assertNotEqual(first["order_id"], second["order_id"])

    def test_an_order_is_copied_as_far_as_it_is_offered(self):
        order = self.order_of(self.save(self.row(self.tea, 3, 2), self.row(self.water, 7)))
        self.water.sale_ok = False
        copied = self.desk_of().copy_of(order.id)
        (row,) = copied["rows"]
        self.assertEqual(row["quantities"], {self.tea.uom_id.id: 3, self.case.id: 2})
        self.assertEqual(copied["missing"], ["Water"])
        self.assertEqual(copied["agreement_id"], self.agreement.id)

    def test_other_units_are_copied_in_pieces(self):
        pack = self.env["uom.uom"].create(
            {"name": "Six", "relative_factor": 6, "relative_uom_id": self.tea.uom_id.id}
        )
        self.tea.uom_ids += pack
        order = self.env["sale.order"]._place_channel_order(
            self.agreement, {(self.tea, pack): 2}, "six"
        )
        (row,) = self.desk_of().copy_of(order.id)["rows"]
        self.assertEqual(row["quantities"], {self.tea.uom_id.id: 12, self.case.id: 0})
