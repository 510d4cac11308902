from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestBills(EnterpriseCase):
    """Finance makes bills; salespeople and customer service read them."""

    open_enterprises = ("lake",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.lake.company_id
        cls.seller = cls.create_staff(company, "salesperson")
        cls.colleague = cls.create_staff(
            company, "salesperson", login="colleague@bills.example"
        )
        cls.service = cls.create_staff(company, "customer_service")
        cls.finance = cls.create_staff(company, "finance")
        cls.product = cls.create_product(invoice_policy="order")
        cls.order = cls.create_order(
            company, cls.lake_shop.partner_id, cls.product, user_id=cls.seller.id
        )
        cls.order.action_confirm()

    def dialog(self, user, **values):
        return (
            self.model_as("sale.advance.payment.inv", user)
            .with_context(active_ids=self.order.ids, active_model="sale.order")
            .create({"sale_order_ids": [Command.set(self.order.ids)], **values})
        )

    def open_form(self, user, bill):
        """As the web client does: all fields of the form that the user gets."""
        fields = self.model_as("account.move", user).get_views([(False, "form")])
        names = fields["models"]["account.move"]["fields"]
        arch = fields["views"]["form"]["arch"]
        shown = {name: {} for name in names if f'name="{name}"' in arch}
        return self.as_user(bill, user).web_read(shown)

    def test_salespeople_make_no_bill_and_leave_none_behind(self):
        for method in ("delivered", "fixed", "percentage"):
            with self.subTest(method), self.assertRaisesRegex(AccessError, "finance"):
                self.dialog(
                    self.seller,
                    advance_payment_method=method,
                    fixed_amount=1,
                    amount=1,
                ).create_invoices()
        self.assertFalse(self.order.invoice_ids)

    def test_who_makes_no_bills_is_not_offered_it(self):
        dialog = str(self.env.ref("sale.action_view_sale_advance_payment_inv").id)
        for view_type in ("form", "list"):
            for user, offered in (
                (self.seller, False),
                (self.service, False),
                (self.enterprise_admins[self.lake], True),
            ):
                with self.subTest(view=view_type, user=user.name):
                    orders = self.model_as("sale.order", user)
                    arch = etree.fromstring(orders.get_view(view_type=view_type)["arch"])
                    found = arch.xpath(f"//button[@name='{dialog}']")
                    self.assertEqual(bool(found), offered)

    def test_bills_of_visible_orders_are_opened(self):
        bill = self.as_user(self.order, self.finance)._create_invoices()
        bill = bill.with_env(self.env)
        bill.action_post()
        self.assertEqual(bill.invoice_user_id, self.seller)
        for user in (self.seller, self.service):
            with self.subTest(user.name):
                self.assertTrue(self.open_form(user, bill))
                action = self.as_user(self.order, user).action_view_invoice()
                self.assertEqual(action["res_id"], bill.id)
                with self.assertRaises(AccessError):
                    self.as_user(bill, user).write({"ref": "X"})
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self.as_user(bill, self.colleague).read(["name"])
