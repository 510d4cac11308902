from odoo.tests import tagged

from odoo.addons.fmcg_order.tests import test_derived


@tagged("post_install", "-at_install")
class TestDerivedAtIntake(test_derived.TestDerived):
    """What programs keep of an order is not the clients' to say, in whatever role."""

    @classmethod
    def get_forged_of_add_ons(cls):
        return {"intake_fingerprint": "forged", "intake_lines": {"1": [1]}}

    def test_programs_keep_them(self):
        """With the rights of a salesperson: the key and what was sent."""
        answer = self.model_as("sale.order", self.seller).submit_channel_order(
            [{"product_id": self.tea.id, "quantity": 3}],
            "outside-1",
            agreement_id=self.agreement.id,
        )
        order = self.env["sale.order"].browse(answer["order_id"])
        self.assertEqual(order.intake_key, "api-outside-1")
        self.assertEqual(order.intake_lines, {str(order.order_line.id): [1]})
        self.assertTrue(order.intake_fingerprint)
        self.assertEqual(order.create_uid, self.seller)
