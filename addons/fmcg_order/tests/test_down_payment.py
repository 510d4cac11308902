from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .gate_common import GateCase


@tagged("post_install", "-at_install")
class TestDownPayment(GateCase):
    """Goods are not made out to be a payment, which would need no price and no listing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cheap = {
            "product_id": cls.tea.id,
            "product_uom_qty": 500,
            "price_unit": 0.01,
            "is_downpayment": True,
        }

    def pay_in_advance(self, order, amount=50):
        """By core's dialog; returns the lines that it made."""
        before = order.sudo().order_line
        self.model_as("sale.advance.payment.inv", self.admin).with_context(
            active_model="sale.order", active_ids=order.ids
        ).create(
            {"advance_payment_method": "fixed", "fixed_amount": amount}
        ).create_invoices()
        return order.sudo().order_line - before

    def test_nobody_enters_one(self):
        order = self.enter_order()
        for user in (self.seller, self.admin, self.service, self.accountant):
            mine = self.as_user(order, user)
            with self.subTest(user.name):
                with self.assertRaises(AccessError):
                    mine.write({"order_line": [Command.create(self.cheap)]})
                with self.assertRaises(AccessError):
                    mine.order_line.create({**self.cheap, "order_id": order.id})

    def test_not_with_a_new_order_nor_by_default(self):
        Order = self.model_as("sale.order", self.seller)
        values = {"partner_id": self.lake_shop.partner_id.id}
        with self.assertRaises(AccessError):
            Order.create({**values, "order_line": [Command.create(self.cheap)]})
        plain = {"product_id": self.tea.id, "order_id": self.enter_order().id}
        Line = self.model_as("sale.order.line", self.seller)
        with self.assertRaises(AccessError):
            Line.with_context(default_is_downpayment=True).create(plain)

    def test_goods_do_not_become_one(self):
        order = self.enter_order()
        with self.assertRaises(AccessError):
            order.order_line[0].is_downpayment = True

    def test_no_flag_of_a_client_lets_it_through(self):
        line = self.enter_order().order_line[0]
        for sent in (True, "x", {"a": 1}):
            forged = line.with_context(**{"fmcg_order.down_payment": sent})
            with self.subTest(sent), self.assertRaises(AccessError):
                forged.is_downpayment = True

    def test_the_dialog_for_invoices_makes_them(self):
        order = self.confirmed_order()
        lines = self.pay_in_advance(order)
        self.assertEqual(lines.mapped("is_downpayment"), [True, True])
        self.as_user(lines.invoice_lines.move_id, self.accountant).action_post()
        self.assertEqual(sum(lines.mapped("amount_invoiced")), 50)

    def test_a_payment_does_not_become_goods(self):
        order = self.confirmed_order()
        line = self.pay_in_advance(order).filtered(lambda one: not one.display_type)
        for values in (
            {"product_id": self.tea.id},
            {"product_uom_qty": 5},
            {"is_downpayment": False},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                self.as_user(line, self.seller).write(values)

    def test_a_payment_does_not_move_into_the_channel(self):
        passer_by = self.env["res.partner"].create(
            {"name": "Passer", "company_id": self.lake_company.id}
        )
        other = self.enter_order(partner=passer_by)
        line = other.order_line.create({**self.cheap, "order_id": other.id})
        with self.assertRaises(AccessError):
            line.order_id = self.enter_order()
