from odoo.tests import tagged

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestTour(PortalCase):
    """An outlet orders two products, one by piece and by box, and follows the order."""

    def order_two_products(self):
        self.lake_company.order_approval_limit = 100000
        snacks = [
            self.create_product(f"Snack {index:02}", categ_id=self.category.id)
            for index in range(45)
        ]
        self.tea.uom_ids = self.case
        self.unprice(self.cake, self.env["product.product"].union(*snacks))
        self.set_prices(
            self.lake_company.base_pricelist_id, [(self.tea, 108.0, self.case)]
        )
        self.start_tour("/my", "fmcg_portal_order", login=self.buyer.login)
        order = self.env["sale.order"].search(
            [("partner_id", "=", self.lake_shop.partner_id.id)]
        )
        self.assertEqual(len(order), 1)
        quantities = {
            (line.product_id.name, line.product_uom_id): line.product_uom_qty
            for line in order.order_line
        }
        self.assertEqual(
            quantities,
            {
                ("Lemon tea", self.piece): 2,
                ("Lemon tea", self.case): 1,
                ("Snack 44", self.piece): 12,
            },
        )
        self.assertEqual(order.state, "sale")

    def test_order_on_a_phone(self):
        self.browser_size = "390x844"
        self.touch_enabled = True
        self.order_two_products()

    def test_order_on_a_desk(self):
        self.browser_size = "1280x800"
        self.order_two_products()
