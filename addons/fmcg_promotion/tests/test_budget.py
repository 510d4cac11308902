from datetime import date
from functools import partial

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import PromotionCase


@tagged("post_install", "-at_install")
class TestBudget(CountsQueries, PromotionCase):
    def budget(self, **values):
        promotion = self.create_ladder(
            budget_ids=[Command.create({"limit": 1000, **values})]
        )
        return promotion.budget_ids

    def test_used_and_left_now(self):
        budget = self.budget()
        self.assertEqual((budget.used, budget.left), (0, 1000))
        self.create_usage(budget, 300)
        self.assertEqual((budget.used, budget.left), (300, 700))
        budget.limit = 200
        self.assertEqual(budget.left, 0)

    def test_a_budget_for_each_customer_counts_them_apart(self):
        budget = self.budget(scope="each")
        kiosk = self.create_node("Kiosk", "retail", self.brand)
        for node, used in ((self.shop, 100), (kiosk, 50)):
            usage = self.create_usage(budget, used, node_id=node.id)
            self.assertEqual(usage.left, 1000 - used)
        self.assertEqual(budget.used, 150)

    def test_periods_start_by_the_sellers_calendar(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        budget = self.budget(period="month")
        with freeze_time("2020-03-31 15:00:00"):
            self.create_usage(budget, 100)
            self.assertEqual(budget.used, 100)
        budget.invalidate_recordset()
        with freeze_time("2020-03-31 16:30:00"):
            self.assertEqual((budget.used, budget.left), (0, 1000))

    def test_the_first_day_of_each_period(self):
        day = date(2026, 11, 26)
        starts = {
            "once": date(1970, 1, 1),
            "day": day,
            "week": date(2026, 11, 23),
            "month": date(2026, 11, 1),
            "year": date(2026, 1, 1),
        }
        for period, start in starts.items():
            with self.subTest(period=period):
                self.assertEqual(
                    self.budget(period=period)._get_period_start(day), start
                )

    @mute_logger("odoo.sql_db")
    def test_a_customer_and_period_is_counted_once(self):
        budget = self.budget()
        self.create_usage(budget)
        with self.assertRaises(IntegrityError):
            self.create_usage(budget)

    @mute_logger("odoo.sql_db")
    def test_a_limit_is_not_negative(self):
        with self.assertRaises(IntegrityError):
            self.budget(limit=-1)

    def test_what_is_left_stands_on_the_promotion(self):
        budgets = [
            {"measure": "money", "limit": 1000},
            {"measure": "gifts", "limit": 20},
            {"measure": "uses", "limit": 5, "scope": "each"},
            {"measure": "uses", "limit": 7},
        ]
        promotion = self.create_ladder(
            budget_ids=[Command.create(budget) for budget in budgets]
        )
        self.create_usage(promotion.budget_ids[0], 250)
        money = self.currency.format(750)
        self.assertEqual(promotion.budget_left, f"{money}, 20 gifts, 7 orders")

    def test_the_list_takes_as_many_queries_for_hundred_as_for_ten(self):
        promotions = self.env["channel.promotion"]
        counts = []
        for number in (1, 10, 100):  # the first reads what is read once a process
            for _n in range(number - len(promotions)):
                budget = self.budget()
                self.create_usage(budget)
                promotions |= budget.promotion_id
            counts.append(
                self.count_queries(
                    partial(promotions.read, ["name", "budget_left", "summary"])
                )
            )
        self.assertEqual(*counts[1:])
