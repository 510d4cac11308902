from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestKeptAddress(EnterpriseCase):
    """Confirmed documents keep the addresses that they were confirmed with."""

    open_enterprises = ("lake",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.entity = cls.lake_shop.partner_id
        cls.entity.write({"street": "Old Street 1", "city": "Lake"})
        cls.tea = cls.create_product()
        cls.put_in_stock(cls.lake_company, cls.tea)

    def confirm(self, **values):
        order = self.create_order(self.lake_company, self.entity, self.tea, **values)
        order.action_confirm()
        return order

    def move_the_shop(self):
        self.entity.write({"name": "New Name", "street": "New Street 2"})
        self.env.flush_all()

    def printed(self, report, record):
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(report, record.ids)
        return html.decode()

    def test_orders_pickings_and_bills_keep_their_address(self):
        # drawing barcodes needs a library that is not everywhere
        Report = self.env.registry["ir.actions.report"]
        self.patch(Report, "barcode", lambda *args, **options: b"bars")
        order = self.confirm()
        order.order_line.qty_delivered = 10
        bill = order._create_invoices()
        bill.action_post()
        picked = order.picking_ids
        self.move_the_shop()
        picked.button_validate()
        shipped = order.picking_ids - picked  # made after the shop has moved
        self.assertEqual(shipped.picking_type_id.code, "outgoing")
        for report, document in (
            ("sale.report_saleorder", order),
            ("stock.report_deliveryslip", shipped),
            ("stock.report_picking", shipped),
            ("account.report_invoice", bill),
        ):
            with self.subTest(report):
                paper = self.printed(report, document)
                self.assertIn("Old Street 1", paper)
                self.assertNotIn("New Street 2", paper)
                self.assertNotIn("New Name", paper)
        self.assertIn("Old Street 1", order.delivery_address)
        for picking in picked | shipped:
            self.assertIn("Lake Corner Shop", picking.delivery_address)

    def test_what_is_not_confirmed_follows(self):
        order = self.create_order(self.lake_company, self.entity, self.tea)
        self.move_the_shop()
        self.assertFalse(order.kept_addresses)
        self.assertIn("New Street 2", self.printed("sale.report_saleorder", order))
        self.assertIn("New Street 2", order.delivery_address)

    def test_the_first_address_stays(self):
        order = self.confirm()
        self.move_the_shop()
        self.entity.street = "Third Street 3"
        self.assertIn("Old Street 1", order.delivery_address)

    def test_a_delivery_address_is_kept_as_well(self):
        yard = self.entity.create(
            {
                "name": "Yard",
                "type": "delivery",
                "street": "Quay 3",
                "parent_id": self.entity.id,
            }
        )
        order = self.confirm(partner_shipping_id=yard.id)
        yard.street = "Pier 4"
        self.move_the_shop()
        self.assertIn("Quay 3", order.delivery_address)
        self.assertIn("Lake Corner Shop, Yard", order.delivery_address)

    def test_a_backorder_goes_where_the_order_was_confirmed_for(self):
        order = self.confirm()
        self.move_the_shop()
        picking = order.picking_ids[:1]
        twin = picking.copy()
        self.assertEqual(twin.sale_id, order)
        self.assertIn("Old Street 1", twin.delivery_address)

    def test_one_statement_for_each_kind_of_document(self):
        self.confirm()
        self.env.flush_all()
        self.move_the_shop()
        for _number in range(3):
            self.confirm()
        few = self.count_queries("Street A")
        for _number in range(6):
            self.confirm()
        self.assertLessEqual(self.count_queries("Street B"), few)

    def count_queries(self, street):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.entity.street = street
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_no_client_says_what_was_kept(self):
        order = self.confirm()
        boss = self.enterprise_admins[self.lake]
        with self.assertRaises(AccessError):
            self.as_user(order, boss).write({"kept_addresses": {"1": {}}})
