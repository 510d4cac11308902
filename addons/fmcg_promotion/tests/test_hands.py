from odoo.tests import Form, tagged

from .order_common import PromotionOrderCase


@tagged("post_install", "-at_install")
class TestHands(PromotionOrderCase):
    """A typed price is one for its product and unit; a typed discount for its product."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.config.settings"].create(
            {"group_discount_per_so_line": True}
        ).execute()
        cls.create_promotion("line_percent", [{"percent": 10}], product_ids=cls.goods().ids)

    @classmethod
    def goods(cls):
        return cls.tea + cls.water

    def order(self, quantity=10):
        """Of tea, at 4.50 with its promotion."""
        order = self.create_sale([(self.tea, quantity)])
        self.assertEqual(order.amount_total, quantity * 4.5)
        return order

    def form_of(self, order):
        return Form(order.with_context(default_company_id=self.lake_company.id))

    def assert_not_by_hand(self, order, total):
        self.assertEqual(order.amount_total, total)
        self.assertFalse(order.order_line.sudo().promotion_by_hand)
        self.assertFalse(order.order_line.sudo()._is_price_by_hand())

    def test_another_product_is_priced_by_its_list(self):
        order = self.order()
        order.order_line.price_unit = 3
        self.assertEqual(order.amount_total, 30)
        order.order_line.product_id = self.water
        self.assert_not_by_hand(order, 18)

    def test_another_product_typed_in_the_form(self):
        order = self.order()
        order.order_line.price_unit = 3
        with self.form_of(order) as form, form.order_line.edit(0) as line:
            line.product_id = self.water
            self.assertEqual(line.price_unit, 2)
        self.assert_not_by_hand(order, 18)

    def test_another_product_of_an_order_that_got_its_price_when_entered(self):
        order = self.order()
        order.write({"order_line": [(5,)]})
        order.write(
            {
                "order_line": [
                    (0, 0, {"product_id": self.tea.id, "price_unit": 3, "product_uom_qty": 10})
                ]
            }
        )
        self.assertEqual(order.amount_total, 30)
        order.order_line.product_id = self.water
        self.assert_not_by_hand(order, 18)

    def test_another_product_forgets_a_typed_discount(self):
        order = self.order()
        order.order_line.discount = 5
        self.assertEqual(order.amount_total, 47.5)
        order.order_line.product_id = self.water
        self.assert_not_by_hand(order, 18)

    def test_the_same_product_again_changes_nothing(self):
        order = self.order()
        order.order_line.price_unit = 3
        order.order_line.write(
            {"product_id": self.tea.id, "product_uom_id": self.tea.uom_id.id}
        )
        self.assertEqual(order.amount_total, 30)
        self.assertTrue(order.order_line.sudo().promotion_by_hand)

    def test_another_product_with_a_price_of_its_own(self):
        order = self.order()
        order.order_line.write({"product_id": self.water.id, "price_unit": 1})
        self.assertEqual(order.amount_total, 10)
        self.assertTrue(order.order_line.sudo()._is_price_by_hand())

    def test_another_quantity_keeps_a_typed_discount(self):
        order = self.order()
        order.order_line.discount = 5
        order.order_line.product_uom_qty = 20
        self.assertEqual((order.order_line.discount, order.amount_total), (5, 95))
        self.assertTrue(order.order_line.sudo().promotion_by_hand)

    def test_another_quantity_in_the_form_keeps_a_typed_discount(self):
        order = self.order()
        order.order_line.discount = 5
        with self.form_of(order) as form, form.order_line.edit(0) as line:
            line.product_uom_qty = 20
            self.assertEqual(line.discount, 5)
        self.assertEqual((order.order_line.discount, order.amount_total), (5, 95))

    def test_another_quantity_keeps_a_typed_price(self):
        order = self.order()
        order.order_line.price_unit = 3
        order.order_line.product_uom_qty = 20
        self.assertEqual(order.amount_total, 60)
        self.assertTrue(order.order_line.sudo().promotion_by_hand)

    def test_another_unit_is_priced_by_its_list(self):
        order = self.order()
        order.order_line.price_unit = 3
        order.order_line.product_uom_id = self.case
        self.assert_not_by_hand(order, 24 * 45)

    def test_another_unit_in_the_form(self):
        order = self.order()
        order.order_line.price_unit = 3
        with self.form_of(order) as form, form.order_line.edit(0) as line:
            line.product_uom_id = self.case
            self.assertEqual(line.price_unit, 120)
        self.assert_not_by_hand(order, 24 * 45)
