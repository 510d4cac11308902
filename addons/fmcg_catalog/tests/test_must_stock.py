from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import CatalogCase


class MustStockCase(CatalogCase):
    @classmethod
    def create_list(cls, products=None, **values):
        return cls.env["channel.must.stock"].create(
            {
                "name": "Core range",
                "line_ids": [
                    Command.create({"product_id": product.id})
                    for product in products or cls.products
                ],
                **values,
            }
        )

    @classmethod
    def sell(cls, product, days_ago, partner=None):
        """A confirmed order of some days ago."""
        order = cls.create_order(
            cls.company, partner or cls.shop.partner_id, product, 1
        )
        order.action_confirm()
        order.date_order = fields.Datetime.now() - timedelta(days=days_ago)
        return order

    def gaps(self, agreement=None):
        agreement = agreement or self.agreement
        return [
            product for product, _last in agreement._get_must_stock_gaps()[agreement]
        ]

    def reported(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["channel.must.stock.gap"].search(
            [("agreement_id", "=", self.agreement.id)], order="product_id"
        )


@tagged("post_install", "-at_install")
class TestMustStock(MustStockCase):
    def test_what_was_never_ordered_is_missing(self):
        self.create_list()
        self.assertEqual(self.gaps(), list(self.products))

    def test_what_was_ordered_lately_is_not(self):
        self.create_list()
        self.sell(self.green, 29)
        self.sell(self.black, 30)
        gaps = self.agreement._get_must_stock_gaps()[self.agreement]
        today = self.company._get_channel_today()
        self.assertEqual(
            gaps, [(self.black, today - timedelta(days=30)), (self.still, None)]
        )

    def test_drafts_and_cancelled_orders_do_not_count(self):
        self.create_list(self.green)
        self.create_order(self.company, self.shop.partner_id, self.green, 1)
        self.sell(self.green, 1)._action_cancel()
        self.assertEqual(self.gaps(), [self.green])

    def test_orders_of_contacts_and_branches_count(self):
        self.create_list(self.green)
        contact = self.env["res.partner"].create(
            {"name": "Branch", "parent_id": self.shop.partner_id.id}
        )
        self.sell(self.green, 1, contact)
        self.assertFalse(self.gaps())

    def test_only_listed_products_can_be_missing(self):
        self.create_list()
        self.create_listing(self.teas, listed=False)
        self.assertEqual(self.gaps(), [self.still])

    def test_lists_for_others_and_other_days_say_nothing(self):
        yesterday = self.company._get_channel_today() - timedelta(days=1)
        self.create_list(self.green, date_end=yesterday)
        other = self.create_grade(self.company, name="Other")
        self.create_list(self.black, audience="grade", grade_id=other.id)
        self.create_list(self.still, audience="grade", grade_id=self.grade.id)
        self.assertEqual(self.gaps(), [self.still])
        self.assertEqual(self.reported().product_id, self.still)

    def test_of_several_lists_the_shortest_gap_counts(self):
        self.create_list(self.green, gap_days=30)
        self.create_list(
            self.green, gap_days=7, audience="territory", territory_id=self.province.id
        )
        self.sell(self.green, 10)
        self.assertEqual(self.gaps(), [self.green])
        self.assertEqual(self.reported().days, 10)

    def test_the_report_says_the_same_of_listed_products(self):
        self.create_list()
        self.sell(self.green, 5)
        self.sell(self.black, 40)
        self.agreement.user_id = self.env.user
        gaps = self.reported()
        self.assertEqual(list(gaps.product_id), self.gaps())
        self.assertEqual(gaps.mapped("days"), [40, 0])
        self.assertEqual(gaps.mapped("never"), [False, True])
        self.assertEqual(gaps.user_id, self.env.user)
        self.assertEqual(gaps.territory_id, self.district)

    def test_the_report_counts_days_of_the_seller(self):
        """At any hour one of two zones has another day than Greenwich."""
        self.create_list(self.green, gap_days=1)
        order = self.sell(self.green, 1)
        for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
            self.company.partner_id.tz = zone
            midnight = self.company._channel_day_start(self.company._get_channel_today())
            for minutes, days in ((-1, [1]), (0, [])):
                order.date_order = midnight + timedelta(minutes=minutes)
                with self.subTest(zone=zone, minutes=minutes):
                    self.assertEqual(self.reported().mapped("days"), days)
                    self.assertEqual(len(self.gaps()), len(days))

    def test_the_report_starts_and_ends_lists_on_days_of_the_seller(self):
        for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
            self.company.partner_id.tz = zone
            today = self.company._get_channel_today()
            must_stock = self.create_list(
                self.green, date_start=today, date_end=today, name=zone
            )
            self.assertEqual(self.reported().product_id, self.green)
            for name, day in (("date_start", 1), ("date_end", -1)):
                must_stock.write({"date_start": False, "date_end": False})
                must_stock[name] = today + timedelta(days=day)
                with self.subTest(zone=zone, name=name):
                    self.assertFalse(self.reported())
            must_stock.active = False

    def test_least_quantities_keep_the_rules(self):
        self.env["channel.quantity.rule"].create(
            {
                "product_tmpl_id": self.green.product_tmpl_id.id,
                "minimum": 10,
                "multiple": 6,
            }
        )
        least = self.agreement._get_least_quantities(self.green + self.still)
        self.assertEqual(least, {self.green: 12, self.still: 1})

    def test_a_gap_of_no_days_and_a_product_named_twice_are_refused(self):
        for values in (
            {"gap_days": 0},
            {"products": self.green},
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                must_stock = self.create_list(**values)
                must_stock.line_ids = [Command.create({"product_id": self.green.id})]


@tagged("post_install", "-at_install")
class TestMustStockQueries(CountsQueries, MustStockCase):
    def test_many_agreements_take_the_same_as_few(self):
        self.create_list()
        nodes = [
            self.create_node(f"Shop {number}", "retail", self.brand)
            for number in range(100)
        ]
        agreements = self.env["channel.agreement"].union(
            *(self.create_agreement(self.company, node) for node in nodes)
        )
        _first, few, many = [
            self.count_queries(some._get_must_stock_gaps)
            for some in (agreements[:10], agreements[:10], agreements)
        ]
        self.assertEqual(few, many)


@tagged("post_install", "-at_install")
class TestGapReport(MustStockCase):
    def test_it_opens_with_one_s_own_customers_for_who_has_some(self):
        """An administrator has none, and would see nothing at all."""
        clerk = self.create_staff(self.company, "salesperson", login="own@test.example")
        admin = self.create_staff(
            self.company, "enterprise_admin", login="gap-admin@test.example"
        )
        self.agreement.user_id = clerk
        for user, context in ((clerk, {"search_default_mine": 1}), (admin, {})):
            action = self.model_as("channel.must.stock.gap", user)._get_gap_action()
            self.assertEqual(action["context"], context)
            opened = self.env.ref("fmcg_catalog.channel_must_stock_gap_open")
            self.assertEqual(
                opened.with_user(user).run()["context"], context, user.login
            )
