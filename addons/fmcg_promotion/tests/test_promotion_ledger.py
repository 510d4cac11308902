from unittest.mock import patch

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .ledger_common import LedgerCase


@tagged("post_install", "-at_install")
class TestPromotionLedger(LedgerCase):
    """What orders take of budgets, and what they give back."""

    def test_confirmed_orders_count_and_drafts_do_not(self):
        promotion = self.limited(100)
        order = self.create_sale([(self.tea, 20)])
        self.assertEqual(self.used(promotion), 0)
        self.assertFalse(self.entries(order))
        order.action_confirm()
        self.assertEqual(self.used(promotion), 10)
        self.assertEqual(self.given(promotion, order), (10, 0, 0, 1))

    def test_without_a_budget_it_is_booked_as_well(self):
        promotion = self.amount_off(100, 10)
        order = self.confirmed()
        self.assertEqual(self.given(promotion, order), (10, 0, 0, 1))
        self.assertFalse(self.entries(order).usage_ids)

    def test_cancelling_gives_back(self):
        promotion = self.limited(10)
        order = self.confirmed()
        order._action_cancel()
        self.assertEqual(self.used(promotion), 0)
        self.assertEqual(self.given(promotion, order), (0, 0, 0, 0))
        self.assertEqual(len(self.entries(order)), 2)
        self.assertEqual(self.confirmed().amount_total, 90)

    def test_confirming_again_after_a_cancellation_counts_once(self):
        promotion = self.limited(10)
        order = self.confirmed()
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(self.used(promotion), 10)
        self.assertEqual(order.amount_total, 90)

    def test_deleting_gives_back_and_keeps_the_entries(self):
        promotion = self.limited(10)
        order = self.create_sale([(self.tea, 20)])
        with patch.object(type(order), "_holds_promotion_budget", lambda order: True):
            order._sync_promotion_entries()
            self.assertEqual(self.used(promotion), 10)
            order.sudo().unlink()
        self.assertEqual(self.used(promotion), 0)
        entries = promotion.budget_ids.usage_ids.entry_ids
        self.assertEqual(entries.sorted("id").mapped("uses"), [1, -1])
        self.assertFalse(entries.order_id)

    def test_syncing_twice_books_nothing(self):
        promotion = self.limited(100)
        order = self.confirmed()
        entries = self.entries(order)
        order._sync_promotion_entries()
        order._sync_promotion_entries()
        self.assertEqual((self.used(promotion), self.entries(order)), (10, entries))

    def test_writing_the_state_counts_as_well(self):
        promotion = self.limited(10)
        order = self.create_sale([(self.tea, 20)])
        order.sudo().state = "sale"
        self.assertEqual(self.used(promotion), 10)

    def test_an_order_that_is_made_confirmed_books_what_it_has(self):
        promotion = self.limited(100)
        with self.keeping(promotion, 7):
            order = self.create_order(
                self.lake_company, self.lake_shop.partner_id, self.tea, state="sale"
            )
        self.assertEqual(self.given(promotion, order), (7, 0, 0, 1))
        self.assertEqual(self.used(promotion), 7)

    def test_customers_outside_of_the_channel_book_nothing(self):
        self.limited(100)
        passer = self.env["res.partner"].create({"name": "Passer"})
        order = self.create_order(self.lake_company, passer, self.tea, 50)
        order.action_confirm()
        self.assertFalse(self.entries(order))

    # --- the end of a budget ---

    def test_at_its_end_a_budget_gives_nothing_and_says_so(self):
        promotion = self.limited(15)
        self.confirmed()
        order = self.confirmed()
        self.assertEqual((order.amount_total, self.used(promotion)), (100, 10))
        self.assertEqual(
            self.why_not(order), ["Its budget does not have enough money left."]
        )
        self.assertFalse(self.entries(order))

    def test_a_partial_budget_gives_what_is_left(self):
        promotion = self.limited(15, partial=True)
        self.confirmed()
        order = self.confirmed()
        self.assertEqual((order.amount_total, self.used(promotion)), (95, 15))
        self.assertEqual(self.given(promotion, order), (5, 0, 0, 1))

    def test_an_order_that_was_promised_more_is_told_at_its_confirmation(self):
        promotion = self.limited(10)
        waiting = self.create_sale([(self.tea, 20)])
        self.assertEqual(waiting.amount_total, 90)
        self.confirmed()
        waiting.action_confirm()
        self.assertEqual((waiting.amount_total, self.used(promotion)), (100, 10))
        self.assertIn(
            "Promotions have changed", "".join(waiting.message_ids.mapped("body"))
        )

    def test_programs_that_write_the_state_cannot_overspend(self):
        promotion = self.limited(10)
        waiting = self.create_sale([(self.tea, 20)])
        self.confirmed()
        with self.assertRefused("A promotion: order.*10.00 has .*0.00 left.*10.00"):
            waiting.sudo().state = "sale"
        self.assertEqual(self.used(promotion), 10)

    def test_orders_of_one_batch_share_what_is_left(self):
        promotion = self.limited(15, partial=True)
        orders = self.create_sale([(self.tea, 20)]) + self.create_sale([(self.tea, 20)])
        orders.action_confirm()
        self.assertEqual(orders.mapped("amount_total"), [90, 95])
        self.assertEqual(self.used(promotion), 15)
        self.assertEqual(len(self.entries(orders)), 2)

    def test_orders_of_one_transaction_share_what_is_left(self):
        promotion = self.limited(10)
        orders = self.create_sale([(self.tea, 20)]) + self.create_sale([(self.tea, 20)])
        for order in orders:
            order.action_confirm()
        self.assertEqual(orders.mapped("amount_total"), [90, 100])
        self.assertEqual(self.used(promotion), 10)

    # --- what is counted ---

    def test_uses_count_orders(self):
        promotion = self.limited(2, measure="uses")
        orders = [self.confirmed() for _number in range(3)]
        self.assertEqual([order.amount_total for order in orders], [90, 90, 100])
        self.assertEqual(self.used(promotion), 2)
        self.assertEqual(
            self.why_not(orders[-1]), ["It has been used as often as it may be."]
        )

    def test_money_counts_the_value_of_gifts(self):
        promotion = self.buy_get(
            self.tea,
            10,
            self.mug,
            budget_ids=[Command.create({"measure": "money", "limit": 10, "partial": True})],
        )
        self.confirmed(20)
        self.assertEqual(self.used(promotion), 6)
        order = self.confirmed(40)
        self.assertEqual(self.gifts_of(order).product_uom_qty, 1)
        self.assertEqual(self.used(promotion), 9)

    def test_each_customer_has_a_budget_of_its_own(self):
        promotion = self.limited(10, scope="each")
        kiosk = self.create_node("Kiosk", "retail", self.lake)
        self.create_agreement(self.lake_company, kiosk, user_id=self.seller.id)
        self.assertEqual(self.confirmed().amount_total, 90)
        self.assertEqual(self.confirmed().amount_total, 100)
        other = self.confirmed(partner_id=kiosk.partner_id.id)
        self.assertEqual(other.amount_total, 90)
        self.assertEqual(
            promotion.budget_ids.usage_ids.mapped("node_id"), self.lake_shop + kiosk
        )
        self.assertEqual(self.used(promotion), 20)

    def test_a_budget_starts_anew_with_its_period(self):
        self.agreement.date_start = False
        promotion = self.limited(10, period="month")
        self.lake_company.partner_id.tz = "Asia/Shanghai"
        with freeze_time("2020-03-31 15:00:00"):
            march = self.confirmed()
            self.assertEqual(self.confirmed().amount_total, 100)
        with freeze_time("2020-03-31 16:30:00"):
            self.assertEqual(self.confirmed().amount_total, 90)
            self.assertEqual(self.used(promotion), 20)
            march._action_cancel()
        usages = promotion.budget_ids.usage_ids.sorted("period_start")
        self.assertEqual([(str(u.period_start), u.used) for u in usages], [("2020-03-01", 0), ("2020-04-01", 10)])

    def test_two_budgets_of_a_promotion_both_count(self):
        promotion = self.amount_off(
            100,
            10,
            budget_ids=[
                Command.create({"measure": "money", "limit": 100}),
                Command.create({"measure": "uses", "limit": 1, "scope": "each"}),
            ],
        )
        self.assertEqual(self.confirmed().amount_total, 90)
        self.assertEqual(self.confirmed().amount_total, 100)
        self.assertEqual(promotion.budget_ids.mapped("used"), [10, 1])
        self.assertEqual(self.used(promotion), 11)

    # --- what has been given ---

    def test_what_it_gave_stands_on_the_promotion(self):
        promotion = self.amount_off(100, 10)
        orders = [self.confirmed() for _number in range(3)]
        orders[0]._action_cancel()
        self.assertEqual((promotion.order_count, promotion.given_amount), (2, 20))
        action = promotion.action_open_entries()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(len(found), 4)

    def test_what_was_given_once_keeps_its_terms(self):
        promotion = self.amount_off(100, 10)
        self.confirmed()._action_cancel()
        promotion.action_stop()
        with self.assertRefused("has been given"):
            promotion.action_draft()
        with self.assertRefused("released or has been used"):
            promotion.unlink()
