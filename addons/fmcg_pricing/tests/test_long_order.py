from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.common import OrderCase
from odoo.addons.fmcg_order.tests.distribution import WithoutDistribution


@tagged("post_install", "-at_install")
class TestLongOrder(WithoutDistribution, OrderCase):
    def count_creation(self, size):
        products = self.tea + self.water
        for number in range(size - 2):
            products |= self.create_product(f"Product {number}")
        values = {
            "partner_id": self.lake_shop.partner_id.id,
            "order_line": [
                Command.create({"product_id": product.id, "product_uom_qty": 2})
                for product in products
            ],
        }
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.model_as("sale.order", self.seller).create(values)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_a_long_order_takes_no_more_queries_than_a_short_one(self):
        self.count_creation(10)  # fills the caches
        short, long = self.count_creation(10), self.count_creation(80)
        self.assertLessEqual(long, short + 2, "seventy more lines")
