from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.common import OrderCase
from odoo.addons.fmcg_promotion.models.promotion_context import APPLYING


@tagged("post_install", "-at_install")
class TestSaid(OrderCase):
    """What the customer said is kept, and compared with what is confirmed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer.partner_id.write({"email": "buyer@test.example", "lang": "en_US"})
        cls.tea.write({"default_code": "TEA-9", "list_price": 10})
        cls.water.write({"default_code": "WAT-9", "list_price": 8})

    def draft(self):
        """What the customer sent as a file, entered by the salesperson: 10 teas at 10."""
        order, _is_new = self.model_as("sale.order", self.seller)._enter_channel_order(
            self.agreement, {self.tea: 10}, "import-key-1", order_channel="import"
        )
        return order

    def portal_order(self):
        return (
            self.env["sale.order"]
            .with_user(self.buyer)
            ._place_channel_order(
                self.agreement.with_user(self.buyer).sudo(),
                {self.tea: 10},
                key="portal-key-1",
                order_channel="portal",
            )
            .with_env(self.env)
        )

    def rows(self, order):
        return [
            (row["kind"], row["name"], row["label"], row["before"], row["after"])
            for row in order.with_context(lang="en_US")._get_said_changes()
        ]

    def mails(self, user=None, subject="is confirmed"):
        partner = user.partner_id if user else self.lake_shop.partner_id
        return self.env["mail.message"].search(
            [("partner_ids", "in", partner.ids), ("subject", "like", subject)]
        )

    # What is kept

    def test_what_comes_in_is_kept(self):
        (line,) = self.draft().said_content["lines"]
        self.assertEqual((line["product"], line["quantity"]), (self.tea.id, "10"))
        (line,) = self.portal_order().said_content["lines"]
        self.assertEqual((line["product"], line["quantity"]), (self.tea.id, "10"))

    def test_what_staff_type_is_nobody_s_word(self):
        order = self.confirmed_order()
        self.assertFalse(order.said_content)
        self.assertEqual(self.rows(order), [])

    def test_it_is_never_changed(self):
        order = self.draft()
        with self.assertRaises(UserError):
            order.said_content = {}
        with self.assertRaisesRegex(UserError, "kept as it came in"):
            order.sudo().said_content = {}

    def test_clients_say_nothing_in_the_customer_s_name(self):
        with self.assertRaises(AccessError):
            self.model_as("sale.order", self.seller).create(
                {"partner_id": self.lake_shop.partner_id.id, "said_content": {"lines": []}}
            )

    def test_the_warehouse_does_not_read_its_prices(self):
        order = self.draft()
        with self.assertRaises(AccessError):
            self.as_user(order, self.keeper).read(["said_content"])

    def test_a_copy_is_another_order(self):
        self.assertFalse(self.draft().copy().said_content)

    # What has changed

    def test_nothing_changed(self):
        order = self.draft()
        order.action_submit()
        self.assertEqual(self.rows(order), [])

    def test_quantity_and_price(self):
        order = self.draft()
        order.order_line.write({"product_uom_qty": 8, "price_unit": 9.5})
        money = order.currency_id.format
        self.assertEqual(
            self.rows(order),
            [
                ("changed", "Tea", "Unit Price", money(10), money(9.5)),
                ("changed", "Tea", "Quantity", "10", "8"),
            ],
        )

    def test_discount_unit_address_and_date(self):
        order = self.draft()
        dozen = self.env.ref("uom.product_uom_dozen")
        other = self.env["res.partner"].create(
            {
                "name": "Back door",
                "type": "delivery",
                "parent_id": self.lake_shop.partner_id.id,
            }
        )
        order.write({"partner_shipping_id": other.id, "commitment_date": "2099-12-01 04:00:00"})
        order.order_line.write({"product_uom_id": dozen.id, "discount": 5})
        labels = {label or name for _kind, name, label, _before, _after in self.rows(order)}
        self.assertLessEqual(
            {"Delivery Address", "Delivery Date", "Unit", "Discount"}, labels
        )

    def test_products_added_and_removed(self):
        order = self.draft()
        line = order.order_line
        order.order_line = [(0, 0, {"product_id": self.water.id, "product_uom_qty": 3})]
        line.unlink()
        kinds = {(kind, name) for kind, name, *_rest in self.rows(order)}
        self.assertEqual(kinds, {("added", "Water"), ("removed", "Tea")})

    def test_gifts_freight_and_notes_are_no_changes(self):
        order = self.draft()
        freight = self.env["product.product"].create({"name": "Freight", "type": "service"})
        order.sudo().order_line = [
            (0, 0, {"product_id": freight.id, "is_delivery": True}),
            (0, 0, {"product_id": self.water.id, "promotion_role": "gift"}),
            (0, 0, {"display_type": "line_note", "name": "Thank you"}),
        ]
        self.assertEqual(self.rows(order), [])

    def test_what_a_promotion_takes_off_is_no_change(self):
        order = self.draft()
        line = order.sudo().order_line
        terms = {"price_unit": 10.0, "discount": 20.0}
        terms |= {"list_price_unit": 10.0, "list_discount": 0.0}
        line.with_context(**APPLYING).write({"discount": 20, "promotion_terms": terms})
        self.assertEqual(line._get_list_terms(), (10, 0))
        self.assertEqual(self.rows(order), [])

    def test_the_number_of_queries_does_not_grow_with_the_lines(self):
        counts = []
        for number in (10, 100):
            products = self.env["product.product"].create(
                [{"name": f"Product {number}-{i}"} for i in range(number)]
            )
            order, _is_new = self.env["sale.order"]._enter_channel_order(
                self.agreement,
                dict.fromkeys(products, 10),
                f"import-key-{number}",
                order_channel="import",
            )
            order.order_line.product_uom_qty = 8
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(len(order._get_said_changes()), number)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    # What the customer is told

    def test_the_buyer_gets_one_mail_at_confirmation(self):
        order = self.portal_order()
        self.assertEqual(order.state, "sale")
        (mail,) = self.mails(self.buyer)
        self.assertIn(order.name, mail.subject)
        self.assertNotIn("o_order_changes", mail.body)
        self.assertFalse(mail.res_id)

    def test_changes_stand_in_the_mail_old_struck_through_new_bold(self):
        self.lake_shop.partner_id.email = "shop@test.example"
        order = self.draft()
        order.order_line.product_uom_qty = 8
        order.action_submit()
        (mail,) = self.mails()
        self.assertRegex(mail.body, r"<s[^>]*>10</s>")
        self.assertRegex(mail.body, r"<strong[^>]*>8</strong>")

    def test_the_mail_names_nobody_of_the_seller(self):
        self.lake_shop.partner_id.email = "shop@test.example"
        order = self.draft()
        order.order_line.product_uom_qty = 8
        order.action_submit()
        (mail,) = self.mails()
        for text in (mail.body, mail.email_from, mail.author_id.name):
            self.assertNotIn(self.seller.name, text)
        self.assertNotIn("TEA-9", mail.body)

    def test_it_is_in_the_buyer_s_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.lake_shop.partner_id.write({"email": "shop@test.example", "lang": "zh_CN"})
        self.tea.with_context(lang="zh_CN").name = "柠檬茶"
        order = self.draft()
        order.order_line.product_uom_qty = 8
        order.action_submit()
        body = self.mails(subject="已确认").body
        self.assertIn("柠檬茶", body)
        self.assertIn("已确认您的订单", body)

    def test_without_an_address_nobody_is_told(self):
        self.lake_shop.partner_id.email = False
        order = self.draft()
        order.action_submit()
        self.assertEqual(order.state, "sale")
        self.assertFalse(self.mails())

    def test_core_s_way_to_confirm_tells_once(self):
        self.lake_shop.partner_id.email = "shop@test.example"
        self.draft().sudo()._validate_order()
        self.assertEqual(len(self.mails()), 1)

    def test_a_held_order_is_not_confirmed(self):
        self.agreement._set_state("suspended", "Unpaid")
        self.portal_order()
        self.assertFalse(self.mails(self.buyer))
