from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..models.stock_location import StockLocation


def as_core(location):
    return super(StockLocation, location)._is_outgoing()


@tagged("post_install", "-at_install")
class TestLocation(TransactionCase):
    def test_goods_go_out_where_core_says_so(self):
        locations = self.env["stock.location"].with_context(active_test=False).search([])
        between = self.env.ref("stock.stock_location_inter_company")
        below = self.env["stock.location"].create(
            {"name": "A ship", "usage": "transit", "location_id": between.id}
        )
        locations |= below
        ours = {location: location._is_outgoing() for location in locations}

        with patch.object(StockLocation, "_is_outgoing", as_core):
            core = {location: location._is_outgoing() for location in locations}
        self.assertEqual(ours, core)
        self.assertTrue(ours[between])
        self.assertTrue(ours[below])
        self.assertIn(False, ours.values())

    def test_it_costs_no_queries(self):
        between = self.env.ref("stock.stock_location_inter_company")
        between._is_outgoing()
        with self.assertQueryCount(0):
            for _move in range(5):
                between._is_outgoing()
