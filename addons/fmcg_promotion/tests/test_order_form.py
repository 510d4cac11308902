from odoo.tests import Form, tagged

from .order_common import PromotionOrderCase


@tagged("post_install", "-at_install")
class TestOrderForm(PromotionOrderCase):
    """The web client sends back what the form computed: that is not a change by hand."""

    def form_of(self, order):
        return Form(order.with_context(default_company_id=self.lake_company.id))

    def test_a_new_order_shows_what_saving_will_bring(self):
        self.amount_off(100, 10)
        with Form(self.model_as("sale.order", self.seller)) as form:
            form.partner_id = self.lake_shop.partner_id
            with form.order_line.new() as line:
                line.product_id = self.tea
                line.product_uom_qty = 20
            self.assertIn("Preview", str(form.promotion_why))
        order = form.record
        self.assertEqual(order.amount_total, 90)
        self.assertNotIn("Preview", str(order.promotion_why))

    def test_another_quantity_gets_the_list_price_and_its_benefit(self):
        self.create_promotion(
            "line_amount",
            [{"amount": 1}],
            amount_per="product",
            product_ids=self.tea.ids,
        )
        self.add_price(self.base_list, self.tea, 4.0, 50)
        order = self.create_sale([(self.tea, 7)])
        with self.form_of(order) as form, form.order_line.edit(0) as line:
            line.product_uom_qty = 50
            self.assertEqual(line.price_unit, 4)
        line = order.order_line
        self.assertEqual(line.price_subtotal, 199)
        self.assertFalse(line.sudo().promotion_by_hand)
        with self.form_of(order) as form, form.order_line.edit(0) as line:
            line.product_uom_qty = 7
        self.assertEqual(order.order_line.price_subtotal, 34)

    def test_a_price_that_equals_the_former_benefit_is_taken_as_it_is(self):
        """The list falls to exactly what the promotion had made of the price."""
        self.create_promotion(
            "line_amount",
            [{"amount": 1}],
            uom_id=self.piece.id,
            product_ids=self.tea.ids,
        )
        self.add_price(self.base_list, self.tea, 4.0, 50)
        order = self.create_sale([(self.tea, 7)])
        with self.form_of(order) as form, form.order_line.edit(0) as line:
            line.product_uom_qty = 50
        self.assertEqual(order.order_line.price_subtotal, 150)

    def test_a_discount_that_is_typed_is_marked(self):
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        order = self.create_sale([(self.tea, 20)])
        order.order_line.write({"discount": 3})
        self.assertEqual(order.amount_total, 97)
        self.assertTrue(order.order_line.sudo().promotion_by_hand)

    def test_saving_a_form_again_changes_nothing(self):
        self.amount_off(100, 10)
        self.buy_get(self.tea, 10, self.mug)
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        order = self.create_sale([(self.tea, 25), (self.water, 9)])
        before = order.order_line.sudo().read(
            ["price_unit", "discount", "product_uom_qty", "promotion_terms"]
        )
        with self.form_of(order) as form:
            form.client_order_ref = "PO 1"
        after = order.order_line.sudo().read(
            ["price_unit", "discount", "product_uom_qty", "promotion_terms"]
        )
        self.assertEqual(before, after)


@tagged("post_install", "-at_install")
class TestQueries(PromotionOrderCase):
    def count(self, order, quantity):
        lines = self.line_of(order, order.order_line.product_id - self.mug)
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        order.write(
            {
                "order_line": [
                    (1, line.id, {"product_uom_qty": quantity}) for line in lines[:5]
                ]
            }
        )
        self.env.flush_all()
        return self.env.cr.sql_log_count - start

    def line_of(self, order, products):
        return order.order_line.filtered(
            lambda line: line.product_id in products and not line.promotion_role
        )

    def test_the_number_of_queries_does_not_grow_with_the_lines(self):
        products = self.tea.browse()
        for number in range(60):
            products |= self.create_product(f"Goods {number}", list_price=5.0)
        for product in products:
            self.add_price(self.base_list, product, 5.0)
        self.create_promotion("line_percent", [{"percent": 10}])
        self.amount_off(100, 10)
        self.buy_get(products[0], 10, self.mug)
        few = self.create_sale([(product, 12) for product in products[:6]])
        many = self.create_sale([(product, 12) for product in products])
        for order in (few, many):  # whatever is cached for ever
            self.count(order, 13)
        self.assertLessEqual(self.count(many, 14), self.count(few, 14) + 2)
