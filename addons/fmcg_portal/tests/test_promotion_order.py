from odoo.tests import tagged

from .promotion_common import PortalPromotionCase


@tagged("post_install", "-at_install")
class TestPromotionOrder(PortalPromotionCase):
    """What an order's page says of promotions, and what is ordered again."""

    def order_page(self, order):
        return self.page(f"/my/orders/{order.id}")

    def test_gifts_are_marked_and_money_off_is_shown_by_promotion(self):
        self.percent_off(self.tea, name="Tea week")
        self.amount_off(80, 5, name="Eighty")
        self.buy_get(self.tea, 10, self.mug, name="Ten and one")
        page = self.order_page(self.place())
        self.assertEqual(len(page.find_class("o_order_gift")), 1)
        shown = {
            promotion.find("summary").text_content().split("−")[0].strip(): promotion
            for promotion in page.find_class("o_order_promotion")
        }
        self.assertEqual(len(shown), 3)
        self.assertIn("10.00", shown["Tea week"].find("summary").text_content())
        self.assertIn("5.00", shown["Eighty"].find("summary").text_content())
        self.assertIn("100.00", shown["Eighty"].text_content())
        self.assertEqual(shown["Eighty"].tag, "details")

    def test_the_page_speaks_of_no_budget_and_nobody_else(self):
        self.amount_off(80, 5, name="Both", node_ids=(self.lake_shop + self.other_shop).ids)
        page = self.order_page(self.place()).text_content()
        self.assertNotIn(self.other_shop.name, page)
        self.assertNotIn("budget", page.lower())

    def test_colleagues_see_it_and_siblings_do_not(self):
        self.amount_off(80, 5, name="Eighty")
        order = self.place()
        self.log_in(self.colleague)
        self.assertTrue(self.order_page(order).find_class("o_order_promotion"))
        self.log_in(self.sibling)
        self.assertNotIn("Eighty", self.get(f"/my/orders/{order.id}").text)

    def test_nothing_can_be_edited(self):
        self.lake_company.order_approval_limit = 10
        self.buy_get(self.tea, 10, self.mug)
        order = self.place()
        self.assertEqual(order.state, "sent")
        self.assertFalse(order._can_be_edited_on_portal())
        self.assertFalse(any(line._can_be_edited_on_portal() for line in order.order_line))
        (table,) = self.order_page(order).xpath("//*[@id='sales_order_table']")
        self.assertFalse(table.xpath(".//input | .//button | .//select"))

    def test_gifts_and_discounts_are_not_ordered_again(self):
        self.amount_off(80, 5)
        self.buy_get(self.tea, 10, self.cake)
        order = self.place()
        quantities, missing = order._get_reorder_quantities(self.agreement)
        self.assertEqual(quantities, {(self.tea, self.piece): 20})
        self.assertEqual(missing, [])

    def test_a_gift_does_not_say_in_which_unit_a_product_is_ordered(self):
        self.cake.uom_ids = self.case
        self.buy_get(self.tea, 10, self.cake)
        self.place({self.tea: 10, (self.cake, self.case): 1})
        last = self.agreement._get_last_units(self.cake)
        self.assertEqual(last, {self.cake: self.case})
