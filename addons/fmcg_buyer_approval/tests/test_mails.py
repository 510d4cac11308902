from odoo.tests import tagged

from .common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestMails(BuyerApprovalCase):
    def mails(self, user):
        return self.env["mail.message"].search(
            [("partner_ids", "in", user.partner_id.ids)], order="id desc"
        )

    def test_approvers_are_told_and_nobody_else(self):
        order = self.place()
        for user in (self.boss, self.deputy):
            message = self.mails(user)[:1]
            self.assertIn("waits for your approval", message.subject)
            self.assertIn(f"/my/approvals/{order.id}", message.body)
            self.assertIn("150.00", message.body)
        for user in (self.clerk, self.rival_boss, self.salesperson):
            self.assertFalse(self.mails(user))

    def test_the_shop_is_told_what_was_decided_and_why(self):
        order = self.place()
        self.of(order, self.boss)._send_back_for_buyer("Why 30?")
        message = self.mails(self.buyer)[:1]
        self.assertIn("sent the order back", message.subject)
        self.assertIn("Why 30?", message.body)
        self.assertIn(f"/my/orders/{order.id}", message.body)

    def test_mails_hang_on_no_document(self):
        order = self.place()
        self.approve(order)
        self.assertFalse((self.mails(self.boss) | self.mails(self.buyer)).mapped("res_id")[0])
        self.assertNotIn(self.mails(self.buyer)[:1], order.message_ids)
