from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tests.common import freeze_time

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestSourcing(SourcingCase):
    """Rules, releases, and the purchase that is still open."""

    def rule(self, **values):
        rule = self.env["channel.sourcing.rule"].search(
            [("company_id", "=", self.lake_company.id)]
        )
        rule.write(values)
        return rule

    def test_without_a_rule_nothing_is_ordered(self):
        self.rule().unlink()
        order = self.order_soda()
        self.assertFalse(self.purchases_of(self.lake_company))
        self.assertEqual(order.order_line.supply, "5 there, 7 not ordered yet")

    def test_never_of_one_category(self):
        self.soda.categ_id = self.env["product.category"].create({"name": "Soft drinks"})
        self.env["channel.sourcing.rule"].create(
            {
                "company_id": self.lake_company.id,
                "categ_id": self.soda.categ_id.id,
                "mode": "never",
            }
        )
        self.order_soda()
        self.assertFalse(self.purchases_of(self.lake_company))

    def test_full_cases_up_to_a_target(self):
        case = self.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": self.soda.uom_id.id,
            }
        )
        self.soda.uom_ids = case
        self.rule(mode="full_cases", target=30)
        self.order_soda()
        self.assertEqual(self.purchases_of(self.lake_company).order_line.product_qty, 48)

    def test_back_to_back_is_a_line_for_each_order(self):
        self.rule(mode="back_to_back")
        first, second = self.order_soda(3), self.order_soda(4)
        lines = self.purchases_of(self.lake_company).order_line
        found = {line.sourced_need_id: line.product_qty for line in lines}
        self.assertEqual(found.get(first.order_line, 0) + found.get(second.order_line, 0), 2)

    def test_back_to_back_that_is_handed_in_together_is_ordered_once(self):
        """The supplier has one line of it; whose it is stays known."""
        self.lake_company.sourcing_release = "by_hand"
        self.rule(mode="back_to_back")
        orders = [self.order_soda(8), self.order_soda(4)]
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual(len(purchase.order_line), 2)
        purchase.button_confirm()
        self.settle()
        self.lake_company._source(self.soda)
        self.assertEqual(self.purchases_of(self.lake_company), purchase)
        self.assertEqual(purchase.order_line.product_qty, 7)
        found = {share.sale_line_id.order_id: share.quantity for share in purchase.order_line.share_ids}
        self.assertEqual(found, dict(zip(orders, (3, 4), strict=True)))

    def test_by_hand_it_waits_and_follows_what_is_wanted(self):
        self.lake_company.sourcing_release = "by_hand"
        first, second = self.order_soda(8), self.order_soda(4)
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual((purchase.state, purchase.order_line.product_qty), ("draft", 7))
        second.sudo()._action_cancel()
        self.settle()
        self.assertEqual(purchase.order_line.product_qty, 3)
        self.as_user(purchase, self.purchaser).button_confirm()
        self.settle()
        self.assertEqual(purchase.state, "purchase")
        first.sudo()._action_cancel()
        self.settle()
        self.assertEqual(purchase.order_line.product_qty, 3, "the supplier has it")

    def test_when_nobody_waits_any_more_the_open_purchase_goes(self):
        self.lake_company.sourcing_release = "by_hand"
        order = self.order_soda()
        order.sudo()._action_cancel()
        self.settle()
        self.assertFalse(self.purchases_of(self.lake_company))

    def test_at_the_cut_off_all_customers_together_once_a_day(self):
        self.lake_company.sourcing_release = "at_cutoff"
        self.lake_company.sourcing_cutoff = 16
        today = self.lake_company._get_channel_today()
        start = self.lake_company._channel_day_start(today)
        self.order_soda(8)
        self.order_soda(4)
        purchase = self.purchases_of(self.lake_company)
        for hour, state in ((15, "draft"), (16.1, "purchase")):
            with freeze_time(start + timedelta(hours=hour)):
                if self.lake_company._is_cutoff_over():
                    self.lake_company._hand_in_of_day()
            self.settle()
            self.assertEqual(purchase.state, state)
        with freeze_time(start + timedelta(hours=17)):
            self.assertFalse(self.lake_company._is_cutoff_over(), "once a day")
        with freeze_time(start + timedelta(hours=40.1)):
            self.assertTrue(self.lake_company._is_cutoff_over())

    def test_what_the_supplier_refuses_stays_and_is_said(self):
        self.supply._set_state("suspended", "Overdue")
        self.order_soda()
        self.assertFalse(self.purchases_of(self.lake_company), "no supplier")
        self.supply._set_state("active")
        self.lake_company._source(self.soda)
        self.settle()
        self.assertEqual(self.purchases_of(self.lake_company).state, "purchase")

    def test_what_a_supplier_will_not_deliver_is_lacking_again(self):
        self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual(purchase.order_line.product_qty, 7)
        self.order_of(purchase).sudo()._action_cancel()
        self.settle()
        states = self.purchases_of(self.lake_company).mapped("state")
        self.assertEqual(sorted(states), ["cancel", "purchase"])

    def test_a_purchase_by_hand_covers_needs_too(self):
        purchase = self.ask({self.soda: 20})
        purchase.button_confirm()
        self.settle()
        self.order_soda()
        self.assertFalse(self.purchases_of(self.lake_company))

    def test_who_may_keep_rules(self):
        rule = self.rule()
        for user in (self.seller, self.keeper, self.service, self.accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.as_user(rule, user).write({"mode": "never"})
        self.as_user(rule, self.purchaser).write({"mode": "never"})
        other = self.create_purchaser(self.north_company)
        self.assertFalse(self.seen_by(other, rule))
        self.assertFalse(
            self.seen_by(other, self.env["channel.sourcing.share"].search([]))
        )

    def test_queries_do_not_grow_with_lines(self):
        self.lake_company.sourcing_release = "by_hand"

        def order(count):
            products = self.soda
            for number in range(count):
                products |= self.create_product(f"Soda {number}")
            order = self.model_as("sale.order", self.seller).create(
                {
                    "partner_id": self.lake_shop.partner_id.id,
                    "order_line": [
                        Command.create({"product_id": one.id, "product_uom_qty": 9})
                        for one in products
                    ],
                }
            )
            order.action_submit()
            self.settle()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.lake_company._source(products)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few, many = order(3), order(12)
        self.assertLessEqual(many, few + 4)

    def test_below_the_suppliers_minimum_it_waits_for_the_next_customer(self):
        self.supply.min_order_amount = 60
        self.order_soda()
        purchase = self.purchases_of(self.lake_company)
        self.assertEqual((purchase.state, purchase.order_line.product_qty), ("draft", 7))
        self.assertFalse(purchase.upstream_order_id)
        said = [body for body in purchase.message_ids.mapped("body") if "60.00" in body]
        self.assertEqual(len(said), 1)
        self.lake_company._source(self.soda)
        self.order_soda(5)
        self.assertEqual(self.purchases_of(self.lake_company), purchase)
        self.assertEqual((purchase.state, purchase.order_line.product_qty), ("purchase", 12))
