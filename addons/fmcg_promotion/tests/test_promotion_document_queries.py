from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from ..models.sale_order_invoice import _Document
from .return_common import PromotionReturnCase


@tagged("post_install", "-at_install")
class TestPromotionDocumentQueries(CountsQueries, PromotionReturnCase):
    """Documents ask as much for a hundred lines as for ten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["product.product"].search([]).fetch(["name"])
        cls.amount_off(10, 5, return_rule="reconsider")
        cls.buy_get(cls.tea, 1, cls.mug)

    def confirm_lines(self, count):
        """An order of as many lines, all of which can be invoiced."""
        self.tea.invoice_policy = "order"
        order = self.confirm_sale([(self.tea, 2)] * count)
        self.assertEqual(len(order.order_line._get_basket_lines()), count)
        return order

    def prepare_document(self, order):
        vals = order._prepare_invoice()
        lines = order._get_invoiceable_lines(final=True)
        vals["invoice_line_ids"] = [
            (0, 0, line._prepare_invoice_line(sequence=10)) for line in lines
        ]
        return vals

    def count(self, order):
        vals = self.prepare_document(order)
        return self.count_queries(lambda: _Document(order, vals).complete(True))

    def test_discounts_of_a_document(self):
        few, many = self.confirm_lines(10), self.confirm_lines(100)
        self.count(few)  # fill the caches of the registry
        self.assertEqual(self.count(many), self.count(few))

    def test_what_is_kept_after_a_return(self):
        counts = []
        for size in (10, 10, 100):
            order = self.confirm_lines(size)
            self.deliver(order)
            line = order.order_line._get_basket_lines()[0]
            self.take_back(order, (line, 1))
            counts.append(self.count_queries(order._get_promotion_kept))
        self.assertEqual(counts[1], counts[2])
