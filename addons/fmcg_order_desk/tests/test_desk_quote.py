from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskQuote(DeskCase):
    """What the server says of the grid, without making anything."""

    def codes(self, marks):
        return [mark["code"] for mark in marks]

    def test_amounts_of_rows_and_total(self):
        quote = self.quote(self.row(self.tea, 3, 2), self.row(self.water, 10))
        rows = quote["rows"]
        self.assertEqual(rows[self.tea.id]["amount"], 3 * 2 + 2 * 48)
        self.assertEqual(rows[self.water.id]["amount"], 15)
        self.assertIn("117.00", quote["totals"]["total"])

    def test_nothing_is_stored(self):
        before = self.env["sale.order"].search_count([])
        self.quote(self.row(self.tea, 3))
        self.assertEqual(self.env["sale.order"].search_count([]), before)

    def test_an_empty_grid(self):
        quote = self.quote()
        self.assertEqual((quote["rows"], quote["reasons"]), ({}, []))

    def test_rows_without_quantity_have_an_answer_too(self):
        quote = self.quote(self.row(self.tea, 0))
        self.assertEqual(quote["rows"][self.tea.id]["amount"], 0)

    def test_two_rows_of_a_product_count_once(self):
        quote = self.quote(
            self.row(self.tea, 3, id_="a"), self.row(self.tea, 4, id_="b")
        )
        amounts = [row["amount"] for row in quote["rows"].values()]
        self.assertEqual(sum(amounts), 14)

    def test_limits_mark_their_rows(self):
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                "multiple": 12,
            }
        )
        quote = self.quote(self.row(self.tea, 5), self.row(self.water, 5))
        marks = quote["rows"][self.tea.id]["marks"]
        self.assertEqual(self.codes(marks), ["quantity_multiple"])
        self.assertFalse(quote["rows"][self.water.id]["marks"])
        self.assertFalse(quote["reasons"])

    def test_the_minimum_order_is_a_reason_of_the_whole(self):
        self.agreement.min_order_amount = 100
        quote = self.quote(self.row(self.tea, 5))
        self.assertIn("below_minimum", self.codes(quote["reasons"]))

    def test_more_than_is_free_is_a_warning(self):
        quote = self.quote(self.row(self.tea, 0, 50))
        (mark,) = quote["rows"][self.tea.id]["marks"]
        self.assertEqual((mark["code"], mark["severity"]), ("stock", "warn"))
        self.assertIn("1,000 Units", mark["message"])
        self.put_in_stock(self.lake_company, self.tea, -1000)
        self.env.invalidate_all()
        (mark,) = self.quote(self.row(self.tea, 5))["rows"][self.tea.id]["marks"]
        self.assertIn("Out of stock", mark["message"])

    def test_no_price(self):
        self.water.list_price = 0
        self.pricelist.item_ids.filtered(
            lambda item: item.product_tmpl_id == self.water.product_tmpl_id
        ).unlink()
        quote = self.quote(self.row(self.water, 5), self.row(self.tea, 5))
        row = quote["rows"][self.water.id]
        self.assertIs(row["units"][self.water.uom_id.id]["price"], False)
        self.assertIn("no_price", self.codes(row["marks"]))

    def test_what_is_not_offered_marks_its_row(self):
        self.water.sale_ok = False
        quote = self.quote(self.row(self.water, 5), self.row(self.tea, 5))
        self.assertEqual(self.codes(quote["rows"][self.water.id]["marks"]), ["row"])
        self.assertEqual(quote["rows"][self.tea.id]["amount"], 10)

    def test_bad_quantities_mark_their_row(self):
        for bad in ("x", -1, 1.5, 10**9, None, True):
            with self.subTest(bad=bad):
                quote = self.quote(self.row(self.tea, bad))
                self.assertEqual(self.codes(quote["rows"][self.tea.id]["marks"]), ["row"])

    def test_a_foreign_unit_marks_its_row(self):
        row = self.row(self.water, 5, cases=1)
        marks = self.quote(row)["rows"][self.water.id]["marks"]
        self.assertEqual(self.codes(marks), ["row"])

    def test_rows_that_no_page_sends(self):
        good = self.row(self.tea, 1)
        for bad in (None, [None], [{}], [good | {"quantities": []}], [good] * 1001):
            with self.subTest(), self.assertRaises(UserError):
                self.desk_of().quote(self.agreement.id, bad)

    def test_the_quote_is_what_the_order_becomes(self):
        rows = self.row(self.tea, 3, 2), self.row(self.water, 10)
        quote = self.quote(*rows)
        order = self.order_of(self.save(*rows))
        self.assertEqual(
            quote["totals"]["total"], order.currency_id.format(order.amount_total)
        )


@tagged("post_install", "-at_install")
class TestDeskPromotions(DeskCase):
    """Promotions of the whole basket, reached and nearly reached."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.promotion = cls.env["channel.promotion"].create(
            {
                "name": "100 and 10 off",
                "company_id": cls.lake_company.id,
                "currency_id": cls.lake_company.currency_id.id,
                "kind": "order",
                "level": "order",
                "date_start": False,
                "step_ids": [(0, 0, {"threshold": 100, "amount": 10})],
            }
        )
        cls.promotion.action_release()

    def test_nearly_reached(self):
        quote = self.quote(self.row(self.tea, 40))
        self.assertEqual([one["name"] for one in quote["near"]], ["100 and 10 off"])
        self.assertFalse(quote["applied"])

    def test_reached(self):
        quote = self.quote(self.row(self.tea, 60))
        self.assertEqual([one["name"] for one in quote["applied"]], ["100 and 10 off"])
        self.assertIn("110.00", quote["totals"]["total"])
        self.assertEqual([one["amount"] for one in quote["discounts"]], [-10.0])
