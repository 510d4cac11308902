from odoo.tests import tagged

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestChanges(PortalCase):
    """The page of an order says what the seller changed of it."""

    def held_order(self):
        self.lake_company.order_approval_limit = 0
        order = self.enter()
        self.assertEqual(order.state, "sent")
        order.review_ids.sudo().unlink()
        self.lake_company.order_approval_limit = 10000
        return order

    def page(self, order):
        self.log_in(self.buyer)
        return self.get(f"/my/orders/{order.id}").text

    def test_an_order_as_it_was_sent_has_no_table(self):
        order = self.enter()
        self.assertEqual(order.state, "sale")
        self.assertNotIn("Changed by the Seller", self.page(order))

    def test_what_was_changed_is_highlighted_once_it_is_confirmed(self):
        order = self.held_order()
        order.order_line.product_uom_qty = 7
        self.assertNotIn("Changed by the Seller", self.page(order))
        order._process_submitted()
        self.assertEqual(order.state, "sale")
        page = self.page(order)
        self.assertIn("Changed by the Seller", page)
        self.assertRegex(page, r"<s[^>]*>10</s>")
        self.assertRegex(page, r"<strong[^>]*>7</strong>")
