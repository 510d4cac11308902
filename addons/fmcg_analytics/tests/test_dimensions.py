from ast import literal_eval

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.common import OrderCase


@tagged("post_install", "-at_install")
class TestDimensions(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key_account = cls.create_grade(cls.lake_company)
        cls.agreement.grade_id = cls.key_account
        cls.lake_shop.territory_id = cls.district

    def group_by(self, model, user, field, aggregate):
        rows = self.model_as(model, user)._read_group(
            [("product_id", "=", self.tea.id)], [field], [aggregate]
        )
        return {key.sudo().display_name: value for key, value in rows}

    def test_sales_by_each_dimension(self):
        self.confirmed_order(quantity=10)
        self.env.flush_all()
        for field, record in (
            ("buyer_node_id", self.lake_shop),
            ("seller_node_id", self.lake),
            ("buyer_tier_id", self.tier("retail")),
            ("buyer_territory_id", self.district),
            ("buyer_grade_id", self.key_account),
        ):
            with self.subTest(field):
                rows = self.group_by(
                    "sale.report", self.seller, field, "product_uom_qty:sum"
                )
                self.assertEqual(rows, {record.display_name: 10.0})

    def test_shipments_by_each_dimension_for_the_warehouse(self):
        order = self.confirmed_order(quantity=10)
        self.ship(order)
        for field, record in (
            ("buyer_node_id", self.lake_shop),
            ("buyer_tier_id", self.tier("retail")),
            ("buyer_territory_id", self.district),
            ("buyer_grade_id", self.key_account),
        ):
            with self.subTest(field):
                rows = self.model_as("stock.move", self.keeper)._read_group(
                    [
                        ("product_id", "=", self.tea.id),
                        ("location_dest_id.usage", "=", "customer"),
                        ("state", "=", "done"),
                    ],
                    [field],
                    ["product_qty:sum"],
                )
                self.assertEqual(rows, [(record.with_env(rows[0][0].env), 10.0)])

    def moves_by_filter(self, name):
        """Sums of quantities by buyer, of finished moves that a filter finds."""
        view = self.env.ref("fmcg_analytics.stock_move_view_search")
        (node,) = etree.fromstring(view.arch).xpath(f"//filter[@name='{name}']")
        domain = [("state", "=", "done"), ("product_id", "=", self.tea.id)]
        domain += literal_eval(node.get("domain"))
        rows = self.env["stock.move"]._read_group(
            domain, ["buyer_node_id"], ["product_qty:sum"]
        )
        return {node.name: quantity for node, quantity in rows}

    def test_shipments_to_shops_and_to_enterprises(self):
        """Goods for an enterprise go through transit, not to a customer's location."""
        self.ship(self.confirmed_order(quantity=10))
        self.put_in_stock(self.north.company_id, self.tea, 100)
        order = self.create_order(
            self.north.company_id, self.lake.partner_id, self.tea, quantity=30
        )
        order.action_confirm()
        for code in ("internal", "outgoing"):
            order.picking_ids.filtered(
                lambda p, c=code: p.picking_type_id.code == c
            ).button_validate()
        self.assertEqual(
            self.moves_by_filter("to_customers"),
            {"Lake Corner Shop": 10.0, "Lake Wholesale": 30.0},
        )
        self.assertFalse(self.moves_by_filter("from_customers"))

    def test_returns(self):
        order = self.confirmed_order(quantity=10)
        self.ship(order)
        self.take_back(order, 4).button_validate()
        found = self.moves_by_filter("from_customers")
        self.assertEqual(found, {"Lake Corner Shop": 4.0})

    def test_subtree_filter_finds_sales_below_a_node(self):
        self.confirmed_order()
        self.env.flush_all()
        found = self.model_as("sale.report", self.seller).search_count(
            [("buyer_node_id", "child_of", self.lake.id)]
        )
        self.assertEqual(found, 2)

    def test_upstream_and_sibling_see_nothing_of_it(self):
        self.confirmed_order()
        self.env.flush_all()
        for node in (self.north,):
            boss = self.enterprise_admins[node]
            self.assertFalse(self.model_as("sale.report", boss).search_count([]))

    def test_warehouse_has_no_sales_analysis(self):
        with self.assertRaises(AccessError):
            self.model_as("sale.report", self.keeper).search([])

    def test_finance_and_customer_service_see_the_whole_enterprise(self):
        self.confirmed_order()
        self.env.flush_all()
        for user in (self.accountant, self.service):
            with self.subTest(user.name):
                self.assertTrue(self.model_as("sale.report", user).search_count([]))
