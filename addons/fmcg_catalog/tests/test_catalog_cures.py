from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.gate_common import GateCase


@tagged("post_install", "-at_install")
class TestCatalogCures(GateCase):
    """What the catalogue keeps goes on once the catalogue has changed."""

    def test_a_new_listing_asks_again(self):
        rules = self.model_as("channel.listing", self.admin)
        rule = rules.create(
            {"product_tmpl_id": self.tea.product_tmpl_id.id, "is_listed": False}
        )
        order = self.enter_order()
        order.action_submit()
        self.assertEqual(order.gate_reason_ids.mapped("code"), ["not_listed"])
        rule.is_listed = True
        self.ask_noted()
        self.assertEqual(order.state, "sale")

    def test_a_cancelled_order_gives_its_quota_to_the_next(self):
        self.model_as("channel.quota", self.admin).create(
            {"product_tmpl_id": self.tea.product_tmpl_id.id, "quantity": 10}
        )
        first = self.confirmed_order()
        second = self.enter_order()
        second.action_submit()
        self.assertEqual(second.gate_reason_ids.mapped("code"), ["quota"])
        self.get_notes().unlink()
        first.sudo()._action_cancel()
        self.ask_noted()
        self.assertEqual(second.state, "sale")

    def test_the_oldest_order_is_asked_first(self):
        self.model_as("channel.quota", self.admin).create(
            {"product_tmpl_id": self.tea.product_tmpl_id.id, "quantity": 10}
        )
        first = self.confirmed_order()
        older, newer = self.enter_order(), self.enter_order()
        newer.action_submit()
        older.action_submit()
        # submission counts, not entry
        newer.sudo().submitted_date = "2020-01-01 08:00:00"
        older.sudo().submitted_date = "2020-01-02 08:00:00"
        first.sudo()._action_cancel()
        self.ask_noted()
        self.assertEqual((newer.state, older.state), ("sale", "sent"))
