from odoo.tests import tagged

from .gate_common import GateCase


@tagged("post_install", "-at_install")
class TestStateChange(GateCase):
    """Whatever counts orders is told once of what has become of them."""

    def setUp(self):
        super().setUp()
        self.told = []
        hook = type(self.env["sale.order"])._act_on_state_change

        def listen(orders, change):
            self.told.append(change)
            return hook(orders, change)

        self.patch(type(self.env["sale.order"]), "_act_on_state_change", listen)

    def confirmed(self):
        """Orders that were told to be confirmed, one recordset for each call."""
        return [change.confirmed for change in self.told if change.confirmed]

    def test_a_batch_is_told_of_at_once(self):
        orders = self.enter_order() + self.enter_order()
        self.told.clear()
        orders.sudo().action_confirm()
        self.assertEqual(self.confirmed(), [orders])

    def test_an_order_is_submitted_and_confirmed_and_cancelled_and_reopened(self):
        order = self.enter_order()
        self.told.clear()
        order.action_submit()
        self.assertEqual(self.confirmed(), [order])
        self.told.clear()
        order._action_cancel()
        self.assertEqual([change.undone for change in self.told], [order])
        self.told.clear()
        order.action_draft()
        self.assertTrue(self.told)
        self.assertFalse(any(change.counted for change in self.told))

    def test_a_program_makes_a_confirmed_order(self):
        self.told.clear()
        order = self.enter_order().sudo().copy()
        self.assertFalse(self.told)
        values = order.copy_data()[0] | {"state": "sale"}
        made = self.env["sale.order"].create(values)
        self.assertEqual(self.confirmed(), [made])

    def test_a_note_changes_nothing(self):
        order = self.confirmed_order()
        self.told.clear()
        order.client_order_ref = "PO-1"
        order.order_line[0].name = "Tea, green"
        self.assertFalse(self.told)

    def test_another_day_of_a_confirmed_order_is_told(self):
        order = self.confirmed_order().sudo()
        self.told.clear()
        order.date_order = "2020-01-01 08:00:00"
        (change,) = self.told
        self.assertEqual(change.counted, order)
        self.assertFalse(change.confirmed | change.undone)
