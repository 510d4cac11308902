import base64

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .product_common import ProductImportCase, ean13


@tagged("post_install", "-at_install")
class TestProductExport(ProductImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.header = [
            "Code", "Name", "Name in Chinese", "Category", "Brand", "Barcode", "Pack Size",
            "Pack Barcode", "Case Size", "Case Barcode", "Shelf Life (days)",
            "Public Price", "Weight (kg)", "Can Be Sold",
        ]  # fmt: skip
        cls.rows = [
            ["LT-1", "Lemon tea", "柠檬茶", "Drinks / Teas", "Tea House", ean13(1), 6,
             ean13(2), 24, ean13(3), 180, 5.5, 0.55, True],
            ["LT-2", "=Iced tea", "冰茶", "Drinks", None, None, None, None, 12, None, None,
             4.5, None, False],
        ]  # fmt: skip

    def export(self, products, user=None):
        """Content of the exported file."""
        templates = self.as_user(products.product_tmpl_id, user or self.keeper)
        url = templates.action_export_spreadsheet()["url"]
        file = self.env["channel.spreadsheet.file"].browse(int(url.split("/")[4]))
        return base64.b64decode(file.content)

    def rows_of(self, content):
        return self.env["channel.spreadsheet"]._open_spreadsheet(content)

    def test_what_is_exported_is_what_was_imported(self):
        products = self.run_import(self.header, *self.rows)
        header, *rows = self.rows_of(self.export(products))
        exported = [dict(zip(header, row, strict=False)) for row in rows]
        for row, found in zip(self.rows, exported, strict=True):
            for label, value in zip(self.header, row, strict=True):
                self.assertEqual(found.get(label), value, label)

    def test_an_edited_export_is_imported_again(self):
        products = self.run_import(self.header, *self.rows)
        header, *rows = self.rows_of(self.export(products))
        rows[0][header.index("Public Price")] = 9.5
        again = self.run_import(header, *rows)
        self.assertEqual(again, products)
        self.assertEqual(products.mapped("list_price"), [9.5, 4.5])
        rows[0][header.index("Public Price")] = 9.5
        self.assertEqual(self.rows_of(self.export(products)), [header, *rows])

    def test_an_export_in_chinese_is_imported_again(self):
        products = self.run_import(self.header, *self.rows)
        self.keeper.lang = "zh_CN"
        templates = self.as_user(products.product_tmpl_id, self.keeper)
        templates = templates.with_context(lang="zh_CN")
        url = templates.action_export_spreadsheet()["url"]
        file = self.env["channel.spreadsheet.file"].browse(int(url.split("/")[4]))
        header, *rows = self.rows_of(base64.b64decode(file.content))
        self.assertIn("箱规", header)
        self.assertEqual(self.run_import(header, *rows), products)
        self.assertEqual(products.mapped("name"), ["Lemon tea", "=Iced tea"])

    def test_roles_that_export_nothing_export_no_products(self):
        tea = self.create_product()
        for role in ("warehouse", "customer_service"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.export(tea, self.create_staff(self.company, role))

    def test_products_of_others_are_not_exported(self):
        secret = self.create_product("Secret", company_id=self.south.company_id.id)
        with self.assertRaises(AccessError):
            self.export(secret, self.admin)
