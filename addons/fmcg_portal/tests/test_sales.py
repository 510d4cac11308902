from odoo.tests import tagged

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestSales(PortalCase):
    """What a distributor who works in the portal sees of its own customers."""

    def test_seller_sees_its_customers_orders(self):
        mine = self.enter() | self.enter(self.sibling, self.sibling_agreement)
        theirs = self.enter(
            self.competitor, self.coast_agreement, {self.coast_only: 1}
        )
        self.log_in(self.seller)
        self.assertIn('href="/my/sales"', self.get("/my").text)
        page = self.get("/my/sales").text
        for order in mine:
            self.assertIn(order.name, page)
        self.assertIn("Lake Corner Shop", page)
        self.assertNotIn(f"/my/orders/{theirs.id}", page)
        self.assertNotIn("Coast Corner Shop", page)

    def test_seller_opens_a_customers_order(self):
        order = self.enter()
        self.log_in(self.seller)
        page = self.get(f"/my/orders/{order.id}").text
        self.assertIn("o_fmcg_way", page)
        self.assertIn("Lake Corner Shop", page)
        self.assertNotIn("o_receipt_form", page)

    def test_sales_are_not_purchases(self):
        order = self.enter()
        self.log_in(self.seller)
        self.assertNotIn(order.name, self.get("/my/orders").text)

    def test_upstream_sees_no_documents(self):
        order = self.enter()
        self.log_in(self.upstream)
        self.assertNotIn(order.name, self.get("/my/sales").text)

    def test_buyer_has_no_sales(self):
        self.enter()
        self.log_in(self.buyer)
        response = self.get("/my/sales")
        self.assertTrue(response.url.endswith("/my"))
