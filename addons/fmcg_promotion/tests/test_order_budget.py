from unittest.mock import patch

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_order.engine.blocker import WAIT, Blocker
from odoo.addons.fmcg_order.tests.common import OrderCase


@tagged("post_install", "-at_install")
class TestPromotionBudget(OrderCase):
    """What is submitted holds its part of budgets, though nobody has agreed yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea.list_price, cls.water.list_price = 10, 8
        cls.promotion = cls.create_promotion(15)

    @classmethod
    def create_promotion(cls, limit, **values):
        promotion = cls.env["channel.promotion"].create(
            {
                "name": "10 off",
                "company_id": cls.lake_company.id,
                "currency_id": cls.lake_company.currency_id.id,
                "date_start": False,
                "kind": "order",
                "level": "order",
                "step_ids": [Command.create({"threshold": 100, "amount": 10})],
                "budget_ids": [Command.create({"limit": limit, **values})],
            }
        )
        promotion.action_release()
        return promotion

    def waiting(self):
        """An order that was submitted and waits for somebody to agree."""
        order = self.enter_order()
        with self.stopped(order):
            order.action_submit()
        return order

    def stopped(self, order):
        return patch.object(
            type(order),
            "_collect_blockers",
            lambda order: [Blocker("waiting", "Somebody has to agree.", WAIT)],
        )

    def used(self, promotion=None):
        self.env.flush_all()
        self.env.invalidate_all()
        usages = (promotion or self.promotion).budget_ids.usage_ids
        entries = usages.entry_ids
        self.assertEqual(sum(usages.mapped("used")), sum(entries.mapped("amount")))
        return sum(usages.mapped("used"))

    def test_submitting_reserves(self):
        order = self.waiting()
        self.assertEqual((order.state, self.used()), ("sent", 10))
        self.assertEqual(self.confirmed_order().amount_total, 180)
        self.assertEqual(order.amount_total, 170)

    def test_confirming_what_was_submitted_takes_nothing_more(self):
        order = self.waiting()
        entries = self.promotion.sudo().entry_ids
        order._process_submitted()
        self.assertEqual((order.state, order.amount_total), ("sale", 170))
        self.assertEqual(self.used(), 10)
        self.assertEqual(self.promotion.sudo().entry_ids, entries)

    def test_a_submitted_order_keeps_what_it_has_when_it_changes(self):
        self.promotion.budget_ids.limit = 10
        order = self.waiting()
        order.order_line.filtered("price_unit")[0].product_uom_qty = 12
        self.assertEqual((order.amount_total, self.used()), (190, 10))

    def test_a_submitted_order_that_shrinks_gives_back(self):
        order = self.waiting()
        goods = order.order_line.filtered(lambda line: not line.promotion_role)
        goods.write({"product_uom_qty": 5})
        self.assertEqual((order.amount_total, self.used()), (90, 0))

    def test_taking_it_back_gives_back(self):
        order = self.waiting()
        order.sudo().write({"submitted_date": False, "submitted_by_id": False})
        self.assertEqual(self.used(), 0)
        self.assertFalse(order._holds_promotion_budget())

    def test_cancelling_gives_back(self):
        order = self.waiting()
        order._action_cancel()
        self.assertEqual(self.used(), 0)

    def test_the_period_stays_that_of_the_submission(self):
        self.promotion.action_stop()
        self.agreement.date_start = False
        promotion = self.create_promotion(10, period="month")
        with freeze_time("2020-03-10 10:00:00"):
            order = self.waiting()
        with freeze_time("2020-04-10 10:00:00"):
            goods = order.order_line.filtered(lambda line: not line.promotion_role)
            goods[0].product_uom_qty = 12
            order._process_submitted()
        self.assertEqual((order.state, order.amount_total), ("sale", 190))
        self.assertEqual(self.used(promotion), 10)
        usage = promotion.budget_ids.usage_ids.filtered("used")
        self.assertEqual(str(usage.period_start), "2020-03-01")

    def test_another_customer_takes_from_a_budget_of_its_own(self):
        self.promotion.action_stop()
        promotion = self.create_promotion(10, scope="each")
        kiosk = self.create_node("Kiosk", "retail", self.lake)
        self.create_agreement(self.lake_company, kiosk, user_id=self.seller.id)
        order = self.waiting()
        order.partner_id = kiosk.partner_id
        self.assertEqual((order.amount_total, self.used(promotion)), (170, 10))
        usages = promotion.budget_ids.usage_ids
        used = {usage.node_id: usage.used for usage in usages}
        self.assertEqual(used, {self.lake_shop: 0, kiosk: 10})
        self.assertEqual(sum(promotion.sudo().entry_ids.mapped("uses")), 1)

    def test_orders_submitted_together_share_what_is_left(self):
        self.promotion.budget_ids.partial = True
        orders = self.enter_order() + self.enter_order()
        orders.action_submit()
        self.assertEqual(orders.mapped("amount_total"), [170, 175])
        self.assertEqual(self.used(), 15)
