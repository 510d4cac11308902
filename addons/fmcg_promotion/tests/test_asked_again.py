from datetime import timedelta

from odoo import fields
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_promotion.tests.order_common import PromotionOrderCase


@tagged("post_install", "-at_install")
class TestAskedAgain(PromotionOrderCase):
    """Shop 2 pays 4 for tea by a list of its own; shop 1 pays 5. Water is 2 for both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.config.settings"].create(
            {"group_discount_per_so_line": True}
        ).execute()
        cls.cheap = cls.create_list("Shop 2", prices=[(cls.tea, 4.0)])
        cls.shop_two = cls.create_node("Second Shop", "retail", cls.lake)
        cls.second = cls.create_agreement(
            cls.lake_company, cls.shop_two, user_id=cls.seller.id
        )
        cls.second.sudo().pricelist_id = cls.cheap

    def order(self, shop=None, lines=None, **values):
        partner = (shop or self.shop_two).partner_id
        return self.create_sale(
            lines or [(self.tea, 5)], partner_id=partner.id, **values
        )

    def form_of(self, order):
        return Form(order.with_context(default_company_id=self.lake_company.id))

    def said(self, order):
        return " ".join(map(str, order.sudo().message_ids.mapped("body")))

    # -- another customer ---------------------------------------------------------------

    def test_another_customer_pays_its_own_price(self):
        order = self.order()
        self.assertEqual(order.amount_total, 20)
        order.partner_id = self.lake_shop.partner_id
        self.assertEqual(order.amount_total, 25)
        self.assertEqual(order.agreement_id, self.agreement)
        self.assertIn("25.00 instead of", self.said(order))
        order.partner_id = self.shop_two.partner_id
        self.assertEqual(order.amount_total, 20)
        self.assertFalse(order.show_update_pricelist)

    def test_another_customer_in_the_form(self):
        order = self.order()
        with self.form_of(order) as form:
            form.partner_id = self.lake_shop.partner_id
            with form.order_line.edit(0) as line:
                self.assertEqual(line.price_unit, 5)
        self.assertEqual(order.amount_total, 25)
        self.assertFalse(order.order_line.sudo()._is_price_by_hand())

    def test_another_customer_of_an_order_that_is_not_saved_yet(self):
        with Form(self.model_as("sale.order", self.seller)) as form:
            form.partner_id = self.shop_two.partner_id
            with form.order_line.new() as line:
                line.product_id = self.tea
                line.product_uom_qty = 5
                self.assertEqual(line.price_unit, 4)
            form.partner_id = self.lake_shop.partner_id
        self.assertEqual(form.record.amount_total, 25)

    def test_what_was_typed_is_kept_and_said(self):
        order = self.order(lines=[(self.tea, 5), (self.water, 10)])
        self.line_of(order, self.tea).price_unit = 3
        self.line_of(order, self.water).discount = 50
        order.partner_id = self.lake_shop.partner_id
        self.assertEqual(order.amount_total, 25)
        self.assertRegex(self.said(order), r"Tea at .*3\.00")
        self.assertRegex(self.said(order), r"Water at .*2\.00 − 50 %")

    @mute_logger("odoo.tests.form.onchange")
    def test_the_form_warns_of_what_was_typed(self):
        order = self.order()
        order.order_line.price_unit = 3
        spec = {"partner_id": {}, "order_line": {"fields": {"price_unit": {}}}}
        result = order.onchange(
            {"partner_id": self.lake_shop.partner_id.id}, ["partner_id"], spec
        )
        self.assertIn("3.00", result["warning"]["message"])
        with self.form_of(order) as form:
            form.partner_id = self.lake_shop.partner_id
        self.assertEqual(order.amount_total, 15)

    def test_what_a_program_said_is_kept(self):
        order = self.order().sudo()
        order.order_line.unlink()
        order.write(
            {
                "order_line": [
                    fields.Command.create(
                        {"product_id": self.tea.id, "product_uom_qty": 1, "price_unit": 3}
                    )
                ]
            }
        )
        order.partner_id = self.lake_shop.partner_id
        self.assertEqual(order.amount_total, 3)

    def test_promotions_are_those_of_the_other_customer(self):
        for shop, percent in ((self.shop_two, 10), (self.lake_shop, 20)):
            self.create_promotion(
                "line_percent",
                [{"percent": percent}],
                product_ids=self.tea.ids,
                node_ids=shop.ids,
            )
        order = self.order()
        self.assertEqual(order.amount_total, 18)
        with self.form_of(order) as form:
            form.partner_id = self.lake_shop.partner_id
        self.assertEqual(order.amount_total, 20)
        self.assertFalse(order.order_line.sudo().promotion_by_hand)

    def test_terms_are_the_other_customers(self):
        now, later = self.env["account.payment.term"].create(
            [{"name": "At once"}, {"name": "In 90 days"}]
        )
        self.agreement.sudo().payment_term_id = now
        order = self.order()
        order.sudo().payment_term_id = later
        order.partner_id = self.lake_shop.partner_id
        self.assertEqual(order.payment_term_id, now)
        self.assertIn("At once instead of In 90 days", self.said(order))

    def test_the_gate_asks_about_the_other_customer(self):
        order = self.order()
        self.agreement.sudo().categ_ids = self.env["product.category"].create(
            {"name": "Not tea"}
        )
        self.assertNotIn("out_of_scope", self.codes(order))
        order.partner_id = self.lake_shop.partner_id
        self.assertIn("out_of_scope", self.codes(order))

    def codes(self, order):
        return {blocker.code for blocker in order.sudo()._collect_blockers()}

    def test_taxes_follow_the_address(self):
        tax, abroad = self.env["account.tax"].create(
            [
                {
                    "name": f"Tax {amount}",
                    "amount": amount,
                    "company_id": self.lake_company.id,
                    "country_id": self.lake_company.account_fiscal_country_id.id,
                    "price_include_override": "tax_excluded",
                }
                for amount in (10, 0)
            ]
        )
        self.tea.taxes_id = tax
        position = self.env["account.fiscal.position"].create(
            {"name": "Abroad", "company_id": self.lake_company.id}
        )
        abroad.write(
            {"fiscal_position_ids": position.ids, "original_tax_ids": tax.ids}
        )
        partner = self.lake_shop.partner_id.with_company(self.lake_company)
        partner.property_account_position_id = position
        order = self.order()
        self.assertEqual(order.amount_total, 22)
        order.partner_id = self.lake_shop.partner_id
        self.assertEqual(order.order_line.tax_ids, abroad)
        self.assertEqual(order.amount_total, 25)
        order.partner_id = self.shop_two.partner_id
        self.assertEqual(order.amount_total, 22)

    def test_a_confirmed_order_stays(self):
        order = self.order(lines=[(self.tea, 5)])
        order.action_confirm()
        order.sudo().partner_shipping_id = self.lake_shop.partner_id
        self.assertEqual(order.amount_total, 20)

    def test_sales_outside_of_the_channel_are_as_in_plain_odoo(self):
        ann, bob = self.env["res.partner"].create([{"name": "Ann"}, {"name": "Bob"}])
        order = self.create_order(self.lake_company, ann, self.tea)
        total = order.amount_total
        order.pricelist_id = self.cheap
        order.partner_id = bob
        self.assertEqual(order.amount_total, total)

    # -- another list, agreement, date --------------------------------------------------

    def test_another_price_list(self):
        order = self.order(self.lake_shop)
        order.pricelist_id = self.cheap
        self.assertEqual(order.amount_total, 20)

    def test_another_list_of_the_agreement_counts_when_handed_in(self):
        order = self.order()
        self.add_price(self.cheap, self.water, 1)
        self.cheap.item_ids.filtered(
            lambda rule: rule.product_tmpl_id == self.tea.product_tmpl_id
        ).fixed_price = 3
        self.assertEqual(order.amount_total, 20)
        order.action_submit()
        self.assertEqual(order.amount_total, 15)
        self.assertIn("15.00 instead of", self.said(order))

    def test_what_was_typed_is_kept_when_handed_in(self):
        order = self.order(lines=[(self.tea, 5), (self.water, 10)])
        self.line_of(order, self.tea).price_unit = 4.5
        self.cheap.item_ids.fixed_price = 3
        order.action_submit()
        self.assertEqual(self.line_of(order, self.tea).price_unit, 4.5)

    def test_the_price_is_that_of_the_moment_whatever_the_date_says(self):
        now = fields.Datetime.now()
        day = timedelta(days=1)
        self.add_price(self.cheap, self.tea, 1.0, date_end=now - 300 * day)
        self.add_price(self.cheap, self.tea, 2.0, date_start=now + 300 * day)
        for moment in (now - 400 * day, now + 400 * day):
            with self.subTest(moment):
                order = self.order(date_order=moment)
                self.assertEqual(order.amount_total, 20)
                order.date_order = moment
                order.order_line.product_uom_qty = 6
                self.assertEqual(order.amount_total, 24)

    def test_nothing_moved_nothing_is_asked(self):
        self.create_promotion("line_percent", [{"percent": 10}], product_ids=self.tea.ids)
        order = self.order(lines=[(self.tea, 5), (self.water, 10)])
        self.assertFalse(order.order_line._filter_moved_prices())

    # -- copies -------------------------------------------------------------------------

    def test_a_copy_for_another_customer_is_priced_for_it(self):
        order = self.order()
        copy = order.copy({"partner_id": self.lake_shop.partner_id.id})
        self.assertEqual(copy.amount_total, 25)
        self.assertFalse(copy.order_line.sudo()._is_price_by_hand())

    def test_a_copy_is_priced_by_the_lists_of_its_day(self):
        order = self.order()
        self.cheap.item_ids.fixed_price = 3
        self.assertEqual(order.copy().amount_total, 15)

    def test_a_copy_says_what_was_typed(self):
        order = self.order()
        order.order_line.price_unit = 3
        copy = order.copy({"partner_id": self.lake_shop.partner_id.id})
        self.assertEqual(copy.amount_total, 15)
        self.assertIn("Tea at", self.said(copy))

    # -- queries ------------------------------------------------------------------------

    def test_queries_do_not_grow_with_lines(self):
        products = [
            self.create_product(f"Snack {number}", list_price=3) for number in range(9)
        ]
        for product in products:
            self.add_price(self.base_list, product, 3)

        def count(size):
            order = self.order(lines=[(one, 1) for one in products[:size]])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            order._ask_moved_prices()
            return self.env.cr.sql_log_count - before

        count(2)
        few = count(3)
        self.assertLessEqual(count(9), few + 1)
