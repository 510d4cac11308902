import base64

from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.distribution import WithoutDistribution

from .order_import_common import OrderImportCase, xlsx


@tagged("post_install", "-at_install")
class TestOrderImportQueries(WithoutDistribution, OrderImportCase):
    def prepare(self, size, name, times=1, price=None):
        """A wizard with a file of ``size`` products, every other by name, all of them
        ``times`` times, and with the customer's ``price`` if there is one."""
        products = self.env["product.product"].create(
            [
                {
                    "name": f"{name} product {number:04}",
                    "default_code": f"{name}-{number:04}",
                    "categ_id": self.category.id,
                    "uom_ids": self.case.ids,
                    "list_price": 5,
                    "taxes_id": False,
                }
                for number in range(size)
            ]
        )
        rows = [
            [product.name if number % 2 else product.default_code, f"{number + 1}箱", price]
            for number, product in enumerate(products)
        ]
        content = base64.b64encode(xlsx(["商品", "数量", "单价"], *rows * times))
        wizard = self.open_import(content=None, text="x")
        wizard.write({"data_file": content, "text": False})
        self.env.flush_all()
        self.env.invalidate_all()
        return wizard

    def count(self, action):
        before = self.env.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_checking_many_rows_takes_no_more_queries(self):
        self.prepare(2, "WARM").action_check()
        few = self.count(self.prepare(10, "FEW").action_check)
        many = self.count(self.prepare(200, "MANY").action_check)
        self.assertLessEqual(many, few + 2)

    def test_comparing_prices_and_mending_take_no_more_queries(self):
        self.prepare(2, "WARM", price=1).action_check()
        few, many = self.prepare(10, "FEW", price=1), self.prepare(200, "MANY", price=1)
        of_few = self.count(few.action_check)
        self.assertLessEqual(self.count(many.action_check), of_few + 2)
        self.assertEqual({*many.line_ids.mapped("state")}, {"note"})
        self.env.invalidate_all()
        of_few = self.count(lambda: few.line_ids[:1].write({"quantity": 7}))
        self.env.invalidate_all()
        of_many = self.count(lambda: many.line_ids[:1].write({"quantity": 7}))
        self.assertLessEqual(of_many, of_few + 2)

    def count_order(self, size, name):
        wizard = self.prepare(size, name)
        wizard.action_check()
        self.env.flush_all()
        self.env.invalidate_all()
        return self.count(wizard.action_import)

    def test_making_a_long_order_takes_no_more_queries(self):
        self.count_order(10, "WARM")
        few, many = self.count_order(10, "FEW"), self.count_order(100, "MANY")
        self.assertLessEqual(many, few + 3)

    def test_three_thousand_rows(self):
        wizard = self.prepare(150, "HUGE", times=20)
        wizard.action_check()
        self.assertEqual(wizard.row_count, 3000)
        self.assertEqual(wizard.open_problem_count, 0)
        order = self.order_of(wizard.action_import())
        self.assertEqual(len(order.order_line), 150)
        quantities = sum(order.order_line.mapped("product_uom_qty"))
        self.assertEqual(quantities, 20 * 150 * 151 / 2)
