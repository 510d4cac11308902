from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestProductOwnership(EnterpriseCase):
    open_enterprises = ("north", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea = cls.create_product()
        cls.own = cls.create_product("Own", company_id=cls.north.company_id.id)
        cls.keeper = cls.create_staff(cls.company, "enterprise_admin")
        cls.admin = cls.enterprise_admins[cls.north]

    def assertRefused(self, record, user=None, **values):
        record = self.as_user(record, user or self.admin)
        with self.assertRaises(AccessError):
            record.write(values)

    # Shared products

    def test_the_brand_changes_shared_products(self):
        tea = self.as_user(self.tea, self.keeper)
        tea.list_price = 6
        tea.product_tmpl_id.name = "Lemon tea"
        self.assertEqual(self.tea.lst_price, 6)

    def test_the_brand_makes_shared_products(self):
        made = self.model_as("product.product", self.keeper).create({"name": "Cola"})
        self.assertFalse(made.company_id)

    def test_others_do_not_change_shared_products(self):
        self.assertRefused(self.tea, list_price=1)
        self.assertRefused(self.tea, lst_price=1)
        self.assertRefused(self.tea, barcode="X")
        self.assertRefused(self.tea.product_tmpl_id, list_price=1)
        self.assertRefused(self.tea.product_tmpl_id, name="Mine")
        self.assertRefused(self.tea.product_tmpl_id, list_price=1, standard_price=1)
        self.assertRefused(self.tea.product_tmpl_id, active=False)

    def test_others_do_not_take_shared_products_over(self):
        company = self.north.company_id
        self.assertRefused(self.tea.product_tmpl_id, company_id=company.id)

    def test_others_do_not_delete_shared_products(self):
        for record in (self.tea, self.tea.product_tmpl_id):
            with self.assertRaises(AccessError):
                self.as_user(record, self.admin).unlink()

    def test_others_make_no_shared_products(self):
        with self.assertRaises(AccessError):
            self.model_as("product.template", self.admin).create(
                {"name": "For all", "company_id": False}
            )

    def test_a_variant_is_not_put_under_a_shared_product(self):
        with self.assertRaises(AccessError):
            self.model_as("product.product", self.admin).create(
                {"product_tmpl_id": self.tea.product_tmpl_id.id}
            )

    def test_barcodes_of_shared_products_are_the_brands(self):
        values = {
            "product_id": self.tea.id,
            "uom_id": self.env.ref("uom.product_uom_dozen").id,
            "barcode": "DOZEN",
        }
        with self.assertRaises(AccessError):
            self.model_as("product.uom", self.admin).create(values)
        barcode = self.env["product.uom"].create(values)
        self.assertRefused(barcode, barcode="OTHER")
        own = self.env["product.uom"].create(
            values | {"product_id": self.own.id, "barcode": "OWN"}
        )
        self.assertRefused(own, product_id=self.tea.id)

    def test_prices_of_attributes_of_shared_products_are_the_brands(self):
        attribute = self.env["product.attribute"].create(
            {
                "name": "Size",
                "value_ids": [(0, 0, {"name": "L"}), (0, 0, {"name": "S"})],
            }
        )
        line = self.env["product.template.attribute.line"].create(
            {
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                "attribute_id": attribute.id,
                "value_ids": attribute.value_ids.ids,
            }
        )
        self.assertRefused(line.product_template_value_ids[0], price_extra=-4)
        self.assertRefused(line, value_ids=attribute.value_ids[:1].ids)

    # Own products

    def test_an_enterprise_keeps_its_own_products(self):
        own = self.as_user(self.own, self.admin)
        own.write({"list_price": 3, "name": "Ours", "barcode": "OURS"})
        self.assertEqual(self.own.product_tmpl_id.name, "Ours")
        own.product_tmpl_id.unlink()
        self.assertFalse(self.own.exists())

    def test_new_products_are_the_enterprises_own(self):
        for model in ("product.product", "product.template"):
            made = self.model_as(model, self.admin).create({"name": "New"})
            self.assertEqual(made.company_id, self.north.company_id)

    def test_own_products_are_not_given_to_all(self):
        self.assertRefused(self.own.product_tmpl_id, company_id=False)
        self.assertRefused(
            self.own.product_tmpl_id, company_id=self.south.company_id.id
        )

    def test_rivals_do_not_see_them(self):
        self.assertFalse(self.seen_by(self.enterprise_admins[self.south], self.own))

    def test_the_brand_does_not_change_an_enterprises_products(self):
        self.assertRefused(self.own, self.keeper, list_price=1)

    # Values of each enterprise on shared products

    def test_an_enterprise_has_its_own_cost_of_shared_products(self):
        for record in (self.tea, self.tea.product_tmpl_id):
            self.as_user(record, self.admin).standard_price = 2.5
            cost = self.tea.with_company(self.north.company_id).standard_price
            self.assertEqual(cost, 2.5)
            self.assertFalse(self.tea.with_company(self.company).standard_price)
            self.as_user(record, self.admin).standard_price = 0

    def test_an_enterprise_has_its_own_accounts_of_shared_products(self):
        for record in (self.tea.product_tmpl_id, self.tea):
            self.as_user(record, self.admin).responsible_id = self.admin
            template = self.tea.product_tmpl_id
            ours = template.with_company(self.north.company_id)
            self.assertEqual(ours.responsible_id, self.admin)
            self.assertNotEqual(
                template.with_company(self.company).responsible_id, self.admin
            )
            self.as_user(record, self.admin).responsible_id = False

    def test_an_enterprise_has_its_own_accounts_of_shared_categories(self):
        category = self.env["product.category"].create({"name": "Tea"})
        self.as_user(category, self.admin).property_cost_method = "average"
        ours = category.with_company(self.north.company_id)
        self.assertEqual(ours.property_cost_method, "average")
        self.assertRefused(category, name="Mine")

    def test_nobody_writes_the_cost_of_another_enterprise(self):
        foreign = self.tea.with_user(self.admin).with_context(
            allowed_company_ids=self.south.company_id.ids
        )
        with self.assertRaises(AccessError):
            foreign.standard_price = 9

    def test_nobody_writes_the_cost_of_a_product_that_is_hidden(self):
        rival = self.enterprise_admins[self.south]
        self.assertRefused(self.own, rival, standard_price=9)

    def test_roles_that_change_no_products_change_no_cost(self):
        for role in ("salesperson", "warehouse", "customer_service"):
            with self.subTest(role):
                user = self.create_staff(self.north.company_id, role)
                self.assertRefused(self.tea, user, standard_price=9)

    # What else is shared

    def test_shared_words_are_the_brands(self):
        category = self.env["product.category"].create({"name": "Tea"})
        brand = self.env["product.brand"].create({"name": "Tea House"})
        unit = self.env.ref("uom.product_uom_dozen")
        tag = self.env["product.tag"].create({"name": "New"})
        attribute = self.env["product.attribute"].create({"name": "Size"})
        for record in (category, brand, unit, tag, attribute):
            self.assertRefused(record, name="Mine")
            self.as_user(record, self.keeper).name = "Ours"
        for model in (
            "product.attribute",
            "product.brand",
            "product.category",
            "product.tag",
        ):
            with self.assertRaises(AccessError):
                self.model_as(model, self.admin).create({"name": "New"})

    def test_purchase_prices_without_a_company_are_the_brands(self):
        price = self.env["product.supplierinfo"].create(
            {
                "partner_id": self.company.partner_id.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                "company_id": False,
            }
        )
        self.assertRefused(price, price=1)
        self.as_user(price, self.keeper).price = 2
        own = self.model_as("product.supplierinfo", self.admin).create(
            {
                "partner_id": self.company.partner_id.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
            }
        )
        self.assertEqual(own.company_id, self.north.company_id)

    def test_everybody_adds_units_for_own_goods(self):
        unit = self.model_as("uom.uom", self.admin).create(
            {
                "name": "Case of 15",
                "relative_factor": 15,
                "relative_uom_id": self.tea.uom_id.id,
            }
        )
        self.as_user(self.own, self.admin).product_tmpl_id.uom_ids = unit
        self.assertRefused(unit, relative_factor=16)

    # Who is the brand

    def test_an_enterprise_that_loses_its_upstream_is_not_the_brand(self):
        self.north.parent_id = False
        self.assertRefused(self.tea, list_price=1)

    def test_a_brand_that_gets_an_upstream_keeps_nothing_for_all(self):
        tea = self.as_user(self.tea, self.keeper)
        tea.list_price = 6
        group = self.create_node("Group", "brand")
        self.brand.parent_id = group
        self.assertRefused(self.tea, self.keeper, list_price=1)

    def test_system_administrators_change_everything(self):
        boss = self.create_system_admin()
        self.as_user(self.tea, boss).list_price = 8
        made = self.model_as("product.template", boss).create({"name": "Cola"})
        self.assertFalse(made.company_id)
