from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestParties(OrderCase):
    """Who buys from whom under which agreement, and the service of all entrances."""

    def test_parties_follow_from_customer_and_company(self):
        order = self.enter_order()
        self.assertRecordValues(
            order.sudo(),
            [
                {
                    "buyer_node_id": self.lake_shop.id,
                    "seller_node_id": self.lake.id,
                    "agreement_id": self.agreement.id,
                    "user_id": self.seller.id,
                }
            ],
        )

    def test_contact_of_the_customer_orders_for_it(self):
        order = self.enter_order(partner=self.buyer.partner_id)
        self.assertEqual(order.sudo().buyer_node_id, self.lake_shop)

    def test_sale_outside_of_the_channel_has_no_parties(self):
        passer_by = self.env["res.partner"].create(
            {"name": "Passer", "company_id": self.lake_company.id}
        )
        order = self.enter_order(partner=passer_by)
        self.assertFalse(order.buyer_node_id or order.seller_node_id)

    def test_agreement_brings_warehouse(self):
        second = self.env["stock.warehouse"].create(
            {"name": "Second", "code": "W2", "company_id": self.lake_company.id}
        )
        self.agreement.warehouse_id = second
        self.assertEqual(self.enter_order().warehouse_id, second)

    def test_finding_agreements_takes_the_same_queries_for_many_orders(self):
        Order = self.model_as("sale.order", self.seller)
        values = {"partner_id": self.lake_shop.partner_id.id}
        few, many = Order.create([values] * 2), Order.create([values] * 40)
        counts = []
        for orders in (few.sudo(), many.sudo()):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            self.env.add_to_compute(orders._fields["agreement_id"], orders)
            orders._recompute_recordset(["agreement_id"])
            counts.append(self.env.cr.sql_log_count - start)
        self.assertEqual(counts[0], counts[1])

    def test_service_places_and_submits_an_order(self):
        Order = self.model_as("sale.order", self.buyer)
        order = Order._place_channel_order(self.agreement, {self.tea: 3}, key="k-1")
        self.assertEqual(order.channel_stage, "confirmed")
        self.assertEqual(order.submitted_by_id, self.buyer)

    def test_service_returns_the_same_order_for_the_same_key(self):
        Order = self.model_as("sale.order", self.buyer)
        first = Order._place_channel_order(self.agreement, {self.tea: 3}, key="k-2")
        again = Order._place_channel_order(self.agreement, {self.tea: 3}, key="k-2")
        self.assertEqual(first, again)

    def test_service_refuses_an_empty_order(self):
        Order = self.model_as("sale.order", self.buyer)
        with self.assertRaisesRegex(UserError, "Quantity"):
            Order._place_channel_order(self.agreement, {self.tea: 0})

    def test_service_orders_by_product_and_unit(self):
        case = self.create_case(self.tea)
        Order = self.model_as("sale.order", self.buyer)
        order = Order._place_channel_order(
            self.agreement, {self.tea: 3, (self.tea, case): 2, (self.water, case): 0}
        )
        lines = order.sudo().order_line
        self.assertEqual(lines.product_uom_id, self.tea.uom_id | case)
        self.assertEqual(lines.mapped("product_uom_qty"), [3, 2])
        self.assertEqual(lines[1].price_unit, lines[0].price_unit * 24)

    def test_service_refuses_units_of_other_products(self):
        case = self.create_case(self.tea)
        Order = self.model_as("sale.order", self.buyer)
        with self.assertRaisesRegex(UserError, "Unit of Water: it is not sold by Case"):
            Order._place_channel_order(self.agreement, {(self.water, case): 1})

    def create_case(self, product):
        case = self.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": product.uom_id.id,
            }
        )
        product.uom_ids = case
        return case

    def test_another_salesperson_does_not_find_the_order(self):
        order = self.enter_order()
        other = self.create_staff(
            self.lake_company, "salesperson", login="other@test.example"
        )
        self.assertFalse(self.seen_by(other, order))
        with self.assertRaises(AccessError):
            self.as_user(order, other).write({"note": "mine"})

    def test_upstream_staff_do_not_find_the_order(self):
        order = self.enter_order()
        self.assertFalse(self.seen_by(self.enterprise_admins[self.north], order))

    def test_portal_seller_reads_what_its_customers_bought(self):
        order = self.confirmed_order()
        boss = self.create_portal_user(self.lake, role="portal_seller")
        self.assertTrue(self.seen_by(boss, order))

    def test_portal_buyer_of_the_seller_does_not_read_its_sales(self):
        order = self.confirmed_order()
        clerk = self.create_portal_user(self.lake)
        self.assertFalse(self.seen_by(clerk, order))
