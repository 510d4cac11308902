import base64
import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from .sheet_common import SheetCase

HEADER = ("Product", "Unit", "From Quantity", "New Price")


@tagged("post_install", "-at_install")
class TestImport(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.water.barcode = "6901234567892"

    def wizard(self, sheet, *rows, header=HEADER):
        book = openpyxl.Workbook()
        for row in (header, *rows):
            book.active.append(row)
        output = io.BytesIO()
        book.save(output)
        wizard = self.model_as("channel.price.sheet.import", self.seller)
        return wizard.with_context(**sheet.action_open_import()["context"]).create(
            {"data_file": base64.b64encode(output.getvalue()), "file_name": "p.xlsx"}
        )

    def imported(self, *rows, sheet=None, **options):
        sheet = sheet or self.draft()
        wizard = self.wizard(sheet, *rows, **options)
        wizard.action_import()
        self.assertFalse(wizard.problem_count, wizard.report)
        return sheet.line_ids

    def assertProblem(self, words, *rows):
        sheet = self.draft()
        wizard = self.wizard(sheet, *rows)
        wizard.action_import()
        self.assertEqual(wizard.problem_count, 1, wizard.report)
        self.assertIn(words, wizard.report)
        self.assertFalse(sheet.line_ids)

    def test_products_by_reference_and_barcode(self):
        lines = self.imported(
            ["TEA ", None, None, 11], ["6901234567892", None, 12, "3.5"]
        )
        self.assertRecordValues(
            lines,
            [
                {"product_tmpl_id": self.tea.product_tmpl_id.id, "new_price": 11.0},
                {"product_tmpl_id": self.water.product_tmpl_id.id, "new_price": 3.5},
            ],
        )
        self.assertEqual(lines.mapped("min_quantity"), [0.0, 12.0])
        self.assertEqual(lines[0].uom_id, self.tea.uom_id)

    def test_chinese_headers(self):
        lines = self.imported(["TEA", 9.9], header=["商品编码", "新价格"])
        self.assertEqual(lines.new_price, 9.9)

    def test_a_unit_of_the_product(self):
        lines = self.imported(["TEA", "test case of 24", 1, 200])
        self.assertEqual(lines.uom_id, self.case)

    def test_a_line_on_the_sheet_gets_the_price_of_its_row(self):
        sheet = self.draft((self.tea, 11.0))
        line = sheet.line_ids
        self.assertEqual(self.imported(["TEA", None, None, 12], sheet=sheet), line)
        self.assertEqual(line.new_price, 12.0)

    def test_bad_rows_are_told(self):
        good = ["TEA", None, None, 11]
        for words, row in (
            ("No product for sale", ["NOPE", None, None, 1]),
            ("not sold in this unit", ["WATER", "Barrel", None, 1]),
            ("a price above zero", ["WATER", None, None, 0]),
            ("Enter zero or more", ["WATER", None, -1, 1]),
        ):
            with self.subTest(words=words):
                self.assertProblem(words, good, row)

    def test_the_same_thing_twice_is_told(self):
        self.assertProblem("2", ["TEA", None, None, 11], ["TEA", None, 0, 12])

    def test_a_reference_of_several_products_is_told(self):
        self.create_product("Tea again", default_code="TEA")
        self.assertProblem("Several products", ["TEA", None, None, 11])

    def test_products_of_other_enterprises_are_not_found(self):
        self.create_product(
            "Foreign",
            default_code="FOREIGN",
            company_id=self.env["res.company"].create({"name": "Foreign"}).id,
        )
        self.assertProblem("No product for sale", ["FOREIGN", None, None, 11])

    def test_a_submitted_sheet_takes_no_file(self):
        sheet = self.draft((self.tea, 11.0))
        wizard = self.wizard(sheet, ["TEA", None, None, 12])
        sheet.action_submit()
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            wizard.action_import()
