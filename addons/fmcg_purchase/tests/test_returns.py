from collections import Counter

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import PurchaseCase


class ReturnCase(PurchaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supply.takes_back = True

    def received(self, goods=None):
        """A purchase whose goods are in the buyer's stock.

        :return: the purchase, the receipt
        """
        purchase = self.buy(goods or {self.cola: 40})
        shipment = self.ship_upstream(purchase)
        return purchase, self.receive(purchase, shipment)

    def open_return(self, picking, quantities, user, refund=True):
        """Somebody opens a return of ``picking`` in the web client."""
        wizard = self.model_as("stock.return.picking", user).create(
            {"picking_id": picking.id}
        )
        for line in wizard.product_return_moves:
            line.quantity = quantities.get(line.product_id, 0)
            line.to_refund = refund
        action = wizard.action_create_returns()
        self.follow()
        self.env.invalidate_all()
        return self.model_as("stock.picking", user).browse(action["res_id"])

    def validate(self, picking, quantities=None, backorder=False):
        for move in picking.move_ids:
            if quantities is not None:
                move.quantity = quantities.get(move.product_id, 0)
        context = {"skip_backorder": True}
        if not backorder:
            context["picking_ids_not_to_backorder"] = picking.ids
        picking.with_context(**context).button_validate()
        self.assertEqual(picking.state, "done")
        self.follow()

    def send_back(self, receipt, quantities, **options):
        back = self.open_return(receipt, quantities, self.keeper, **options)
        self.validate(back)
        return back.sudo()

    def standing_at_supplier(self, purchase):
        """What stands ready to be taken back in, as the supplier's warehouse sees it."""
        found = self.order_of(purchase).picking_ids.filtered(
            lambda p: p.picking_type_id.code == "incoming"
            and p.upstream_picking_id
            and p.state not in ("done", "cancel")
        )
        return self.as_user(self.env["stock.picking"].browse(found.ids), self.north_keeper)

    def asked_back(self, purchase):
        """What the supplier has asked for, as the buyer's warehouse sees it."""
        found = purchase.sudo().picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
            and p.state not in ("done", "cancel")
        )
        return self.as_user(self.env["stock.picking"].browse(found.ids), self.keeper)

    def lots_of(self, picking):
        return sorted(
            (line.lot_id.name, line.quantity) for line in picking.sudo().move_line_ids
        )


@tagged("post_install", "-at_install")
class TestSentBack(ReturnCase):
    """The buyer sends goods back: they stand ready at the supplier, once."""

    def test_lots_and_quantities_stand_ready_at_the_supplier(self):
        purchase, receipt = self.received()
        back = self.send_back(receipt, {self.cola: 15})
        self.assertEqual(self.on_hand(self.lake_company, self.cola), 25)
        self.assertEqual(self.in_transit(self.cola), 15)
        standing = self.standing_at_supplier(purchase)
        self.assertEqual(standing.state, "assigned")
        self.assertEqual(self.lots_of(standing), self.lots_of(back))
        self.validate(standing)
        self.assertEqual(self.in_transit(self.cola), 0)
        self.assertEqual(self.on_hand(self.north_company, self.cola), 505)

    def test_both_books_count_what_was_kept(self):
        purchase, receipt = self.received()
        self.send_back(receipt, {self.cola: 15})
        self.assertEqual(purchase.order_line.qty_received, 25)
        order = self.order_of(purchase)
        self.assertEqual(order.order_line.qty_delivered, 40, "on its way back")
        self.validate(self.standing_at_supplier(purchase))
        self.assertEqual(order.order_line.qty_delivered, 25)
        self.assertFalse(self.receipts_of(purchase), "nothing is expected again")
        said = purchase.sudo().message_ids.mapped("preview")
        self.assertFalse([text for text in said if "will not deliver" in text])

    def test_what_is_exchanged_counts_once(self):
        purchase, receipt = self.received()
        self.send_back(receipt, {self.cola: 15}, refund=False)
        self.validate(self.standing_at_supplier(purchase))
        self.assertEqual(purchase.order_line.qty_received, 40)
        self.assertEqual(self.order_of(purchase).order_line.qty_delivered, 40)

    def test_part_by_part(self):
        purchase, receipt = self.received()
        for quantity in (5, 10):
            self.send_back(receipt, {self.cola: quantity})
        standing = self.standing_at_supplier(purchase)
        self.assertEqual(sorted(standing.move_ids.mapped("quantity")), [5, 10])
        first, second = standing
        self.validate(first, {self.cola: 3}, backorder=True)
        self.validate(second)
        self.validate(self.standing_at_supplier(purchase))
        self.assertEqual(self.in_transit(self.cola), 0)
        self.assertEqual(self.order_of(purchase).order_line.qty_delivered, 25)

    def test_heard_of_twice_it_is_taken_back_once(self):
        purchase, receipt = self.received()
        self.send_back(receipt, {self.cola: 15})
        order = self.order_of(purchase)
        for _again in range(3):
            order._follow_purchase()
        self.assertEqual(len(self.standing_at_supplier(purchase)), 1)
        self.validate(self.standing_at_supplier(purchase))
        order._follow_purchase()
        self.assertFalse(self.standing_at_supplier(purchase))
        self.assertEqual(order.order_line.qty_delivered, 25)

    def test_goods_of_others_that_go_back_are_not_taken(self):
        purchase, receipt = self.received({self.juice: 10})
        other, receipt_of_other = self.received({self.juice: 10})
        self.send_back(receipt, {self.juice: 4})
        self.send_back(receipt_of_other, {self.juice: 6})
        for bought, quantity in ((purchase, 4), (other, 6)):
            standing = self.standing_at_supplier(bought)
            self.assertEqual(sum(standing.move_ids.mapped("quantity")), quantity)

    def test_what_came_back_may_be_shipped_again(self):
        """A supplier that replaces what came back has not shipped more than was ordered."""
        purchase, receipt = self.received({self.juice: 10})
        self.send_back(receipt, {self.juice: 4})
        standing = self.standing_at_supplier(purchase)
        self.validate(standing)
        again = self.open_return(standing, {self.juice: 4}, self.north_keeper)
        self.validate(again)
        receipt = self.receive(purchase, again.sudo())
        self.assertEqual(self.on_hand(self.lake_company, self.juice), 10)
        self.assertEqual(purchase.order_line.qty_received, 10)
        self.assertEqual(self.order_of(purchase).order_line.qty_delivered, 10)
        said = purchase.sudo().message_ids.mapped("preview")
        self.assertFalse([text for text in said if "shipped more" in text])

    def test_the_credit_note_of_the_supplier_is_a_refund_to_check(self):
        purchase, receipt = self.received()
        order = self.as_user(self.order_of(purchase), self.north_accountant)
        order._create_invoices().action_post()
        self.send_back(receipt, {self.cola: 15})
        self.validate(self.standing_at_supplier(purchase))
        refund = order._create_invoices(final=True)
        refund.action_post()
        self.follow()
        self.assertEqual((refund.move_type, refund.amount_untaxed), ("out_refund", 75.0))
        own = purchase.sudo().invoice_ids.filtered(lambda m: m.move_type == "in_refund")
        self.assertEqual((own.state, own.amount_untaxed), ("draft", 75.0))
        self.assertEqual(own.invoice_line_ids.quantity, 15)
        self.assertEqual(purchase.order_line.qty_invoiced, 25)


@tagged("post_install", "-at_install")
class TestAskedBack(ReturnCase):
    """The supplier opens the return of its shipment: the buyer's warehouse has it ready."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supply.takes_back = False

    def asked(self, quantity=15):
        purchase, receipt = self.received()
        shipment = self.order_of(purchase).picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        request = self.open_return(shipment, {self.cola: quantity}, self.north_keeper)
        return purchase, receipt, request

    def test_it_stands_ready_to_be_sent_and_to_be_taken_in(self):
        purchase, _receipt, request = self.asked()
        self.assertFalse(sum(request.move_ids.mapped("quantity")), "nobody has sent it")
        answer = self.asked_back(purchase)
        self.assertEqual((answer.state, answer.move_ids.quantity), ("assigned", 15))
        self.validate(answer)
        standing = self.standing_at_supplier(purchase)
        self.assertEqual(self.lots_of(standing), self.lots_of(answer))
        self.assertEqual(request.state, "cancel", "all of it is on its way")
        self.validate(standing)
        self.assertEqual(self.in_transit(self.cola), 0)
        self.assertEqual(self.order_of(purchase).order_line.qty_delivered, 25)
        self.assertEqual(purchase.order_line.qty_received, 25)

    def test_part_by_part(self):
        purchase, _receipt, request = self.asked()
        self.validate(self.asked_back(purchase), {self.cola: 6}, backorder=True)
        self.assertEqual(request.move_ids.product_uom_qty, 9)
        self.validate(self.asked_back(purchase))
        self.assertEqual(request.state, "cancel")
        for standing in self.standing_at_supplier(purchase):
            self.validate(standing)
        self.assertEqual(self.order_of(purchase).order_line.qty_delivered, 25)

    def test_what_the_buyer_keeps_is_said(self):
        purchase, _receipt, request = self.asked()
        self.validate(self.asked_back(purchase), {self.cola: 6})
        self.assertEqual(request.state, "cancel")
        said = request.sudo().message_ids.mapped("preview")
        self.assertIn("Lake Wholesale does not send back any more: Cola 9 Units.", said)
        self.assertFalse(self.asked_back(purchase))

    def test_the_buyer_may_refuse(self):
        purchase, _receipt, request = self.asked()
        self.asked_back(purchase).action_cancel()
        self.follow()
        self.assertEqual(request.state, "cancel")
        self.order_of(purchase)._follow_purchase()
        self.assertFalse(self.asked_back(purchase))

    def test_what_the_supplier_does_not_want_any_more_is_not_sent(self):
        purchase, _receipt, request = self.asked()
        request.action_cancel()
        self.follow()
        self.assertFalse(self.asked_back(purchase))

    def test_heard_of_twice_it_stands_ready_once(self):
        purchase, _receipt, request = self.asked()
        for _again in range(3):
            self.order_of(purchase)._follow_purchase()
        self.assertEqual(len(self.asked_back(purchase)), 1)
        self.validate(self.asked_back(purchase))
        for _again in range(3):
            self.order_of(purchase)._follow_purchase()
        self.assertEqual(len(self.standing_at_supplier(purchase)), 1)

    def test_what_has_not_arrived_yet_waits_for_its_receipt(self):
        purchase = self.buy({self.cola: 40})
        shipment = self.ship_upstream(purchase)
        self.open_return(shipment, {self.cola: 15}, self.north_keeper)
        self.assertFalse(self.asked_back(purchase))
        self.receive(purchase, shipment)
        self.assertEqual(self.asked_back(purchase).move_ids.quantity, 15)

    def test_no_more_is_asked_back_than_was_received(self):
        purchase, _receipt, _request = self.asked(30)
        shipment = self.order_of(purchase).picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        self.open_return(shipment, {self.cola: 30}, self.north_keeper)
        asked = self.asked_back(purchase).move_ids.mapped("product_uom_qty")
        self.assertEqual(sum(asked), 40)

    def test_what_was_not_sent_is_not_taken_in(self):
        _purchase, _receipt, request = self.asked()
        request.move_ids.quantity = 15
        with self.assertRaisesRegex(UserError, "has not been sent by Lake Wholesale"):
            request.button_validate()

    def test_what_was_not_shipped_is_not_received(self):
        purchase = self.buy({self.cola: 40})
        expected = self.receipts_of(purchase)
        expected.move_ids.quantity = 40
        with self.assertRaisesRegex(UserError, "has not been sent by North Trading"):
            expected.button_validate()


@tagged("post_install", "-at_install")
class TestMaySendBack(ReturnCase, CountsQueries):
    """Nothing goes back without the supplier's word."""

    def test_not_without_the_agreement(self):
        self.supply.takes_back = False
        _purchase, receipt = self.received()
        with self.assertRaisesRegex(UserError, "Ask it to open the return"):
            self.open_return(receipt, {self.cola: 1}, self.keeper)

    def test_who_may_send_back_and_who_may_not(self):
        _purchase, receipt = self.received()
        for user in (self.seller, self.accountant, self.buyer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.open_return(receipt, {self.cola: 1}, user)
        rival = self.create_staff(self.company, "warehouse")
        with self.assertRaises(AccessError):
            self.open_return(receipt, {self.cola: 1}, rival)
        self.assertTrue(self.open_return(receipt, {self.cola: 1}, self.keeper))

    def test_only_the_supplier_says_so(self):
        admin = self.enterprise_admins[self.lake]
        for user in (admin, self.keeper, self.purchaser):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.as_user(self.supply, user).write({"takes_back": True})

    def test_what_is_on_its_way_back_is_not_called_back(self):
        _purchase, receipt = self.received()
        back = self.send_back(receipt, {self.cola: 5})
        with self.assertRaisesRegex(UserError, "Ask it to send them again"):
            self.open_return(back, {self.cola: 5}, self.keeper)

    def test_nobody_says_by_hand_what_a_return_continues(self):
        _purchase, receipt = self.received()
        wizard = self.model_as("stock.return.picking", self.keeper).create(
            {"picking_id": receipt.id}
        )
        with self.assertRaises(AccessError):
            wizard.product_return_moves.write({"upstream_move_key": 1})

    def test_queries_do_not_grow_with_lines(self):
        def count(number):
            goods = {
                self.create_product(
                    f"Fruit {number} {n}", list_price=5.0, invoice_policy="delivery"
                ): 4
                for n in range(number)
            }
            for product in goods:
                self.put_in_stock(self.north_company, product, 10)
            purchase, receipt = self.received(goods)
            back = self.open_return(receipt, dict.fromkeys(goods, 2), self.keeper)
            back.button_validate()
            order = self.order_of(purchase)
            self.env["channel.purchase.note"].search([]).unlink()
            return self.collect_queries(order._follow_purchase)

        few, many = count(2), count(8)
        grown = Counter(many) - Counter(few)
        # core looks for the goods of each line by itself, twice
        self.assertLessEqual(len(many), len(few) + 6 * 2 + 4, grown)
