from odoo.tests import tagged

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestUnwanted(SourcingCase):
    """What customers do not want any more: withdrawn while that is possible, own stock when
    it is not."""

    def held(self):
        return self.purchases_of(self.lake_company).filtered(lambda p: p.state == "sent")

    def said_on(self, record):
        return [text for text in record.sudo().message_ids.mapped("preview") if text]

    def test_one_of_several_customers_less_makes_it_smaller(self):
        self.lake_company.sourcing_release = "at_cutoff"
        first, second = self.order_soda(8), self.order_soda(4)
        self.hold_at_supplier()
        self.lake_company._hand_in_of_day()
        self.settle()
        self.assertEqual(self.held().order_line.product_qty, 7)
        above = self.order_of(self.held())
        second.sudo()._action_cancel()
        self.settle()
        self.assertEqual(above.state, "cancel")
        purchase = self.held()
        self.assertEqual(purchase.order_line.product_qty, 3)
        self.assertEqual(self.order_of(purchase).order_line.product_uom_qty, 3)
        self.assertEqual(purchase.order_line.share_ids.order_id, first)

    def test_less_of_an_order_makes_it_smaller(self):
        self.hold_at_supplier()
        order = self.order_soda()
        order.sudo().order_line.product_uom_qty = 9
        self.settle()
        self.assertEqual(self.held().order_line.product_qty, 4)
        order.sudo().order_line.product_uom_qty = 14
        self.settle()
        self.assertEqual(sum(self.held().order_line.mapped("product_qty")), 9)

    def test_what_else_was_handed_in_stays(self):
        self.hold_at_supplier()
        order = self.order_soda()
        self.lake_company.sourcing_release = "by_hand"
        by_hand = self.ask({self.juice: 4})
        by_hand.button_confirm()
        order.sudo()._action_cancel()
        self.settle()
        self.assertEqual((by_hand.state, by_hand.order_line.product_qty), ("sent", 4))

    def test_looking_again_withdraws_nothing_more(self):
        self.hold_at_supplier()
        self.order_soda()
        above = self.order_of(self.held())
        for _again in range(3):
            self.lake_company._source(self.soda)
            self.settle()
        self.assertEqual(self.order_of(self.held()), above)

    def test_what_is_confirmed_is_own_stock_and_says_so_once(self):
        order = self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        order.sudo()._action_cancel()
        self.settle()
        self.lake_company._source(self.soda)
        self.assertEqual((purchase.state, purchase.order_line.product_qty), ("purchase", 7))
        self.assertFalse(purchase.order_line.share_ids)
        said = [text for text in self.said_on(purchase) if "own stock" in text]
        self.assertEqual(len(said), 1, said)
        self.assertIn(order.name, said[0])
        self.assertIn("Soda 7 Units", said[0])
        # the tier above is not touched: it has promised the goods
        above = self.order_of(purchase)
        self.assertEqual(above.order_line.product_uom_qty, 7)
        of_north = self.purchases_of(self.north_company)
        self.assertEqual((of_north.state, of_north.order_line.product_qty), ("purchase", 3))

    def test_what_a_cancelled_order_had_goes_to_who_waits(self):
        first = self.order_soda(12)
        second = self.order_soda(7)
        first.sudo()._action_cancel()
        self.settle()
        purchases = self.purchases_of(self.lake_company)
        self.assertEqual(sum(purchases.order_line.mapped("product_qty")), 14)
        shares = purchases.order_line.share_ids
        self.assertEqual(shares.order_id, second)
        self.assertEqual(self.reserved(second), 5)
        self.assertEqual(sum(shares.mapped("quantity")), 2)

    def test_the_oldest_promise_gets_what_has_become_free(self):
        first, second, third = self.order_soda(5), self.order_soda(4), self.order_soda(4)
        third.sudo().order_line.first_promised_date = "2020-01-01"
        first.sudo()._action_cancel()
        self.settle()
        self.assertEqual((self.reserved(third), self.reserved(second)), (4, 1))

    def test_arriving_goods_are_not_said_to_be_unwanted(self):
        self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        self.ship_all(self.order_of(purchase))
        self.receive_all(self.lake_company)
        self.assertFalse([text for text in self.said_on(purchase) if "own stock" in text])

    def test_for_each_order_by_itself_is_ordered_once_when_handed_in_together(self):
        """Two lines of one product become one line of the supplier's order."""
        self.env["channel.sourcing.rule"].search(
            [("company_id", "=", self.lake_company.id)]
        ).mode = "back_to_back"
        self.lake_company.sourcing_release = "by_hand"
        first, second = self.order_soda(8), self.order_soda(4)
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual(sum(purchase.order_line.mapped("product_qty")), 7)
        self.as_user(purchase, self.purchaser).button_confirm()
        self.settle()
        self.lake_company._source(self.soda)
        self.settle()
        found = self.purchases_of(self.lake_company)
        self.assertEqual(sum(found.order_line.mapped("product_qty")), 7)
        shares = {
            share.order_id: share.quantity for share in found.order_line.share_ids
        }
        self.assertEqual(shares, {first: 3, second: 4})


@tagged("post_install", "-at_install")
class TestToldDown(SourcingCase):
    """What happens above reaches each order below, once, with the reason."""

    def said_on(self, record, words):
        texts = record.sudo().message_ids.mapped("preview")
        return [text for text in texts if words in text]

    def test_a_shortage(self):
        order = self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        above = self.order_of(purchase).sudo()
        above.order_line.product_uom_qty = 4
        self.settle()
        above._follow_purchase()
        self.settle()
        said = self.said_on(order, "will not deliver what was for this order")
        self.assertEqual(len(said), 1, said)
        self.assertIn("North Trading", said[0])
        self.assertIn("Soda 3 Units", said[0])
        bought = self.purchases_of(self.lake_company)
        self.assertEqual(
            sum(bought.order_line.mapped("product_qty")), 7, "the rest is asked for anew"
        )

    def test_a_shortage_is_the_youngest_promises(self):
        first, second = self.order_soda(8), self.order_soda(4)
        self.lake_company.sourcing_release = "by_hand"
        purchases = self.purchases_of(self.lake_company)
        above = self.order_of(purchases[:1]).sudo()
        above.order_line.product_uom_qty = 1
        self.settle()
        self.assertEqual(
            len(self.said_on(first, "will not deliver what was for this order")), 1
        )
        self.assertFalse(self.said_on(second, "will not deliver what was for this order"))

    def test_a_cancellation(self):
        order = self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        self.order_of(purchase).sudo()._action_cancel()
        self.settle()
        self.assertEqual(len(self.said_on(purchase, "has cancelled the order")), 1)
        self.assertEqual(
            len(self.said_on(order, "North Trading has cancelled what was for this order")), 1
        )

    def test_a_delay(self):
        order = self.order_soda()
        for _again in range(2):
            self.brand_supply.transport_days = 9
            self.company._source(self.soda)
            self.settle()
        above = self.order_of(self.purchases_of(self.lake_company))
        for late, supplier in ((above, self.company), (order, self.north_company)):
            said = self.said_on(late, ", not by ")
            self.assertEqual(len(said), 1, said)
            self.assertIn(supplier.name, said[0])

    def test_another_price(self):
        self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        above = self.order_of(purchase).sudo()
        above.order_line.price_unit = 6.0
        self.settle()
        above._follow_purchase()
        self.assertEqual(purchase.order_line.price_unit, 6.0)
        said = self.said_on(purchase, "has changed prices")
        self.assertEqual(said, ["North Trading has changed prices: Soda."])
