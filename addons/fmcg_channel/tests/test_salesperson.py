from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestSalesperson(EnterpriseCase):
    open_enterprises = ("north", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.create_staff(cls.north.company_id, "salesperson")
        cls.colleague = cls.create_staff(
            cls.north.company_id, "salesperson", login="colleague@test.example"
        )
        cls.product = cls.create_product()
        cls.own = cls.order_of(cls.lake, cls.seller)
        cls.others = cls.order_of(cls.hill, cls.colleague)
        cls.foreign = cls.create_order(
            cls.south.company_id, cls.coast.partner_id, cls.product
        )

    @classmethod
    def order_of(cls, node, user):
        return cls.create_order(
            cls.north.company_id, node.partner_id, cls.product, user_id=user.id
        )

    def test_own_orders_are_found(self):
        self.assertEqual(self.seen_by(self.seller, self.own), self.own)

    def test_orders_of_a_colleague_are_not_found(self):
        self.assertFalse(self.seen_by(self.seller, self.others))

    def test_orders_of_a_colleague_are_not_read(self):
        with self.assertRaises(AccessError):
            self.as_user(self.others, self.seller).read(["name"])

    def test_orders_of_a_colleague_are_not_changed(self):
        with self.assertRaises(AccessError):
            self.as_user(self.others, self.seller).note = "Mine"

    def test_orders_of_another_enterprise_are_not_found(self):
        self.assertFalse(self.seen_by(self.seller, self.foreign))

    def test_lines_of_a_colleague_are_not_found(self):
        self.assertFalse(self.seen_by(self.seller, self.others.order_line))

    def test_the_administrator_finds_the_orders_of_all_salespeople(self):
        admin = self.enterprise_admins[self.north]
        self.assertEqual(
            self.seen_by(admin, self.own + self.others), self.own + self.others
        )

    def test_the_administrator_finds_no_order_of_another_enterprise(self):
        admin = self.enterprise_admins[self.north]
        self.assertFalse(self.seen_by(admin, self.foreign))

    def test_customer_service_finds_the_orders_of_all_salespeople(self):
        service = self.create_staff(self.north.company_id, "customer_service")
        self.assertEqual(
            self.seen_by(service, self.own + self.others), self.own + self.others
        )

    def test_customer_service_finds_no_order_of_another_enterprise(self):
        service = self.create_staff(self.north.company_id, "customer_service")
        self.assertFalse(self.seen_by(service, self.foreign))

    def test_the_upstream_finds_no_order_of_its_distributor(self):
        brand_admin = self.create_staff(self.company, "enterprise_admin")
        self.assertFalse(self.seen_by(brand_admin, self.own + self.foreign))

    def test_a_salesperson_enters_an_order(self):
        order = self.model_as("sale.order", self.seller).create(
            {"partner_id": self.lake.partner_id.id}
        )
        self.assertEqual(order.user_id, self.seller)

    def test_a_salesperson_confirms_the_own_order(self):
        self.as_user(self.own, self.seller).action_confirm()
        self.assertEqual(self.own.state, "sale")
