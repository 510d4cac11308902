from odoo.tests import tagged

from odoo.addons.fmcg_credit.tests.common import CreditCase


@tagged("post_install", "-at_install")
class TestCreditWords(CreditCase):
    def test_the_buyer_reads_its_own_figures(self):
        self.set_limit(100)
        self.post_invoice(50, days_ago=5)
        order = self.submitted(quantity=20)
        texts = self.as_user(order, self.buyer)._get_buyer_reasons()
        self.assertEqual(len(texts), 2)
        for text in texts:
            self.assertIn("50.00 of ", text)
            self.assertIn("overdue since", text)
            self.assertNotIn("finance", text)
