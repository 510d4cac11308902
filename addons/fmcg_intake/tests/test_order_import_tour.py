from odoo.tests import HttpCase, tagged

from .order_import_common import OrderImportCase


@tagged("post_install", "-at_install")
class TestOrderImportTour(OrderImportCase, HttpCase):
    """A salesperson pastes what a customer wrote."""

    def walk(self, tour):
        """:return: the order that the salesperson has made"""
        self.seller.write({"password": "a-Secret-1", "lang": "en_US"})
        self.start_tour(
            "/odoo/action-fmcg_order.channel_order_action", tour, login=self.seller.login
        )
        return self.env["sale.order"].search([("agreement_id", "=", self.agreement.id)])

    def test_import(self):
        order = self.walk("fmcg_intake_import")
        self.assertEqual(
            (order.order_line.product_id, order.order_line.product_uom_qty),
            (self.tea, 5),
        )
        self.assertEqual(order.channel_stage, "draft")

    def test_a_row_is_mended_by_clicking(self):
        order = self.walk("fmcg_intake_mend")
        quantities = {
            line.product_id: line.product_uom_qty for line in order.order_line
        }
        self.assertEqual(quantities, {self.tea: 5, self.water: 4})
