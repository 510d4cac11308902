from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.gate_common import GateCase


@tagged("post_install", "-at_install")
class TestPriceCures(GateCase):
    """What a price keeps goes on once prices have changed."""

    def test_a_price_asks_again(self):
        tea = self.tea.with_company(self.lake_company)
        tea.write({"list_price": 12.0, "floor_price": 11.0})
        order = self.enter_order()
        order.action_submit()
        self.assertIn("below_floor", order.gate_reason_ids.mapped("code"))
        tea.floor_price = 1.0
        self.ask_noted()
        self.assertEqual(order.state, "sale")

    def test_lists_of_the_chain_are_the_customers(self):
        order = self.enter_order()
        order.pricelist_id = self.lake_company.base_pricelist_id
        self.assertNotIn("own_list", self.codes(order))
