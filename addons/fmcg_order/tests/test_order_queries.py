from odoo.fields import Command
from odoo.tests import tagged

from .common import OrderCase
from .distribution import WithoutDistribution


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


@tagged("post_install", "-at_install")
class TestOrderQueries(OrderCase):
    def count_intake(self, size):
        """What the service asks to check and prepare an order of products in cases."""
        case = self.env["uom.uom"].create(
            {
                "name": "Case",
                "relative_factor": 24,
                "relative_uom_id": self.tea.uom_id.id,
            }
        )
        products = self.tea.browse()
        for number in range(size):
            products |= self.create_product(f"Cased {number}", uom_ids=case.ids)
        self.env.flush_all()
        self.env.invalidate_all()
        Order = self.model_as("sale.order", self.seller).sudo()
        # as callers do: each product on its own, nothing read yet
        quantities = {(self.tea.browse(id_), case): 2 for id_ in products.ids}
        before = self.env.cr.sql_log_count
        Order._check_channel_units(quantities)
        Order._prepare_channel_order_values(self.agreement, quantities, "k")
        return self.env.cr.sql_log_count - before

    def test_the_service_checks_units_of_many_lines_at_once(self):
        self.count_intake(2)  # fills the caches
        self.assertEqual(self.count_intake(10), self.count_intake(100))

    def test_costs_are_distributed_where_that_is_set_up(self):
        plan = self.env["account.analytic.plan"].create({"name": "Channels"})
        account = self.env["account.analytic.account"].create(
            {"name": "Retail", "plan_id": plan.id, "company_id": False}
        )
        Model = self.env["account.analytic.distribution.model"]
        values = {
            "product_id": self.tea.id,
            "company_id": self.lake_company.id,
            "analytic_distribution": {str(account.id): 100},
        }
        self.assertFalse(self.enter_order().order_line[0].analytic_distribution)
        model = Model.create(values)
        line = self.enter_order().order_line[0]
        self.assertEqual(line.analytic_distribution, {str(account.id): 100})
        model.unlink()
        self.assertFalse(self.enter_order().order_line[0].analytic_distribution)
