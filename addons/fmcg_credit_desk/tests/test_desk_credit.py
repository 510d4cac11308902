from odoo.tests import tagged

from odoo.addons.fmcg_order_desk.tests.common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskCredit(DeskCase):
    """The desk says where the customer stands."""

    def credit(self):
        return self.desk_of().open_customer(self.agreement.id)["credit"]

    def test_what_is_used_of_the_limit(self):
        self.agreement.credit_limit = 500
        self.save(self.row(self.tea, 50), submit=True)
        credit = self.credit()
        self.assertIn("100.00", credit["statement"])
        self.assertIn("500.00", credit["statement"])
        self.assertFalse(credit["is_over"])

    def test_over_the_limit(self):
        self.agreement.credit_limit = 500
        self.save(self.row(self.tea, 50), submit=True)
        self.agreement.credit_limit = 50
        self.assertTrue(self.credit()["is_over"])

    def test_the_gate_holds_what_may_not_be_owed(self):
        self.agreement.credit_limit = 50
        quote = self.quote(self.row(self.tea, 50))
        self.assertIn("credit_limit", [one["code"] for one in quote["reasons"]])
        answer = self.save(self.row(self.tea, 50), submit=True)
        self.assertEqual(answer["stage"], "held")
        self.assertIn("credit_limit", [one["code"] for one in answer["blockers"]])
