import base64

from odoo.tests import tagged

from .sheet_common import SheetCase


@tagged("post_install", "-at_install")
class TestQueries(SheetCase):
    """A long sheet takes as many queries as a short one, but for what core does per
    record it creates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.products = cls.create_products(210)
        for product in cls.products:
            cls.create_rule(product, 5.0)
        cls.few, cls.many = cls.products[:10], cls.products[10:]

    def count(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        result = action()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before, result

    def sheet(self, products, days):
        return self.draft(*((product, 6.0) for product in products), days=days)

    def test_writing_a_sheet(self):
        self.count(lambda: self.sheet(self.few, 3))
        few, _sheet = self.count(lambda: self.sheet(self.few, 4))
        many, _sheet = self.count(lambda: self.sheet(self.many, 5))
        self.assertLessEqual(many, few + 3)

    def test_reading_a_sheet(self):
        names = ["old_price", "change_percent", "new_margin", "below_cost", "floor_price"]
        sheets = [self.sheet(products, 3) for products in (self.few, self.many)]
        self.count(lambda: sheets[0].line_ids.read(names))
        few, many = (
            self.count(lambda s=sheet: s.line_ids.read(names))[0] for sheet in sheets
        )
        self.assertLessEqual(many, few)

    def test_submitting_and_approving(self):
        def decide(sheet):
            sheet.action_submit()
            self.as_user(sheet, self.boss).action_approve()

        sheets = [
            self.sheet(products, days)
            for products, days in ((self.few, 3), (self.few, 4), (self.many, 5))
        ]
        self.count(lambda: decide(sheets[0]))
        few, many = (self.count(lambda s=sheet: decide(s))[0] for sheet in sheets[1:])
        self.assertLessEqual(many, few + 5)
        self.assertEqual(sheets[2].line_ids.rule_ids.mapped("fixed_price"), [6.0] * 200)

    def test_importing(self):
        def load(sheet, products):
            rows = [[product.default_code, 6.0] for product in products]
            content = self.env["channel.spreadsheet"]._write_spreadsheet(
                ["Product", "New Price"], rows
            )
            wizard = self.model_as("channel.price.sheet.import", self.seller).create(
                {
                    "sheet_id": sheet.id,
                    "data_file": base64.b64encode(content),
                    "file_name": "prices.xlsx",
                }
            )
            wizard.action_import()

        sheets = [self.draft(days=days) for days in (3, 4, 5)]
        self.count(lambda: load(sheets[0], self.few))
        few, _none = self.count(lambda: load(sheets[1], self.few))
        many, _none = self.count(lambda: load(sheets[2], self.many))
        self.assertEqual(len(sheets[2].line_ids), 200)
        self.assertLessEqual(many, few + 3)

    def test_cancelling(self):
        sheets = [
            self.approved(*((product, 6.0) for product in products), days=5)
            for products in (self.few, self.many)
        ]
        few, many = (self.count(lambda s=sheet: self.cancel(s))[0] for sheet in sheets)
        self.assertLessEqual(many, few + 5)
