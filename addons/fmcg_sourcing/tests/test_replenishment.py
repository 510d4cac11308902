from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tests.common import freeze_time

from odoo.addons.fmcg_channel.tests.test_query_counts import CountsQueries

from .common import SourcingCase


class ReplenishmentCase(SourcingCase):
    """The city (lake) sells soda to its shop, and keeps some in stock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company.sourcing_release = "by_hand"
        cls.stock(cls.north_company, 5000)
        cls.stock(cls.lake_company, 51)  # 56 are there
        cls.supply.transport_days = 2
        cls.level = cls.env["channel.replenishment.rule"].create(
            {"company_id": cls.lake_company.id, "safety_days": 3, "cover_days": 10}
        )

    def sell(self, quantity):
        """The shop orders and gets it today."""
        order = self.order_soda(quantity)
        self.ship_all(order)
        return order

    def look(self):
        self.lake_company._replenish()
        return self.row()

    def row(self, product=None):
        self.env.invalidate_all()
        return self.env["channel.replenishment"].search(
            [
                ("company_id", "=", self.lake_company.id),
                ("product_id", "=", (product or self.soda).id),
            ]
        )

    def lines(self, **values):
        lines = self.purchases_of(self.lake_company).order_line
        return lines.filtered("stock_quantity")

    def budget(self, amount, period="month"):
        self.lake_company.write(
            {
                "replenishment_release": "within_budget",
                "replenishment_budget": amount,
                "replenishment_period": period,
            }
        )


@tagged("post_install", "-at_install")
class TestReplenishment(ReplenishmentCase):
    def test_without_a_rule_nothing_is_proposed(self):
        self.level.unlink()
        self.sell(42)
        self.assertFalse(self.look())
        self.assertFalse(self.purchases_of(self.lake_company))

    def test_what_runs_out_is_proposed_as_it_is_sold(self):
        """42 sold, of a product that is new: 6 a day; 14 are left, 5 days want 30."""
        self.sell(42)
        row = self.look()
        self.assertEqual((row.rate, row.on_hand, row.cover_days), (6, 14, 2.3))
        self.assertTrue(row.is_due)
        purchase = row.purchase_id
        self.assertEqual(purchase.state, "draft")
        self.assertEqual(purchase.partner_id, self.north.partner_id)
        self.assertEqual(purchase.order_line.product_qty, 15 * 6 - 14)
        self.assertEqual(row.proposed, 76)
        self.assertIn("not enough for the 5.0 days", row.why)

    def test_looking_again_changes_nothing(self):
        self.sell(42)
        row = self.look()
        lines = self.lines()
        stamps = lines.write_date, row.write_date, row.purchase_id
        for _again in range(3):
            with freeze_time(row.write_date + timedelta(minutes=5)):
                self.assertEqual(self.look(), row)
        self.assertEqual(self.lines(), lines)
        self.assertEqual((lines.write_date, row.write_date, row.purchase_id), stamps)

    def test_what_is_coming_counts(self):
        self.sell(42)
        self.as_user(self.look().purchase_id, self.purchaser).button_confirm()
        self.settle()
        row = self.row()
        self.assertEqual((row.proposed, row.coming, row.is_due), (0, 76, False))
        self.assertFalse(self.look().proposed)
        self.assertEqual(len(self.purchases_of(self.lake_company)), 1)

    def test_between_two_quantities_in_full_cases(self):
        case = self.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": self.soda.uom_id.id,
            }
        )
        self.soda.uom_ids = case
        self.level.write({"kind": "min_max", "least": 60, "most": 110})
        row = self.look()
        self.assertEqual((row.proposed, row.proposed_cases), (48, 2))
        self.assertIn("there are 56; at least 60", row.why)
        self.assertIn("exceed the maximum of 110", row.why)

    def test_the_rule_of_the_product_counts(self):
        self.env["channel.replenishment.rule"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.soda.product_tmpl_id.id,
                "kind": "never",
            }
        )
        self.sell(42)
        self.assertFalse(self.look())

    def test_what_customers_wait_for_and_the_stock_are_one_purchase(self):
        """70 are ordered where 56 are: 14 for the customer, and nothing is left."""
        self.sell(42)
        order = self.order_soda(28)
        row = self.look()
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual(len(purchase), 1)
        self.assertEqual(
            purchase.order_line.mapped(lambda line: (line.product_qty, line.stock_quantity)),
            [(14, 0), (90, 90)],
        )
        self.lake_company._source(self.soda)
        self.assertEqual(self.look().proposed, 90)
        self.as_user(row, self.purchaser).action_hand_in()
        self.settle()
        line = purchase.order_line
        self.assertEqual((line.product_qty, line.stock_quantity), (104, 90))
        self.assertEqual(line.share_ids.sale_line_id, order.order_line)
        self.assertEqual(line.share_ids.quantity, 14)
        self.assertFalse(self.look().proposed)

    def test_what_waits_for_somebody_does_not_go_with_what_goes_at_once(self):
        self.sell(42)
        self.look()
        self.lake_company.sourcing_release = "at_once"
        self.order_soda(28)
        of_customer = self.purchases_of(self.lake_company)
        self.assertEqual((of_customer.state, of_customer.order_line.product_qty), ("purchase", 14))
        row = self.look()
        self.assertEqual((row.proposed, row.purchase_id.state), (90, "draft"))
        self.order_soda(1)
        self.assertEqual(self.row().purchase_id.state, "draft")

    def test_a_rule_that_goes_takes_its_proposals_along(self):
        self.sell(42)
        self.look()
        self.level.unlink()
        self.assertFalse(self.look())
        self.assertFalse(self.purchases_of(self.lake_company))

    def test_what_was_withdrawn_is_by_hand_and_counts(self):
        self.supply.min_order_amount = 100000
        self.sell(42)
        purchase = self.look().purchase_id
        purchase.button_confirm()
        self.assertEqual(purchase.state, "sent")
        purchase.action_withdraw()
        self.assertFalse(purchase.is_replenishment)
        self.assertFalse(self.look().proposed, "it is on the purchase that was withdrawn")

    def test_rules_that_say_nothing(self):
        for values, message in (
            ({"cover_days": -1}, "Days of Cover: -1 is below zero"),
            ({"kind": "min_max", "least": 9, "most": 8}, "8 is less than the minimum of 9"),
        ):
            with self.assertRaisesRegex(ValidationError, message), self.env.cr.savepoint():
                self.level.write(values)


@tagged("post_install", "-at_install")
class TestReplenishmentBudget(ReplenishmentCase):
    """A piece is 5.00; the stock needs 76."""

    def test_within_the_budget_it_goes_by_itself(self):
        self.budget(1000)
        self.sell(42)
        row = self.look()
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual(purchase.state, "purchase")
        self.assertEqual(purchase.replenished_day, self.lake_company._get_channel_today())
        self.assertEqual((row.proposed, row.coming), (0, 76))
        self.assertEqual(self.lake_company._get_budget_left(), 1000 - 76 * 5)

    def test_beyond_the_budget_it_waits_and_says_so(self):
        self.budget(50)
        self.sell(42)
        row = self.look()
        waiting, gone = self.purchases_of(self.lake_company).sorted("state")
        self.assertEqual((gone.state, gone.order_line.product_qty), ("purchase", 10))
        self.assertEqual((waiting.state, waiting.order_line.product_qty), ("draft", 66))
        row = self.look()
        self.assertEqual((row.proposed, row.coming), (66, 10))
        self.assertIn("The budget is used up: 66 were wanted", row.why)

    def test_money_comes_back_with_the_next_period(self):
        self.budget(100, "day")
        self.sell(42)
        self.look()
        self.assertEqual(self.lake_company._get_budget_left(), 0)
        with freeze_time(self.env.cr.now() + timedelta(days=1)):
            self.assertEqual(self.lake_company._get_budget_left(), 100)

    def test_looking_again_spends_nothing_more(self):
        self.budget(100)
        self.sell(42)
        self.look()
        before = self.purchases_of(self.lake_company).mapped("order_line.product_qty")
        for _again in range(3):
            self.look()
        after = self.purchases_of(self.lake_company).mapped("order_line.product_qty")
        self.assertEqual(after, before)

    def test_at_the_cut_off_it_goes_with_what_customers_wait_for(self):
        self.lake_company.sourcing_release = "at_cutoff"
        self.budget(1000)
        self.sell(42)
        self.order_soda(28)
        self.assertEqual(self.look().proposed, 90)
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual(purchase.state, "draft")
        self.lake_company._hand_in_of_day()
        self.settle()
        self.assertEqual((purchase.state, purchase.order_line.product_qty), ("purchase", 104))
        self.assertEqual(self.lake_company._get_budget_left(), 1000 - 90 * 5)

    def test_what_the_supplier_cancels_costs_nothing(self):
        self.budget(1000)
        self.sell(42)
        self.look()
        purchase = self.purchases_of(self.lake_company)
        self.order_of(purchase).sudo()._action_cancel()
        self.settle()
        self.assertEqual(self.lake_company._get_budget_left(), 1000)

    def test_the_scheduled_action_looks_for_all(self):
        self.sell(42)
        Cron = self.registry["ir.cron"]
        with patch.object(Cron, "_commit_progress", lambda self, *_args, **_kwargs: 1):
            self.env["res.company"]._cron_replenish()
        self.assertEqual(self.row().proposed, 76)


@tagged("post_install", "-at_install")
class TestReplenishmentRoles(CountsQueries, ReplenishmentCase):
    def test_who_may_keep_rules_and_look(self):
        self.sell(42)
        row = self.look()
        for user in (self.seller, self.keeper, self.service, self.accountant):
            with self.subTest(user=user.login):
                self.env.invalidate_all()
                for record in (self.level, row):
                    with self.assertRaises(AccessError):
                        self.as_user(record, user).read(["company_id"])
                with self.assertRaises(AccessError):
                    self.model_as("channel.replenishment", user).action_propose()
                with self.assertRaises(AccessError):
                    self.as_user(row, user).action_hand_in()
        self.as_user(self.level, self.purchaser).cover_days = 20
        with self.assertRaises(AccessError):
            self.as_user(row, self.purchaser).rate = 1
        other = self.create_purchaser(self.north_company)
        self.assertFalse(self.seen_by(other, row))
        self.assertFalse(self.seen_by(other, self.level))

    def test_purchasing_proposes_and_hands_in_with_one_click_each(self):
        self.sell(42)
        Rows = self.model_as("channel.replenishment", self.purchaser)
        Rows.action_propose()
        row = self.as_user(self.row(), self.purchaser)
        self.assertEqual(row.read(["on_hand", "proposed", "why"])[0]["proposed"], 76)
        self.assertEqual(row.action_open_purchase()["res_id"], row.purchase_id.id)
        row.action_hand_in()
        self.assertEqual(self.row().coming, 76)
        with self.assertRaisesRegex(UserError, "Nothing is proposed"):
            row.action_hand_in()

    def test_queries_do_not_grow_with_products(self):
        def look(count):
            products = self.soda
            for number in range(count):
                products |= self.create_product(f"Soda {number}")
            for product in products:
                self.stock(self.lake_company, 10, product)
            self.env["channel.replenishment.rule"].search([]).unlink()
            self.lake_company._replenish()
            self.env["channel.replenishment.rule"].create(
                [
                    {
                        "company_id": self.lake_company.id,
                        "product_tmpl_id": product.product_tmpl_id.id,
                        "kind": "min_max",
                        "least": 1000,
                        "most": 2000,
                    }
                    for product in products
                ]
            )
            first = self.collect_queries(self.lake_company._replenish)
            again = self.collect_queries(self.lake_company._replenish)
            rows = self.env["channel.replenishment"].search(
                [("company_id", "=", self.lake_company.id)]
            )
            self.assertEqual(len(rows), count + 1)
            names = ["on_hand", "coming", "cover_days", "proposed", "why"]
            shown = self.collect_queries(lambda: rows.read(names))
            return first, again, shown

        self.budget(1)
        few, many = look(3), look(15)
        for one, two, most in zip(few, many, (8, 0, 0), strict=True):
            self.assertLessEqual(len(two), len(one) + most, "\n".join(sorted(two)))
