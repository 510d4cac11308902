import random

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.return_common import PromotionReturnCase

PRICES = (7, 33, 101, 1999)
QUANTITIES = (1, 2, 3, 5, 7, 12, 24)
KINDS = ("amount", "percent", "line_percent", "nth", "bundle")


@tagged("post_install", "-at_install")
class TestYen(PromotionReturnCase):
    """An enterprise whose money has no decimals: each sum is in whole yen, adds up, and
    nothing turns negative, whatever promotions, part bills and returns do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(20261130)
        cls.yen = cls.env.ref("base.JPY").sudo()
        cls.yen.active = True
        cls.lake_company.sudo().currency_id = cls.yen
        lists = cls.env["product.pricelist"].sudo()
        lists.search([("company_id", "=", cls.lake_company.id)]).currency_id = cls.yen
        cls.lake_company.order_approval_limit = 1e9
        cls.account = cls.agreement.credit_account_id
        cls.goods = cls.env["product.product"].union(
            *[cls.create_goods(f"Goods at {price}", price) for price in PRICES]
        )
        cls.set_taxes_of(cls.goods, 0)

    @classmethod
    def set_taxes_of(cls, products, amount):
        tax = cls.create_tax(amount) if amount else cls.env["account.tax"]
        for product in products:
            product.taxes_id = [Command.set(tax.ids)]

    def offer(self, kind, rule):
        """One promotion of each kind that takes money off."""
        of_goods = [Command.set(self.goods.ids)]
        yen = {"currency_id": self.yen.id, "return_rule": rule}
        if kind == "amount":
            return self.amount_off(1000, 77, **yen)
        if kind == "percent":
            return self.create_promotion("order", [{"percent": 7.77}], level="order", **yen)
        if kind == "line_percent":
            return self.create_promotion(
                "line_percent", [{"percent": 3.33}], product_ids=of_goods, **yen
            )
        if kind == "nth":
            return self.create_promotion(
                "nth",
                [{"threshold": 2, "percent": 50}],
                level="set",
                product_ids=of_goods,
                uom_id=self.piece.id,
                **yen,
            )
        pieces = [
            Command.create({"product_ids": [Command.set(one.ids)], "quantity": number + 1})
            for number, one in enumerate(self.goods[1:3])
        ]
        return self.create_promotion("bundle", bundle_price=200, component_ids=pieces, **yen)

    def assert_whole(self, records, *names):
        for record in records:
            for name in names:
                value = record[name]
                self.assertEqual(value, round(value), f"{record}.{name} = {value}")

    def check_order(self, order):
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(order.currency_id, self.yen)
        lines = order.order_line
        names = ("price_subtotal", "price_tax", "price_total")
        self.assert_whole(lines, *names)
        self.assert_whole(order, "amount_untaxed", "amount_tax", "amount_total")
        self.assertEqual(sum(lines.mapped("price_subtotal")), order.amount_untaxed)
        self.assertGreaterEqual(order.amount_total, 0)
        entries = self.env["channel.promotion.entry"].search([("order_id", "=", order.id)])
        self.assert_whole(entries, "amount")
        self.assertGreaterEqual(sum(entries.mapped("amount")), 0)

    def check_bill(self, move):
        self.assert_whole(move, "amount_untaxed", "amount_tax", "amount_total")
        self.assert_whole(move.invoice_line_ids, "price_subtotal", "price_total")
        self.assert_whole(move.line_ids, "balance", "amount_residual")
        self.assertGreaterEqual(move.amount_total, 0)

    def assert_exposure(self, expected, order):
        self.env.cr.flush()
        self.env.invalidate_all()
        used = self.account._get_exposure().used
        self.assertEqual(used, round(used))
        self.assert_near(used, expected, order)

    def assert_near(self, found, expected, order):
        """Each line of a bill is rounded by itself, as in stock, so that the bills of
        two halves may differ from the bill of the whole; by less than that."""
        lines = order.invoice_ids.invoice_line_ids
        self.assertLessEqual(abs(found - expected), len(lines) / 2, (found, expected))

    def bill(self, order):
        """:return: what has been billed of the order so far, less what was refunded"""
        if order.invoice_status == "to invoice":
            for move in self.invoice(order):
                self.check_bill(move)
        moves = order.invoice_ids.filtered(lambda move: move.state == "posted")
        return sum(moves.mapped("amount_total_signed"))

    def goods_lines(self, order):
        return order.order_line.filtered(lambda line: line.product_id in self.goods)

    def live(self):
        """Order, delivery of a part, bill, a line reduced, the rest, and goods back."""
        before = self.account._get_exposure().used
        order = self.confirm_sale(self.draw_lines())
        self.check_order(order)
        self.assert_exposure(before + order.amount_total, order)
        self.deliver_part(order, self.draw_part(order))
        self.bill(order)
        self.check_order(order)
        self.assert_exposure(before + order.amount_total, order)
        line = self.random.choice(list(self.goods_lines(order)))
        line.product_uom_qty = max(line.qty_delivered, line.product_uom_qty - 1)
        self.check_order(order)
        self.deliver(order)
        billed = self.bill(order)
        self.check_order(order)
        self.assert_near(billed, order.amount_total, order)
        self.assert_exposure(before + billed, order)
        self.take_some_back(order)
        billed = self.bill(order)
        self.check_order(order)
        self.assertGreaterEqual(billed, 0)
        self.assert_exposure(before + billed, order)

    def draw_part(self, order):
        return {
            line.product_id: self.random.randint(1, int(line.product_uom_qty))
            for line in self.goods_lines(order)
        }

    def take_some_back(self, order):
        """Of what came with the first shipment."""
        shipped = order.picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
            and picking.state == "done"
        )[:1]
        back = [
            (move.sale_line_id, self.random.randint(1, int(move.quantity)))
            for move in shipped.move_ids
            if move.quantity >= 1 and self.random.random() < 0.7
        ]
        if back:
            self.take_back(order, *back)

    def test_whole_yen(self):
        for rule, tax in (("proportional", 0), ("reconsider", 10)):
            self.set_taxes_of(self.goods, tax)
            for kind in KINDS:
                self.stop_all()
                self.offer(kind, rule)
                with self.subTest(kind=kind, rule=rule, tax=tax):
                    self.live()

    def draw_lines(self):
        wanted = self.random.sample(list(self.goods), 3)
        return [(product, self.random.choice(QUANTITIES)) for product in wanted]
