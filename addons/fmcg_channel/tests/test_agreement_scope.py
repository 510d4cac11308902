from odoo.tests import tagged

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestAgreementScope(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Category = cls.env["product.category"]
        cls.drinks = Category.create({"name": "Drinks"})
        cls.tea = Category.create({"name": "Tea", "parent_id": cls.drinks.id})
        cls.snacks = Category.create({"name": "Snacks"})
        cls.lemon_tea = cls.create_product("Lemon tea", categ_id=cls.tea.id)
        cls.cola = cls.create_product("Cola", categ_id=cls.drinks.id)
        cls.crisps = cls.create_product("Crisps", categ_id=cls.snacks.id)
        cls.products = cls.lemon_tea + cls.cola + cls.crisps
        shop = cls.create_node("Shop", "retail", cls.brand)
        cls.agreement = cls.create_agreement(cls.company, shop)

    def test_an_empty_scope_covers_everything(self):
        self.assertEqual(self.agreement._covers(self.products), self.products)

    def test_a_category_covers_its_subcategories(self):
        self.agreement.categ_ids = self.drinks
        self.assertEqual(
            self.agreement._covers(self.products), self.lemon_tea + self.cola
        )

    def test_a_subcategory_does_not_cover_its_parent(self):
        self.agreement.categ_ids = self.tea
        self.assertEqual(self.agreement._covers(self.products), self.lemon_tea)

    def test_several_categories_add_up(self):
        self.agreement.categ_ids = self.tea + self.snacks
        self.assertEqual(
            self.agreement._covers(self.products), self.lemon_tea + self.crisps
        )

    def test_the_scope_covers_templates_too(self):
        self.agreement.categ_ids = self.snacks
        templates = self.products.product_tmpl_id
        self.assertEqual(self.agreement._covers(templates), self.crisps.product_tmpl_id)

    def test_nothing_asked_is_nothing_covered(self):
        self.agreement.categ_ids = self.snacks
        self.assertFalse(self.agreement._covers(self.products.browse()))

    def test_the_number_of_products_costs_no_further_queries(self):
        self.agreement.categ_ids = self.drinks
        self.agreement._covers(self.products)
        self.products.mapped("categ_id")
        with self.assertQueryCount(1):
            self.agreement._covers(self.products)
