from odoo.exceptions import UserError
from odoo.tests import tagged

from .sheet_common import SheetCase


@tagged("post_install", "-at_install")
class TestFill(SheetCase):
    """Adding products by category and brand, with a change of their price."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.drinks = cls.env["product.category"].create({"name": "Drinks"})
        cls.soft = cls.env["product.category"].create(
            {"name": "Soft", "parent_id": cls.drinks.id}
        )
        cls.brand_a = cls.env["product.brand"].create({"name": "A"})
        cls.tea.write({"categ_id": cls.soft.id, "product_brand_id": cls.brand_a.id})
        cls.water.write({"categ_id": cls.drinks.id})

    def fill(self, sheet, **values):
        wizard = self.model_as("channel.price.sheet.fill", self.seller)
        wizard = wizard.with_context(**sheet.action_open_fill()["context"])
        wizard.create(values).action_add()
        return {
            line.product_tmpl_id.product_variant_id: line.new_price
            for line in sheet.line_ids
        }

    def test_a_category_with_those_below_it(self):
        prices = self.fill(
            self.draft(), categ_ids=self.drinks.ids, only_own_prices=False, percent=10
        )
        self.assertEqual(prices, {self.tea: 11.0, self.water: 5.5})

    def test_only_products_of_the_list(self):
        prices = self.fill(self.draft(), categ_ids=self.drinks.ids, percent=-5)
        self.assertEqual(prices, {self.tea: 9.5})

    def test_a_brand(self):
        prices = self.fill(
            self.draft(),
            brand_ids=self.brand_a.ids,
            only_own_prices=False,
            method="amount",
            amount=0.33,
            rounding=0.1,
        )
        self.assertEqual(prices, {self.tea: 10.3})

    def test_products_on_the_sheet_are_left_alone(self):
        sheet = self.draft((self.tea, 12.0))
        prices = self.fill(
            sheet, categ_ids=self.drinks.ids, only_own_prices=False, percent=10
        )
        self.assertEqual(prices, {self.tea: 12.0, self.water: 5.5})

    def test_nothing_found_is_told(self):
        sheet = self.draft((self.tea, 12.0))
        with self.assertRaisesRegex(UserError, "No product to add"):
            self.fill(sheet, categ_ids=self.drinks.ids)

    def test_a_submitted_sheet_takes_no_products(self):
        sheet = self.draft((self.tea, 12.0))
        wizard = self.model_as("channel.price.sheet.fill", self.seller).create(
            {"sheet_id": sheet.id, "only_own_prices": False}
        )
        sheet.action_submit()
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            wizard.action_add()
