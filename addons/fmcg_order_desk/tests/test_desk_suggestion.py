from odoo.tests import tagged

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskSuggestion(DeskCase):
    """The engine's suggestions, out of the customer's own orders."""

    def suggested(self):
        return {
            row["product_id"]: row for row in self.desk_of().suggest(self.agreement.id)
        }

    def test_without_a_history(self):
        self.assertEqual(self.suggested(), {})

    def test_by_rhythm_in_the_unit_that_it_buys(self):
        """48 each ten days, the last nine days ago: 4 or 5 are left."""
        for days in (29, 19, 9):
            self.buy(days, {(self.tea, self.case): 2})
        row = self.suggested()[self.tea.id]
        self.assertEqual(row["quantities"], {self.tea.uom_id.id: 0, self.case.id: 2})
        self.assertEqual((row["interval"], row["rate"]), (10.0, 4.8))

    def test_pieces_stay_pieces(self):
        for days in (29, 19, 9):
            self.buy(days, {self.tea: 30})
        row = self.suggested()[self.tea.id]
        self.assertEqual(row["quantities"], {self.tea.uom_id.id: 27, self.case.id: 0})

    def test_the_multiple_is_kept(self):
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                "multiple": 12,
            }
        )
        for days in (29, 19, 9):
            self.buy(days, {self.tea: 24})
        row = self.suggested()[self.tea.id]
        self.assertEqual(row["quantities"][self.tea.uom_id.id] % 12, 0)

    def test_what_is_not_offered_any_more_is_left_out(self):
        for days in (29, 19, 9):
            self.buy(days, {self.tea: 24, self.water: 10})
        self.water.sale_ok = False
        self.assertEqual(list(self.suggested()), [self.tea.id])

    def test_other_customers_orders_do_not_count(self):
        for days in (29, 19, 9):
            self.buy(days, {self.tea: 24})
        other = self.create_agreement(
            self.lake_company, self.create_node("Other", "retail", self.lake)
        )
        self.assertEqual(self.desk_of().suggest(other.id), [])
