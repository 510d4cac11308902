import base64

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
