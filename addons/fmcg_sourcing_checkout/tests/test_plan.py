from odoo.tests import tagged

from odoo.addons.fmcg_sourcing.engine import plan_facts as f

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestPlan(CheckoutCase):
    """The service: facts of the buyer's sellers, and the planner's answer."""

    def plan(self, wishes, policy=f.SHIP_AVAILABLE):
        pairs = {(product, product.uom_id): number for product, number in wishes.items()}
        return self.lake_shop._plan_purchase(pairs, policy)

    def by_seller(self, plan):
        return {
            part.seller: {one.product: float(one.quantity) for one in part.allocations}
            for part in plan.parts
        }

    def test_one_seller_for_everything_if_one_can(self):
        plan = self.plan({self.tea: 8, self.cake: 5})
        self.assertEqual(plan.way, f.ONE_SELLER)
        expected = {self.agreement.id: {self.tea.id: 8, self.cake.id: 5}}
        self.assertEqual(self.by_seller(plan), expected)

    def test_the_second_supplier_serves_what_the_first_has_not(self):
        plan = self.plan({self.tea: 15})
        self.assertEqual(plan.sellers, (self.own_coast.id,))

    def test_the_fewest_sellers_where_one_cannot(self):
        plan = self.plan({self.tea: 15, self.cake: 5})
        self.assertEqual(plan.way, f.FEWEST_SELLERS)
        expected = {
            self.agreement.id: {self.cake.id: 5},
            self.own_coast.id: {self.tea.id: 15},
        }
        self.assertEqual(self.by_seller(plan), expected)

    def test_what_one_seller_lacks_is_split(self):
        plan = self.plan({self.tea: 25})
        expected = {
            self.agreement.id: {self.tea.id: 10},
            self.own_coast.id: {self.tea.id: 15},
        }
        self.assertEqual(self.by_seller(plan), expected)

    def test_boxes_are_not_opened(self):
        self.tea.uom_ids = self.case
        self.put(self.lake_company, {self.tea: 20})
        self.put(self.coast_company, {self.tea: 28})
        wishes = {(self.tea, self.case): 3}
        plan = self.lake_shop._plan_purchase(wishes)
        quantities = [float(one.quantity) for one in plan.allocations]
        self.assertEqual(quantities, [24, 48])

    def test_the_minimum_is_kept_for_each_seller(self):
        self.own_coast.min_order_amount = 1000
        plan = self.plan({self.tea: 15})
        self.assertEqual(plan.sellers, (self.agreement.id,))
        self.assertEqual(float(plan.allocations[0].missing), 5)
        self.assertTrue(plan.passes)

    def test_who_may_not_sell_now_serves_nothing(self):
        self.agreement._set_state("suspended", "Unpaid bills")
        plan = self.plan({self.tea: 5, self.cake: 5})
        self.assertEqual(plan.sellers, (self.own_coast.id,))
        self.assertEqual([one.product for one in plan.unserved], [self.cake.id])

    def test_what_has_no_price_is_not_sold(self):
        self.unprice(self.cake)
        plan = self.plan({self.cake: 1})
        self.assertEqual(plan.unserved[0].reasons[0].code, f.NOT_OFFERED)

    def test_only_complete_orders_nothing_in_parts(self):
        plan = self.plan({self.tea: 31}, f.ONLY_COMPLETE)
        self.assertEqual(plan.way, f.NOTHING)
        plan = self.plan({self.tea: 30}, f.ONLY_COMPLETE)
        self.assertEqual(len(plan.parts), 2)

    def test_goods_that_nobody_counts_are_always_there(self):
        self.cake.is_storable = False
        plan = self.plan({self.cake: 5000})
        self.assertTrue(plan.is_complete)

    def test_reserved_goods_are_not_given_away(self):
        self.place({self.tea: 8})
        plan = self.plan({self.tea: 5})
        self.assertEqual(plan.sellers, (self.own_coast.id,))
