import base64

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase


def ean13(number):
    digits = f"200{number:09d}"
    weighted = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return f"{digits}{-weighted % 10}"


class ProductImportCase(EnterpriseCase):
    open_enterprises = ("north", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.drinks = cls.env["product.category"].create({"name": "Drinks"})
        cls.teas = cls.env["product.category"].create(
            {"name": "Teas", "parent_id": cls.drinks.id}
        )
        cls.tea_house = cls.env["product.brand"].create({"name": "Tea House"})
        cls.tea_house.with_context(lang="zh_CN").name = "茶屋"
        cls.keeper = cls.create_staff(cls.company, "enterprise_admin")
        cls.admin = cls.enterprise_admins[cls.north]

    def wizard(self, header, *rows, user=None):
        files = self.env["channel.spreadsheet"]
        content = files._write_spreadsheet(header, rows)
        return self.wizard_of(content, user)

    def wizard_of(self, content, user=None):
        return self.model_as("channel.product.import", user or self.keeper).create(
            {"data_file": base64.b64encode(content), "file_name": "products.xlsx"}
        )

    def run_import(self, header, *rows, user=None):
        """Import and return the products in the order of the rows."""
        wizard = self.wizard(header, *rows, user=user)
        action = wizard.action_import()
        self.assertFalse(wizard.problem_count, wizard.report)
        (condition,) = action["domain"]
        return self.env["product.product"].browse(condition[2])

    def assertReported(self, header, *rows, words, user=None):
        count = self.env["product.product"].search_count([])
        wizard = self.wizard(header, *rows, user=user)
        wizard.action_import()
        self.assertTrue(wizard.problem_count)
        for word in [words] if isinstance(words, str) else words:
            self.assertIn(word, wizard.report)
        self.assertEqual(self.env["product.product"].search_count([]), count)


@tagged("post_install", "-at_install")
class TestProductImport(ProductImportCase):
    def test_a_new_product_with_everything(self):
        product = self.run_import(
            [
                "产品编码", "英文名称", "中文名称", "分类", "品牌", "单位", "条码", "中包数量",
                "中包条码", "箱规", "箱码", "保质期（天）", "公开价", "重量（千克）", "可销售",
            ],
            [
                "LT-1", "Lemon tea", "柠檬茶", "Drinks / Teas", "茶屋", "Units", ean13(1), "６",
                ean13(2), 24, ean13(3), "180", "1,005.50", 0.55, "是",
            ],
        )  # fmt: skip
        self.assertRecordValues(
            product,
            [
                {
                    "default_code": "LT-1",
                    "name": "Lemon tea",
                    "categ_id": self.teas.id,
                    "product_brand_id": self.tea_house.id,
                    "barcode": ean13(1),
                    "expiration_time": 180,
                    "use_expiration_date": True,
                    "tracking": "lot",
                    "is_storable": True,
                    "list_price": 1005.5,
                    "weight": 0.55,
                    "sale_ok": True,
                    "company_id": False,
                }
            ],
        )
        self.assertEqual(product.with_context(lang="zh_CN").name, "柠檬茶")
        barcodes = {
            line.uom_id.relative_factor: line.barcode
            for line in product.product_uom_ids
        }
        self.assertEqual(barcodes, {6: ean13(2), 24: ean13(3)})
        self.assertEqual(product.uom_ids, product.product_uom_ids.uom_id)

    def test_packagings_are_found_before_they_are_made(self):
        header = ["Code", "Name", "Case Size"]
        first, second = self.run_import(header, ["A", "A", 37], ["B", "B", 37])
        (third,) = self.run_import(header, ["C", "C", 37])
        self.assertEqual(first.uom_ids.name, "Case of 37")
        self.assertEqual(first.uom_ids.with_context(lang="zh_CN").name, "箱（37 件）")
        self.assertEqual(first.uom_ids, second.uom_ids)
        self.assertEqual(first.uom_ids, third.uom_ids)

    def test_a_named_pack(self):
        product = self.run_import(
            ["Code", "Name", "Pack Unit", "Pack Size"], ["A", "A", "Shrink of 6", 6]
        )
        self.assertRecordValues(
            product.uom_ids, [{"name": "Shrink of 6", "relative_factor": 6}]
        )

    def test_a_known_code_updates_and_empty_cells_leave_alone(self):
        tea = self.create_product(default_code="LT-1", weight=0.5, list_price=5)
        updated = self.run_import(
            ["Code", "Public Price", "Weight (kg)"], ["LT-1", 6, None]
        )
        self.assertEqual(updated, tea)
        self.assertRecordValues(tea, [{"list_price": 6, "weight": 0.5}])

    def test_a_barcode_of_a_known_case_changes(self):
        header = ["Code", "Name", "Case Size", "Case Barcode"]
        product = self.run_import(header, ["A", "A", 12, ean13(1)])
        line = product.product_uom_ids
        self.run_import(header, ["A", "A", 12, ean13(2)])
        self.assertEqual(product.product_uom_ids, line)
        self.assertEqual(line.barcode, ean13(2))

    def test_the_same_file_again_writes_nothing(self):
        header = ["Code", "Name", "Name in Chinese", "Public Price", "Case Size"]
        row = ["A", "A", "甲", 3.5, 12]
        product = self.run_import(header, row)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE product_template SET write_date = '2020-01-01' WHERE id = %s",
            [product.product_tmpl_id.id],
        )
        self.env.invalidate_all()
        self.run_import(header, row)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(product.product_tmpl_id.write_date.year, 2020)

    # What is wrong

    def test_what_does_not_exist_is_told(self):
        self.assertReported(
            ["Code", "Name", "Category", "Brand", "Unit"],
            ["A", "A", "Drinks / Coffee", "Nobody", "Furlong"],
            words=["no such category", "no such brand", "no such unit"],
        )

    def test_numbers_out_of_range_are_told(self):
        self.assertReported(
            ["Code", "Name", "Public Price", "Shelf Life (days)", "Case Size"],
            ["A", "A", -1, 1.5, 1],
            words=["negative", "whole number", "at least 2 pieces"],
        )

    def test_a_wrong_check_digit_is_told_with_the_right_one(self):
        self.assertReported(
            ["Code", "Name", "Barcode"], ["A", "A", "6901234567893"], words="must be 2"
        )

    def test_a_wrong_check_digit_is_told_to_the_system_administrator_too(self):
        self.assertReported(
            ["Code", "Name", "Barcode"],
            ["A", "A", "6901234567893"],
            words="must be 2",
            user=self.create_system_admin(),
        )

    def test_a_barcode_that_another_product_has(self):
        tea = self.create_product(barcode=ean13(1))
        self.assertReported(
            ["Code", "Name", "Barcode"], ["A", "A", ean13(1)], words=tea.name
        )

    def test_a_barcode_that_the_case_of_another_product_has(self):
        tea = self.create_product()
        self.env["product.uom"].create(
            {
                "product_id": tea.id,
                "uom_id": self.env.ref("uom.product_uom_dozen").id,
                "barcode": ean13(1),
            }
        )
        self.assertReported(
            ["Code", "Name", "Case Size", "Case Barcode"],
            ["A", "A", 12, ean13(1)],
            words=tea.name,
        )

    def test_the_holder_of_a_barcode_stays_hidden_from_rivals(self):
        secret = self.create_product("Secret", company_id=self.south.company_id.id)
        self.env["product.uom"].create(
            {
                "product_id": secret.id,
                "uom_id": self.env.ref("uom.product_uom_dozen").id,
                "barcode": ean13(1),
            }
        )
        header = ["Code", "Name", "Case Size", "Case Barcode"]
        wizard = self.wizard(header, ["A", "A", 12, ean13(1)], user=self.admin)
        wizard.action_check()
        self.assertIn("a product of another enterprise", wizard.report)
        self.assertNotIn("Secret", wizard.report)

    def test_two_enterprises_may_sell_the_same_barcode(self):
        self.create_product(barcode=ean13(1), company_id=self.south.company_id.id)
        product = self.run_import(
            ["Code", "Name", "Barcode"], ["A", "A", ean13(1)], user=self.admin
        )
        self.assertEqual(product.company_id, self.north.company_id)

    def test_what_stands_twice_in_the_file(self):
        self.assertReported(
            ["Code", "Name", "Barcode", "Case Size", "Case Barcode"],
            ["A", "A", ean13(1), 12, ean13(1)],
            ["a", "B", None, None, None],
            words="stands already in row 2",
        )

    def test_a_new_product_needs_a_name(self):
        self.assertReported(["Code", "Public Price"], ["A", 1], words="needs a name")

    def test_a_barcode_of_a_case_needs_its_size(self):
        self.assertReported(
            ["Code", "Name", "Case Barcode"], ["A", "A", ean13(1)], words="size as well"
        )

    def test_the_unit_of_a_known_product_stays(self):
        self.create_product(default_code="A")
        other = self.env.ref("uom.product_uom_kgm").name
        self.assertReported(["Code", "Unit"], ["A", other], words="is counted by")

    def test_a_code_of_two_products_is_told(self):
        self.create_product(default_code="A")
        self.create_product(default_code="A")
        self.assertReported(["Code", "Public Price"], ["A", 1], words="Make it unique")

    # Who may

    def test_an_enterprise_imports_its_own_products(self):
        product = self.run_import(
            ["Code", "Name", "Case Size"], ["OWN", "Own", 24], user=self.admin
        )
        self.assertEqual(product.company_id, self.north.company_id)

    def test_an_enterprise_does_not_change_shared_products(self):
        tea = self.create_product(default_code="LT-1")
        self.assertReported(
            ["Code", "Public Price"], ["LT-1", 1], words="the brand", user=self.admin
        )
        self.assertEqual(tea.list_price, 5)

    def test_other_roles_import_no_products(self):
        for role in ("salesperson", "warehouse", "customer_service", "finance"):
            with self.subTest(role), self.assertRaises(AccessError):
                user = self.create_staff(self.company, role)
                self.wizard(["Code"], ["A"], user=user)

    def test_others_do_not_read_the_file(self):
        wizard = self.wizard(["Code"], ["A"], user=self.admin)
        rival = self.enterprise_admins[self.south]
        with self.assertRaises(AccessError):
            self.as_user(wizard, rival).read(["data_file"])


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


@tagged("post_install", "-at_install")
class TestProductImportQueries(ProductImportCase):
    header = [
        "Code", "Name", "Name in Chinese", "Category", "Brand", "Barcode", "Pack Size",
        "Pack Barcode", "Case Size", "Case Barcode", "Shelf Life (days)", "Public Price",
    ]  # fmt: skip

    def rows(self, count, start):
        return [
            [f"P-{n}", f"Product {n}", f"产品 {n}", "Drinks / Teas", "Tea House", ean13(n), 6,
             ean13(n + 10**6), 24, ean13(n + 2 * 10**6), 180, 1 + n]
            for n in range(start, start + count)
        ]  # fmt: skip

    def queries(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def checked(self, count, start):
        wizard = self.wizard(self.header, *self.rows(count, start))
        queries = self.queries(wizard.action_check)
        self.assertFalse(wizard.problem_count, wizard.report)
        return wizard, queries

    def test_checking_takes_no_query_per_row(self):
        self.checked(2, 0)
        _few, for_ten = self.checked(10, 0)
        _many, for_hundred = self.checked(110, 0)
        self.assertLessEqual(for_hundred, for_ten + 2)

    def test_importing_takes_no_more_per_row_than_core(self):
        def core(count, start):
            model = self.model_as("product.product", self.keeper)
            return self.queries(
                lambda: model.create(
                    [
                        {
                            "name": f"Core {n}",
                            "is_storable": True,
                            "tracking": "lot",
                            "barcode": ean13(n + 3 * 10**6),
                        }
                        for n in range(start, start + count)
                    ]
                )
            )

        core(2, 0)
        core_growth = core(110, 200) - core(10, 100)
        self.checked(2, 0)[0].action_import()
        few = self.queries(self.checked(10, 100)[0].action_import)
        many = self.queries(self.checked(110, 200)[0].action_import)
        self.assertLessEqual(many - few, core_growth + 5)

    def test_an_unchanged_file_takes_no_query_per_row(self):
        self.checked(110, 0)[0].action_import()
        self.checked(2, 0)[0].action_import()
        few = self.queries(self.checked(10, 0)[0].action_import)
        many = self.queries(self.checked(110, 0)[0].action_import)
        self.assertLessEqual(many, few + 5)
