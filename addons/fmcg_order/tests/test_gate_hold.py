from odoo.exceptions import AccessError
from odoo.tests import tagged

from .gate_common import GateCase


@tagged("post_install", "-at_install")
class TestGateHold(GateCase):
    """Orders are held with typed reasons, and asked again by themselves."""

    def test_a_held_order_keeps_its_reasons(self):
        order = self.held_by_minimum()
        self.assertEqual(order.channel_stage, "held")
        self.assertTrue(order.held_since)
        self.assertEqual(order.gate_reason_ids.mapped("code"), ["below_minimum"])
        domain = [("gate_reason_ids.code", "=", "below_minimum")]
        self.assertIn(order, self.env["sale.order"].search(domain))

    def test_reasons_go_when_the_order_does(self):
        order = self.held_by_minimum()
        self.agreement.min_order_amount = 0
        order._process_submitted()
        self.assertFalse(order.gate_reason_ids)
        self.assertFalse(order.held_since)

    def test_the_beginning_of_a_hold_stands(self):
        order = self.held_by_minimum()
        since = order.held_since
        self.agreement.min_order_amount = 500
        self.assertEqual(order.held_since, since)

    def test_nobody_writes_what_holds_an_order(self):
        order = self.held_by_minimum()
        for values in (
            {"gate_reason_ids": [(5, 0, 0)]},
            {"is_held": False},
            {"held_since": False},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                order.write(values)

    def test_an_edited_order_shows_what_is_still_missing(self):
        order = self.held_by_minimum(minimum=200)
        order.order_line[0].product_uom_qty = 100
        self.assertFalse(order.is_held)
        self.assertEqual(order.channel_stage, "submitted")
        order.action_ask_gate()
        self.assertEqual(order.state, "sale")

    def test_asking_again_says_what_still_stands(self):
        order = self.held_by_minimum()
        action = order.action_ask_gate()
        self.assertEqual(action["tag"], "display_notification")
        self.assertIn("below the minimum", action["params"]["message"])

    # --- what cures ---

    def test_a_changed_agreement_asks_again(self):
        order = self.held_by_minimum()
        self.get_notes().unlink()
        self.agreement.min_order_amount = 0
        self.assertEqual(self.get_notes().order_id, order)
        self.ask_noted()
        self.assertEqual(order.state, "sale")
        self.assertFalse(self.get_notes())

    def test_an_unrelated_topic_asks_nothing(self):
        order = self.held_by_minimum()
        self.get_notes().unlink()
        self.env["sale.order"]._ask_held(("weather",))
        self.assertNotIn(order, self.get_notes().order_id)

    def test_an_agreement_asks_once_for_all_its_topics(self):
        order = self.held_by_minimum()
        order.sudo().gate_reason_ids = False  # any topic may have cured it
        self.get_notes().unlink()
        self.agreement.priority += 1
        self.assertEqual(self.get_notes().order_id, order)
        self.assertEqual(len(self.get_notes()), 1)

    def test_another_seller_s_change_asks_nothing(self):
        order = self.held_by_minimum()
        self.get_notes().unlink()
        self.env["sale.order"]._ask_held(("agreement",), self.north.company_id)
        self.assertNotIn(order, self.get_notes().order_id)

    def test_a_new_agreement_asks_again(self):
        shop = self.create_node("New Shop", "retail", self.lake)
        order = self.enter_order(partner=shop.partner_id)
        order.action_submit()
        self.assertEqual(order.gate_reason_ids.mapped("code"), ["agreement_missing"])
        agreement = self.env["channel.agreement"].create(
            {"company_id": self.lake_company.id, "node_id": shop.id}
        )
        agreement._set_state("active")
        self.ask_noted()
        self.assertEqual(order.agreement_id, agreement)
        self.assertEqual(order.state, "sale")

    def test_an_order_that_fails_leaves_the_next_one_alone(self):
        first, second = self.held_by_minimum(), self.held_by_minimum()
        self.agreement.min_order_amount = 0
        first.sudo().order_line.unlink()
        self.ask_noted()
        self.assertEqual((first.state, second.state), ("sent", "sale"))

    def test_the_scheduled_actions_ask_and_sweep(self):
        order = self.held_by_minimum()
        self.get_notes().unlink()
        # as if the change had gone past every hook
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE channel_agreement SET min_order_amount = 0 WHERE id = %s",
            [self.agreement.id],
        )
        self.env.invalidate_all()
        self.env["channel.gate.note"]._cron_sweep_held_orders()
        self.assertEqual(self.get_notes().order_id, order)
        with self.enter_registry_test_mode():
            self.env.ref("fmcg_order.ir_cron_ask_held_orders").method_direct_trigger()
        self.assertEqual(order.state, "sale")
        self.assertFalse(self.get_notes())

    def test_the_stage_follows_what_is_no_field_of_the_order(self):
        order = self.enter_order()
        self.patch(type(order), "_process_submitted", lambda orders: None)
        order.action_submit()
        self.assertEqual(order.channel_stage, "submitted")
        self.env.flush_all()
        self.env.cr.execute("UPDATE channel_agreement SET min_order_amount = 1000")
        self.env.invalidate_all()
        order._ask_again()
        self.assertEqual(order.channel_stage, "held")

    def test_a_sweep_leaves_one_note_an_order(self):
        self.held_by_minimum()
        self.get_notes().unlink()
        self.env["channel.gate.note"]._cron_sweep_held_orders()
        self.env["channel.gate.note"]._cron_sweep_held_orders()
        self.assertEqual(len(self.get_notes()), 1)
