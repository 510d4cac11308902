from contextlib import contextmanager
from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import CatalogCase


class QuotaCase(CatalogCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kiosk = cls.create_node("Kiosk", "retail", cls.brand)
        agreements = cls.agreement + cls.create_agreement(cls.company, cls.kiosk)
        agreements.date_start = False  # tests travel to the past

    @classmethod
    def create_quota(cls, quantity=10, product=None, **values):
        product = product or cls.green
        return cls.env["channel.quota"].create(
            {
                "product_tmpl_id": product.product_tmpl_id.id,
                "quantity": quantity,
                "scope": "all",
                **values,
            }
        )

    def order(self, quantity, node=None, product=None):
        partner = (node or self.shop).partner_id
        return self.create_order(self.company, partner, product or self.green, quantity)

    def confirm(self, quantity, **values):
        order = self.order(quantity, **values)
        order.action_confirm()
        return order

    @contextmanager
    def assertRefused(self, pattern):
        """The refusal takes back what was done, as at the end of a request."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertRegex(str(caught.exception), pattern)

    def used(self, quota):
        """What the counters say; the ledger must say the same."""
        quota.invalidate_recordset()
        for usage in quota.usage_ids:
            self.assertAlmostEqual(
                usage.used, sum(usage.entry_ids.mapped("quantity")), 6
            )
        return sum(quota.usage_ids.mapped("used"))


@tagged("post_install", "-at_install")
class TestQuota(QuotaCase):
    def test_confirmed_orders_count_and_drafts_do_not(self):
        quota = self.create_quota()
        self.order(4)
        self.assertEqual(self.used(quota), 0)
        self.confirm(4)
        self.assertEqual(self.used(quota), 4)

    def test_more_than_is_left_is_refused_and_counts_nothing(self):
        quota = self.create_quota()
        self.confirm(8)
        with self.assertRefused(r"Green tea: .*10 .*2 .*left"):
            self.confirm(3)
        self.assertEqual(self.used(quota), 8)
        self.confirm(2)
        self.assertEqual(self.used(quota), 10)

    def test_all_quotas_are_named_at_once(self):
        self.create_quota(1)
        self.create_quota(1, product=self.black)
        order = self.order(5)
        order.order_line = [
            Command.create({"product_id": self.black.id, "product_uom_qty": 5})
        ]
        with self.assertRefused("Green tea(.|\n)*Black tea"):
            order.action_confirm()

    def test_cancelling_gives_back(self):
        quota = self.create_quota()
        self.confirm(8)._action_cancel()
        self.assertEqual(self.used(quota), 0)
        self.confirm(10)

    def test_confirming_again_after_a_cancellation_counts_once(self):
        quota = self.create_quota()
        order = self.confirm(8)
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(self.used(quota), 8)

    def test_syncing_twice_books_nothing(self):
        quota = self.create_quota()
        order = self.confirm(8)
        entries = quota.usage_ids.entry_ids
        order._sync_quota_entries()
        self.assertEqual((self.used(quota), quota.usage_ids.entry_ids), (8, entries))

    def test_changing_a_confirmed_line_counts_the_difference(self):
        quota = self.create_quota()
        order = self.confirm(4)
        order.order_line.product_uom_qty = 9
        self.assertEqual(self.used(quota), 9)
        with self.assertRefused("quota"):
            order.order_line.product_uom_qty = 11
        order.order_line.product_uom_qty = 3
        self.assertEqual(self.used(quota), 3)

    def test_a_line_added_to_a_confirmed_order_counts(self):
        quota = self.create_quota()
        order = self.confirm(4, product=self.still)
        order.order_line = [
            Command.create({"product_id": self.green.id, "product_uom_qty": 6})
        ]
        self.assertEqual(self.used(quota), 6)

    def test_writing_the_state_counts_as_well(self):
        quota = self.create_quota()
        self.order(6).state = "sale"
        self.assertEqual(self.used(quota), 6)

    def test_customers_outside_of_the_channel_do_not_count(self):
        quota = self.create_quota(1)
        passer = self.env["res.partner"].create({"name": "Passer"})
        self.create_order(self.company, passer, self.green, 5).action_confirm()
        self.assertEqual(self.used(quota), 0)

    def test_units_are_converted(self):
        carton = self.env["uom.uom"].create(
            {
                "name": "Carton",
                "relative_factor": 12,
                "relative_uom_id": self.green.uom_id.id,
            }
        )
        self.green.uom_ids = [Command.link(carton.id)]
        quota = self.create_quota(2, uom_id=carton.id)
        for _number in range(12):
            self.confirm(1)
        order = self.order(1)
        order.order_line.product_uom_id = carton
        order.action_confirm()
        self.assertAlmostEqual(self.used(quota), 2, 4)
        with self.assertRefused("0 Carton are left"):
            self.confirm(1)

    def test_every_buyer_on_its_own(self):
        quota = self.create_quota(scope="each")
        self.confirm(10)
        self.confirm(10, node=self.kiosk)
        self.assertEqual(len(quota.usage_ids), 2)
        with self.assertRaises(UserError):
            self.confirm(1)

    def test_one_outlet(self):
        self.create_quota(scope="node", node_id=self.kiosk.id)
        self.confirm(100)
        with self.assertRaises(UserError):
            self.confirm(11, node=self.kiosk)

    def test_an_outlet_with_all_below_together(self):
        quota = self.create_quota(scope="subtree", node_id=self.shop.id)
        stand = self.create_node("Stand", "retail", self.shop)
        self.create_agreement(self.company, stand)
        self.confirm(100, node=self.kiosk)
        self.confirm(6)
        self.confirm(4, node=stand)
        self.assertEqual(self.used(quota), 10)
        with self.assertRaises(UserError):
            self.confirm(1, node=stand)

    def test_a_period_starts_anew_by_the_sellers_calendar(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        quota = self.create_quota(period="month")
        with freeze_time("2020-03-31 15:00:00"):
            self.confirm(10)
            with self.assertRaises(UserError):
                self.confirm(1)
        with freeze_time("2020-03-31 16:30:00"):
            self.confirm(10)
            self.assertEqual(quota.used, 10)
        self.assertEqual(
            quota.usage_ids.mapped("period_start"), [date(2020, 4, 1), date(2020, 3, 1)]
        )

    def test_a_change_in_a_later_period_counts_where_the_order_was_confirmed(self):
        quota = self.create_quota(period="day")
        with freeze_time("2020-03-10 10:00:00"):
            order = self.confirm(4)
        with freeze_time("2020-03-12 10:00:00"):
            order.order_line.product_uom_qty = 5
        self.assertEqual(quota.usage_ids.mapped("period_start"), [date(2020, 3, 10)])

    def test_outside_of_its_days_it_says_nothing(self):
        yesterday = self.company._get_channel_today() - timedelta(days=1)
        self.create_quota(1, date_end=yesterday)
        self.confirm(5)

    def test_what_is_left_of_many_products(self):
        self.create_quota(10)
        tight = self.create_quota(6, scope="each", period="day")
        self.confirm(4)
        left = self.agreement._get_quota_left(self.products)
        self.assertEqual(left, {self.green: (2.0, tight)})

    def test_shortages_of_a_draft_name_its_lines(self):
        self.create_quota(3)
        order = self.order(5)
        ((line_ids, message),) = order._get_quota_shortages()
        self.assertEqual(line_ids, tuple(order.order_line.ids))
        self.assertIn("3", message)
        order.order_line.product_uom_qty = 3
        self.assertFalse(order._get_quota_shortages())

    def test_what_is_counted_stays_when_something_has_been_counted(self):
        quota = self.create_quota()
        self.confirm(1)
        quota.write({"quantity": 20, "period": "month"})  # the period it has
        with self.assertRefused("Archive it"):
            quota.period = "day"

    def test_an_outlet_is_named_where_the_scope_has_one(self):
        for values in ({"scope": "node"}, {"node_id": self.shop.id}, {"quantity": -1}):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
            ):
                self.create_quota(**values)

    def test_used_and_left_on_the_quota(self):
        quota = self.create_quota()
        self.confirm(4)
        self.assertEqual((quota.used, quota.left), (4, 6))


@tagged("post_install", "-at_install")
class TestQuotaQueries(CountsQueries, QuotaCase):
    def orders(self, number):
        products = self.env["product.product"].create(
            [{"name": f"Product {n}", "type": "consu"} for n in range(10)]
        )
        for product in products:
            self.create_quota(10**6, product=product, scope="each")
        return self.env["sale.order"].create(
            [
                {
                    "partner_id": self.shop.partner_id.id,
                    "order_line": [
                        Command.create({"product_id": product.id, "product_uom_qty": 2})
                        for product in products
                    ],
                }
                for _order in range(number)
            ]
        )

    def test_booking_takes_the_same_for_10_and_100_lines(self):
        self.orders(1).write({"state": "sale"})  # what is read once a process
        counts = []
        for number in (1, 10):  # the ORM inserts a hundred rows at once
            orders = self.orders(number)
            orders.state = "sale"
            self.env.flush_all()
            # undo the booking, to count nothing but the booking
            self.env.cr.execute(
                "DELETE FROM channel_quota_entry WHERE order_id = ANY(%s)", [orders.ids]
            )
            self.env.invalidate_all()
            counts.append(self.count_queries(orders._sync_quota_entries))
        self.assertEqual(*counts)
