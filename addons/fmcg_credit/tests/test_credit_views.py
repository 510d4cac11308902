from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import CreditCase

ACTIONS = ("account", "event", "group", "raise", "release")


@tagged("post_install", "-at_install")
class TestCreditViews(CreditCase):
    """Everybody who has a menu can open what it leads to."""

    def test_lists_and_forms_open(self):
        self.set_limit(100)
        self.grant(5)
        for user in (self.boss, self.accountant, self.seller, self.service):
            for name in ACTIONS:
                Model = self.model_as(f"channel.credit.{name}", user)
                views = [(False, "list"), (False, "form"), (False, "search")]
                found = Model.get_views(views)
                names = found["models"][Model._name]["fields"]
                Model.search([], limit=5).read(list(names))

    def test_the_agreement_and_the_customer_show_the_bar(self):
        self.set_limit(720)
        self.submitted(quantity=20)
        for user in (self.boss, self.accountant, self.seller, self.service):
            self.assertEqual(
                self.as_user(self.agreement, user).credit_used_percent, 50
            )
            partner = self.as_user(self.lake_shop.partner_id, user)
            self.assertEqual(partner.credit_used_percent, 50)
            self.assertEqual(partner.action_open_credit()["res_id"], self.account.id)
        with Form(self.as_user(self.agreement, self.boss)) as form:
            form.credit_grace_days = 7
        self.assertEqual(self.account.credit_grace_days, 7)

    def test_an_account_is_called_by_its_buyer(self):
        """Lists cut the name off; the seller in front of it left nothing of the buyer."""
        account = self.as_user(self.account, self.seller)
        self.assertEqual(account.display_name, self.lake_shop.name)
        both = self.lake_company + self.env.company
        account = self.account.with_context(allowed_company_ids=both.ids)
        seller = self.lake_company.name
        self.assertEqual(account.display_name, f"{seller} → {self.lake_shop.name}")

    def test_the_account_s_form_is_edited_by_finance(self):
        with Form(self.as_user(self.account, self.accountant)) as form:
            form.credit_limit = 300
            form.credit_grace_days = 2
        self.assertEqual(self.agreement.credit_limit, 300)
        self.assertEqual(self.agreement.credit_grace_days, 2)

    def test_releasing_from_the_order(self):
        self.set_limit(100)
        order = self.as_user(self.submitted(quantity=20), self.accountant)
        self.assertTrue(order.can_release_credit)
        self.assertIn("used", order.credit_statement)
        action = order.action_release_credit()
        Release = self.model_as("channel.credit.release", self.accountant)
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        with Form(Release.with_context(**action["context"]), view) as form:
            self.assertEqual(form.order_amount, order.amount_total)
            self.assertIn("used", form.order_statement)
            form.reason = "Paid by cheque"
        self.assertEqual(order.state, "sale")

    def test_warehouse_staff_open_orders_and_customers(self):
        order = self.submitted(quantity=20)
        self.model_as("sale.order", self.keeper).get_views([(False, "form")])
        self.model_as("res.partner", self.keeper).get_views([(False, "form")])
        self.assertTrue(order)

    def test_customer_and_agreement_say_where_they_stand(self):
        self.post_invoice(4321, days_ago=5)
        for user in (self.seller, self.service, self.accountant):
            partner = self.as_user(self.lake_shop.partner_id, user)
            agreement = self.as_user(self.agreement, user)
            for record in (partner, agreement):
                statement = record.read(["credit_statement"])[0]["credit_statement"]
                self.assertIn("4,321.00", statement)
                self.assertIn("overdue since", statement)

    def test_a_partner_without_an_agreement_has_no_credit(self):
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        for name in ("credit_account_id", "credit_used_percent", "credit_statement"):
            self.assertFalse(stranger.read([name])[0][name])

    def test_the_warehouse_reads_no_statement(self):
        for record in (self.lake_shop.partner_id, self.agreement):
            with self.assertRaises(AccessError):
                self.as_user(record, self.keeper).read(["credit_statement"])
