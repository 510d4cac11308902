import base64
import io
import zipfile
from datetime import date

import openpyxl

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.orm.model_classes import add_to_registry
from odoo.orm.models import MetaModel
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.engine.cells import Formula
from odoo.addons.fmcg_channel.engine.spreadsheet import Column

from .common import ChannelCase


def xlsx(rows, book=None, **sheet_values):
    book = book or openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for name, value in sheet_values.items():
        setattr(sheet, name, value)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def package(**parts):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return output.getvalue()


@tagged("post_install", "-at_install")
class TestOpenSpreadsheet(ChannelCase):
    def open(self, content, filename="orders.xlsx"):
        return self.env["channel.spreadsheet"]._open_spreadsheet(content, filename)

    def assertRefused(self, content, words):
        with self.assertRaisesRegex(UserError, f"orders.xlsx: .*{words}"):
            self.open(content)

    def test_xlsx(self):
        rows = [["Code", "Price"], ["A", 1.5], [], ["B", None]]
        self.assertEqual(
            self.open(xlsx(rows)), [["Code", "Price"], ["A", 1.5], [], ["B"]]
        )

    def test_formulas_without_a_value_and_hidden_rows_are_told(self):
        book = openpyxl.Workbook()
        book.active.row_dimensions[3].hidden = True
        sheet = self.open(xlsx([["Code", "Price"], ["A", "=2*3"], ["B", 1]], book))
        self.assertEqual(sheet, [["Code", "Price"], ["A", Formula("2*3")], ["B", 1]])
        self.assertEqual(sheet.hidden, {3})

    def test_unicode_text_and_other_separators(self):
        rows = [["编码", "价格"], ["A", "1"]]
        for sign in "\t;|,":
            text = "\n".join(map(sign.join, rows))
            for content in (text.encode(), text.encode("utf-16")):
                with self.subTest(sign=sign, content=content):
                    self.assertEqual(self.open(content, "orders.csv"), rows)

    def test_first_visible_sheet(self):
        book = openpyxl.Workbook()
        book.create_sheet("Orders").append(["Code"])
        book.active.sheet_state = "hidden"
        book.active = 1
        output = io.BytesIO()
        book.save(output)
        self.assertEqual(self.open(output.getvalue()), [["Code"]])

    def test_merged_title(self):
        book = openpyxl.Workbook()
        book.active.append(["Orders of November", None, None])
        book.active.merge_cells("A1:C1")
        content = xlsx([["Code", "Price", "Date"]], book)
        self.assertEqual(
            self.open(content), [["Orders of November"], ["Code", "Price", "Date"]]
        )

    def test_formulas_are_not_evaluated(self):
        cell = self.open(xlsx([["Code", "=1+1", "end"]]))[0][1]
        self.assertEqual(cell, Formula("1+1"), "a question, and no empty cell")

    def test_csv(self):
        self.assertEqual(
            self.open('编码,单价\r\nA,"1,234"\r\n'.encode()),
            [["编码", "单价"], ["A", "1,234"]],
        )

    def test_csv_in_the_encodings_of_excel(self):
        for encoding in ("utf-8-sig", "gb18030"):
            with self.subTest(encoding):
                self.assertEqual(
                    self.open("编码;单价\nA;1".encode(encoding)),
                    [["编码", "单价"], ["A", "1"]],
                )

    def test_empty_file(self):
        for content in (b"", b" \n "):
            self.assertRefused(content, "the file is empty")

    def test_old_format(self):
        self.assertRefused(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "\\.xls\\."
        )

    def test_password(self):
        stream = "EncryptedPackage".encode("utf-16-le")
        self.assertRefused(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream, "password"
        )

    def test_no_spreadsheet(self):
        for content in (
            b"%PDF-1.7 \0\xff",
            b"\x89PNG\r\n\x1a\n\0\0",
            b"PK\x03\x04 damaged",
            package(content="An OpenDocument file"),
            package(xl__workbook="x"),
            package(**{"xl/workbook.xml": "no workbook"}),
            xlsx([["A"]])[:-300],
            b'Code,Name\nA,"never closed\nB,x\n',
        ):
            with self.subTest(content[:20]):
                self.assertRefused(content, "not a spreadsheet")

    def test_zip_bomb(self):
        zeros = b"0" * (30 * 1024 * 1024)
        self.assertRefused(package(**{"xl/workbook.xml": zeros}), "too large")

    def test_large_packages_that_are_packed_little(self):
        self.patch_limit("MAX_UNPACKED_BYTES", 1000)
        self.assertRefused(xlsx([["A"]]), "too large")
        self.assertRefused(b"A,B\n" * 400, "too large")

    def test_too_many_rows(self):
        self.patch_limit("MAX_ROWS", 3)
        self.assertEqual(len(self.open(xlsx([["A"]] * 3 + [[None]] * 3))), 3)
        self.assertRefused(xlsx([["A"]] * 4), "more than 3 rows")
        self.assertRefused(b"A\n" * 4, "more than 3 rows")

    def test_a_row_that_claims_to_be_far_below(self):
        """All empty rows before it are read: for hours, without an end."""
        source = zipfile.ZipFile(io.BytesIO(xlsx([["Product"], ["Cola"]])))
        parts = {name.replace("/", "__"): source.read(name) for name in source.namelist()}
        sheet = "xl__worksheets__sheet1.xml"
        parts[sheet] = parts[sheet].replace(b'<row r="2"', b'<row r="99999999999"')
        self.assertRefused(package(**parts), "more than")
        # nothing stands in it: a format that somebody gave to all rows
        start = parts[sheet].index(b'<row r="99')
        row = parts[sheet][start : parts[sheet].index(b"</row>", start)]
        parts[sheet] = parts[sheet].replace(row, b'<row r="1048576"><c r="A1048576"/>')
        self.assertEqual(self.open(package(**parts)), [["Product"]])

    def patch_limit(self, name, value):
        module = "odoo.addons.fmcg_channel.models.channel_spreadsheet"
        self.patch(__import__(module, fromlist=[name]), name, value)

    def test_what_is_written_is_read_back(self):
        rows = [["A", 2, None, date(2026, 11, 24), True], ["B", 1.5, "x"]]
        headers = ["Code", "Price", "Name", "Date", "Sale"]
        content = self.env["channel.spreadsheet"]._write_spreadsheet(
            headers, rows, "A: title / that is much longer than Excel allows"
        )
        read_back = self.open(content)
        read_back[1][3] = read_back[1][3].date()
        self.assertEqual(read_back, [headers, *rows])

    def test_text_never_becomes_a_formula(self):
        texts = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "{=1}",
            "http://x.example",
            "=cmd|' /C'!A0",
        ]
        content = self.env["channel.spreadsheet"]._write_spreadsheet(texts, [texts])
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        for row in sheet.iter_rows():
            self.assertEqual([cell.value for cell in row], texts)
            self.assertEqual({cell.data_type for cell in row}, {"s"})
            self.assertFalse([cell.hyperlink for cell in row if cell.hyperlink])

    def test_a_file_is_handed_to_its_user_only(self):
        staff = self.create_staff(self.company, "salesperson")
        other = self.create_staff(self.company, "customer_service")
        files = self.model_as("channel.spreadsheet", staff)
        url = files._download_spreadsheet(b"content", "a.xlsx")["url"]
        file = self.env["channel.spreadsheet.file"].browse(int(url.split("/")[4]))
        self.assertEqual(
            base64.b64decode(self.as_user(file, staff).content), b"content"
        )
        self.assertFalse(self.seen_by(other, file))
        with self.assertRaises(AccessError):
            self.as_user(file, other).read(["content"])


@tagged("post_install", "-at_install")
class TestDownloadSpreadsheet(ChannelCase, HttpCase):
    def test_the_browser_gets_the_file_by_its_name(self):
        secret = "a-Secret-1"
        staff = self.create_staff(self.company, "salesperson", password=secret)
        other = self.create_staff(self.company, "finance", password=secret)
        files = self.model_as("channel.spreadsheet", staff)
        url = files._download_spreadsheet(b"content", "a.xlsx")["url"]
        self.authenticate(staff.login, secret)
        answer = self.url_open(url)
        self.assertEqual(answer.content, b"content")
        self.assertIn("a.xlsx", answer.headers["Content-Disposition"])
        self.authenticate(other.login, secret)
        self.assertEqual(self.url_open(url).status_code, 404)


class FakeImport(models.TransientModel):
    """Imports names of grades, which may not be "bad"."""

    _name = "channel.import.fake"
    _inherit = "channel.import.wizard"
    _description = "Import of Grades"

    imported = fields.Char()

    def _get_columns(self):
        return (
            Column("name", ("Name", "名称"), required=True),
            Column("rank", ("Rank", "等级"), kind="number"),
        )

    def _check_rows(self, rows):
        return [
            row.problem("name", "bad", "a rule")
            for row in rows
            if row.values["name"] == "bad"
        ]

    def _get_problem_messages(self):
        return super()._get_problem_messages() | {"bad": "Refused by %(about)s."}

    def _import_rows(self, rows):
        self.imported = ",".join(row.values["name"] for row in rows)


# Only these tests know the model: a registry that is loaded later must not.
MetaModel._module_to_models__["fmcg_channel"].remove(FakeImport)


@tagged("post_install", "-at_install")
class TestImportWizard(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        add_to_registry(cls.registry, FakeImport)
        cls.registry._setup_models__(cls.env.cr, ["channel.import.fake"])
        with mute_logger("odoo.schema"):
            cls.registry.init_models(
                cls.env.cr, ["channel.import.fake"], {"models_to_check": True}
            )
        cls.addClassCleanup(cls.registry.__delitem__, "channel.import.fake")

    def wizard(self, *rows):
        return self.env["channel.import.fake"].create(
            {"data_file": base64.b64encode(xlsx(rows)), "file_name": "grades.xlsx"}
        )

    def test_a_good_file_is_told_and_imported(self):
        wizard = self.wizard(["Name"], ["A"], ["B"])
        action = wizard.action_check()
        self.assertEqual(action["res_id"], wizard.id)
        self.assertRecordValues(
            wizard, [{"state": "checked", "row_count": 2, "problem_count": 0}]
        )
        self.assertIn("can be imported: 2.", wizard.report)
        wizard.action_import()
        self.assertEqual(wizard.imported, "A,B")

    def test_one_bad_row_imports_nothing(self):
        wizard = self.wizard(["Name", "Rank"], ["A", 1], ["B", "first"])
        action = wizard.action_import()
        self.assertEqual(action["res_id"], wizard.id)
        self.assertFalse(wizard.imported)
        self.assertEqual((wizard.row_count, wizard.problem_count), (2, 1))
        self.assertIn("This is not a number", wizard.report)

    def test_problems_beyond_the_cells_are_told_in_order(self):
        wizard = self.wizard(["Name", "Rank"], ["bad", 1], ["B", "first"])
        wizard.action_check()
        self.assertEqual(wizard.problem_count, 2)
        report = wizard.report
        self.assertIn("Refused by a rule.", report)
        self.assertLess(report.index("Refused"), report.index("not a number"))

    def test_the_report_escapes_what_cells_say(self):
        wizard = self.wizard(
            ["Name", "Rank", "<img src=x>"], ["A", "<script>alert(1)</script>", ""]
        )
        wizard.action_check()
        self.assertIn("&lt;script&gt;", wizard.report)
        self.assertIn("&lt;img", wizard.report)
        self.assertNotIn("<script", wizard.report)

    def test_columns_that_are_left_out_are_told(self):
        wizard = self.wizard(["Name", "Colour"], ["A", "red"])
        wizard.action_check()
        self.assertIn("Colour", wizard.report)

    def test_no_rows(self):
        wizard = self.wizard(["Name"])
        wizard.action_import()
        self.assertIn("no rows below the headers", wizard.report)

    def test_long_reports_are_cut(self):
        wizard = self.wizard(["Name", "Rank"], *[["A", "x"]] * 250)
        wizard.action_check()
        self.assertEqual(wizard.report.count("<tr"), 201)
        self.assertIn("Problems: 250, of which the first 200", wizard.report)

    def test_every_code_has_a_message_without_a_lost_place(self):
        messages = self.env["channel.import.wizard"]._get_problem_messages()
        for code, message in messages.items():
            with self.subTest(code):
                self.assertTrue(message % {"about": "x"})

    def test_no_file(self):
        wizard = self.env["channel.import.fake"].create({})
        with self.assertRaisesRegex(UserError, "empty"):
            wizard.action_check()

    def test_template_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang, header in (("en_US", ["Name", "Rank"]), ("zh_CN", ["名称", "等级"])):
            wizard = self.wizard(["Name"]).with_context(lang=lang)
            url = wizard.action_download_template()["url"]
            file = self.env["channel.spreadsheet.file"].browse(int(url.split("/")[4]))
            rows = self.env["channel.spreadsheet"]._open_spreadsheet(
                base64.b64decode(file.content)
            )
            self.assertEqual(rows, [header])
