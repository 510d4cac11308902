import logging
from unittest.mock import patch

from odoo import api
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import DeskCase

DESK = "/odoo/order-desk"
# What tours write before a figure
MEASURED = "ORDER DESK: "


@tagged("post_install", "-at_install")
class TestDeskTour(DeskCase, HttpCase):
    """A salesperson enters orders with the keyboard only."""

    takes_long = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.tea.with_context(lang="zh_CN").name = "柠檬红茶"
        cls.seller.write({"password": "a-Secret-1", "lang": "en_US"})

    def walk(self, tour, **values):
        self.start_tour(DESK, tour, login=self.seller.login, **values)
        return self.env["sale.order"].search([("agreement_id", "=", self.agreement.id)])

    def test_enter_and_letters_go_to_the_next_thing(self):
        order = self.walk("fmcg_order_desk_next")
        self.assertEqual(
            (order.client_order_ref, order.state, str(order.note)),
            ("PO-77", "sale", "<p>Ring twice</p>"),
        )
        day = self.lake_company._get_channel_day(order.commitment_date)
        self.assertEqual(day, self.lake_company._get_channel_today())

    def test_opened_from_the_menu_it_is_empty(self):
        self.walk("fmcg_order_desk_anew")

    def list_must_stock(self):
        must = self.create_product("Must have", default_code="MUST")
        self.pricelist.item_ids = [self.price(must)]
        self.env["channel.must.stock"].create(
            {
                "name": "Musts",
                "company_id": self.lake_company.id,
                "line_ids": [Command.create({"product_id": must.id})],
            }
        )

    def price(self, product, price=3.0):
        return Command.create(
            {
                "applied_on": "1_product",
                "product_tmpl_id": product.product_tmpl_id.id,
                "compute_price": "fixed",
                "fixed_price": price,
            }
        )

    def create_goods(self):
        goods = self.env["product.product"].create(
            [
                {
                    "name": f"Goods {number}",
                    "default_code": f"GOODS-{number:03}",
                    "taxes_id": [Command.clear()],
                    "uom_ids": [Command.link(self.case.id)],
                }
                for number in range(200)
            ]
        )
        self.pricelist.item_ids = [self.price(product) for product in goods]

    def enter_an_order(self):
        self.list_must_stock()
        order = self.walk("fmcg_order_desk")
        self.assertEqual(len(order), 1)
        self.assertEqual(
            {
                (line.product_id, line.product_uom_id): line.product_uom_qty
                for line in order.order_line
            },
            {
                (self.tea, self.case): 3,
                (self.tea, self.tea.uom_id): 3,
                (self.water, self.water.uom_id): 10,
            },
        )
        self.assertEqual((order.state, order.user_id), ("sale", self.seller))

    def test_on_a_desk(self):
        self.enter_an_order()

    def test_on_a_tablet(self):
        self.browser_size = "1024x768"
        self.enter_an_order()

    def test_on_an_upright_tablet(self):
        self.browser_size = "768x1024"
        self.enter_an_order()

    def test_in_chinese(self):
        self.seller.lang = "zh_CN"
        self.enter_an_order()

    def test_a_lost_connection_and_a_reload_lose_nothing(self):
        order = self.walk("fmcg_order_desk_offline", error_checker=is_our_fault)
        self.assertEqual(order.order_line.product_uom_qty, 7)

    @mute_logger("odoo.http")
    def test_a_fault_of_the_server_is_told_in_words(self):
        @api.model
        def save(self, agreement_id, rows, key, submit=False, head=None):
            raise KeyError("X-17")

        with patch.object(self.env.registry["channel.order.desk"], "save", save):
            order = self.walk("fmcg_order_desk_fault")
        self.assertFalse(order)

    def measure(self, tour):
        """Walk a tour and print what it measured."""
        # the number: Odoo gives the name INFO to another level
        with self.assertLogs("odoo.addons.fmcg_order_desk", logging.INFO) as logs:
            order = self.walk(tour, timeout=400)
        for record in logs.records:
            message = record.getMessage()
            if MEASURED in message:
                print(message[message.index(MEASURED) :])  # pylint: disable=print-used
        return order

    def test_200_rows_typed(self):
        self.create_goods()
        order = self.measure("fmcg_order_desk_200")
        self.assertEqual(len(order.order_line.product_id), 200)

    def test_200_lines_pasted(self):
        self.create_goods()
        order = self.measure("fmcg_order_desk_paste")
        self.assertEqual(len(order.order_line.product_id), 200)


def is_our_fault(message):
    """The browser complains of the connection that the tour has cut."""
    return "127.0.0.1:1/" not in message and "ERR_" not in message
