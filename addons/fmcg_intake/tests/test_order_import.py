import io
import struct
import zipfile
from datetime import date, datetime

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .order_import_common import OrderImportCase, xlsx


@tagged("post_install", "-at_install")
class TestOrderImport(OrderImportCase):
    """What people send, and what is understood of it."""

    def test_columns_in_any_order_in_chinese(self):
        wizard = self.check(
            ["单位", "备注", "数量", "商品编码"],
            ["箱", "早上送", 5, "TEST-TEA-01"],
            ["瓶", None, 12, "TEST-WAT-01"],
        )
        self.assertEqual(
            self.understood(wizard),
            [(self.tea, 5, self.case), (self.water, 12, self.piece)],
        )
        self.assertEqual(wizard.open_problem_count, 0)

    def test_merged_titles_units_in_cells_full_width_and_dates_as_text(self):
        content = xlsx(
            ["湖畔便利店 订货单"],
            ["日期：2026年11月24日", None, None, "电话 13800000000"],
            [],
            ["序号", "条码", "品名", "数量", "送货日期"],
            [1, 6900000000017, "茶", "5箱", "2099-11-26"],
            [2, "１６９０００００００００１４", "茶", "２", "2099/11/26"],
            [3, None, "test spring water", "１２瓶", "2099年11月26日"],
            ["合计", None, None, 19],
            merge=("A1:E1", "A2:C2"),
        )
        wizard = self.check(content=content)
        self.assertEqual(
            self.understood(wizard),
            [
                (self.tea, 5, self.case),
                (self.tea, 2, self.case),
                (self.water, 12, self.piece),
            ],
        )
        self.assertEqual(wizard.delivery_day, date(2099, 11, 26))
        self.assertEqual(wizard.open_problem_count, 0, "the sum is left out by itself")
        order = self.order_of(wizard.action_import())
        self.assertEqual(order.commitment_date, datetime(2099, 11, 26, 4))

    def test_cases_and_pieces(self):
        wizard = self.check(
            ["Product", "Cases", "Pieces"],
            ["TEST-TEA-01", 5, 3],
            ["TEST-WAT-01", None, 7],
            ["TEST-WAT-01", None, None],
        )
        self.assertEqual(
            self.understood(wizard),
            [
                (self.tea, 5, self.case),
                (self.tea, 3, self.piece),
                (self.water, 7, self.piece),
            ],
        )
        self.assertEqual(wizard.skipped_count, 1)

    def test_without_headers(self):
        rows = [[1, "TEST-TEA-01", "5箱"], [2, "TEST-WAT-01", 12]]
        self.assertEqual(
            self.understood(self.check(*rows)),
            [(self.tea, 5, self.case), (self.water, 12, self.piece)],
        )

    def test_pasted_lines(self):
        text = "5箱 柠檬茶试验\nTEST-WAT-01 x 12\n\nLemon tea 500 ml 3 cases\n谢谢老板"
        wizard = self.check(text=text)
        self.assertEqual(
            self.understood(wizard),
            [
                (self.tea, 5, self.case),
                (self.water, 12, self.piece),
                (self.tea, 3, self.case),
            ],
        )
        self.assertIn("Row 1", wizard.line_ids.filtered(lambda x: x.row == 4).message)
        problem = wizard.line_ids.filtered(lambda line: line.state == "problem")
        self.assertEqual((problem.row, problem.text), (5, "谢谢老板"))

    def test_pasted_table(self):
        text = "编码\t数量\nTEST-TEA-01\t5箱\nTEST-WAT-01\t12"
        self.assertEqual(
            self.understood(self.check(text=text)),
            [(self.tea, 5, self.case), (self.water, 12, self.piece)],
        )

    def test_csv_of_a_chinese_office(self):
        content = "编码,数量\nTEST-TEA-01,5箱\n".encode("gb18030")
        wizard = self.check(content=content)
        self.assertEqual(self.understood(wizard), [(self.tea, 5, self.case)])

    def test_prices_are_those_of_the_order(self):
        wizard = self.check(["Code", "Qty"], ["TEST-TEA-01", "5 cases"])
        order = self.order_of(wizard.action_import())
        self.assertTrue(order.amount_untaxed)
        self.assertAlmostEqual(wizard.amount, order.amount_untaxed)
        self.assertEqual(wizard.line_ids.price_unit, order.order_line.price_unit)

    # -- problems ---------------------------------------------------------------------

    def messages(self, *rows):
        lines = self.check(*rows).line_ids
        return {line.row: line.message for line in lines if line.state == "problem"}

    def test_each_row_says_what_is_wrong(self):
        hidden = self.create_product("Test not offered", default_code="TEST-NOT")
        self.create_product("Test spring water still", categ_id=self.category.id)
        messages = self.messages(
            ["Product", "Quantity", "Unit", "Delivery Date"],
            ["TEST-UNKNOWN", 5],
            ["Test spring", 5],
            [hidden.default_code, 5],
            ["TEST-TEA-01", "a few"],
            ["TEST-TEA-01", -5],
            ["TEST-TEA-01", 5, "pallet"],
            ["TEST-TEA-01", 1.5],
            [None, 5],
            ["TEST-TEA-01", 5, None, "soon"],
            ["TEST-TEA-01", 5, None, "2099-01-01"],
            ["TEST-TEA-01", 5, None, "2099-01-02"],
            ["TEST-TEA-01", "#REF!"],
        )
        expected = {
            2: "No product is called so",
            3: "Several products",
            4: "not offered to this customer",
            5: "“a few” is not a quantity",
            6: "less than zero",
            7: "not sold by “pallet”. Its units: Units, Case of 24",
            8: "cannot be divided",
            9: "no product",
            10: "not a date",
            12: "another day",
            13: "formula",
        }
        self.assertEqual(messages.keys(), expected.keys())
        for row, words in expected.items():
            self.assertIn(words, messages[row])

    def test_nothing_is_created_while_a_row_has_a_problem(self):
        wizard = self.check(["Code", "Qty"], ["TEST-TEA-01", 5], ["TEST-NONE", 3])
        with self.assertRaisesRegex(UserError, "Rows with problems: 3"):
            wizard.action_import()
        wizard.action_leave_out()
        order = self.order_of(wizard.action_import())
        self.assertEqual(order.order_line.product_id, self.tea)

    def test_rows_that_are_understood_can_be_left_out_too(self):
        wizard = self.check(["Code", "Qty"], ["TEST-TEA-01", 5], ["TEST-WAT-01", 3])
        wizard.line_ids.filtered(lambda x: x.product_id == self.tea).left_out = True
        order = self.order_of(wizard.action_import())
        self.assertEqual(order.order_line.product_id, self.water)

    def test_nothing_left_is_refused(self):
        wizard = self.check(["Code", "Qty"], ["TEST-NONE", 3])
        wizard.action_leave_out()
        with self.assertRaisesRegex(UserError, "nothing to order"):
            wizard.action_import()

    def test_inactive_agreement_is_said_in_the_preview(self):
        self.agreement._set_state("suspended", "Unpaid since May")
        wizard = self.check(text="TEST-TEA-01 x 5")
        self.assertIn("Unpaid since May", wizard.warning)

    # -- files that cannot be read ----------------------------------------------------

    def assertRefused(self, words, *rows, **values):
        orders = self.env["sale.order"].search_count([])
        with self.assertRaisesRegex(UserError, words):
            self.check(*rows, **values)
        self.assertEqual(self.env["sale.order"].search_count([]), orders)

    def test_wrong_sheet_in_front(self):
        content = xlsx(["Code", "Qty"], ["TEST-TEA-01", 5], before=["Dear all", "hello"])
        self.assertRefused("Is the order on the first sheet", content=content)

    def test_sheet_of_something_else(self):
        self.assertRefused("Quantity", ["Product", "Price"], ["TEST-TEA-01", 3.5])
        self.assertRefused("Code", ["Date", "Quantity"], ["2026-11-24", 5])
        self.assertRefused("several columns", ["TEST-TEA-01", 5, 3.5])

    def test_password(self):
        # an OLE file that holds the stream in which Excel encrypts a workbook
        name = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
        content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + name
        self.assertRefused("protected by a password", content=content)

    def test_old_format(self):
        content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        self.assertRefused("old format .xls", content=content)

    def test_zip_bomb(self):
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("xl/workbook.xml", b"<x/>")
            package.writestr("xl/worksheets/sheet1.xml", b"\0" * (120 * 1024 * 1024))
        self.assertLess(len(output.getvalue()), 200_000)
        self.assertRefused("unpacked, the file is too large", content=output.getvalue())

    def test_picture(self):
        content = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0) * 40
        self.assertRefused("not a spreadsheet", content=content)

    def test_too_many_rows(self):
        self.assertRefused("at most 10000", text="TEST-TEA-01 x 1\n" * 10_001)

    def test_file_or_lines(self):
        self.assertRefused("one of them")
        self.assertRefused("one of them", ["Code", "Qty"], text="TEST-TEA-01 x 5")

    # -- once -------------------------------------------------------------------------

    def test_the_same_file_shows_its_order(self):
        rows = ["Code", "Qty"], ["TEST-TEA-01", 5]
        made = self.order_of(self.check(*rows).action_import())
        book = openpyxl.Workbook()
        book.properties.creator = "Saved by somebody else"
        again = self.check(content=xlsx(*rows, book=book))
        self.assertEqual(again.known_order_id, made)
        self.assertEqual(again.action_open_known_order()["res_id"], made.id)
        with self.assertRaisesRegex(UserError, made.name):
            again.action_import()

    def test_once_more_on_purpose(self):
        first = self.order_of(self.check(text="TEST-TEA-01 x 5").action_import())
        wizard = self.check(text="TEST-TEA-01 x 5")
        wizard.again = True
        second = self.order_of(wizard.action_import())
        self.assertNotEqual(first, second)
        self.assertEqual(self.order_of(wizard.action_import()), second, "second click")
        self.assertEqual(self.check(text="TEST-TEA-01 x 5").known_order_id, second)

    def test_second_click_finds_the_order(self):
        wizard = self.check(text="TEST-TEA-01 x 5")
        order = self.order_of(wizard.action_import())
        self.assertEqual(self.order_of(wizard.action_import()), order)
        self.assertEqual(self.order_of(wizard.action_import_and_submit()), order)
        self.assertEqual(order.channel_stage, "draft")

    def test_another_customer_has_the_same_file(self):
        other = self.create_node("Lake Second Shop", "retail", self.lake)
        agreement = self.create_agreement(self.lake_company, other, user_id=self.seller.id)
        first = self.order_of(self.check(text="TEST-TEA-01 x 5").action_import())
        wizard = self.check(text="TEST-TEA-01 x 5", agreement_id=agreement.id)
        self.assertFalse(wizard.known_order_id)
        self.assertNotEqual(self.order_of(wizard.action_import()), first)

    def test_what_was_changed_after_the_check_is_checked_again(self):
        wizard = self.check(text="TEST-TEA-01 x 5")
        wizard.text = "TEST-WAT-01 x 7"
        action = wizard.action_import()
        self.assertEqual(action["res_model"], "channel.order.import")
        self.assertEqual(self.understood(wizard), [(self.water, 7, self.piece)])
        self.assertEqual(
            self.order_of(wizard.action_import()).order_line.product_id, self.water
        )

    # -- the order --------------------------------------------------------------------

    def test_draft(self):
        wizard = self.check(
            ["Code", "Qty", "Remark"],
            ["TEST-TEA-01", "5 cases", "<before noon>"],
            ["TEST-TEA-01", "1 case"],
        )
        order = self.order_of(wizard.action_import())
        self.assertEqual((order.channel_stage, order.order_channel), ("draft", "import"))
        self.assertEqual(order.agreement_id, self.agreement)
        self.assertEqual(order.create_uid, self.seller)
        self.assertEqual(order.order_line.product_uom_qty, 6)
        self.assertEqual(order.order_line.product_uom_id, self.case)
        self.assertIn("&lt;before noon&gt;", order.note)

    def test_submitted(self):
        wizard = self.check(text="TEST-TEA-01 x 5")
        order = self.order_of(wizard.action_import_and_submit())
        self.assertEqual(order.submitted_by_id, self.seller)
        self.assertEqual(order.channel_stage, "confirmed")

    def test_submitted_order_with_reasons_is_held(self):
        self.agreement._set_state("suspended", "Unpaid")
        wizard = self.check(text="TEST-TEA-01 x 5")
        order = self.order_of(wizard.action_import_and_submit())
        self.assertEqual(order.channel_stage, "held")

    def test_form(self):
        form = Form(self.model_as("channel.order.import", self.seller))
        form.agreement_id = self.agreement.with_env(form._env)
        form.text = "TEST-TEA-01 x 5"
        wizard = form.save()
        wizard.action_check()
        with Form(wizard) as form, form.line_ids.edit(0) as line:
            line.left_out = True
        self.assertEqual(wizard.amount, 0)

    # -- who may not ------------------------------------------------------------------

    def test_other_roles_do_not_import(self):
        for user in (self.keeper, self.accountant, self.service, self.buyer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.open_import(text="TEST-TEA-01 x 5", user=user)

    def test_only_the_seller_imports(self):
        """The buyer reads the agreement as well."""
        bought = self.agreement_of(self.lake)
        with self.assertRaisesRegex(AccessError, "only the seller"):
            self.check(text="TEST-TEA-01 x 5", agreement_id=bought.id)

    def test_agreements_of_others_are_closed(self):
        stranger = self.create_staff(self.north.company_id, "salesperson")
        with self.assertRaises(AccessError):
            self.open_import(text="TEST-TEA-01 x 5", user=stranger)

    def test_dialogs_of_others_are_closed(self):
        wizard = self.check(text="TEST-TEA-01 x 5")
        colleague = self.create_staff(self.lake_company, "salesperson", login="colleague")
        with self.assertRaises(AccessError):
            self.as_user(wizard, colleague).action_import()
        with self.assertRaises(AccessError):
            self.as_user(wizard.line_ids, colleague).read(["text"])

    def test_orders_of_others_are_not_named(self):
        upstream = self.create_order(
            self.north.company_id, self.lake.partner_id, self.tea
        )
        wizard = self.check(text="TEST-TEA-01 x 5")
        with self.assertRaises(AccessError):
            wizard.write({"known_order_id": upstream.id, "known_count": 1})

    def test_a_colleagues_order_of_the_same_file_is_named(self):
        colleague = self.create_staff(self.lake_company, "salesperson", login="colleague")
        made = self.order_of(self.check(text="TEST-TEA-01 x 5").action_import())
        wizard = self.check(text="TEST-TEA-01 x 5", user=colleague)
        with self.assertRaisesRegex(UserError, made.name):
            wizard.action_import()

    def test_a_part_of_a_name_tells_what_may_be_meant(self):
        self.create_product("Test mountain water", categ_id=self.category.id)
        wizard = self.check(text="water x 5")
        (message,) = wizard.line_ids.mapped("message")
        self.assertIn("Similar ones are: ", message)
        self.assertIn("Test spring water", message)
        self.assertEqual(len(wizard.line_ids.candidate_ids), 2)

    def test_the_preview_is_titled_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        wizard = self.check(text="TEST-TEA-01 x 5").with_context(lang="zh_CN")
        self.assertEqual(wizard.action_check()["name"], "导入订单")

    def test_products_of_others_are_unknown(self):
        secret = self.create_product(
            "Test secret", default_code="TEST-SECRET", company_id=self.north.company_id.id
        )
        messages = self.messages(["Code", "Qty"], ["TEST-SECRET", 5])
        self.assertIn("No product is called so", messages[2])
        wizard = self.check(text="TEST-TEA-01 x 5")
        with self.assertRaises(AccessError):
            wizard.line_ids.product_id = secret.id

    def test_another_salespersons_customer(self):
        colleague = self.create_staff(self.lake_company, "salesperson", login="colleague")
        wizard = self.check(text="TEST-TEA-01 x 5", user=colleague)
        with self.assertRaises(AccessError):
            wizard.action_import()
