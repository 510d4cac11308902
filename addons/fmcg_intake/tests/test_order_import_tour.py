from odoo.tests import HttpCase, tagged

from .order_import_common import OrderImportCase


@tagged("post_install", "-at_install")
class TestOrderImportTour(OrderImportCase, HttpCase):
    """A salesperson pastes what a customer wrote."""

    def test_import(self):
        self.seller.write({"password": "a-Secret-1", "lang": "en_US"})
        self.start_tour(
            "/odoo/action-fmcg_order.channel_order_action",
            "fmcg_intake_import",
            login=self.seller.login,
        )
        order = self.env["sale.order"].search(
            [("agreement_id", "=", self.agreement.id)]
        )
        self.assertEqual(
            (order.order_line.product_id, order.order_line.product_uom_qty),
            (self.tea, 5),
        )
        self.assertEqual(order.channel_stage, "draft")
