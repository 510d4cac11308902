from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.common import OrderCase


@tagged("post_install", "-at_install")
class TestConfirmQueries(OrderCase):
    """With all of the application, an order's length costs no queries.

    Core alone asks about eleven a line: ``bench/confirm.py`` counts them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company.sudo().order_approval_limit = 1000000
        warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.lake_company.id)], limit=1
        )
        warehouse.delivery_steps = "ship_only"

    def enter(self, size):
        products = self.tea.browse()
        for number in range(size):
            products |= self.create_product(f"Confirmed {number}")
        for product in products:
            self.put_in_stock(self.lake_company, product, 100)
        return self.model_as("sale.order", self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 2})
                    for product in products
                ],
            }
        )

    def count_submission(self, size):
        order = self.enter(size)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        order.action_submit()
        self.env.flush_all()
        found = self.env.cr.sql_log_count - before
        self.assertEqual(order.state, "sale")
        moves = order.sudo().picking_ids.move_ids
        self.assertEqual(moves.mapped("state"), ["assigned"] * size)
        return found

    def test_a_long_order_is_confirmed_with_as_many_queries_as_a_short_one(self):
        self.count_submission(5)  # fills the caches
        short, long = self.count_submission(5), self.count_submission(45)
        self.assertLessEqual(long, short + 8, "forty more lines")
