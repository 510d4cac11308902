from datetime import date, timedelta

from odoo.tests import tagged

from .order_import_common import OrderImportCase

TEA, WATER = "TEST-TEA-01", "TEST-WAT-01"


@tagged("post_install", "-at_install")
class TestOrderImportForm(OrderImportCase):
    """What a form says besides the goods: prices, days and for whom it is."""

    # -- prices -----------------------------------------------------------------------

    def price(self, row=TEA, quantity="5箱"):
        return self.check(["编码", "数量"], [row, quantity]).line_ids.price_unit

    def test_another_price_of_the_customer_is_shown_with_the_difference(self):
        ours = self.price()
        wizard = self.check(["编码", "数量", "单价"], [TEA, "5箱", ours - 2], [WATER, 1, None])
        line = wizard.line_ids.filtered(lambda line: line.product_id == self.tea)
        self.assertEqual((line.state, line.said_price), ("note", ours - 2))
        self.assertAlmostEqual(line.price_difference, 2)
        self.assertIn("The customer writes a price of", line.message)
        self.assertIn("+2.00", line.message)
        self.assertEqual(wizard.open_problem_count, 0)

    def test_the_same_price_is_not_mentioned(self):
        ours = self.price()
        for said in (ours, f"¥{ours:.2f}", f"{ours:.2f}元"):
            with self.subTest(said=said):
                line = self.check(["编码", "数量", "单价"], [TEA, "5箱", said]).line_ids
                self.assertEqual((line.state, line.price_difference), ("fine", 0))

    def test_the_price_of_a_piece_beside_cases_is_right(self):
        ours = self.price()
        line = self.check(["编码", "数量", "单价"], [TEA, "5箱", ours / 24]).line_ids
        self.assertEqual((line.state, line.price_difference), ("fine", 0))

    def test_an_amount_says_the_price(self):
        ours = self.price()
        line = self.check(["编码", "数量", "金额"], [TEA, "5箱", 5 * ours + 10]).line_ids
        self.assertAlmostEqual(line.price_difference, -2)

    def test_the_difference_stays_after_a_correction(self):
        ours = self.price()
        line = self.check(["编码", "数量", "单价"], [TEA, "5箱", ours - 2]).line_ids
        line.quantity = 3
        self.assertEqual(line.state, "note")
        self.assertAlmostEqual(line.price_difference, 2)

    # -- days and customer ------------------------------------------------------------

    def form(self, *head, rows=([TEA, 5],)):
        return self.check(*head, ["编码", "数量"], *rows)

    def test_the_days_of_a_form(self):
        wizard = self.form(
            ["订货日期：2031-11-24", "送货日期：2031年11月26日"], ["电话：13800000000"]
        )
        self.assertEqual(wizard.written_day, date(2031, 11, 24))
        self.assertEqual(wizard.delivery_day, date(2031, 11, 26))
        day = date.today() + timedelta(days=30)
        wizard.delivery_day = day
        order = self.order_of(wizard.action_import())
        self.assertEqual(order.commitment_date.date(), day)

    def test_a_day_in_the_next_cell_and_below_the_table(self):
        wizard = self.form(["送货日期:", None, date(2031, 11, 26)])
        self.assertEqual(wizard.delivery_day, date(2031, 11, 26))
        wizard = self.form(rows=([TEA, 5], ["送货日期：2031-11-26"]))
        self.assertEqual(wizard.delivery_day, date(2031, 11, 26))

    def test_the_column_counts_more_than_the_head(self):
        wizard = self.check(
            ["送货日期：2031-11-26"], ["编码", "数量", "送货日期"], [TEA, 5, "2031-11-28"]
        )
        self.assertEqual(wizard.delivery_day, date(2031, 11, 28))

    def test_a_day_that_cannot_be_read_is_said(self):
        wizard = self.form(["送货日期：11月26日"])
        self.assertFalse(wizard.delivery_day)
        self.assertIn("11月26日", wizard.warning)

    def test_the_customer_of_a_form(self):
        name = self.agreement.node_id.name
        wizard = self.form([f"客户：{name}"])
        self.assertEqual(wizard.written_customer, name)
        self.assertFalse(wizard.warning)
        wizard = self.form(["客户名称：", "西湖另一家超市"])
        self.assertEqual(wizard.written_customer, "西湖另一家超市")
        self.assertIn("西湖另一家超市", wizard.warning)

    def test_lines_that_say_when_are_no_goods(self):
        wizard = self.check(text="送货日期：2031-11-26\nTEST-TEA-01 x 5")
        self.assertEqual(wizard.delivery_day, date(2031, 11, 26))
        self.assertEqual(wizard.open_problem_count, 0)
