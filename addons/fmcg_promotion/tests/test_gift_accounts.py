from odoo.tests import tagged

from .return_common import PromotionReturnCase


@tagged("post_install", "-at_install")
class TestGiftAccounts(PromotionReturnCase):
    """What gifts cost is the promotion's, not the cost of sales."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.promotion_account = cls.create_account("GIFT1", "Gifts of the promotion")
        cls.company_account = cls.create_account("GIFT2", "Gifts")
        cls.expense = cls.create_account("COGS", "Cost of sales")
        cls.stock_account = cls.create_account("STOCK", "Stock", "asset_current")
        category = cls.env["product.category"].create({"name": "Valued at once"})
        category.with_company(cls.lake_company).write(
            {
                "property_valuation": "real_time",
                "property_cost_method": "standard",
                "property_account_expense_categ_id": cls.expense.id,
                "property_stock_valuation_account_id": cls.stock_account.id,
            }
        )
        for product, cost in ((cls.tea, 4.0), (cls.mug, 1.5)):
            product.categ_id = category
            product.with_company(cls.lake_company).standard_price = cost

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

    def costs_of(self, moves):
        """Dict from account to what was booked as costs."""
        costs = {}
        for line in moves.line_ids.filtered(lambda line: line.display_type == "cogs"):
            costs[line.account_id] = costs.get(line.account_id, 0) + line.balance
        return costs

    def test_the_promotion_says_where_its_gifts_go(self):
        self.lake_company.gift_account_id = self.company_account
        self.buy_get(
            self.tea, 10, self.mug, gift_account_id=self.promotion_account.id
        )
        order = self.sell([(self.tea, 20)])
        self.assertEqual(
            self.costs_of(order.invoice_ids),
            {self.expense: 80, self.promotion_account: 3, self.stock_account: -83},
        )

    def test_else_the_company_says(self):
        self.lake_company.gift_account_id = self.company_account
        self.buy_get(self.tea, 10, self.mug, gift_account_id=False)
        order = self.sell([(self.tea, 20)])
        self.assertEqual(self.costs_of(order.invoice_ids)[self.company_account], 3)

    def test_without_an_account_gifts_are_cost_of_sales(self):
        self.buy_get(self.tea, 10, self.mug, gift_account_id=False)
        order = self.sell([(self.tea, 20)])
        self.assertEqual(self.costs_of(order.invoice_ids)[self.expense], 83)

    def test_a_gift_of_the_same_product_is_told_from_what_was_sold(self):
        self.buy_get(
            self.tea, 10, self.tea, gift_account_id=self.promotion_account.id
        )
        order = self.sell([(self.tea, 20)])
        costs = self.costs_of(order.invoice_ids)
        self.assertEqual(costs[self.expense], 80)
        self.assertEqual(costs[self.promotion_account], 8)

    def test_a_gift_that_comes_back_is_taken_off(self):
        self.buy_get(
            self.tea, 10, self.mug, gift_account_id=self.promotion_account.id
        )
        order = self.sell([(self.tea, 20)])
        self.take_back(order, (self.line_of(order, self.tea), 1), prefill=True)
        self.invoice(order)
        costs = self.costs_of(order.invoice_ids)
        self.assertEqual(costs[self.promotion_account], 1.5)
        self.assertEqual(costs[self.expense], 76)

    def test_a_charge_costs_nothing_again(self):
        self.buy_get(
            self.tea, 10, self.mug, gift_account_id=self.promotion_account.id
        )
        order = self.sell([(self.tea, 20)])
        self.assertEqual(self.refund(order, (self.line_of(order, self.tea), 1)), 2)
        self.assertEqual(self.costs_of(order.invoice_ids)[self.promotion_account], 3)
