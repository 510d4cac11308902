from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tests import Form, tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries
from odoo.addons.fmcg_order.tests.common import OrderCase


class CatalogGateCase(OrderCase):
    def unlist(self, product, **values):
        return self.env["channel.listing"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": product.product_tmpl_id.id,
                "is_listed": False,
                "date_start": False,
                **values,
            }
        )

    def limit(self, product, **limits):
        return self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": product.product_tmpl_id.id,
                **limits,
            }
        )

    def ration(self, product, quantity):
        return self.env["channel.quota"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": product.product_tmpl_id.id,
                "quantity": quantity,
                "scope": "each",
                "period": "once",
            }
        )

    def codes(self, order):
        return [blocker.code for blocker in order._collect_blockers()]


@tagged("post_install", "-at_install")
class TestCatalogGate(CatalogGateCase):
    def test_unlisted_products_are_named_with_their_lines(self):
        self.unlist(self.tea)
        order = self.enter_order()
        (blocker,) = order._collect_blockers()
        self.assertEqual(blocker.code, "not_listed")
        self.assertEqual(blocker.line_ids, order.order_line[0]._ids)
        self.assertIn("Tea", blocker.message)
        self.assertNotIn("Water", blocker.message)

    def test_an_order_with_an_unlisted_product_is_held(self):
        self.unlist(self.tea)
        order = self.enter_order()
        order.action_submit()
        self.assertEqual(order.channel_stage, "held")
        order.order_line[0].unlink()
        order.action_ask_gate()
        self.assertEqual(order.channel_stage, "confirmed")

    def test_what_the_supplier_withholds_is_not_listed(self):
        self.unlist(self.tea, company_id=self.north.company_id.id)
        self.assertEqual(self.codes(self.enter_order()), ["not_listed"])

    def test_freight_needs_no_listing(self):
        self.lake_company.catalog_default = "unlisted"
        for product in self.tea + self.water:
            self.unlist(product, is_listed=True)
        order = self.enter_order()
        freight = self.create_product("Freight", type="service", is_storable=False)
        order.sudo().order_line = [  # as core adds it
            Command.create({"product_id": freight.id, "is_delivery": True})
        ]
        self.assertFalse(self.codes(order))

    def test_confirmed_orders_go_on(self):
        order = self.confirmed_order()
        self.unlist(self.tea)
        self.limit(self.tea, minimum=100)
        self.assertFalse(self.codes(order))
        self.ship(order)
        self.assertEqual(order.channel_stage, "shipped")

    def test_quantities_have_codes_of_their_own(self):
        self.limit(self.tea, minimum=12, multiple=6)
        self.limit(self.water, maximum=5)
        self.assertEqual(
            self.codes(self.enter_order()),
            ["quantity_minimum", "quantity_multiple", "quantity_maximum"],
        )

    def test_quantities_are_rounded_up_on_demand_only(self):
        self.limit(self.tea, minimum=12, multiple=6)
        order = self.enter_order()
        order.action_submit()
        self.assertEqual(order.order_line[0].product_uom_qty, 10)
        self.assertTrue(order.can_round_quantities)
        order.action_round_up_quantities()
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [12, 10])
        self.assertFalse(order.can_round_quantities)
        self.assertFalse(self.codes(order))

    def test_a_maximum_cannot_be_rounded(self):
        self.limit(self.tea, maximum=5)
        self.assertFalse(self.enter_order().can_round_quantities)

    def test_confirmed_orders_are_not_rounded(self):
        order = self.confirmed_order()
        with self.assertRaisesRegex(UserError, "has been confirmed"):
            order.action_round_up_quantities()

    def test_a_used_up_quota_holds_the_order_and_says_what_is_left(self):
        self.ration(self.tea, 15)
        self.confirmed_order()
        order = self.enter_order()
        (blocker,) = order._collect_blockers()
        self.assertEqual(
            (blocker.code, blocker.line_ids), ("quota", order.order_line[0]._ids)
        )
        self.assertIn("5", blocker.message)

    def test_all_reasons_are_said_at_once(self):
        self.unlist(self.tea)
        self.limit(self.water, minimum=12)
        self.ration(self.water, 1)
        self.agreement.min_order_amount = 200
        self.assertEqual(
            self.codes(self.enter_order()),
            ["below_minimum", "not_listed", "quantity_minimum", "quota"],
        )

    def test_programs_that_write_the_state_pass_the_gate(self):
        self.unlist(self.tea)
        order = self.enter_order()
        with self.assertRaisesRegex(UserError, "does not list"):
            order.state = "sale"

    def test_lines_and_order_warn_while_they_are_typed(self):
        self.limit(self.tea, minimum=12)
        form = Form(self.model_as("sale.order", self.seller))
        form.partner_id = self.lake_shop.partner_id
        with form.order_line.new() as line:
            line.product_id = self.tea
            line.product_uom_qty = 10
        self.assertIn("at least 12", form.catalog_warning)
        order = form.save()
        self.assertIn("at least 12", order.order_line.catalog_warning)
        self.assertFalse(self.enter_order().order_line[1].catalog_warning)

    def test_the_catalogue_shows_what_the_customer_may_order(self):
        self.unlist(self.tea)
        order = self.enter_order()
        for domain in (
            order._get_product_catalog_domain(),
            Domain(order._get_channel_products_domain(self.agreement)),
        ):
            found = self.env["product.product"].search(
                domain & Domain("id", "in", (self.tea + self.water).ids)
            )
            self.assertEqual(found, self.water)

    def test_sales_outside_of_the_channel_pass(self):
        self.unlist(self.tea)
        passer_by = self.env["res.partner"].create(
            {"name": "Passer", "company_id": self.lake_company.id}
        )
        self.assertFalse(self.codes(self.enter_order(partner=passer_by)))


@tagged("post_install", "-at_install")
class TestCatalogGateQueries(CountsQueries, CatalogGateCase):
    def order_of(self, number):
        products = self.env["product.product"].create(
            [{"name": f"Product {n}", "type": "consu"} for n in range(number)]
        )
        for product in products:
            self.limit(product, minimum=1)
            self.ration(product, 1000)
        lines = [
            Command.create({"product_id": product.id, "product_uom_qty": 2})
            for product in products
        ]
        return self.model_as("sale.order", self.seller).create(
            {"partner_id": self.lake_shop.partner_id.id, "order_line": lines}
        )

    def test_the_gate_asks_the_same_for_10_and_100_lines(self):
        orders = (self.order_of(10), self.order_of(100))
        # the first time reads what is kept for the whole process
        _first, *counts = [
            self.count_queries(order._collect_catalog_blockers)
            for order in (orders[0], *orders)
        ]
        self.assertEqual(*counts)
        self.assertLess(counts[0], 60)
