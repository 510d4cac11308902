from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Date
from odoo.tests import Form, tagged

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .order_common import PromotionOrderCase


class TrialCase(PromotionOrderCase):
    """The shop's tea costs 5.00; a draft promotion is tried."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls.create_staff(cls.lake_company, "enterprise_admin", login="eve")
        cls.draft = cls.amount_off(100, 10, name="Ten off", release=False)

    def prepare_trial(self, promotions=None, user=None, lines=(), **values):
        return self.model_as("channel.promotion.trial", user or self.boss).create(
            {
                "promotion_ids": [Command.set((promotions or self.draft).ids)],
                "agreement_id": self.agreement.id,
                "line_ids": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "quantity": quantity,
                            **({"uom_id": uom[0].id} if uom else {}),
                        }
                    )
                    for product, quantity, *uom in lines
                ],
                **values,
            }
        )

    def try_basket(self, lines, promotions=None, **values):
        trial = self.prepare_trial(promotions, lines=lines, **values)
        trial.action_try()
        return trial.outcome

    def try_orders(self, promotions=None, user=None, **values):
        trial = self.prepare_trial(promotions, user, mode="orders", **values)
        trial.action_try()
        return trial.outcome

    def confirm(self, lines, **values):
        order = self.create_sale(lines, **values)
        order.action_confirm()
        return order


@tagged("post_install", "-at_install")
class TestBasketTrial(TrialCase):
    def test_a_draft_is_tried_without_being_released(self):
        outcome = self.try_basket([(self.tea, 20), (self.water, 50)])
        self.assertEqual((outcome["amount"], outcome["net"]), (200, 190))
        tea, water = outcome["lines"]
        self.assertEqual(
            (tea["price"], tea["amount"], tea["net"], tea["quantity"]),
            (5, 100, 95, "20 Units"),
        )
        self.assertEqual(tea["shares"], [{"promotion": "Ten off", "amount": 5}])
        self.assertEqual(water["net"], 95)
        self.assertEqual(self.draft.state, "draft")

    def test_all_released_are_tried_without_one_chosen(self):
        self.draft.action_release()
        outcome = self.try_basket([(self.tea, 20)], promotion_ids=False)
        self.assertEqual((outcome["amount"], outcome["net"]), (100, 90))

    def test_without_one_chosen_and_none_released_it_says_why(self):
        self.env["channel.promotion"].search(
            [("company_id", "=", self.lake_company.id)]
        ).active = False
        with self.assertRaisesRegex(UserError, "has released none"):
            self.try_basket([(self.tea, 20)], promotion_ids=False)
        with self.assertRaisesRegex(UserError, "or try all that are released"):
            self.try_basket([(self.tea, 20)], promotion_ids=False, with_released=False)

    def test_it_says_why_in_the_words_of_an_order(self):
        self.draft.action_release()
        order = self.create_sale([(self.tea, 20)])
        outcome = self.try_basket([(self.tea, 20)])
        why = order.sudo()._explain_promotions()
        self.assertEqual(outcome["why"]["applied"], why["applied"])
        near = self.try_basket([(self.tea, 16)])["why"]["near"]
        self.assertEqual(near[0]["name"], "Ten off")

    def test_with_all_released_ones_or_alone(self):
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        together = self.try_basket([(self.tea, 40)])
        alone = self.try_basket([(self.tea, 40)], with_released=False)
        self.assertEqual((together["net"], alone["net"]), (170, 190))

    def test_a_case_is_priced_as_a_case(self):
        outcome = self.try_basket([(self.tea, 1, self.case)])
        self.assertEqual((outcome["amount"], outcome["net"]), (120, 110))

    def test_gifts_have_a_cost(self):
        self.mug.with_company(self.lake_company).standard_price = 1.5
        gift = self.buy_get(self.tea, 10, self.mug, release=False)
        outcome = self.try_basket([(self.tea, 25)], gift)
        row = outcome["gifts"][0]
        self.assertEqual(
            (row["product"], row["pieces"], row["value"], row["cost"]),
            (self.mug.display_name, 2, 6, 3),
        )
        self.assertEqual(outcome["gift_cost"], 3)

    def test_a_price_below_the_floor_is_marked(self):
        self.tea.with_company(self.lake_company).floor_price = 4.6
        self.water.with_company(self.lake_company).floor_price = 2.5
        tea, water = self.try_basket([(self.tea, 20), (self.water, 1)])["lines"]
        self.assertEqual((tea["below"], tea["was_below"]), (True, False))
        self.assertEqual((tea["floor"], round(tea["net_unit"], 3)), (4.6, 4.51))
        self.assertEqual((water["below"], water["was_below"]), (True, True))

    def test_the_floor_is_that_of_one_unit_before_tax(self):
        tax = self.env["account.tax"].create(
            {
                "name": "A tax within",
                "amount": 25,
                "price_include_override": "tax_included",
                "company_id": self.lake_company.id,
                "country_id": self.lake_company.account_fiscal_country_id.id,
            }
        )
        self.tea.taxes_id = tax
        self.tea.with_company(self.lake_company).floor_price = 3.9
        line = self.try_basket([(self.tea, 2, self.case)])["lines"][0]
        self.assertAlmostEqual(line["net_unit"], 230 / 48 / 1.25)
        self.assertTrue(line["below"])

    def test_a_coupon_may_be_given_or_not(self):
        self.draft.coupon_required = True
        self.assertEqual(self.try_basket([(self.tea, 20)])["net"], 90)
        without = self.try_basket([(self.tea, 20)], with_coupons=False)
        self.assertEqual((without["net"], without["missing"]), (100, ["Ten off"]))

    def test_day_and_way_in_count(self):
        self.draft.write({"date_start": "2098-05-01", "for_portal": False})
        trial = self.prepare_trial(lines=[(self.tea, 20)])
        self.assertEqual(trial.date, Date.to_date("2098-05-01"))
        self.assertEqual(self.try_basket([(self.tea, 20)])["net"], 90)
        for values in ({"date": "2098-04-30"}, {"order_channel": "portal"}):
            self.assertEqual(self.try_basket([(self.tea, 20)], **values)["net"], 100)

    def test_first_orders_are_those_of_the_database(self):
        self.draft.first_order = True
        self.assertEqual(self.try_basket([(self.tea, 20)])["net"], 90)
        self.confirm([(self.water, 1)])
        self.assertEqual(self.try_basket([(self.tea, 20)])["net"], 100)

    def test_freight_is_tried_too(self):
        free = self.create_promotion(
            "freight", [{"threshold": 50, "percent": 100}], level="order", release=False
        )
        outcome = self.try_basket([(self.tea, 20)], free, freight=15)
        self.assertEqual((outcome["amount"], outcome["net"]), (115, 100))

    def test_what_makes_no_sense_is_refused(self):
        empty = self.create_promotion("line_percent", release=False, name="Empty")
        for promotions, lines, values, message in (
            (empty, [(self.tea, 1)], {}, "Empty: Steps: there is none"),
            (self.draft, [], {}, "Lines: enter at least one"),
            (self.draft, [(self.tea, 0)], {}, "Quantity: 0 of"),
            (self.draft, [(self.tea, 1)], {"agreement_id": False}, "Customer: choose"),
            (self.draft, [(self.tea, 1)], {"freight": -1}, "Freight: -1"),
        ):
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                self.try_basket(lines, promotions, **values)

    def test_a_product_without_a_price_is_named(self):
        self.base_list.item_ids.unlink()
        with self.assertRaisesRegex(UserError, "no price list .* has a price for Mug"):
            self.try_basket([(self.mug, 1)])

    def test_the_form(self):
        action = self.as_user(self.draft, self.boss).action_open_trial()
        Trial = self.model_as("channel.promotion.trial", self.boss)
        form = Form(Trial.with_context(**action["context"]))
        form.agreement_id = self.agreement
        with form.line_ids.new() as line:
            line.product_id = self.tea
            line.quantity = 20
        trial = form.save()
        trial.action_try()
        self.assertIn("Ten off", trial.result)
        self.assertIn("Budgets and limits of use are ignored", trial.result)

    def test_the_outcome_is_escaped(self):
        self.draft.name = "<script>x</script>"
        trial = self.prepare_trial(lines=[(self.tea, 20)])
        trial.action_try()
        self.assertNotIn("<script>", trial.result)
        self.assertIn("&lt;script&gt;", trial.result)


@tagged("post_install", "-at_install")
class TestOrderTrial(TrialCase):
    def test_it_counts_what_would_have_been_given(self):
        big = self.confirm([(self.tea, 40)])
        self.confirm([(self.tea, 10)])
        outcome = self.try_orders()
        self.assertEqual((outcome["orders"], outcome["reached"]), (2, 1))
        self.assertEqual(outcome["turnover"], 250)
        self.assertEqual(outcome["tried"]["amount"], 10)
        self.assertEqual(outcome["share"], 4)
        self.assertEqual(outcome["before"]["amount"], 0)
        self.assertEqual([one["id"] for one in outcome["top"]], [big.id])

    def test_gifts_are_counted_with_value_and_cost(self):
        self.mug.with_company(self.lake_company).standard_price = 1.5
        self.confirm([(self.tea, 20)])
        gift = self.buy_get(self.tea, 10, self.mug, release=False)
        outcome = self.try_orders(gift)
        self.assertEqual(
            outcome["tried"], {"amount": 0, "pieces": 2, "value": 6, "cost": 3}
        )
        self.assertEqual(outcome["share"], 3)

    def test_it_compares_with_what_the_orders_really_got(self):
        self.amount_off(50, 3, name="Three off")
        self.confirm([(self.tea, 20)])
        outcome = self.try_orders()
        self.assertEqual(outcome["before"]["amount"], 3)
        self.assertEqual(outcome["tried"]["amount"], 10)
        self.assertEqual(outcome["together"]["amount"], 13)
        alone = self.try_orders(with_released=False)
        self.assertEqual(alone["together"]["amount"], 10)

    def test_prices_are_those_of_the_orders(self):
        self.create_promotion("line_percent", [{"percent": 20}], product_ids=self.tea.ids)
        order = self.confirm([(self.tea, 20)])
        self.assertEqual(order.amount_total, 80)
        self.add_price(self.base_list, self.tea, 1.0, minimum=0)
        outcome = self.try_orders(with_released=False)
        self.assertEqual((outcome["turnover"], outcome["reached"]), (100, 1))
        self.assertEqual(outcome["before"]["amount"], 20)

    def test_the_days_of_what_is_tried_do_not_count(self):
        self.draft.write({"date_start": "2099-01-01", "date_end": "2099-02-01"})
        self.confirm([(self.tea, 20)])
        self.assertEqual(self.try_orders()["reached"], 1)

    def test_products_below_the_floor_are_named(self):
        self.tea.with_company(self.lake_company).floor_price = 4.6
        self.confirm([(self.tea, 20)])
        self.confirm([(self.tea, 30)])
        hit = self.try_orders()["hits"][0]
        self.assertEqual((hit["product"], hit["lines"]), (self.tea.display_name, 1))
        self.assertEqual((hit["lowest"], hit["floor"]), (4.5, 4.6))

    def test_only_the_newest_orders_and_how_many_were_left_out(self):
        for _n in range(3):
            self.confirm([(self.tea, 20)])
        outcome = self.try_orders(most_orders=2)
        self.assertEqual((outcome["orders"], outcome["left_out"]), (2, 1))
        self.assertTrue(any("1 older orders" in note for note in outcome["notes"]))

    def test_only_confirmed_orders_of_the_days_and_customers(self):
        order = self.confirm([(self.tea, 20)])
        self.create_sale([(self.tea, 20)])
        self.assertEqual(self.try_orders()["orders"], 1)
        other = self.create_node("Other Shop", "retail", self.lake)
        agreement = self.create_agreement(self.lake_company, other)
        self.assertEqual(
            self.try_orders(customer_ids=agreement.ids)["orders"], 0
        )
        self.assertEqual(
            self.try_orders(customer_ids=self.agreement.ids)["orders"], 1
        )
        order.sudo().date_order = "2020-02-02 12:00:00"
        self.assertEqual(self.try_orders()["orders"], 0)
        past = self.try_orders(date_from="2020-02-02", date_to="2020-02-02")
        self.assertEqual(past["orders"], 1)

    def test_the_first_order_is_the_oldest_one(self):
        self.draft.first_order = True
        first = self.confirm([(self.tea, 20)])
        self.confirm([(self.tea, 40)])
        first.sudo().date_order = Date.subtract(Date.today(), days=5)
        outcome = self.try_orders()
        self.assertEqual([one["id"] for one in outcome["top"]], [first.id])

    def test_days_and_numbers_are_checked(self):
        for values, message in (
            ({"date_from": "2020-02-02", "date_to": "2020-02-01"}, "From, Until"),
            ({"most_orders": 0}, "Orders at Most: 0"),
        ):
            with self.assertRaisesRegex(UserError, message):
                self.try_orders(**values)

    def test_it_is_shown(self):
        self.tea.with_company(self.lake_company).floor_price = 4.6
        order = self.confirm([(self.tea, 20)])
        trial = self.prepare_trial(mode="orders")
        trial.action_try()
        for text in (f"/odoo/sale.order/{order.id}", "1 of 1 orders", "Below the floor"):
            self.assertIn(text, trial.result)


@tagged("post_install", "-at_install")
class TestTrialAccess(TrialCase):
    def test_a_salesperson_tries_on_own_orders_only(self):
        self.confirm([(self.tea, 20)])
        other = self.create_staff(self.lake_company, "salesperson", login="mallory")
        self.assertEqual(self.try_orders(user=self.seller)["orders"], 1)
        self.assertEqual(self.try_orders(user=other)["orders"], 0)

    def test_agreements_and_promotions_of_others_are_refused(self):
        """A buyer reads its own supplier's agreement, but not the supplier's terms."""
        foreign = self.agreement_of(self.lake)
        trial = self.prepare_trial(lines=[(self.tea, 1)], agreement_id=foreign.id)
        with self.assertRaisesRegex(UserError, "does not belong to"):
            trial.action_try()
        stranger = self.create_staff(self.north.company_id, "enterprise_admin")
        with self.assertRaises(AccessError):
            self.prepare_trial(user=stranger, agreement_id=False)

    def test_another_company_is_refused(self):
        trial = self.prepare_trial(lines=[(self.tea, 1)])
        trial.sudo().company_id = self.north.company_id
        with self.assertRaises(AccessError):
            trial.action_try()

    def test_a_trial_is_its_makers_own(self):
        trial = self.prepare_trial(lines=[(self.tea, 1)])
        with self.assertRaises(AccessError):
            self.as_user(trial, self.seller).read(["outcome"])

    def test_lines_are_added_to_own_trials_only(self):
        trial = self.prepare_trial(lines=[(self.tea, 1)])
        with self.assertRaises(AccessError):
            self.model_as("channel.promotion.trial.line", self.seller).create(
                {"trial_id": trial.id, "product_id": self.tea.id}
            )

    def test_roles_without_it(self):
        for role in ("warehouse", "customer_service"):
            user = self.create_staff(self.lake_company, role)
            with self.assertRaises(AccessError):
                self.prepare_trial(user=user)
        with self.assertRaises(AccessError):
            self.prepare_trial(user=self.create_portal_user(self.lake_shop))


@tagged("post_install", "-at_install")
class TestTrialQueries(CountsQueries, TrialCase):
    def create_past(self, number):
        """Confirmed orders of five lines each, without all that core does for them."""
        products = self.env["product.product"].create(
            [{"name": f"Drink {n}", "list_price": 9, "taxes_id": False} for n in range(5)]
        )
        orders = self.env["sale.order"].create(
            [
                {
                    "company_id": self.lake_company.id,
                    "partner_id": self.lake_shop.partner_id.id,
                    "order_line": [
                        Command.create({"product_id": id_, "product_uom_qty": 5})
                        for id_ in products.ids
                    ],
                }
                for _n in range(number)
            ]
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET state = 'sale' WHERE id IN %s", [tuple(orders.ids)]
        )
        self.env.invalidate_all()
        return orders

    def test_trying_takes_the_same_for_10_and_100_orders(self):
        self.create_past(100)
        trial = self.prepare_trial(mode="orders", most_orders=10)
        counts = []
        for number in (9, 10, 99):  # the first one reads what is read once a process
            trial.most_orders = number
            counts.append(self.count_queries(trial.action_try))
        _warm, few, many = counts
        self.assertEqual(trial.outcome["orders"], 99)
        self.assertEqual(few, many)
