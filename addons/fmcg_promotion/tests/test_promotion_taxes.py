from contextlib import contextmanager
from itertools import product as combinations

from odoo.fields import Command
from odoo.tests import tagged

from .return_common import PromotionReturnCase

SETTINGS = list(
    combinations(("round_per_line", "round_globally"), (False, True), (False, True))
)


@tagged("post_install", "-at_install")
class TestPromotionTaxes(PromotionReturnCase):
    """Discounts carry their taxes: what is given away leaves nothing behind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.env["product.product"].union(
            *[
                # services: nobody ships them, and their taxes are those of goods
                cls.create_goods(
                    f"Goods {price}",
                    price,
                    type="service",
                    is_storable=False,
                    invoice_policy="order",
                )
                for price in (3.335, 0.07, 19.99, 333.33)
            ]
        )
        cls.lines = [(one, quantity) for one, quantity in zip(cls.goods, (7, 3, 1, 2), strict=True)]

    @contextmanager
    def setting(self, rounding, included, several):
        """A method of rounding, taxes in or out of prices, one tax or several."""
        with self.subTest(rounding=rounding, included=included, several=several):
            self.stop_all()
            self.lake_company.tax_calculation_rounding_method = rounding
            taxes = [self.create_tax(13, included)]
            if several:
                taxes.append(self.create_tax(1.5, included, include_base_amount=True))
            self.set_taxes(self.goods, *taxes)
            yield taxes

    def check_documents(self, order):
        """The order, its invoice and the whole credit note say the same."""
        order.action_confirm()
        invoice = self.invoice(order)
        note = invoice._reverse_moves(cancel=True)
        for move in invoice + note:
            for name in ("amount_untaxed", "amount_tax", "amount_total"):
                self.assertAlmostEqual(move[name], order[name], 6, name)
        return invoice

    def check_free(self, order):
        self.assertEqual((order.amount_total, order.amount_tax), (0, 0))
        self.assertEqual(order.amount_untaxed, 0)
        invoice = self.check_documents(order)
        self.assertFalse(invoice.line_ids.filtered("tax_line_id").filtered("balance"))

    def test_100_percent_off_leaves_nothing(self):
        for setting in SETTINGS:
            with self.setting(*setting):
                self.create_promotion("order", [{"percent": 100}], level="order")
                self.check_free(self.create_sale(self.lines).sudo())

    def test_promotions_that_are_everything_together_leave_nothing(self):
        for setting in SETTINGS:
            with self.setting(*setting):
                for percent in (33, 33, 34):
                    self.create_promotion(
                        "order",
                        [{"percent": percent}],
                        level="order",
                        benefit_basis="original",
                    )
                self.create_promotion("order", [{"amount": 9999}], level="order")
                self.check_free(self.create_sale(self.lines).sudo())

    def test_an_amount_off_and_the_rest_off_leave_nothing(self):
        for setting in SETTINGS:
            with self.setting(*setting):
                self.amount_off(10, 77.77)
                self.create_promotion("order", [{"percent": 100}], level="order")
                self.check_free(self.create_sale(self.lines).sudo())

    def test_lines_at_nothing_leave_nothing(self):
        for setting in SETTINGS:
            with self.setting(*setting):
                self.create_promotion("line_percent", [{"percent": 100}])
                self.check_free(self.create_sale(self.lines).sudo())

    def test_documents_agree_on_a_part(self):
        for setting in SETTINGS:
            with self.setting(*setting):
                self.amount_off(10, 100)
                self.create_promotion("order", [{"percent": 7}], level="order")
                order = self.create_sale(self.lines).sudo()
                shares = sum(
                    amount
                    for by_promotion in order._get_promotion_shares().values()
                    for amount in by_promotion.values()
                )
                off = -sum(self.discounts_of(order).mapped("price_unit"))
                self.assertAlmostEqual(off, float(shares), 6)
                self.check_documents(order)

    def test_lines_with_different_taxes(self):
        for setting in SETTINGS:
            with self.setting(*setting) as taxes:
                self.set_taxes(self.goods[:2], self.create_tax(6, taxes[0].price_include))
                self.goods[3].taxes_id = [Command.clear()]
                self.amount_off(10, 100)
                order = self.create_sale(self.lines).sudo()
                self.assertEqual(len(self.discounts_of(order)), 3)
                self.check_documents(order)
                self.stop_all()
                self.create_promotion("order", [{"percent": 100}], level="order")
                self.check_free(self.create_sale(self.lines).sudo())

    def test_another_currency(self):
        for code, _digits in (("JPY", 0), ("KWD", 3)):
            for setting in SETTINGS:
                with self.setting(*setting):
                    currency = self.env.ref(f"base.{code}")
                    currency.active = True
                    pricelist = self.create_list(
                        f"In {code}",
                        prices=[(one, price) for one, price in zip(self.goods, (333, 7, 1999, 33333), strict=True)],
                    )
                    pricelist.currency_id = currency
                    self.agreement.sudo().pricelist_id = pricelist
                    self.create_promotion(
                        "order", [{"percent": 100}], level="order", currency_id=currency.id
                    )
                    order = self.create_sale(self.lines, pricelist_id=pricelist.id).sudo()
                    self.assertEqual(order.currency_id, currency)
                    self.check_free(order)
