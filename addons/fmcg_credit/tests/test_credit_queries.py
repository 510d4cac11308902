from odoo.fields import Command
from odoo.tests import tagged

from .common import CreditCase


@tagged("post_install", "-at_install")
class TestCreditQueries(CreditCase):
    """As many queries for many as for few."""

    def queries(self, run):
        self.env.cr.flush()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        run()
        return self.env.cr.sql_log_count - before

    def create_accounts(self, size):
        nodes = self.env["channel.node"].create(
            [
                {
                    "name": f"Shop {number}",
                    "tier_id": self.tier("retail").id,
                    "parent_id": self.lake.id,
                }
                for number in range(size)
            ]
        )
        agreements = self.env["channel.agreement"].create(
            [
                {
                    "company_id": self.lake_company.id,
                    "node_id": node.id,
                    "credit_limit": 100,
                    "state": "active",
                }
                for node in nodes
            ]
        )
        for agreement in agreements[:3]:
            self.post_invoice(10, days_ago=3, node=agreement.node_id)
        return self.account.browse(agreements.credit_account_id.ids)

    def test_exposures(self):
        few, many = self.create_accounts(10), self.create_accounts(150)
        self.queries(few._get_exposures)
        self.assertEqual(
            self.queries(few._get_exposures), self.queries(many._get_exposures)
        )

    def test_lists_of_accounts(self):
        names = ["exposure", "left", "overdue", "statement", "credit_limit"]
        few, many = self.create_accounts(10), self.create_accounts(150)
        self.queries(lambda: few.read(names))
        self.assertEqual(
            self.queries(lambda: few.read(names)), self.queries(lambda: many.read(names))
        )

    def test_new_agreements_get_their_accounts_at_once(self):
        Agreement = self.env["channel.agreement"]
        few = Agreement.browse(self.create_accounts(10).agreement_ids.ids)
        many = Agreement.browse(self.create_accounts(150).agreement_ids.ids)

        def forget(agreements):
            agreements.credit_account_id = False
            self.env.flush_all()
            return self.queries(agreements._sync_credit_accounts)

        forget(few)
        self.assertLessEqual(forget(many), forget(few) + 2)

    def create_sales(self, size):
        return self.env["sale.order"].create(
            [
                {
                    "company_id": self.lake_company.id,
                    "partner_id": self.lake_shop.partner_id.id,
                    "order_line": [
                        Command.create({"product_id": self.tea.id, "product_uom_qty": 1})
                    ],
                }
                for _number in range(size)
            ]
        )

    def test_syncing_orders(self):
        def sync(orders):
            orders.write({"credit_committed": 7})
            return self.queries(
                lambda: (orders._sync_credit_commitments(), self.env.flush_all())
            )

        few, many = self.create_sales(10), self.create_sales(100)
        for orders in (few, many):
            orders.order_line.price_unit = 1
            orders.action_confirm()
            self.env.cr.flush()
        sync(few)
        self.assertLessEqual(sync(many), sync(few) + 2)

    def test_a_long_order_is_counted_as_fast_as_a_short_one(self):
        def recompute(order):
            def run():
                self.env.add_to_compute(order._fields["credit_target"], order)
                order.flush_recordset(["credit_target"])

            return self.queries(run)

        counts = []
        for size in (10, 10, 100):
            products = self.tea
            for number in range(size - 1):
                products |= self.create_product(f"P{size}-{number}")
            order = self.env["sale.order"].create(
                {
                    "company_id": self.lake_company.id,
                    "partner_id": self.lake_shop.partner_id.id,
                    "order_line": [
                        Command.create(
                            {"product_id": product.id, "product_uom_qty": 1}
                        )
                        for product in products
                    ],
                }
            )
            order.action_confirm()
            counts.append(recompute(order))
        self.assertLessEqual(counts[2], counts[1])

    def test_overruns_are_searched_at_once(self):
        self.create_accounts(20)
        Account = self.env["channel.credit.account"]
        self.post_invoice(500)
        self.set_limit(100)
        found = Account.search([("is_over", "=", True)])
        self.assertIn(self.account, found)
        self.assertNotIn(self.account, Account.search([("is_over", "=", False)]))
        self.assertNotIn(self.account, Account.search([("is_late", "=", True)]))
