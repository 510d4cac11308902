from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.fmcg_purchase.tests.test_returns import ReturnCase

from .common import SourcingCase


class ReturnedCase(SourcingCase, ReturnCase):
    """The shop has 12: 5 that were there, 4 of the province, 3 of the brand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brand_keeper = cls.create_staff(cls.company, "warehouse")
        cls.rules = cls.env["channel.sourcing.rule"].search(
            [("company_id", "in", cls.chain.ids)]
        )
        (cls.supply | cls.brand_supply).takes_back = True

    def delivered(self):
        order = self.order_soda()
        for _round in range(3):
            for one in (*self.orders_above(), order):
                self.ship_all(one)
            for company in self.chain:
                self.receive_all(company)
        self.ship_all(order)
        self.assertEqual(order.order_line.qty_delivered, 12)
        return order

    def orders_above(self):
        return [
            order
            for company in self.chain
            for order in self.purchases_of(company).sudo().upstream_order_id
        ]

    def give_back(self, order, quantity):
        """The shop's goods are taken in again at its distributor."""
        shipped = order.sudo().picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing" and p.state == "done"
        )
        for shipment in shipped.sorted("id", reverse=True):
            part = min(quantity, sum(shipment.move_ids.mapped("quantity")))
            quantity -= part
            if part:
                back = self.open_return(shipment, {self.soda: part}, self.keeper)
                self.validate(back)

    def going_up(self, company):
        return self.env["stock.picking"].search(
            [
                ("company_id", "=", company.id),
                ("picking_type_id.code", "=", "outgoing"),
                ("move_ids.purchase_line_id", "!=", False),
                ("state", "not in", ("done", "cancel")),
            ]
        )

    def standing_at(self, company):
        return self.env["stock.picking"].search(
            [
                ("company_id", "=", company.id),
                ("picking_type_id.code", "=", "incoming"),
                ("move_ids.sale_line_id", "!=", False),
                ("state", "not in", ("done", "cancel")),
            ]
        )


@tagged("post_install", "-at_install")
class TestReturnsGoUp(ReturnedCase):
    """What customers send back goes up only by rule."""

    def test_without_a_rule_it_is_the_distributors_stock(self):
        order = self.delivered()
        self.give_back(order, 4)
        self.assertFalse(self.going_up(self.lake_company))
        self.assertEqual(self.on_hand(self.lake_company, self.soda), 4)

    def test_by_the_rule_it_stands_ready_to_go_up_tier_by_tier(self):
        self.rules.returns_go_up = True
        order = self.delivered()
        stock = self.on_hand(self.company, self.soda)
        self.give_back(order, 3)
        up = self.going_up(self.lake_company)
        self.assertEqual((up.state, sum(up.move_ids.mapped("quantity"))), ("assigned", 3))
        self.validate(self.as_user(up, self.keeper))
        back = self.standing_at(self.north_company)
        self.assertEqual(sum(back.move_ids.mapped("quantity")), 3)
        self.validate(self.as_user(back, self.north_keeper))
        up = self.going_up(self.north_company)
        self.assertEqual(sum(up.move_ids.mapped("quantity")), 3)
        self.validate(self.as_user(up, self.north_keeper))
        self.validate(self.as_user(self.standing_at(self.company), self.brand_keeper))
        self.assertEqual(self.on_hand(self.company, self.soda), stock + 3)
        self.assertEqual(self.in_transit(self.soda), 0)
        for company in self.chain:
            self.assertEqual(self.on_hand(company, self.soda), 0)

    def test_what_the_supplier_never_sold_stays(self):
        """5 of the 12 were there before anything was bought."""
        self.rules.returns_go_up = True
        order = self.delivered()
        self.give_back(order, 12)
        up = self.going_up(self.lake_company)
        self.assertEqual(sum(up.move_ids.mapped("quantity")), 7)

    def test_not_where_the_supplier_takes_nothing_back(self):
        self.rules.returns_go_up = True
        self.supply.takes_back = False
        order = self.delivered()
        self.give_back(order, 3)
        self.assertFalse(self.going_up(self.lake_company))

    def test_who_waits_does_not_get_what_goes_up(self):
        self.rules.returns_go_up = True
        order = self.delivered()
        self.lake_company.sourcing_release = "by_hand"
        waiting = self.order_soda(2)
        self.give_back(order, 3)
        self.assertEqual(self.reserved(waiting), 0)
        # the warehouse decides otherwise
        up = self.going_up(self.lake_company)
        self.as_user(up, self.keeper).action_cancel()
        waiting.sudo().picking_ids.action_assign()
        self.assertEqual(self.reserved(waiting), 2)
        self.assertFalse(self.going_up(self.lake_company))

    def test_the_very_lots_go_up(self):
        self.rules.returns_go_up = True
        order = self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    (0, 0, {"product_id": self.cola.id, "product_uom_qty": 40})
                ],
            }
        )
        order.action_submit()
        self.settle()
        purchase = self.purchases_of(self.lake_company)
        self.ship_all(self.order_of(purchase))
        self.receive_all(self.lake_company)
        self.ship_all(order)
        shipment = order.sudo().picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing" and p.state == "done"
        )
        back = self.open_return(shipment, {self.cola: 12}, self.keeper)
        lines = back.sudo().move_line_ids
        lines[1:].unlink()
        lines[:1].write({"lot_id": self.lots[1].id, "quantity": 8})
        self.validate(back)
        up = self.going_up(self.lake_company)
        self.assertEqual(self.lots_of(up), [("L-2", 8.0)])

    def test_who_says_that_returns_go_up(self):
        for user in (self.seller, self.keeper, self.service, self.accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.as_user(self.rules, user).write({"returns_go_up": True})
