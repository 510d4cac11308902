from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.test_promotion_reductions import ReductionCase


@tagged("post_install", "-at_install")
class TestGiftDebtReduced(ReductionCase):
    """Of less, less is owed."""

    def test_less_is_owed_after_a_reduction_or_a_return(self):
        cup = self.create_product("Cup", list_price=4.0)
        self.buy_get(self.tea, 10, cup, shortage="owed")
        order = self.confirm_sale([(self.tea, 30)])
        debt = order.gift_debt_ids
        self.assertEqual(debt.quantity, 3)
        line = self.line_of(order, self.tea)
        line.product_uom_qty = 25
        self.assertEqual((debt.quantity, debt.state), (2, "open"))
        self.deliver(order)
        self.take_back(order, (line, 6))
        self.assertEqual(debt.quantity, 1)
        line.product_uom_qty = 19
        self.assertEqual(debt.quantity, 1)
