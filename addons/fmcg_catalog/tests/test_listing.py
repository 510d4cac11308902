import random
from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import CatalogCase


@tagged("post_install", "-at_install")
class TestListing(CatalogCase):
    def test_without_rules_everything_is_listed(self):
        self.assertEqual(self.listed(), self.products)

    def test_an_enterprise_may_list_only_what_it_mentions(self):
        self.company.catalog_default = "unlisted"
        self.create_listing(self.green)
        self.assertEqual(self.listed(), self.green)

    def test_unlisting_a_category_covers_the_categories_below(self):
        self.create_listing(self.drinks, listed=False)
        self.assertFalse(self.listed())

    def test_a_deeper_category_beats_a_shallower_one(self):
        self.create_listing(self.drinks, listed=False)
        self.create_listing(self.teas)
        self.assertEqual(self.listed(), self.green + self.black)

    def test_a_product_beats_its_category(self):
        self.create_listing(self.teas, listed=False)
        self.create_listing(self.green)
        self.assertEqual(self.listed(), self.green + self.still)

    def test_the_closest_audience_decides(self):
        steps = [
            {},
            {"tier": self.shop.tier_id},
            {"territory": self.province},
            {"territory": self.district},
            {"grade": self.grade},
            {"node": self.shop},
        ]
        for number, audience in enumerate(steps):
            listed = bool(number % 2)
            # the weaker rule is about the product, the closer one about everything
            self.create_listing(self.green if not number else None, listed, **audience)
            with self.subTest(audience=audience):
                self.assertEqual(self.green in self.listed(), listed)

    def test_rules_for_others_say_nothing(self):
        other = self.create_node("Other Shop", "retail", self.brand)
        self.create_listing(self.green, listed=False, node=other)
        self.assertIn(self.green, self.listed())

    def test_among_equals_unlisting_wins(self):
        self.create_listing(self.green, listed=False)
        self.create_listing(self.green)
        self.assertNotIn(self.green, self.listed())

    def test_dates_are_days_of_the_seller(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        self.create_listing(
            self.green, listed=False, date_start=date(2026, 4, 1), date_end="2026-04-01"
        )
        for moment, listed in (
            ("2026-03-31 15:59:00", True),
            ("2026-03-31 16:00:00", False),
            ("2026-04-01 15:59:00", False),
            ("2026-04-01 16:00:00", True),
        ):
            with self.subTest(moment=moment), freeze_time(moment):
                self.assertEqual(self.green in self.listed(), listed)

    def test_archived_rules_say_nothing_whatever_the_context(self):
        self.create_listing(self.green, listed=False).active = False
        agreement = self.agreement.with_context(active_test=False)
        self.assertIn(self.green, self.listed(agreement))

    def test_a_product_without_category_is_left_alone_by_category_rules(self):
        loose = self.create_product("Loose", categ_id=False)
        self.create_listing(self.drinks, listed=False)
        self.assertEqual(self.listed(products=self.products + loose), loose)

    def test_products_stay_active(self):
        self.create_listing(self.green, listed=False)
        self.assertTrue(self.green.active)

    def test_the_explanation_names_the_rule(self):
        rule = self.create_listing(self.green, listed=False, grade=self.grade)
        text = self.agreement._explain_listing(self.green)
        self.assertIn(rule.display_name, text)
        self.assertIn("not listed", text)
        self.assertIn("no rule", self.agreement._explain_listing(self.still))

    def test_random_rules_give_the_same_answer_both_ways(self):
        """``listed`` compares the search with the engine."""
        dice = random.Random(7)
        audiences = [
            {},
            {"tier": self.shop.tier_id},
            {"territory": self.province},
            {"territory": self.district},
            {"grade": self.grade},
            {"node": self.shop},
        ]
        loose = self.create_product("Loose", categ_id=False)
        targets = [None, self.drinks, self.teas, self.waters, *self.products, loose]
        for _round in range(30):
            rule = self.create_listing(
                dice.choice(targets), dice.random() < 0.5, **dice.choice(audiences)
            )
            self.listed(products=self.products + loose)
            if dice.random() < 0.4:
                rule.active = False

    def test_an_audience_without_its_target_is_refused(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["channel.listing"].create({"audience": "grade"})

    def test_changing_the_audience_forgets_the_old_target(self):
        form = Form(self.create_listing(self.green, grade=self.grade))
        form.audience = "node"
        form.node_id = self.shop
        rule = form.save()
        self.assertEqual((rule.grade_id.ids, rule.node_id), ([], self.shop))

    def test_filters_of_force(self):
        with freeze_time("2020-04-10 12:00:00"):
            rules = {
                "future": self.create_listing(self.green, date_start="2020-05-01"),
                "now": self.create_listing(self.green, date_end="2020-05-01"),
                "ended": self.create_listing(self.green, date_end="2020-04-01"),
            }
            for force, rule in rules.items():
                self.assertEqual(rule.force, force)
                found = self.env["channel.listing"].search(
                    [("force", "=", force), ("product_tmpl_id", "in", self.green.product_tmpl_id.ids)]
                )
                self.assertEqual(found, rule)


@tagged("post_install", "-at_install")
@freeze_time("2026-04-10 12:00:00")
class TestListingWizard(CatalogCase):
    def apply(self, products=None, **values):
        products = products or self.green
        wizard = (
            self.env["channel.listing.wizard"]
            .with_context(
                active_model="product.template",
                active_ids=products.product_tmpl_id.ids,
            )
            .create({"decision": "unlist", **values})
        )
        wizard.action_apply()
        return self.rules()

    def rules(self):
        return self.env["channel.listing"].search(
            [("product_tmpl_id", "in", self.products.product_tmpl_id.ids)],
            order="date_start nulls first, id",
        )

    def test_many_products_at_once_from_today(self):
        rules = self.apply(self.products)
        self.assertEqual(rules.product_tmpl_id, self.products.product_tmpl_id)
        self.assertEqual(set(rules.mapped("date_start")), {date(2026, 4, 10)})
        self.assertFalse(self.listed())

    def test_the_rule_that_it_contradicts_ends_the_day_before(self):
        old = self.create_listing(self.green)
        self.apply(date_start="2026-04-20")
        self.assertEqual(old.date_end, date(2026, 4, 19))

    def test_a_rule_that_would_never_hold_again_is_archived(self):
        old = self.create_listing(self.green, date_start="2026-04-15")
        self.apply(date_start="2026-04-10")
        self.assertFalse(old.active)

    def test_after_some_days_the_old_rule_goes_on(self):
        self.create_listing(self.green)
        rules = self.apply(date_start="2026-04-10", date_end="2026-04-12")
        self.assertEqual(
            [(r.date_start or None, r.date_end or None, r.is_listed) for r in rules],
            [
                (None, date(2026, 4, 9), True),
                (date(2026, 4, 10), date(2026, 4, 12), False),
                (date(2026, 4, 13), None, True),
            ],
        )

    def test_other_audiences_and_products_keep_their_rules(self):
        graded = self.create_listing(self.green, grade=self.grade)
        water = self.create_listing(self.still)
        self.apply()
        self.assertFalse(graded.date_end or water.date_end)

    def test_an_end_before_the_start_is_refused(self):
        with self.assertRaisesRegex(UserError, "lies before"):
            self.apply(date_start="2026-04-20", date_end="2026-04-19")
