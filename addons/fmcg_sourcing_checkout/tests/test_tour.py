from odoo.tests import tagged

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestCheckoutTour(CheckoutCase):
    """An outlet orders from two suppliers in one go."""

    takes_long = True

    def order_from_two(self):
        self.start_tour("/my/shop?choose=1", "fmcg_checkout", login=self.buyer.login)
        orders = self.env["sale.order"].search(
            [("partner_id", "=", self.lake_shop.partner_id.id)]
        )
        quantities = {
            (order.company_id, line.product_id): line.product_uom_qty
            for order in orders
            for line in order.order_line
        }
        self.assertEqual(
            quantities,
            {
                (self.lake_company, self.cake): 40,
                (self.coast_company, self.tea): 15,
            },
        )
        self.assertEqual(len(set(orders.mapped("purchase_number"))), 1)

    def test_on_a_phone_in_english(self):
        self.browser_size = "390x844"
        self.touch_enabled = True
        self.order_from_two()

    def test_on_a_desk_in_chinese(self):
        self.browser_size = "1400x900"
        self.env["res.lang"]._activate_lang("zh_CN")
        self.buyer.lang = "zh_CN"
        self.order_from_two()
