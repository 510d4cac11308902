from odoo.tests import tagged

from .common import DirectCase


@tagged("post_install", "-at_install")
class TestDirectMoney(DirectCase):
    """The middle tier is billed and bills; its stock stays what it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stock(cls.north_company, 100)
        cls.expense = cls.create_account("COGS", "Cost of sales")
        cls.stock_account = cls.create_account("STOCK", "Stock", "asset_current")
        category = cls.env["product.category"].create({"name": "Valued at once"})
        category.with_company(cls.lake_company).write(
            {
                "property_valuation": "real_time",
                "property_cost_method": "average",
                "property_account_expense_categ_id": cls.expense.id,
                "property_stock_valuation_account_id": cls.stock_account.id,
            }
        )
        cls.soda.categ_id = category
        cls.own = cls.soda.with_company(cls.lake_company).with_context(
            allowed_company_ids=cls.lake_company.ids
        )
        cls.own.standard_price = 4.0

    @classmethod
    def create_account(cls, code, name, account_type="expense"):
        return (
            cls.env["account.account"]
            .with_company(cls.lake_company)
            .create(
                {
                    "code": code,
                    "name": name,
                    "account_type": account_type,
                    "company_ids": cls.lake_company.ids,
                }
            )
        )

    def bill(self, order, accountant):
        move = self.as_user(order, accountant)._create_invoices(final=True)
        move.action_post()
        self.settle()
        return move.sudo()

    def costs_of(self, moves):
        costs = {}
        for line in moves.line_ids.filtered(lambda line: line.display_type == "cogs"):
            costs[line.account_id] = costs.get(line.account_id, 0) + line.balance
        return costs

    def test_the_upstream_bills_the_middle_and_the_middle_the_outlet(self):
        order = self.order_soda()
        upstream = self.upstream_of(self.lake_company)
        self.ship_all(upstream)
        bill = self.bill(upstream, self.north_accountant)
        self.assertEqual(bill.partner_id, self.lake.partner_id)
        own = self.purchase_of(self.lake_company).sudo().invoice_ids
        self.assertEqual((own.state, own.amount_total), ("draft", bill.amount_total))
        self.as_user(own, self.accountant).action_post()
        invoice = self.bill(order, self.accountant)
        self.assertEqual(invoice.partner_id, self.lake_shop.partner_id)
        self.assertEqual(invoice.invoice_line_ids.quantity, 7)

    def test_what_came_straight_is_cost_with_the_suppliers_bill(self):
        order = self.order_soda(7 + 5)
        upstream = self.upstream_of(self.lake_company)
        self.ship_all(upstream)
        self.bill(upstream, self.north_accountant)
        own = self.purchase_of(self.lake_company).sudo().invoice_ids
        self.assertEqual(own.invoice_line_ids.account_id, self.expense)
        invoice = self.bill(order, self.accountant)
        self.assertFalse(self.costs_of(invoice))
        self.assertEqual(self.own.qty_available, 5)
        self.assertEqual(self.own.standard_price, 4.0)

    def test_the_own_part_is_cost_with_the_customers_bill(self):
        order = self.order_soda(12)
        self.ship_all(order)
        self.ship_all(self.upstream_of(self.lake_company))
        invoice = self.bill(order, self.accountant)
        self.assertEqual(invoice.invoice_line_ids.quantity, 12)
        self.assertEqual(
            self.costs_of(invoice), {self.expense: 20, self.stock_account: -20}
        )

    def test_part_by_part(self):
        order = self.order_soda(12)
        self.ship_all(self.upstream_of(self.lake_company))
        first = self.bill(order, self.accountant)
        self.ship_all(order)
        second = self.bill(order, self.accountant)
        self.assertFalse(self.costs_of(first))
        self.assertEqual(
            self.costs_of(second), {self.expense: 20, self.stock_account: -20}
        )
