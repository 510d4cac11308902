from odoo.exceptions import AccessError
from odoo.tests import tagged

from .product_common import ProductImportCase, ean13


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
        self.assertEqual(first.uom_ids.with_context(lang="zh_CN").name, "箱（37 个）")
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
            words="is already in row 2",
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
