from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestPricePages(ChannelCase, HttpCase):
    """Pages and files made as superuser show the warehouse no prices either."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.password = "a-Secret-1"
        cls.keeper = cls.create_staff(cls.company, "warehouse", password=cls.password)
        cls.service = cls.create_staff(
            cls.company, "customer_service", password=cls.password
        )
        shop = cls.create_node("Shop", "retail", cls.brand)
        cls.create_agreement(cls.company, shop)
        cls.order = cls.create_order(
            cls.company, shop.partner_id, cls.create_product(), quantity=3
        )
        cls.order.order_line.price_unit = 43.21
        cls.order.action_confirm()

    def shows_price(self, user, url):
        self.authenticate(user.login, self.password)
        return "43.21" in self.url_open(url).text

    def test_the_portal_page_of_an_order_shows_the_warehouse_no_price(self):
        self.assertFalse(self.shows_price(self.keeper, f"/my/orders/{self.order.id}"))

    def test_the_portal_page_of_an_order_shows_customer_service_the_price(self):
        self.assertTrue(self.shows_price(self.service, f"/my/orders/{self.order.id}"))

    @mute_logger("odoo.http")
    def test_the_printed_order_shows_the_warehouse_no_price(self):
        url = f"/report/html/sale.report_saleorder/{self.order.id}"
        self.assertFalse(self.shows_price(self.keeper, url))
