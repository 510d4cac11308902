from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import PricingCase


@tagged("post_install", "-at_install")
class TestOrderPrices(PricingCase):
    def test_lines_are_priced_by_the_chain(self):
        own = self.create_list("Own", "merge", [(self.tea, 4.0)])
        self.agreement.pricelist_id = own
        order = self.create_sale([(self.tea, 3), (self.water, 5)])
        self.assertEqual(order.order_line.mapped("price_unit"), [4.0, 2.0])
        self.assertEqual(
            order.order_line.pricelist_item_id,
            own.item_ids + self.base_list.item_ids,
        )

    def test_quantity_and_unit_are_followed(self):
        self.agreement.pricelist_id = self.create_list(
            "Own",
            "merge",
            [(self.tea, 4.5, 0), (self.tea, 4.0, 10), (self.tea, 90.0, 1, self.case)],
        )
        order = self.create_sale([(self.tea, 9)])
        line = order.order_line
        self.assertEqual(line.price_unit, 4.5)
        line.product_uom_qty = 10
        self.assertEqual(line.price_unit, 4.0)
        line.product_uom_id = self.case
        self.assertEqual(line.price_unit, 90.0)

    def test_quotes_of_a_client_are_none(self):
        line = self.create_sale([(self.tea, 1)]).order_line
        price = line._get_pricelist_price()
        for sent in (5, "x", [line.id], {line.id: {"price": 0.01}}):
            with self.subTest(sent):
                forged = line.with_context(channel_quotes=sent)
                self.assertEqual(forged._get_pricelist_price(), price)

    def test_a_list_chosen_on_the_order_is_asked_first(self):
        special = self.create_list("Fair", "merge", [(self.tea, 3.0)])
        order = self.create_sale(
            [(self.tea, 1), (self.water, 1)], pricelist_id=special.id
        )
        self.assertEqual(order.order_line.mapped("price_unit"), [3.0, 2.0])

    def test_a_product_without_a_price_is_marked(self):
        self.base_list.item_ids.unlink()
        order = self.create_sale([(self.tea, 1)])
        self.assertEqual(order.order_line.price_unit, 0.0)
        self.assertTrue(order.order_line._lacks_price())

    def test_a_price_typed_by_hand_is_a_price(self):
        self.base_list.item_ids.unlink()
        order = self.create_sale([(self.tea, 1)])
        order.order_line.price_unit = 4.2
        self.assertFalse(order.order_line._lacks_price())
        order.order_line.product_uom_qty = 2
        self.assertEqual(order.order_line.price_unit, 4.2)

    def test_the_form_prices_what_is_typed(self):
        self.agreement.pricelist_id = self.create_list(
            "Own", "merge", [(self.tea, 4.0, 0), (self.tea, 3.0, 50)]
        )
        with Form(self.model_as("sale.order", self.seller)) as form:
            form.partner_id = self.lake_shop.partner_id
            with form.order_line.new() as line:
                line.product_id = self.tea
                self.assertEqual(line.price_unit, 4.0)
                line.product_uom_qty = 60
                self.assertEqual(line.price_unit, 3.0)

    def test_a_shown_discount_is_that_of_the_rule(self):
        self.env.user.group_ids |= self.env.ref("sale.group_discount_per_so_line")
        self.env.ref("base.group_user").implied_ids |= self.env.ref(
            "sale.group_discount_per_so_line"
        )
        rule = {
            "applied_on": "3_global",
            "compute_price": "percentage",
            "percent_price": 20,
        }
        self.agreement.pricelist_id = self.create_list("Own", item_ids=[(0, 0, rule)])
        line = self.create_sale([(self.tea, 1)]).order_line
        self.assertEqual((line.price_unit, line.discount), (5.0, 20.0))

    def test_sales_outside_of_the_channel_are_priced_as_in_core(self):
        passer_by = self.env["res.partner"].create(
            {"name": "Passer", "company_id": self.lake_company.id}
        )
        order = self.create_sale([(self.tea, 1)], partner_id=passer_by.id)
        self.assertEqual(order.order_line.price_unit, 5.0)

    def test_the_catalogue_shows_the_buyer_s_prices(self):
        self.agreement.pricelist_id = self.create_list("Own", "merge", [(self.tea, 4.0)])
        self.base_list.item_ids.unlink()
        order = self.create_sale([])
        data = order._get_product_catalog_order_data(self.tea + self.water)
        self.assertEqual(data[self.tea.id]["price"], 4.0)
        self.assertTrue(data[self.water.id]["readOnly"])
        self.assertIn("No price list", data[self.water.id]["warning"])

    def test_prices_are_updated_by_core_s_button(self):
        order = self.create_sale([(self.tea, 1)])
        self.agreement.extra_pricelist_ids = self.create_list(
            "New", "merge", [(self.tea, 4.0)]
        )
        order._recompute_prices()
        self.assertEqual(order.order_line.price_unit, 4.0)

    def test_pricing_an_order_takes_no_more_queries_for_more_lines(self):
        products = self.tea + self.water
        for number in range(498):
            products |= self.create_product(f"Product {number}")
        self.agreement.pricelist_id = self.create_list(
            "Own", "merge", [(product, 3.0, 2) for product in products]
        )
        counts = []
        for size in (10, 500):
            order = self.create_sale([(product, 2) for product in products[:size]])
            order = order.sudo()
            self.env.flush_all()
            self.env.invalidate_all()
            order.order_line.mapped("product_id.uom_id.factor")
            before = self.env.cr.sql_log_count
            order.order_line._get_quotes()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_an_order_of_two_customers_lists_is_priced_each_by_its_own(self):
        other = self.create_node("Second Shop", "retail", self.lake)
        agreement = self.create_agreement(self.lake_company, other)
        agreement.pricelist_id = self.create_list("Theirs", "merge", [(self.tea, 1.5)])
        orders = self.env["sale.order"].create(
            [
                {
                    "partner_id": node.partner_id.id,
                    "company_id": self.lake_company.id,
                    "order_line": [Command.create({"product_id": self.tea.id})],
                }
                for node in (self.lake_shop, other)
            ]
        )
        self.assertEqual(orders.order_line.mapped("price_unit"), [5.0, 1.5])
