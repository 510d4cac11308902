from functools import partial

from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .ledger_common import LedgerCase


@tagged("post_install", "-at_install")
class TestPromotionLedgerQueries(CountsQueries, LedgerCase):
    """As many queries for many orders and promotions as for few."""

    def enter(self, number):
        orders = self.env["sale.order"]
        for _number in range(number):
            orders |= self.create_sale([(self.tea, 20)]).with_env(self.env)
        return orders.sudo()

    def count_booking(self, orders):
        """Queries of booking, booking nothing, and giving back."""
        return [
            self.count_queries(lambda: orders._book_promotions(orders)),
            self.count_queries(lambda: orders._book_promotions(orders)),
            self.count_queries(orders._return_promotion_entries),
        ]

    def count_left(self, order):
        book = self.env["channel.promotion"].sudo()._get_book(self.lake_company)
        agreement = order._get_buying_agreement().sudo()
        order = order.sudo()

        def read():
            basket = order._prepare_basket(agreement, book)
            candidates = [promotion for promotion, _lines in book.candidates(basket)]
            budgets = order._get_promotion_budgets(candidates, agreement)
            self.assertEqual(len(budgets), len(candidates))

        return self.count_queries(read)

    def test_orders(self):
        for scope in ("all", "each"):
            self.limited(1000, scope=scope, measure="uses")
        self.count_booking(self.enter(1))  # makes the counters
        counts = [self.count_booking(self.enter(number)) for number in (1, 10)]
        self.assertEqual(*counts)

    def test_promotions(self):
        counts = []
        for number in (2, 28):
            for _number in range(number):
                self.limited(1000, amount=0.01)
            orders = self.enter(1)
            applied = len(orders.promotion_application_ids)
            counts.append(self.count_booking(orders))
        self.assertEqual(applied, 30)
        self.assertEqual(*counts)

    def test_what_is_left_of_budgets(self):
        counts = []
        for number in (2, 28):
            for _number in range(number):
                self.limited(1000, amount=0.01, period="month", scope="each")
            counts.append(self.count_left(self.enter(1)))
        self.assertEqual(*counts)

    def test_a_seller_without_budgets_pays_one_query(self):
        promotion = self.amount_off(100, 10)
        order = self.enter(1)
        candidates = [promotion.sudo()._prepare_engine_promotion()]
        agreement = order._get_buying_agreement()
        with self.assertQueryCount(1):
            order._get_promotion_budgets(candidates, agreement)

    def test_the_form_takes_as_many_queries_for_many_promotions(self):
        promotions = self.env["channel.promotion"]
        counts = []
        for number in (2, 18):
            for _number in range(number):
                promotions |= self.amount_off(100, 0.01)
            self.confirmed()
            read = partial(promotions.read, ["order_count", "given_amount"])
            counts.append(self.count_queries(read))
        self.assertEqual(*counts)
