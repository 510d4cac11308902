from lxml import etree

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseList(PurchaseDeskCase):
    """The list of purchases: where each stands, and what is to be done."""

    def setUp(self):
        super().setUp()
        self.action = self.env.ref("fmcg_purchase_desk.channel_purchase_action")

    def filters_of(self, purchase):
        """Names of the filters that show the purchase."""
        arch = self.env.ref("fmcg_purchase_desk.purchase_order_view_search").arch
        tree = etree.fromstring(arch)
        Purchase = self.model_as("purchase.order", self.purchaser)
        own = Domain(safe_eval(self.action.domain)) & Domain("id", "=", purchase.id)
        return {
            one.get("name")
            for one in tree.findall("filter")
            if one.get("domain")
            and Purchase.search(
                own & Domain(safe_eval(one.get("domain"), {"uid": self.purchaser.id}))
            )
        }

    def test_the_way_of_a_purchase(self):
        self.cola.tracking = "none"
        self.put_in_stock(self.north_company, self.cola, 100)
        self.supply.min_order_amount = 1000
        purchase = self.ask({self.cola: 10})
        self.assertEqual(self.filters_of(purchase), {"mine", "to_hand_in"})
        purchase.button_confirm()
        self.assertEqual(self.filters_of(purchase), {"mine", "waiting"})
        self.assertEqual(purchase.stage_word, "Held")
        self.supply.min_order_amount = 0
        self.order_of(purchase)._process_submitted()
        self.follow()
        self.assertEqual(self.filters_of(purchase), {"mine", "on_the_way"})
        shipment = self.ship_upstream(purchase)
        self.assertEqual(self.filters_of(purchase), {"mine", "on_the_way", "to_receive"})
        self.receive(purchase, shipment)
        self.assertEqual(self.filters_of(purchase), {"mine", "to_bill"})
        self.assertEqual(purchase.stage_word, self.order_of(purchase)._get_stage_word())

    def test_the_list_shows_eight_steps(self):
        purchase = self.buy({self.cola: 10})
        (read,) = purchase.read(["channel_progress", "stage_word", "date_planned"])
        self.assertEqual(len(read["channel_progress"]), 8)
        self.assertTrue(read["date_planned"])

    def test_other_purchases_are_not_listed(self):
        vendor = self.env["res.partner"].create({"name": "A printer"})
        purchase = self.ask({self.juice: 3}, partner_id=vendor.id)
        self.assertFalse(
            purchase.filtered_domain(safe_eval(self.action.domain)),
        )
