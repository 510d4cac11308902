"""Discounts on the whole order, of which parts are invoiced with the goods."""

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import CreditCase

SOME = settings(
    max_examples=8,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@tagged("post_install", "-at_install")
class TestDiscountExposure(CreditCase):
    """What is in use never moves because a part of an order is invoiced."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # of the seller by its own company, so that documents can be made by the test
        cls.env.user.company_ids |= cls.lake_company
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": cls.lake_company.ids,
                "tracking_disable": True,
            }
        )
        for product in cls.tea + cls.water:
            cls.put_in_stock(cls.lake_company, product, 10_000)

    @classmethod
    def offer(cls, percent):
        """So much off from 1 on, on the order as a whole."""
        promotion = cls.env["channel.promotion"].create(
            {
                "name": f"{percent} % off",
                "company_id": cls.lake_company.id,
                "currency_id": cls.lake_company.currency_id.id,
                "date_start": False,
                "kind": "order",
                "level": "order",
                "step_ids": [Command.create({"threshold": 1, "percent": percent})],
            }
        )
        promotion.action_release()
        return promotion

    def order(self, *lines, **values):
        """:param lines: triples of product, quantity and price"""
        return self.env["sale.order"].create(
            {
                "company_id": self.lake_company.id,
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            "price_unit": price,
                            **values,
                        }
                    )
                    for product, quantity, price in lines
                ],
            }
        )

    def confirmed(self, *lines, **values):
        order = self.order(*lines, **values)
        order.action_confirm()
        return order

    def deliver(self, order, quantity, backorder=True):
        """A part of each line in the unit of transfers, the rest on a backorder."""
        for code in ("internal", "outgoing"):
            for picking in self.open_pickings(order, code)[:1]:
                for move in picking.move_ids:
                    move.quantity = min(quantity, move.product_uom_qty)
                    move.picked = True
                left = [] if backorder else picking.ids
                picking.with_context(
                    skip_backorder=True, picking_ids_not_to_backorder=left
                ).button_validate()

    def open_pickings(self, order, code):
        return order.picking_ids.filtered(
            lambda one: (
                one.picking_type_id.code == code and one.state not in ("done", "cancel")
            )
        ).sorted("id")

    def post(self, order):
        move = order._create_invoices(final=True)
        move.action_post()
        self.count()
        return move

    def test_a_part_of_a_discount_is_money(self):
        self.offer(10)
        self.set_limit(270_000)
        order = self.confirmed((self.tea, 3_000, 100.0))
        self.assertEqual(self.exposure().used, 270_000)
        self.deliver(order, 14)
        invoice = self.post(order)
        self.assertEqual(invoice.amount_total, 1_260)
        self.assertEqual(order.credit_target, 268_740)
        self.assertEqual(self.exposure().used, 270_000)
        further = self.order((self.water, 1, 100.0))
        with self.assertRaisesRegex(UserError, r"90\.00"):
            further.action_confirm()
        self.assertEqual(further.state, "draft")

    def test_core_counts_the_same_part(self):
        self.offer(10)
        order = self.confirmed((self.tea, 3_000, 100.0))
        self.deliver(order, 14)
        self.post(order)
        self.deliver(order, 7)
        discount = order.order_line._get_promotion_discounts()
        self.assertAlmostEqual(discount.amount_to_invoice, -70, 2)
        self.assertAlmostEqual(order.amount_to_invoice, 630, 2)

    def test_goods_that_never_come_take_their_discount_along(self):
        self.offer(10)
        order = self.confirmed((self.tea, 30, 100.0), (self.water, 10, 10.0))
        self.deliver(order, 4, backorder=False)
        self.count()
        self.assertEqual(order.credit_target, 396)
        self.post(order)
        self.assertEqual(self.exposure().used, 396)

    def test_pieces_of_cases(self):
        """24 pieces of a case in parts of 8 and 5."""
        case = self.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": self.tea.uom_id.id,
            }
        )
        self.tea.uom_ids += case
        order = self.confirmed((self.tea, 2, 240.0), product_uom_id=case.id)
        for quantity in (5, 8, 8, 8, 5):
            self.deliver(order, quantity)
            self.count()
            self.assertEqual(order.credit_target, 480)
        self.deliver(order, 14)
        self.assertEqual(order.order_line.qty_delivered, 2)
        self.assertEqual(self.post(order).amount_total, 480)

    def test_used_never_moves_by_invoicing(self):
        """Law: as long as all that was ordered is to come, the order is in use whole."""
        number = st.integers(1, 4_000)

        @seed(13)
        @SOME
        @given(
            quantity=number,
            cents=st.integers(1, 99_999),
            percent=st.sampled_from((0.5, 3, 7.77, 10, 33.3)),
            parts=st.lists(number, min_size=1, max_size=2),
        )
        def run(quantity, cents, percent, parts):
            with self.env.cr.savepoint() as savepoint:
                self.check_used(quantity, cents, percent, parts)
                savepoint.rollback()
            self.env.invalidate_all()

        run()

    def check_used(self, quantity, cents, percent, parts):
        self.offer(percent)
        order = self.confirmed((self.tea, quantity, cents / 100), (self.water, 3, 9.99))
        whole = order.amount_total
        self.assertAlmostEqual(self.exposure().used, whole, 2)
        for delivered in parts:
            self.deliver(order, delivered)
            if order.invoice_status == "to invoice":
                self.post(order)
            # a cent for each document, which is rounded by itself
            self.assertAlmostEqual(self.exposure().used, whole, delta=0.021)
