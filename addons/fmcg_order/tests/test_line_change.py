from odoo.fields import Command
from odoo.tests import tagged

from .gate_common import GateCase


@tagged("post_install", "-at_install")
class TestLineChange(GateCase):
    """Orders hear once of each call that changes their lines, and what was before."""

    def setUp(self):
        super().setUp()
        self.heard = heard = []

        def listen(orders, change):
            heard.append(change)

        self.patch(type(self.env["sale.order"]), "_act_on_line_change", listen)

    def hear(self, act):
        self.heard.clear()
        act()
        return list(self.heard)

    def test_once_for_all_lines_of_a_call(self):
        order = self.enter_order()
        line = {"order_id": order.id, "product_id": self.tea.id}
        for act in (
            lambda: order.order_line.create([line, line]),
            lambda: order.order_line.write({"product_uom_qty": 3}),
            lambda: order.order_line[:2].unlink(),
        ):
            (change,) = self.hear(act)
            self.assertEqual(change.orders, order)
            self.assertFalse(change.confirmed)

    def test_what_nobody_agrees_to_is_not_told(self):
        order = self.enter_order()
        self.assertFalse(self.hear(lambda: order.order_line.write({"name": "Other"})))

    def test_what_a_confirmed_order_was_before(self):
        order = self.confirmed_order()
        (change,) = self.hear(lambda: order.order_line.write({"price_unit": 12}))
        self.assertEqual(change.confirmed, order)
        self.assertEqual(change.goods, order)
        self.assertEqual(change.totals, {order: 180})
        self.assertTrue(change.is_dearer(order))
        (change,) = self.hear(lambda: order.order_line.write({"price_unit": 9}))
        self.assertFalse(change.is_dearer(order))

    def test_new_lines_may_make_it_dearer(self):
        order = self.confirmed_order()
        new = Command.create({"product_id": self.tea.id, "price_unit": 0})
        (change,) = self.hear(lambda: order.write({"order_line": [new]}))
        self.assertEqual(change.confirmed, order)
        self.assertTrue(change.is_dearer(order))

    def test_a_line_that_moves_concerns_both_orders(self):
        draft, order = self.enter_order(), self.confirmed_order()
        (change,) = self.hear(lambda: draft.order_line[0].write({"order_id": order.id}))
        self.assertEqual(change.orders, draft | order)
        self.assertEqual(change.goods, order)
        self.assertTrue(change.is_dearer(order))

    def test_programs_answer_for_themselves(self):
        order = self.confirmed_order()
        lines = order.order_line.sudo()
        (change,) = self.hear(lambda: lines.write({"price_unit": 9}))
        self.assertEqual(change.orders, order)
        self.assertFalse(change.confirmed or change.goods)

    def test_freight_is_no_goods(self):
        order = self.confirmed_order()
        freight = order.order_line[0]
        freight.sudo().is_delivery = True
        (change,) = self.hear(lambda: freight.write({"price_unit": 9}))
        self.assertEqual(change.confirmed, order)
        self.assertFalse(change.goods)
