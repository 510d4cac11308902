"""The desk shows prices as the enterprise shows them to customers."""

from odoo.tests import tagged

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskShown(DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tax = cls.env["account.tax"].create(
            {
                "name": "Thirteen",
                "amount": 13,
                "type_tax_use": "sale",
                "price_include_override": "tax_excluded",
                "company_id": cls.lake_company.id,
                "country_id": cls.lake_company.account_fiscal_country_id.id,
            }
        )
        (cls.tea + cls.water).taxes_id = tax
        cls.pricelist.item_ids[0].fixed_price = 5.005

    def facts(self, mode):
        self.lake_company.shown_price_tax = mode
        (found,) = self.desk_of().search_goods(self.agreement.id, "DESK-TEA")
        quote = self.quote(self.row(self.tea, pieces=12))
        row = quote["rows"][self.tea.id]
        unit = row["units"][self.tea.uom_id.id]
        return found["piece"]["price_text"], unit["price_text"], row["amount"], quote

    def test_with_tax(self):
        found, quoted, amount, quote = self.facts("with")
        self.assertIn("5.65565", found)
        self.assertIn("5.656", quoted)
        self.assertAlmostEqual(amount, 67.87)
        self.assertEqual(quote["totals"]["price_tax"], "incl. tax")
        self.assertIn("67.87", quote["totals"]["total"])

    def test_without_tax(self):
        found, quoted, amount, quote = self.facts("without")
        self.assertIn("5.005", found)
        self.assertIn("5.005", quoted)
        self.assertAlmostEqual(amount, 60.06)
        self.assertEqual(quote["totals"]["price_tax"], "excl. tax")

    def test_the_head_of_the_grid_says_which(self):
        for mode, words in (("with", "incl. tax"), ("without", "excl. tax")):
            self.lake_company.shown_price_tax = mode
            customer = self.desk_of().open_customer(self.agreement.id)
            self.assertEqual(customer["price_tax"], words)
