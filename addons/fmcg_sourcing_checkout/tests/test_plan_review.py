import json

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CheckoutCase


@tagged("post_install", "-at_install")
class TestPlanReview(CheckoutCase):
    """What the buyer sees before it submits, in its own words."""

    def test_each_part_has_its_seller_lines_and_reasons(self):
        quote = self.quote({self.tea: 15, self.cake: 5})
        self.assertEqual(
            self.shares(quote),
            {
                self.lake_company.name: {"Moon cake": 5},
                self.coast_company.name: {"Lemon tea": 15},
            },
        )
        lake = self.part_of(quote, self.lake_company)
        coast = self.part_of(quote, self.coast_company)
        self.assertEqual(
            lake["why"], ["The only one of your suppliers with Moon cake."]
        )
        self.assertEqual(coast["why"], ["So the fewest suppliers deliver."])
        self.assertEqual(lake["delivery"], "All of it is in stock.")
        self.assertFalse(quote["stopped"])

    def test_why_one_and_why_not_others(self):
        quote = self.quote({self.tea: 5})
        (part,) = quote["parts"]
        self.assertEqual(part["why"], ["Your first supplier for it."])
        self.assertEqual(
            quote["others"],
            [
                {
                    "seller": self.coast_company.name,
                    "texts": ["Not needed: your other suppliers have it all."],
                }
            ],
        )
        quote = self.quote({self.tea: 15})
        self.assertEqual(
            quote["parts"][0]["why"], ["Has all of it: one supplier for everything."]
        )
        self.assertEqual(quote["others"][0]["texts"], ["Has too little of: Lemon tea."])

    def test_no_stock_beyond_what_was_asked_is_told(self):
        self.put(self.lake_company, {self.tea: 4321})
        self.put(self.coast_company, {self.tea: 8765})
        told = json.dumps(self.quote({self.tea: 7, self.cake: 3}))
        for secret in ("4331", "4321", "8785", "8765", "4324", "47"):
            self.assertNotIn(f" {secret} ", told)
            self.assertNotIn(f'"{secret}', told)

    def test_what_comes_later_and_when(self):
        self.agreement.transport_days = 1
        quote = self.quote({self.cake: 60})
        (part,) = quote["parts"]
        first, second = self.texts_of(part, self.cake)
        self.assertIn("50 in stock, arrives by", first)
        self.assertEqual(second, "10 to come, the day is not known yet")
        self.assertEqual(
            part["delivery"], "What is in stock is shipped, the rest later."
        )

    def test_who_waits_for_all_gets_one_delivery(self):
        quote = self.quote({self.cake: 60}, **self.wait("wait_all"))
        (part,) = quote["parts"]
        self.assertEqual(part["delivery"], "One delivery, when all of it is there.")
        self.assertIn("kept until the rest is there", self.texts_of(part, self.cake)[0])

    def test_only_complete_says_what_is_lacking(self):
        quote = self.quote({self.tea: 5, self.cake: 60}, **self.wait("only_complete"))
        self.assertEqual(quote["parts"], [])
        self.assertEqual(
            quote["reasons"],
            [
                "Not complete: Moon cake, 10 Units too few. Order less, or let the rest "
                "come later."
            ],
        )

    def test_a_seller_that_refuses_its_part_is_not_chosen(self):
        """The rule is the seller's own, which the planner does not know."""
        self.env["channel.quantity.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.tea.product_tmpl_id.id,
                "multiple": 6,
            }
        )
        quote = self.quote({self.tea: 7})
        self.assertEqual(list(self.shares(quote)), [self.coast_company.name])
        self.assertIn("only in multiples of 6", quote["others"][0]["texts"][0])

    def test_where_nobody_takes_it_the_reason_is_said(self):
        self.agreements.min_order_amount = 1000
        quote = self.quote({self.tea: 7})
        self.assertTrue(quote["stopped"])
        self.assertIn("below the minimum", quote["parts"][0]["reasons"][0])
        with self.assertRaisesRegex(UserError, "below the minimum"):
            self.place({self.tea: 7})

    def test_what_is_split_is_changed_as_a_whole(self):
        quote = self.quote({self.tea: 25})
        lines = [part["lines"][0] for part in quote["parts"]]
        self.assertEqual([line["quantity"] for line in lines], [10, 15])
        self.assertTrue(all(line["fixed"] for line in lines))
        self.assertFalse(self.quote({self.tea: 5})["lines"][0]["fixed"])

    def test_nobody_sells_what_is_foreign(self):
        quote = self.quote({self.coast_only: 1, self.env.ref("base.main_company").id: 1})
        self.assertEqual(self.shares(quote), {self.coast_company.name: {"Secret soda": 1}})
        foreign = self.create_product("Nobody's", active=False)
        quote = self.quote({foreign: 1, self.tea: 1})
        self.assertIn("none of your suppliers offers it", quote["problems"][0]["message"])
        self.assertNotIn("Nobody's", json.dumps(quote))

    def test_a_wrong_choice_of_delivery_is_refused_with_the_choices(self):
        with self.assertRaisesRegex(UserError, "Wait for all"):
            self.quote({self.tea: 1}, **self.wait("tomorrow"))
