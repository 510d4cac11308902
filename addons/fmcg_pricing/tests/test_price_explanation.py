from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import PricingCase


@tagged("post_install", "-at_install")
class TestPriceExplanation(PricingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.create_list(
            "Own", "merge", [(cls.tea, 4.0, 10), (cls.tea, 3.0, 100), (cls.tea, 90, 0, cls.case)]
        )
        cls.agreement.pricelist_id = cls.own

    def explain(self, product=None, user=None, **asked):
        agreement = self.as_user(self.agreement, user or self.seller)
        return agreement.explain_price((product or self.tea).id, **asked)

    def test_the_winner_and_the_lists_after_it(self):
        why = self.explain(quantity=20)
        self.assertEqual((why["price"], why["reason"]), (4.0, False))
        self.assertEqual(
            [(part["name"].split(" (")[0], part["outcome"]) for part in why["lists"]],
            [("Own", "taken"), (self.base_list.name, "overridden")],
        )

    def test_rejected_rules_are_named_with_their_reasons(self):
        rejected = self.explain(quantity=20)["lists"][0]["rejected"]
        self.assertEqual(
            {part["reason"] for part in rejected},
            {"needs a larger quantity", "is for another unit"},
        )
        self.assertTrue(all("Tea" in part["rule"] for part in rejected))

    def test_the_arithmetic_is_told_step_by_step(self):
        self.base_list.item_ids.write({"percent_price": 10})
        steps = self.explain(self.water, uom_id=self.case.id)["lists"][1]["steps"]
        self.assertEqual(
            [step["text"] for step in steps], ["Public price", "Discount of 10 %"]
        )
        self.assertIn("48", steps[0]["price"])
        self.assertIn("43.2", steps[1]["price"])

    def test_no_price_is_explained(self):
        self.base_list.item_ids.unlink()
        why = self.explain(quantity=1)
        self.assertIs(why["price"], False)
        self.assertIn("None of the lists", why["reason"])
        self.own.chain_mode = "stop"
        self.assertIn("stops here", self.explain(quantity=1)["reason"])
        self.lake_company.base_pricelist_id = False
        self.agreement.pricelist_id = False
        self.assertIn("No price list", self.explain(quantity=1)["reason"])

    def test_zero_is_explained(self):
        self.water.list_price = 0
        self.assertIn("zero", self.explain(self.water)["reason"])

    def test_the_price_of_a_past_day(self):
        """Even when the rule has been changed or deleted since."""
        rule = self.own.item_ids.filtered(lambda item: item.min_quantity == 10)
        self.env.cr.execute(
            "UPDATE product_pricelist_item SET create_date = '2026-01-01' WHERE id IN %s",
            [tuple((self.own | self.base_list).item_ids.ids)],
        )
        rule.fixed_price = 4.4
        self.assertEqual(self.explain(quantity=20)["price"], 4.4)
        past = self.explain(quantity=20, date="2026-05-01")
        self.assertEqual(past["price"], 4.0)
        rule.unlink()
        self.assertEqual(self.explain(quantity=20)["price"], 5.0)
        past = self.explain(quantity=20, date="2026-05-01")
        self.assertEqual(past["price"], 4.0)
        self.assertIn("4", past["lists"][0]["rule"])

    def test_the_wizard_shows_it(self):
        form = Form(self.model_as("channel.price.check", self.seller))
        form.agreement_id = self.as_user(self.agreement, self.seller)
        form.product_id = self.tea
        form.quantity = 20
        self.assertIn("Own", form.explanation)
        self.assertIn("needs a larger quantity", form.explanation)

    def test_what_is_typed_into_a_name_is_escaped(self):
        self.own.name = "<script>alert(1)</script>"
        check = self.model_as("channel.price.check", self.seller).create(
            {"agreement_id": self.agreement.id, "product_id": self.tea.id}
        )
        self.assertNotIn("<script>", check.explanation)

    def test_a_line_says_what_was_changed_by_hand(self):
        order = self.create_sale([(self.tea, 20)])
        self.assertFalse(order.order_line._explain_price()["by_hand"])
        order.order_line.price_unit = 3.5
        why = order.order_line._explain_price()
        self.assertEqual(why["price"], 4.0)
        self.assertIn("3.5", why["by_hand"])
        self.assertTrue(order.order_line.action_explain_price()["res_id"])

    def test_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        agreement = self.as_user(self.agreement, self.seller).with_context(lang="zh_CN")
        why = agreement.explain_price(self.tea.id, 20)
        self.assertRegex(why["lists"][0]["outcome_text"], r"[\u4e00-\u9fff]")

    def test_bad_questions_are_answered_clearly(self):
        with self.assertRaisesRegex(UserError, "Product"):
            self.explain(self.tea.browse(0))
        with self.assertRaisesRegex(UserError, "Unit"):
            self.explain(uom_id=self.env.ref("uom.product_uom_kgm").id)
        with self.assertRaisesRegex(UserError, "Date"):
            self.explain(date="soon")

    def test_the_warehouse_and_the_buyer_do_not_ask(self):
        keeper = self.create_staff(self.lake_company, "warehouse")
        boss_of_north = self.enterprise_admins[self.north]
        portal = self.create_portal_user(self.lake_shop)
        for user in (keeper, boss_of_north, portal):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.explain(user=user)

    def test_the_buying_enterprise_does_not_ask_its_seller_s_lists(self):
        agreement = self.agreement_of(self.lake)
        boss = self.enterprise_admins[self.lake]
        with self.assertRaises(AccessError):
            self.as_user(agreement, boss).explain_price(self.tea.id)
        agreement.pricelist_id = self.create_pricelist(self.north.company_id, "Secret")
        seen = self.as_user(agreement, boss)
        seen.invalidate_recordset()
        self.assertFalse(seen.pricelist_id | seen.extra_pricelist_ids)
        self.assertFalse(seen.price_chain_ids)
