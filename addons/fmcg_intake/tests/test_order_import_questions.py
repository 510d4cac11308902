import io
import zipfile

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from .order_import_common import OrderImportCase, xlsx

TEA, WATER = "TEST-TEA-01", "TEST-WAT-01"


def hidden_xlsx(*rows, hidden):
    book = openpyxl.Workbook()
    for number in hidden:
        book.active.row_dimensions[number].hidden = True
    return xlsx(*rows, book=book)


@tagged("post_install", "-at_install")
class TestOrderImportQuestions(OrderImportCase):
    """What a file does not say for certain is asked, and never lost or guessed."""

    # -- formulas ---------------------------------------------------------------------

    def test_a_formula_without_a_value_is_asked(self):
        wizard = self.check(["编码", "数量"], [TEA, "=2*3"], [WATER, 4])
        self.assertEqual(self.understood(wizard), [(self.water, 4, self.piece)])
        state, message = self.asked(wizard)[2]
        self.assertEqual(state, "problem")
        self.assertIn("formula", message)
        line = wizard.line_ids.filtered(lambda line: line.row == 2)
        self.assertEqual(line.product_id, self.tea, "the product is known all the same")
        self.assertIn("=2*3", line.text)

    def test_a_formula_without_a_value_is_asked_without_headers(self):
        wizard = self.check([TEA, "5箱"], [WATER, "4箱"], ["可乐", "=2*3"])
        self.assertIn(3, self.asked(wizard))

    def test_a_formula_with_an_empty_text_says_nothing(self):
        content = xlsx(["编码", "数量"], [TEA, 5], [WATER, "=X"])
        content = self.replace_in_sheet(
            content,
            '<c r="B3"><f>X</f><v></v></c>',
            '<c r="B3" t="str"><f>X</f><v></v></c>',
        )
        wizard = self.check(content=content)
        self.assertFalse(self.asked(wizard))

    def replace_in_sheet(self, content, old, new):
        output = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(output, "w") as target,
        ):
            for name in source.namelist():
                part = source.read(name)
                if name.endswith("sheet1.xml"):
                    self.assertIn(old.encode(), part)
                    part = part.replace(old.encode(), new.encode())
                target.writestr(name, part)
        return output.getvalue()

    # -- heads ------------------------------------------------------------------------

    def test_a_head_in_two_rows(self):
        wizard = self.check(
            ["编码", "品名", "数量", None, "备注"],
            [None, None, "箱", "瓶", None],
            [TEA, "茶", 5, 3, None],
        )
        self.assertEqual(
            self.understood(wizard), [(self.tea, 5, self.case), (self.tea, 3, self.piece)]
        )
        self.assertFalse(self.asked(wizard))

    def test_a_quantity_without_a_head_is_asked(self):
        wizard = self.check(["编码", "数量", None], [TEA, 5, 3], [WATER, 4, None])
        self.assertEqual(self.understood(wizard), [(self.water, 4, self.piece)])
        self.assertIn("“3” stands beside the quantity", self.asked(wizard)[2][1])

    def test_heads_with_the_unit(self):
        for head in ("件数", "数量(件)", "数量（件）"):
            with self.subTest(head):
                wizard = self.check(["编码", head], [TEA, 5])
                self.assertEqual(len(wizard.line_ids), 1)
                self.assertEqual(wizard.line_ids.quantity, 5)
        wizard = self.check(["编码", "箱", "瓶"], [TEA, 5, 3])
        self.assertEqual(
            self.understood(wizard), [(self.tea, 5, self.case), (self.tea, 3, self.piece)]
        )

    def test_the_same_heads_on_each_page_are_no_rows(self):
        wizard = self.check(["编码", "数量"], [TEA, 5], ["编码", "数量"], [WATER, 3])
        self.assertEqual(len(self.understood(wizard)), 2)
        self.assertFalse(self.asked(wizard))

    # -- hidden rows ------------------------------------------------------------------

    def test_hidden_rows_are_asked(self):
        content = hidden_xlsx(["编码", "数量"], [TEA, "5箱"], [WATER, 4], hidden=[2])
        wizard = self.check(content=content)
        self.assertEqual(self.understood(wizard), [(self.water, 4, self.piece)])
        self.assertEqual(self.asked(wizard)[2][0], "question")
        with self.assertRaisesRegex(UserError, "Rows with problems: 2"):
            wizard.action_import()
        line = wizard.line_ids.filtered(lambda line: line.row == 2)
        self.assertEqual((line.product_id, line.quantity), (self.tea, 5))
        line.accepted = True
        order = self.order_of(wizard.action_import())
        self.assertEqual(order.order_line.product_id, self.tea + self.water)

    def test_hidden_rows_without_headers_are_asked(self):
        content = hidden_xlsx([TEA, "5箱"], [WATER, "4箱"], hidden=[1])
        self.assertEqual(self.asked(self.check(content=content))[1][0], "question")
        content = hidden_xlsx(["5箱 TEST-TEA-01"], ["TEST-WAT-01 x 4"], hidden=[1])
        self.assertEqual(self.asked(self.check(content=content))[1][0], "question")

    # -- gifts ------------------------------------------------------------------------

    def test_gift_rows_are_asked_and_not_paid(self):
        wizard = self.check(
            ["编码", "品名", "数量", "备注"],
            [TEA, "茶", "5箱", None],
            [TEA, "茶(赠)", 3, None],
            [WATER, "水", 2, "赠"],
        )
        self.assertEqual(self.understood(wizard), [(self.tea, 5, self.case)])
        self.assertEqual({*self.asked(wizard)}, {3, 4})
        self.assertIn("gift", self.asked(wizard)[3][1])
        wizard.action_leave_out()
        order = self.order_of(wizard.action_import())
        self.assertEqual(order.order_line.product_uom_qty, 5)

    def test_a_gift_column_is_asked_beside_what_is_paid(self):
        wizard = self.check(["编码", "数量", "赠品"], [TEA, "5箱", "2瓶"], [WATER, 4, None])
        self.assertEqual(
            self.understood(wizard), [(self.tea, 5, self.case), (self.water, 4, self.piece)]
        )
        line = wizard.line_ids.filtered(lambda line: line.state == "question")
        self.assertEqual((line.row, line.quantity, line.uom_id), (2, 2, self.piece))

    def test_rows_under_a_heading_of_gifts(self):
        wizard = self.check(
            ["编码", "数量", "单价"], [TEA, 5, None], ["赠品："], [WATER, 2, None]
        )
        self.assertEqual([*self.asked(wizard)], [4])
        wizard = self.check(text="TEST-TEA-01 x 5\n以下为赠品：\nTEST-WAT-01 x 2")
        self.assertEqual([*self.asked(wizard)], [3])

    def test_what_costs_nothing_is_a_gift(self):
        wizard = self.check(["编码", "数量", "单价"], [TEA, 5, 0])
        self.assertEqual(self.asked(wizard)[2][0], "question")

    def test_gifts_in_lines(self):
        wizard = self.check(text="TEST-TEA-01 5箱\n赠品 TEST-TEA-01 2瓶\nTEST-WAT-01 2瓶(赠)")
        self.assertEqual(self.understood(wizard), [(self.tea, 5, self.case)])
        self.assertEqual({*self.asked(wizard)}, {2, 3})

    def test_the_desk_and_programs_are_told_of_questions_too(self):
        intake = self.model_as("channel.order.directory", self.seller)
        reader = self.model_as("channel.order.import", self.seller).new(
            {"agreement_id": self.agreement.id}
        )
        entries, _skipped, _ignored = reader._read_entries([["赠品 TEST-TEA-01 2瓶"]])
        (answer,) = intake._understand(self.agreement, entries)
        self.assertEqual((answer.problem, answer.quantities), ("gift_row", ()))

    # -- sums -------------------------------------------------------------------------

    def test_a_note_about_the_sum_keeps_its_row(self):
        wizard = self.check(
            ["编码", "数量", "备注"], [TEA, 5, "合计"], [WATER, 3, "和昨天合计"], ["合计", 8, None]
        )
        self.assertEqual(
            self.understood(wizard), [(self.tea, 5, self.piece), (self.water, 3, self.piece)]
        )
        total = wizard.line_ids.filtered(lambda line: line.state == "ignored")
        self.assertEqual((total.row, total.message), (4, "A sum is not ordered."))
        self.assertEqual((wizard.open_problem_count, wizard.problem_count), (0, 0))

    def test_sums_in_other_words(self):
        wizard = self.check(
            ["编码", "数量"], [TEA, 5], ["本页小计：", 5], [None, "合计：5箱"], ["合计", "=SUM(B2)"]
        )
        self.assertFalse(self.asked(wizard))
        states = wizard.line_ids.sorted("row").mapped("state")
        self.assertEqual(states, ["fine", "ignored", "ignored", "ignored"])

    # -- numbers and codes ------------------------------------------------------------

    def test_what_the_spreadsheet_adds_in_the_last_digits_is_not_meant(self):
        wizard = self.check(
            ["编码", "数量"], [TEA, 3.0000000000000004], [WATER, 2.9999999999999996]
        )
        self.assertEqual(
            self.understood(wizard), [(self.tea, 3, self.piece), (self.water, 3, self.piece)]
        )

    def test_barcodes_with_a_zero_and_codes_with_an_apostrophe(self):
        wizard = self.check(
            ["条码", "数量"], ["06900000000017", 5], ["'6900000000017", 2], ["'TEST-WAT-01", 1]
        )
        self.assertEqual(
            self.understood(wizard),
            [
                (self.tea, 5, self.piece),
                (self.tea, 2, self.piece),
                (self.water, 1, self.piece),
            ],
        )

    def test_a_code_whose_zeros_are_lost_is_offered(self):
        self.water.default_code = "00123"
        wizard = self.check(["编码", "数量"], [123, "2箱"])
        self.assertEqual(self.asked(wizard)[2][0], "question")
        line = wizard.line_ids
        self.assertEqual(
            (line.product_id, line.quantity, line.uom_id), (self.water, 2, self.case)
        )
        line.accepted = True
        self.assertEqual(
            self.order_of(wizard.action_import()).order_line.product_id, self.water
        )

    def test_words_for_numbers(self):
        wizard = self.check(
            text="两箱 TEST-TEA-01\nTEST-TEA-01 半箱\n十二瓶TEST-WAT-01\n柠檬茶 5箱\n"
            "TEST-TEA-01 x 12\n5箱 柠檬茶"
        )
        self.assertEqual(
            self.understood(wizard),
            [
                (self.tea, 2, self.case),
                (self.tea, 12, self.piece),
                (self.water, 12, self.piece),
                (self.tea, 5, self.case),
                (self.tea, 12, self.piece),
                (self.tea, 5, self.case),
            ],
        )

    # -- files ------------------------------------------------------------------------

    def assertTeaAndWater(self, **values):
        self.assertEqual(
            self.understood(self.check(**values)),
            [(self.tea, 5, self.case), (self.water, 12, self.piece)],
        )

    def test_a_title_with_other_separators(self):
        table = "编码;数量;备注\nTEST-TEA-01;5箱;\nTEST-WAT-01;12;早上送,谢谢\n"
        self.assertTeaAndWater(content=f"湖畔便利店,订货单,11月\n\n{table}".encode())

    def test_files_and_text_separated_by_bars(self):
        table = "编码|数量\nTEST-TEA-01|5箱\nTEST-WAT-01|12\n"
        self.assertTeaAndWater(content=table.encode())
        self.assertTeaAndWater(text=table)
        framed = "".join(f"| {line} |\n" for line in table.splitlines())
        self.assertTeaAndWater(text=framed)

    def test_unicode_text_of_excel(self):
        table = "编码\t数量\r\nTEST-TEA-01\t5箱\r\nTEST-WAT-01\t12\r\n"
        for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
            with self.subTest(encoding):
                self.assertTeaAndWater(content=mark + table.encode(encoding))
