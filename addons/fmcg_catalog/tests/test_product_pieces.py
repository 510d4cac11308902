"""A piece is called what it is: a bottle, a bag, a can; and is one unit."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .product_common import ProductImportCase

PIECES = {
    "bottle": "瓶", "bag": "袋", "packet": "包", "can": "听", "tin": "罐", "box": "盒",
    "stick": "支", "bar": "条", "tub": "桶", "cup": "杯", "bowl": "碗", "cake": "块",
    "roll": "卷", "bundle": "提",
}  # fmt: skip


@tagged("post_install", "-at_install")
class TestProductPieces(ProductImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls.env.ref("uom.product_uom_unit")
        cls.bottle = cls.env.ref("fmcg_catalog.uom_bottle")

    def test_pieces_are_shipped_and_count_one_each(self):
        for name, chinese in PIECES.items():
            piece = self.env.ref(f"fmcg_catalog.uom_{name}")
            with self.subTest(name):
                self.assertEqual(piece.with_context(lang="zh_CN").name, chinese)
                self.assertTrue(piece._renames(self.unit))
                self.assertEqual(piece._compute_quantity(7, self.unit), 7)
                self.assertEqual(self.unit._compute_quantity(7, piece), 7)

    def test_the_spreadsheet_chooses_the_piece_and_its_case_follows(self):
        product = self.run_import(["编码", "名称", "单位", "箱规"], ["W", "水", "瓶", 24])
        self.assertEqual(product.uom_id, self.bottle)
        case = product.uom_ids
        self.assertEqual(case.name, "Case of 24 Bottles")
        self.assertEqual(case.with_context(lang="zh_CN").name, "箱（24 瓶）")
        self.assertEqual(case._compute_quantity(2, self.unit), 48)

    def test_the_export_names_it(self):
        product = self.run_import(["编码", "名称", "单位", "箱规"], ["W", "水", "瓶", 24])
        wizard = self.env["channel.product.import"].with_context(lang="zh_CN")
        row = wizard._prepare_export_row(product.with_context(lang="zh_CN"))
        self.assertEqual((row["unit"], row["case_size"]), ("瓶", 24))

    def test_nothing_chosen_counts_units(self):
        product = self.run_import(["编码", "名称", "箱规"], ["W", "水", 24])
        self.assertEqual(product.uom_id, self.unit)
        self.assertNotIn("件", product.uom_ids.with_context(lang="zh_CN").name)

    def test_a_piece_is_renamed_and_keeps_its_case_documents_and_stock(self):
        product = self.run_import(["编码", "名称", "箱规"], ["W", "水", 24])
        case = product.uom_ids
        order = self.env["sale.order"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Shop"}).id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_uom_id": unit.id,
                            "product_uom_qty": 2, "price_unit": price})
                    for unit, price in ((self.unit, 3), (case, 70))
                ],
            }
        )  # fmt: skip
        self.env["stock.quant"]._update_available_quantity(
            product, self.env.ref("stock.stock_location_stock"), 50
        )
        again = self.run_import(["编码", "单位", "箱规"], ["W", "瓶", 24])
        self.assertEqual(again, product)
        self.assertEqual(product.uom_id, self.bottle)
        self.assertEqual(product.uom_ids, case)
        self.assertRecordValues(
            order.order_line,
            [
                {"product_uom_id": self.bottle.id, "product_uom_qty": 2, "price_unit": 3},
                {"product_uom_id": case.id, "product_uom_qty": 2, "price_unit": 70},
            ],
        )
        self.assertEqual(product.qty_available, 50)

    def test_what_is_counted_is_not_changed(self):
        product = self.run_import(["编码", "名称", "箱规"], ["W", "水", 24])
        for unit in (product.uom_ids.name, "kg"):
            self.assertReported(["Code", "Unit"], ["W", unit], words=self.unit.name)

    def test_other_changes_are_refused_as_core_does(self):
        product = self.run_import(["编码", "名称", "箱规"], ["W", "水", 24])
        self.env["sale.order"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Shop"}).id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_uom_qty": 2,
                            "product_uom_id": product.uom_ids.id})
                ],
            }
        )  # fmt: skip
        with self.assertRaises(UserError):
            product.uom_id = self.env.ref("uom.product_uom_kgm")

    def test_renaming_takes_no_more_queries_for_more_products(self):
        def rename(count):
            products = self.env["product.product"].create(
                [{"name": str(number)} for number in range(count)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            products._update_uom(self.bottle.id)
            return self.cr.sql_log_count - start

        rename(1)
        self.assertEqual(rename(3), rename(12))
