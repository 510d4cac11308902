from odoo.tests import tagged

from .common import ApprovalCase


@tagged("post_install", "-at_install")
class TestNobodyApproves(ApprovalCase):
    """An order that nobody may approve says why nobody may."""

    def reasons(self, order):
        order.invalidate_recordset()
        return order.sudo().gate_reasons or ""

    def test_the_only_approver_is_the_author(self):
        self.create_rule("Big ones", persons=self.seller)
        text = self.reasons(self.submitted(user=self.seller))
        self.assertIn("Nobody may approve", text)
        self.assertIn("Big ones", text)
        self.assertIn(f"{self.seller.name} entered or submitted the order", text)

    def test_the_only_approver_has_left(self):
        self.create_rule("Big ones", persons=self.chief)
        self.chief.active = False
        text = self.reasons(self.submitted())
        self.assertIn("Nobody may approve", text)
        self.assertIn(f"{self.chief.name} no longer works here", text)
