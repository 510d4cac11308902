from odoo.tests import tagged

from .product_common import ProductImportCase, ean13


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
