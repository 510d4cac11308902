from odoo.fields import Command
from odoo.tests import tagged

from .common import PurchaseDeskCase


@tagged("post_install", "-at_install")
class TestPurchaseDeskGoods(PurchaseDeskCase):
    """What a row says of own stock."""

    def test_own_stock_not_the_suppliers(self):
        self.assertEqual(self.find(self.juice)["stock"], 20)
        self.assertEqual(self.find(self.cola)["stock"], 0)

    def test_prices_are_those_of_the_supplier_for_this_buyer(self):
        row = self.find(self.cola)
        self.assertEqual((row["piece"]["price"], row["case"]["price"]), (2.0, 48.0))

    def test_on_the_way_and_waiting(self):
        self.assertEqual(self.find(self.juice)["coming"], 0)
        self.buy({self.juice: 30})
        row = self.find(self.juice)
        self.assertEqual((row["coming"], row["waiting"]), (30, 0))
        self.supply.min_order_amount = 10000
        self.ask({self.juice: 7}).button_confirm()
        row = self.find(self.juice)
        self.assertEqual((row["coming"], row["waiting"]), (30, 7))

    def test_shipped_is_on_the_way_until_it_is_received(self):
        purchase = self.buy({self.juice: 30})
        shipment = self.ship_upstream(purchase)
        self.assertEqual(self.find(self.juice)["coming"], 30)
        self.receive(purchase, shipment)
        row = self.find(self.juice)
        self.assertEqual((row["coming"], row["stock"]), (0, 50))

    def test_cover_is_stock_by_average_sell_out(self):
        self.sell(self.juice, 7, days_ago=13)
        row = self.find(self.juice)
        self.assertEqual((row["stock"], row["rate"]), (13, 0.5), "7 in 14 days")
        self.assertEqual(row["cover"], 26)

    def test_what_came_back_was_not_sold(self):
        done = self.sell(self.juice, 14, days_ago=13)
        wizard = self.env["stock.return.picking"].create({"picking_id": done.id})
        wizard.product_return_moves.quantity = 7
        back = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        back.move_ids.picked = True
        back.button_validate()
        self.assertEqual(back.state, "done")
        self.assertEqual(self.find(self.juice)["rate"], 0.5)

    def test_older_deliveries_do_not_count(self):
        self.sell(self.juice, 7, days_ago=40)
        row = self.find(self.juice)
        self.assertEqual((row["rate"], row["cover"]), (0, False))

    def test_receipts_are_no_sell_out(self):
        purchase = self.buy({self.juice: 30})
        self.receive(purchase, self.ship_upstream(purchase))
        self.assertEqual(self.find(self.juice)["rate"], 0)

    def test_last_purchase(self):
        self.assertFalse(self.find(self.juice)["last"])
        self.buy({self.juice: 30})
        last = self.find(self.juice)["last"]
        self.assertEqual((last["quantity"], last["unit"]), (30, self.juice.uom_id.name))

    def test_must_stock(self):
        self.assertEqual(self.find(self.juice)["must"], "")
        self.env["channel.must.stock"].create(
            {
                "name": "Musts",
                "company_id": self.north_company.id,
                "line_ids": [Command.create({"product_id": self.juice.id})],
            }
        )
        self.assertEqual(self.find(self.juice)["must"], "gap")
        gaps = self.desk_of().open_customer(self.supply.id)["gaps"]
        self.assertEqual([row["product_id"] for row in gaps], self.juice.ids)
        self.buy({self.juice: 30})
        self.assertEqual(self.find(self.juice)["must"], "listed")

    def test_what_the_supplier_does_not_list_is_not_found(self):
        self.juice.sale_ok = False
        self.assertFalse(self.desk_of().search_goods(self.supply.id, "DESK-JUICE"))
        answer = self.quote(self.row(self.juice, 3))
        (mark,) = answer["rows"][self.juice.id]["marks"]
        self.assertIn("does not offer", mark["message"])

    def test_head_facts(self):
        facts = self.desk_of().open_customer(self.supply.id)
        self.assertEqual(facts["warehouse"], self.warehouse_of(self.lake_company).name)
        self.assertEqual((facts["salesperson"], facts["credit"]), ("", {}))
        self.assertTrue(facts["may_enter"])
