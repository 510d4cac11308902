from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestFloorPrice(EnterpriseCase):
    open_enterprises = ("north",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea = cls.create_product("Tea")
        cls.template = cls.tea.product_tmpl_id
        cls.template.with_company(cls.company).floor_price = 4.0
        cls.template.with_company(cls.north.company_id).floor_price = 5.0

    def test_each_enterprise_has_its_own(self):
        for company, floor in ((self.company, 4.0), (self.north.company_id, 5.0)):
            self.assertEqual(self.tea._get_floor_prices(company), {self.tea: floor})

    def test_none_is_zero(self):
        water = self.create_product("Water")
        self.assertEqual(water._get_floor_prices(self.company), {water: 0.0})

    def test_below_zero_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Floor Price: -1.0 of Tea"):
            self.template.floor_price = -1.0

    def test_the_warehouse_does_not_read_it(self):
        keeper = self.create_staff(self.company, "warehouse")
        for record in (self.template, self.tea):
            with self.assertRaises(AccessError):
                self.as_user(record, keeper).read(["floor_price"])
            with self.assertRaises(AccessError):
                self.as_user(record, keeper).search([("floor_price", ">", 1)])
        views = self.as_user(self.template, keeper).get_views([(False, "form")])
        self.assertNotIn("floor_price", views["views"]["form"]["arch"])

    def test_customer_service_does_not_write_it(self):
        service = self.create_staff(self.company, "customer_service")
        self.assertEqual(self.as_user(self.template, service).floor_price, 4.0)
        with self.assertRaises(AccessError):
            self.as_user(self.template, service).floor_price = 1.0

    def test_the_form_shows_it_to_the_administrator(self):
        boss = self.enterprise_admins[self.north]
        template = self.as_user(self.template, boss)
        self.assertEqual(template.floor_price, 5.0)
        views = template.get_views([(False, "form")])
        self.assertIn("floor_price", views["views"]["form"]["arch"])

    def test_many_products_take_few_queries(self):
        products = self.env["product.product"].create(
            [{"name": f"Drink {i}"} for i in range(120)]
        )

        def count(batch):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch._get_floor_prices(self.company)
            return self.env.cr.sql_log_count - before

        few = [count(products[:10]) for _warm in range(2)][-1]
        self.assertEqual(count(products), few)
