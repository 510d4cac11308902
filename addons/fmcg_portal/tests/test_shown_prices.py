"""Prices say whether tax is in them, the same everywhere, and what is shown adds up."""

import re
from decimal import ROUND_HALF_UP, Decimal

from odoo.tests import tagged

from .promotion_common import PortalPromotionCase

NUMBER = re.compile(r"[\d.,]+")


class ShownPricesCase(PortalPromotionCase):
    """Tea at 5.005 and cake at 10.395, with 13 % of tax on top."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.env["account.tax"].create(
            {
                "name": "Thirteen",
                "amount": 13,
                "type_tax_use": "sale",
                "price_include_override": "tax_excluded",
                "company_id": cls.lake_company.id,
                "country_id": cls.lake_company.account_fiscal_country_id.id,
            }
        )
        (cls.tea + cls.cake).taxes_id = cls.tax
        base = cls.lake_company.base_pricelist_id
        base.item_ids.unlink()
        cls.set_prices(base, [(cls.tea, 5.005, None), (cls.cake, 10.395, None)])

    def show(self, mode):
        self.lake_company.shown_price_tax = mode

    def read_amount(self, text):
        return float(NUMBER.search(text.replace("\xa0", " ")).group().replace(",", ""))

    def quoted(self, goods):
        return self.rpc(
            f"/my/shop/{self.agreement.id}/quote", quantities=self.cart(goods)
        )["result"]

    def card_price(self, product):
        agreement = self.agreement.with_user(self.buyer).sudo()
        (card,) = agreement._get_shop_cards(product)
        return card["chosen"]["price_text"]


@tagged("post_install", "-at_install")
class TestShownPrices(ShownPricesCase):
    def test_chinese_sellers_show_prices_with_tax(self):
        for code, mode in (("CN", "with"), ("US", "without")):
            country = self.env["res.country"].search([("code", "=", code)])
            company = self.env["res.company"].create(
                {"name": code, "country_id": country.id}
            )
            self.assertEqual(company.shown_price_tax, mode)

    def test_the_shop_says_it_at_each_price(self):
        for mode, words, price in (
            ("without", "excl. tax", "5.005"),
            ("with", "incl. tax", "5.65565"),
        ):
            self.show(mode)
            page = self.get(f"/my/shop/{self.agreement.id}").text
            self.assertEqual(
                page.count("o_shop_price_tax"), page.count('class="o_shop_amount"')
            )
            self.assertIn(words, page)
            self.assertIn(price, self.card_price(self.tea))

    def test_the_unit_prices_multiply_to_the_amounts(self):
        goods = {self.tea: 12, self.cake: 100}
        for mode, amounts in (
            ("without", [60.06, 1039.5]),
            ("with", [67.87, 1174.64]),
        ):
            self.show(mode)
            lines = self.quoted(goods)["lines"]
            for line, amount in zip(lines, amounts, strict=True):
                self.assertEqual(self.read_amount(line["subtotal"]), amount)
                price = NUMBER.search(line["price"].replace("\xa0", " ")).group()
                shown = Decimal(price) * Decimal(str(line["quantity"]))
                shown = shown.quantize(Decimal("0.01"), ROUND_HALF_UP)
                self.assertEqual(float(shown), amount)

    def test_the_lines_add_up_to_the_total(self):
        self.percent_off(self.tea, 10)
        self.amount_off(80, 7, name="Eighty")
        goods = {self.tea: 12, self.cake: 100}
        for method in ("round_per_line", "round_globally"):
            self.lake_company.tax_calculation_rounding_method = method
            for mode in ("without", "with"):
                self.show(mode)
                quote = self.quoted(goods)
                shown = sum(self.read_amount(line["subtotal"]) for line in quote["lines"])
                shown -= sum(self.read_amount(line["amount"]) for line in quote["discounts"])
                if quote["rounding"]:
                    sign = -1 if "-" in quote["rounding"] else 1
                    shown += sign * self.read_amount(quote["rounding"])
                if mode == "without":
                    self.assertAlmostEqual(shown, self.read_amount(quote["untaxed"]), 2)
                    shown += self.read_amount(quote["tax"])
                self.assertAlmostEqual(shown, self.read_amount(quote["total"]), 2)

    def test_savings_are_shown_as_prices_are(self):
        self.amount_off(80, 100, name="Hundred")
        goods = {self.cake: 100}
        for mode, saved, before in (("without", 100, 1039.5), ("with", 113, 1174.64)):
            self.show(mode)
            quote = self.quoted(goods)
            self.assertEqual(self.read_amount(quote["saved"]), saved)
            self.assertEqual(self.read_amount(quote["before"]), before)
            self.assertEqual(self.read_amount(quote["discounts"][0]["amount"]), saved)
            self.assertEqual(self.read_amount(quote["applied"][0]["amount"]), saved)

    def test_taxes_that_are_in_the_price_already(self):
        self.tax.price_include_override = "tax_included"
        self.show("with")
        self.assertIn("5.005", self.card_price(self.tea))
        self.show("without")
        self.assertEqual(self.read_amount(self.card_price(self.tea)), round(5.005 / 1.13, 6))

    def test_a_buyer_without_tax_sees_none(self):
        position = self.env["account.fiscal.position"].create(
            {"name": "Free", "company_id": self.lake_company.id}
        )
        free = self.tax.copy({"name": "None", "amount": 0})
        free.write(
            {"fiscal_position_ids": position.ids, "original_tax_ids": self.tax.ids}
        )
        partner = self.lake_shop.partner_id.with_company(self.lake_company)
        partner.property_account_position_id = position
        self.show("with")
        self.assertIn("5.005", self.card_price(self.tea))
        self.assertFalse(self.quoted({self.tea: 12})["has_tax"])

    def test_the_order_costs_what_bar_and_review_said(self):
        self.show("with")
        self.percent_off(self.tea, 10)
        goods = {self.tea: 12, self.cake: 100}
        quote = self.quoted(goods)
        order = self.enter(quantities=goods)
        self.assertEqual(quote["total"], order.currency_id.format(order.amount_total))

    def test_queries_do_not_grow_with_prices(self):
        self.show("with")
        more = self.env["product.product"].create(
            [
                {"name": f"G{n}", "categ_id": self.category.id, "taxes_id": self.tax.ids}
                for n in range(20)
            ]
        )
        Order = self.env["sale.order"].sudo()

        def count(products):
            prices = {(product, product.uom_id): 5.0 for product in products}
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            Order._get_shown_prices(self.agreement, prices)
            return self.cr.sql_log_count - start

        count(more[:1])
        self.assertEqual(count(more[:3]), count(more))
