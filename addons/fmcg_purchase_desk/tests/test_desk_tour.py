from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import PurchaseDeskCase

DESK = "/odoo/purchase-desk"


@tagged("post_install", "-at_install")
class TestPurchaseDeskTour(PurchaseDeskCase, HttpCase):
    """A purchaser orders from the supplier with the keyboard only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.cola.with_context(lang="zh_CN").name = "柠檬可乐"
        cls.purchaser.write({"password": "a-Secret-1", "lang": "en_US"})

    def list_must_stock(self):
        must = self.create_product("Must have", default_code="MUST")
        self.supply_list.item_ids = [self.price(must)]
        self.env["channel.must.stock"].create(
            {
                "name": "Musts",
                "company_id": self.north_company.id,
                "line_ids": [Command.create({"product_id": must.id})],
            }
        )

    def walk(self):
        """Seven a week of the juice and six on hand: two weeks need eight more."""
        self.list_must_stock()
        self.sell(self.juice, 14, days_ago=13)
        self.start_tour(DESK, "fmcg_purchase_desk", login=self.purchaser.login)
        purchase = self.env["purchase.order"].search([("agreement_id", "=", self.supply.id)])
        self.assertEqual(
            {
                (line.product_id, line.product_uom_id): line.product_qty
                for line in purchase.order_line
            },
            {
                (self.juice, self.juice.uom_id): 8,
                (self.cola, self.case): 3,
                (self.cola, self.cola.uom_id): 5,
            },
        )
        self.assertEqual((purchase.state, purchase.user_id), ("purchase", self.purchaser))
        self.assertEqual(purchase.upstream_order_id.state, "sale")

    def test_on_a_desk(self):
        self.browser_size = "1400x900"
        self.walk()

    def test_on_a_tablet(self):
        self.browser_size = "1024x768"
        self.walk()

    def test_on_a_phone(self):
        self.browser_size = "390x844"
        self.walk()

    def test_on_a_desk_in_chinese(self):
        self.purchaser.lang = "zh_CN"
        self.test_on_a_desk()

    def test_on_a_tablet_in_chinese(self):
        self.purchaser.lang = "zh_CN"
        self.test_on_a_tablet()

    def test_on_a_phone_in_chinese(self):
        self.purchaser.lang = "zh_CN"
        self.test_on_a_phone()

    def test_held_it_is_said_why(self):
        self.supply.min_order_amount = 1000
        self.start_tour(DESK, "fmcg_purchase_desk_held", login=self.purchaser.login)
        purchase = self.env["purchase.order"].search([("agreement_id", "=", self.supply.id)])
        self.assertEqual((purchase.state, purchase.channel_stage), ("sent", "held"))

    def test_several_suppliers(self):
        """The first question is which one."""
        self.create_agreement(self.company, self.lake)
        self.start_tour(DESK, "fmcg_purchase_desk_several", login=self.purchaser.login)
