from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PurchaseCase


@tagged("post_install", "-at_install")
class TestPurchaser(PurchaseCase):
    """Who may buy, who may see for how much, and what nobody writes."""

    def test_salespeople_service_and_warehouse_do_not_read_purchase_prices(self):
        purchase = self.buy({self.cola: 10})
        for user in (self.keeper, self.service, self.seller):
            seen = self.as_user(purchase, user)
            self.assertEqual(seen.partner_ref, purchase.partner_ref)
            for record, name in (
                (seen, "amount_total"),
                (seen.order_line, "price_unit"),
                (seen.order_line, "price_subtotal"),
            ):
                with self.subTest(user=user.login, field=name):
                    with self.assertRaises(AccessError):
                        record.read([name])

    def test_purchasing_sees_receipts_and_no_deliveries(self):
        purchase = self.buy({self.cola: 10})
        self.put_in_stock(self.lake_company, self.tea, 10)
        delivery = self.confirmed_order().sudo().picking_ids
        receipts = purchase.sudo().picking_ids
        both = delivery | receipts
        self.assertEqual(self.seen_by(self.purchaser, both), receipts)
        self.assertEqual(self.seen_by(self.purchaser, both.move_ids), receipts.move_ids)
        for user in (self.keeper, self.seller, self.accountant):
            self.assertEqual(self.seen_by(user, both), both)

    def test_only_purchasing_buys(self):
        for user in (self.seller, self.keeper, self.service, self.accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.ask({self.cola: 1}, user=user)

    def test_who_keeps_the_warehouse_does_not_hand_in(self):
        purchase = self.ask({self.cola: 10})
        for user in (self.keeper, self.service):
            for method in ("button_confirm", "action_withdraw", "button_cancel"):
                with self.subTest(user=user.login, method=method):
                    with self.assertRaises(AccessError):
                        getattr(self.as_user(purchase, user), method)()
        self.assertEqual(purchase.state, "draft")

    def test_the_suppliers_staff_do_not_see_the_buyers_paper(self):
        purchase = self.buy({self.cola: 10})
        admin = self.enterprise_admins[self.north]
        self.assertFalse(self.seen_by(admin, purchase))
        self.assertFalse(self.seen_by(admin, purchase.order_line))

    def test_the_suppliers_portal_users_do_not_either(self):
        purchase = self.buy({self.cola: 10})
        user = self.create_portal_user(self.north, "portal_seller")
        user.company_ids += self.lake_company
        for records in (purchase, purchase.order_line):
            with self.assertRaises(AccessError):
                self.seen_by(user, records)

    def test_nobody_writes_links_or_states(self):
        purchase = self.ask({self.cola: 10})
        order = self.create_order(
            self.north_company, self.lake.partner_id, self.cola
        )
        for values in ({"upstream_order_id": order.id}, {"handed_in_count": 3}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                purchase.write(values)
        with self.assertRaises(AccessError):
            purchase.order_line.write({"upstream_line_id": order.order_line.id})
        with self.assertRaises(AccessError):
            purchase.write({"state": "purchase"})

    def test_what_is_confirmed_is_not_changed_by_the_buyer(self):
        purchase = self.buy({self.cola: 10})
        line = purchase.order_line
        for values in ({"product_qty": 5}, {"price_unit": 1}, {"discount": 50}):
            with self.subTest(values=values), self.assertRaises(UserError):
                line.write(values)
        with self.assertRaises(UserError):
            line.unlink()
        with self.assertRaises(UserError):
            purchase.write({"partner_id": self.hill.partner_id.id})
        with self.assertRaises(UserError):
            purchase.write(
                {"order_line": [(0, 0, {"product_id": self.juice.id, "product_qty": 1})]}
            )
        line.name = "Cola, cold"
        self.assertEqual(line.product_qty, 10)
