import logging
import os
import random
import time
from collections import defaultdict
from itertools import product as combinations

from odoo.fields import Command
from odoo.tests import tagged

from .return_common import PromotionReturnCase

_logger = logging.getLogger(__name__)

# What one unit of the company's currency is in others
RATES = {"CNY": 1.0, "JPY": 20.37, "KWD": 0.0423}
# What a price of 1 in the test is in each currency
SCALES = {"CNY": 1.0, "JPY": 20.0, "KWD": 0.05}
DECIMALS = {"CNY": 3, "JPY": 0, "KWD": 3}
# By configuration, of which there are 12: 3 currencies, 2 methods of rounding, taxes in
# and out of prices. FMCG_TOTALS_ORDERS=84 makes it 1,008 orders, in about ten minutes.
ORDERS = int(os.environ.get("FMCG_TOTALS_ORDERS", "8"))
TOTALS = ("amount_untaxed", "amount_tax", "amount_total")


@tagged("post_install", "-at_install")
class TestPromotionTotals(PromotionReturnCase):
    """Generated orders: order, invoice, credit note and reports agree."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(20261124)
        # all this is about money: gifts need not be picked and shipped
        line = cls.env.registry["sale.order.line"]
        cls.classPatch(line, "_action_launch_stock_rule", lambda *_args, **_kwargs: True)
        cls.goods = cls.env["product.product"].union(
            *[
                cls.create_product(
                    f"Generated {index}",
                    type="service",
                    is_storable=False,
                    invoice_policy="order",
                )
                for index in range(8)
            ]
        )
        cls.gift = cls.create_product("Given", is_storable=False, list_price=2.5)
        cls.prices = [round(cls.random.uniform(0.05, 90), 3) for _one in cls.goods]
        cls.lists = {code: cls.prepare_currency(code) for code in RATES}
        cls.taxes = {included: cls.prepare_taxes(included) for included in (False, True)}

    @classmethod
    def prepare_currency(cls, code):
        """A currency with a rate, a list of prices and promotions of all kinds."""
        currency = cls.env["res.currency"].with_context(active_test=False)
        currency = currency.search([("name", "=", code)])
        currency.active = True
        if currency != cls.lake_company.currency_id:
            currency.rate_ids.unlink()
            currency.rate_ids.create(
                {
                    "currency_id": currency.id,
                    "company_id": cls.lake_company.id,
                    "name": "2020-01-01",
                    "rate": RATES[code],
                }
            )
        pricelist = cls.create_list(f"Generated {code}", currency_id=currency.id)
        for product, price in zip(cls.goods, cls.prices, strict=True):
            cls.add_price(
                pricelist, product, round(price * SCALES[code], DECIMALS[code])
            )
        cls.prepare_promotions(currency, SCALES[code])
        return pricelist

    @classmethod
    def prepare_promotions(cls, currency, scale):
        """One or more of each kind; the last ones are for coupons, given at random."""

        def offer(kind, *steps, **values):
            cls.create_promotion(kind, steps, currency_id=currency.id, **values)

        one, two, three, four, *_others = cls.goods
        unit = {"measure": "quantity", "uom_id": cls.piece.id}
        offer("line_percent", {"percent": 7.5}, product_ids=one.ids)
        offer("line_amount", {"amount": round(scale, 2)}, product_ids=two.ids, **unit)
        offer(
            "line_amount",
            {"amount": 10 * scale},
            amount_per="product",
            product_ids=three.ids,
        )
        offer("line_price", {"price": 3 * scale}, product_ids=four.ids, **unit)
        offer("nth", {"threshold": 2, "percent": 50}, product_ids=cls.goods[4].ids, **unit)
        offer(
            "gift",
            {"threshold": 300 * scale, "gifts": [(cls.gift, 1)]},
            level="order",
            repeat=True,
        )
        offer(
            "bundle",
            bundle_price=40 * scale,
            component_ids=[
                Command.create({"product_ids": product.ids, "quantity": 1})
                for product in cls.goods[5:7]
            ],
        )
        offer(
            "order",
            {"threshold": 1000 * scale, "amount": 100 * scale},
            {"threshold": 3000 * scale, "amount": 400 * scale},
            level="order",
        )
        offer(
            "order",
            {"threshold": 500 * scale, "amount": 33 * scale},
            level="order",
            repeat=True,
            most_times=3,
            benefit_basis="original",
        )
        offer("order", {"percent": 3.3}, product_ids=cls.goods[2:6].ids, level="set")
        offer("order", {"percent": 100}, level="order", name="All", for_portal=False)

    @classmethod
    def prepare_taxes(cls, included):
        """Sets of taxes that lines get at random."""
        main, low = cls.create_tax(13, included), cls.create_tax(6, included)
        more = cls.create_tax(1.5, included)
        none = cls.env["account.tax"]
        return [main, main, low, main + more, none]

    # --- orders ---

    def prepare_order(self, pricelist):
        """One order; every eighth or so is given away as a whole."""
        goods = self.random.sample(list(self.goods), self.random.randint(1, 6))
        free = self.random.random() < 0.12
        return {
            "partner_id": self.lake_shop.partner_id.id,
            "pricelist_id": pricelist.id,
            "order_channel": "salesperson" if free else "portal",
            "order_line": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": self.random.randint(1, 12),
                    }
                )
                for product in goods
            ],
        }

    def create_documents(self, pricelist, included):
        """Confirmed orders with an invoice and a whole credit note each; list and taxes
        are the customer's and the goods', so that nobody has to agree to them."""
        self.agreement.sudo().pricelist_id = pricelist
        for product in self.goods:
            product.taxes_id = self.random.choice(self.taxes[included])
        orders = self.model_as("sale.order", self.seller).sudo()
        orders = orders.create(
            [self.prepare_order(pricelist) for _number in range(ORDERS)]
        )
        orders.action_confirm()
        invoices = orders._create_invoices(grouped=True)
        return orders, invoices, self.reverse(invoices)

    def reverse(self, invoices):
        """The copies that core's reversal makes, in one go instead of one by one."""
        moves = invoices.with_context(include_business_fields=True)
        data = moves.copy_data({"move_type": "out_refund"})
        for invoice, vals in zip(invoices, data, strict=True):
            vals["reversed_entry_id"] = invoice.id
        return moves.create(data)

    # --- what has to agree ---

    def check_totals(self, orders):
        for order in orders:
            moves = order.invoice_ids
            self.assertEqual(
                sorted(moves.mapped("move_type")), ["out_invoice", "out_refund"]
            )
            for move in moves:
                for name in TOTALS:
                    self.assertAlmostEqual(
                        move[name], order[name], 6, f"{name} of {order.name}"
                    )
                self.assertEqual(self.taxes_of(move), self.taxes_of(order), order.name)

    def taxes_of(self, document):
        """Dict from tax to its amount, of an order or of a move."""
        amounts = defaultdict(float)
        if document._name == "account.move":
            for line in document.line_ids.filtered("tax_line_id"):
                sign = document.direction_sign
                amounts[line.tax_line_id] += sign * line.amount_currency
        else:
            for base_line in self.base_lines_of(document):
                for data in base_line["tax_details"]["taxes_data"]:
                    amounts[data["tax"]] += data["tax_amount_currency"]
        currency = document.currency_id
        return {
            tax: currency.round(amount)
            for tax, amount in amounts.items()
            if not currency.is_zero(amount)
        }

    def base_lines_of(self, order):
        tax = self.env["account.tax"]
        base_lines = [
            line._prepare_base_line_for_taxes_computation() for line in order.order_line
        ]
        tax._add_tax_details_in_base_lines(base_lines, order.company_id)
        tax._round_base_lines_tax_details(base_lines, order.company_id)
        return base_lines

    def check_allocations(self, orders):
        """Shares sum to what was given, on the order and on its documents, and no line
        is below nothing."""
        for order in orders:
            shares = defaultdict(float)
            for line in order.order_line._get_basket_lines():
                by_promotion = order._get_promotion_shares().get(line.id, {})
                for promotion_id, amount in by_promotion.items():
                    shares[promotion_id] += float(amount)
                off = float(sum(by_promotion.values()))
                listed = float(line._prepare_basket_line().amount)
                self.assertGreaterEqual(round(listed - off, 6), 0, order.name)
            for application in order.promotion_application_ids:
                self.assertAlmostEqual(
                    application.amount, shares[application.promotion_id.id], 6
                )
            for move in order.invoice_ids:
                self.check_move_shares(move, shares)

    def check_move_shares(self, move, shares):
        carried = defaultdict(float)
        for line in move.invoice_line_ids.filtered("promotion_share"):
            carried[line.sale_line_ids.promotion_id.id] += line.promotion_share
        for promotion_id, amount in carried.items():
            self.assertAlmostEqual(amount, shares[promotion_id], 6)

    def check_free(self, orders):
        """Orders that are given away cost nothing, and neither do their taxes."""
        free = orders.filtered(lambda order: order.order_channel == "salesperson")
        for order in free:
            for document in [order, *order.invoice_ids]:
                self.assertEqual([document[name] for name in TOTALS], [0, 0, 0])
        for move in free.invoice_ids:
            self.assertFalse(any(move.line_ids.filtered("tax_line_id").mapped("balance")))
        return free

    def check_sale_report(self, orders):
        """Core's report adds up the lines, in the company's currency."""
        groups = self.env["sale.report"]._read_group(
            [("order_reference", "in", [f"sale.order,{id_}" for id_ in orders.ids])],
            ["order_reference"],
            ["price_total:sum", "price_subtotal:sum"],
        )
        found = {str(reference): sums for reference, *sums in groups}
        for order in orders:
            sums = found[f"sale.order,{order.id}"]
            for name, amount in zip(("price_total", "price_subtotal"), sums, strict=True):
                wanted = sum(order.order_line.mapped(name)) / order.currency_rate
                self.assertAlmostEqual(amount, wanted, 2, order.name)

    def check_invoice_report(self, moves):
        groups = self.env["account.invoice.report"]._read_group(
            [("move_id", "in", moves.ids)],
            ["move_id"],
            ["price_subtotal:sum", "price_total_currency:sum"],
        )
        found = {move: sums for move, *sums in groups}
        for move in moves:
            untaxed, total = found[move]
            self.assertAlmostEqual(untaxed, move.amount_untaxed_signed, 2, move.name)
            lines = sum(move.invoice_line_ids.mapped("price_total"))
            self.assertAlmostEqual(total, -move.direction_sign * lines, 6, move.name)

    def measure_lines(self, orders):
        """How far the lines are from the total: core rounds a document's taxes once,
        and spreads nothing over the lines where it does so for the whole document."""
        return max(
            abs(sum(order.order_line.mapped("price_total")) - order.amount_total)
            / order.currency_id.rounding
            for order in orders
        )

    def test_generated_orders_agree_with_their_documents_and_reports(self):
        company = self.lake_company
        count, free, start = 0, 0, time.monotonic()
        for code, rounding, included in combinations(
            RATES, ("round_per_line", "round_globally"), (False, True)
        ):
            with self.subTest(currency=code, rounding=rounding, included=included):
                company.tax_calculation_rounding_method = rounding
                documents = self.create_documents(self.lists[code], included)
                orders, invoices, notes = documents
                self.check_totals(orders)
                self.check_allocations(orders)
                free += len(self.check_free(orders))
                self.env.flush_all()
                self.check_sale_report(orders)
                self.check_invoice_report(invoices + notes)
                count += len(orders)
                _logger.info(
                    "%s %s %s: %s orders, %s applications, lines within %.1f units",
                    code,
                    rounding,
                    "in" if included else "out",
                    len(orders),
                    len(orders.promotion_application_ids),
                    self.measure_lines(orders),
                )
        self.assertEqual(count, 12 * ORDERS)
        self.assertTrue(free)
        _logger.info(
            "%s orders, %s given away, in %.0f s", count, free, time.monotonic() - start
        )
