from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskGoods(DeskCase):
    """What is found, and what a row shows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.tea.with_context(lang="zh_CN").name = "柠檬红茶"

    def only_row(self, text="DESK-TEA"):
        (row,) = self.desk_of().search_goods(self.agreement.id, text)
        return row

    def test_by_name_in_both_languages(self):
        for text in ("柠檬", "Tea", "tea"):
            with self.subTest(text=text):
                self.assertIn(self.tea.id, self.search(text))

    def test_by_initials(self):
        for text in ("nmhc", "NMHC", "hc"):
            with self.subTest(text=text):
                self.assertIn(self.tea.id, self.search(text))

    def test_by_code(self):
        self.assertEqual(self.search("desk-tea"), [self.tea.id])
        self.assertEqual({*self.search("DESK-")}, {self.tea.id, self.water.id})

    def test_the_exact_code_comes_alone(self):
        self.water.default_code = "DESK-TEA-2"
        self.assertEqual(self.search("DESK-TEA"), [self.tea.id])

    def test_a_barcode_names_its_unit(self):
        self.assertEqual(self.only_row("6901234567894")["scanned"], self.tea.uom_id.id)
        self.assertEqual(self.only_row("16901234567891")["scanned"], self.case.id)
        self.assertFalse(self.only_row("DESK-TEA")["scanned"])

    def test_what_begins_so_comes_first(self):
        self.water.with_context(lang="zh_CN").name = "红茶水"
        self.assertEqual(self.search("hc"), [self.water.id, self.tea.id])

    def test_signs_alone_find_nothing(self):
        for text in ("%", "_", "\\", "'"):
            with self.subTest(text=text):
                self.assertNotIn(self.tea.id, self.search(text))

    def test_what_is_not_listed_is_not_found(self):
        self.tea.sale_ok = False
        for text in ("DESK-TEA", "6901234567894", "柠檬", "nmhc"):
            with self.subTest(text=text):
                self.assertNotIn(self.tea.id, self.search(text))

    def test_another_seller_s_product_is_not_found(self):
        self.create_product(
            "Their tea", default_code="THEIRS", company_id=self.north.company_id.id
        )
        self.assertEqual(self.search("THEIRS"), [])

    def test_what_is_no_text_finds_nothing_wrong(self):
        for text in (None, 5, ["a"], {}):
            self.desk_of().search_goods(self.agreement.id, text, "many")

    def test_a_row_has_pieces_and_cases(self):
        row = self.only_row()
        self.assertEqual(
            (row["piece"]["id"], row["case"]["id"], row["case"]["contains"]),
            (self.tea.uom_id.id, self.case.id, 24),
        )
        self.assertEqual((row["piece"]["price"], row["case"]["price"]), (2.0, 48.0))

    def test_a_product_with_one_unit_has_no_cases(self):
        self.assertFalse(self.only_row("DESK-WATER")["case"])

    def test_stock_is_what_is_free_at_the_seller(self):
        self.confirmed_order(quantity=10)
        self.assertEqual(self.only_row()["stock"], 990)

    def test_the_last_order_of_the_customer(self):
        self.assertFalse(self.only_row()["last"])
        self.buy(20, {(self.tea, self.case): 1})
        self.buy(3, {(self.tea, self.case): 2})
        last = self.only_row()["last"]
        self.assertEqual((last["quantity"], last["unit"]), (2, "Case of 24"))

    def test_no_price_is_said(self):
        self.tea.list_price = 0
        self.pricelist.item_ids.unlink()
        self.assertIs(self.only_row()["piece"]["price"], False)

    def test_must_stock_gaps_come_with_the_customer(self):
        self.env["channel.must.stock"].create(
            {
                "name": "Musts",
                "company_id": self.lake_company.id,
                "line_ids": [(0, 0, {"product_id": self.tea.id})],
            }
        )
        facts = self.desk_of().open_customer(self.agreement.id)
        self.assertEqual([row["product_id"] for row in facts["gaps"]], [self.tea.id])
        self.assertEqual(facts["gaps"][0]["quantities"][self.tea.uom_id.id], 1)

    def test_pasted_lines(self):
        found = self.desk_of().read_text(
            self.agreement.id, "DESK-TEA x 5\n2箱 柠檬红茶\nsomething unknown x 3"
        )
        (row,) = found["rows"]
        self.assertEqual(
            row["quantities"], {self.tea.uom_id.id: 5, self.case.id: 2}
        )
        (problem,) = found["problems"]
        self.assertEqual(problem["text"], "something unknown x 3")
        self.assertTrue(problem["message"])

    def test_pasted_cells(self):
        found = self.desk_of().read_text(
            self.agreement.id, "DESK-TEA\t5\nDESK-WATER\t12"
        )
        self.assertEqual(
            [(row["product_id"], *row["quantities"].values()) for row in found["rows"]],
            [(self.tea.id, 5, 0), (self.water.id, 12)],
        )

    def test_pasted_lines_without_a_quantity_are_named(self):
        cells = "DESK-TEA\t5\nDESK-WATER\t12"
        found = self.desk_of().read_text(
            self.agreement.id, f"{cells}\nDESK-TEA 2箱\nthe usual crisps, please"
        )
        self.assertEqual(
            [list(row["quantities"].values()) for row in found["rows"]], [[5, 2], [12]]
        )
        (problem,) = found["problems"]
        self.assertEqual(problem["text"], "the usual crisps, please")

    def test_of_a_price_list_is_said_how_many_lines_were_left_out(self):
        rest = "\n".join(f"GOODS {number}\t" for number in range(6))
        found = self.desk_of().read_text(self.agreement.id, f"DESK-TEA\t5\n{rest}")
        (problem,) = found["problems"]
        self.assertEqual(problem["text"], "6 lines")

    def test_too_many_lines_are_refused_before_any_is_lost(self):
        with self.assertRaisesRegex(UserError, "at most 1000 lines"):
            self.desk_of().read_text(self.agreement.id, "DESK-TEA x 5\n" * 1001)
