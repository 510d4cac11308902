from odoo.tests import tagged

from .common import OrderCase


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
