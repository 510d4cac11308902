import base64
import io

import openpyxl

from odoo.fields import Command

from odoo.addons.fmcg_order.tests.common import OrderCase


def xlsx(*rows, book=None, merge=(), before=None):
    """A file as people send it; ``before`` is a sheet in front of the order's."""
    book = book or openpyxl.Workbook()
    sheet = book.active
    if before:
        book.create_sheet("Cover", 0).append(before)
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class OrderImportCase(OrderCase):
    """The shop orders tea and water by the case and by the bottle."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.piece = cls.env.ref("uom.product_uom_unit")
        cls.case = cls.env["uom.uom"]._find_or_create_packagings(
            [(cls.piece, 24, "case", None)]
        )[(cls.piece, 24, "case", None)]
        cls.case.with_context(lang="zh_CN").name = "箱（24 件）"
        cls.tea.write(
            {
                "name": "Lemon tea 500 ml",
                "default_code": "TEST-TEA-01",
                "barcode": "6900000000017",
                "uom_ids": [Command.set(cls.case.ids)],
                "product_uom_ids": [
                    Command.create({"uom_id": cls.case.id, "barcode": "16900000000014"})
                ],
            }
        )
        cls.tea.with_context(lang="zh_CN").name = "柠檬茶试验 500毫升"
        cls.water.write(
            {
                "name": "Test spring water",
                "default_code": "TEST-WAT-01",
                "uom_ids": [Command.set(cls.case.ids)],
            }
        )
        cls.category = cls.env["product.category"].create({"name": "Import test"})
        (cls.tea + cls.water).categ_id = cls.category
        cls.agreement.categ_ids = cls.category

    def open_import(self, *rows, text=None, content=None, user=None, **values):
        if rows:
            content = xlsx(*rows)
        wizard = self.model_as("channel.order.import", user or self.seller)
        return wizard.create(
            {
                "agreement_id": self.agreement.id,
                "data_file": content and base64.b64encode(content),
                "file_name": "order.xlsx",
                "text": text,
                **values,
            }
        )

    def check(self, *rows, **values):
        wizard = self.open_import(*rows, **values)
        wizard.action_check()
        return wizard

    def understood(self, wizard):
        return [
            (line.product_id, line.quantity, line.uom_id)
            for line in wizard.line_ids.sorted(lambda line: (line.row, line.id))
            if line.state in ("fine", "note")
        ]

    def asked(self, wizard):
        """Questions and problems by row."""
        return {
            line.row: (line.state, line.message)
            for line in wizard.line_ids
            if line.state in ("question", "problem")
        }

    def order_of(self, action):
        self.assertEqual(action["res_model"], "sale.order")
        return self.env["sale.order"].browse(action["res_id"])
