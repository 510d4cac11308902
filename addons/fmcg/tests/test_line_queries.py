from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries
from odoo.addons.fmcg_order.tests.common import OrderCase

# With all of the application, and no more than when gate, credit and approval each looked
# at the lines by themselves; one more each for what people set by hand, and one for the row
# of a confirmed order, at which two changes of its benefits meet. Whether the buyer is an
# enterprise is asked once, and a confirmed order leaves a note for sourcing
CREATE, WRITE, UNLINK, WRITE_CONFIRMED = 40, 20, 34, 57


@tagged("post_install", "-at_install")
class TestLineQueries(CountsQueries, OrderCase):
    """What follows when people change lines costs no queries a line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company.sudo().order_approval_limit = 1e9
        cls.agreement.credit_limit = 1e9
        cls.products = cls.env["product.product"].union(
            *(cls.create_product(f"Changed {number}") for number in range(100))
        )

    def enter_lines(self, size):
        return self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 2})
                    for product in self.products[:size]
                ],
            }
        )

    def collect_each(self, size):
        """The queries of what people do to ``size`` lines at once."""
        order, confirmed = self.enter_lines(size), self.enter_lines(size)
        confirmed.action_submit()
        self.assertEqual(confirmed.state, "sale")
        Line = order.order_line.browse()
        values = [
            {"order_id": order.id, "product_id": product.id}
            for product in self.products[:size]
        ]
        return (
            self.collect_queries(lambda: Line.create(values)),
            self.collect_queries(lambda: order.order_line.write({"discount": 1})),
            self.collect_queries(lambda: order.order_line[:size].unlink()),
            self.collect_queries(lambda: confirmed.order_line.write({"price_unit": 6})),
        )

    def collect_least(self, size):
        """The fewest of two takes: a query that comes once by itself (of a cache that was
        emptied meanwhile) is no cost of lines."""
        takes = self.collect_each(size), self.collect_each(size)
        return [min(each, key=len) for each in zip(*takes, strict=True)]

    def test_many_lines_cost_no_more_than_few(self):
        most = (CREATE, WRITE, UNLINK, WRITE_CONFIRMED)
        for size in (10, 100):
            for found, expected in zip(self.collect_least(size), most, strict=True):
                with self.subTest(size=size):
                    self.assertLessEqual(len(found), expected, "\n".join(found))
