from odoo.exceptions import AccessError
from odoo.tests import tagged

from .gate_common import GateCase


@tagged("post_install", "-at_install")
class TestDerived(GateCase):
    """What programs keep of an order is not the clients' to say, in whatever role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.actors = cls.get_everybody()
        cls.forged = {
            "confirmed_by_id": cls.admin.id,
            "intake_key": "forged-1",
            "intake_fingerprint": "forged",
            "intake_lines": {"1": [1]},
        }

    def test_nobody_writes_them(self):
        order = self.enter_order()
        for role, user in self.actors.items():
            for name, value in self.forged.items():
                with self.subTest(f"{role} {name}"), self.assertRaises(AccessError):
                    self.as_user(order, user).write({name: value})

    def test_nobody_gives_them_to_a_new_order(self):
        values = {"partner_id": self.lake_shop.partner_id.id}
        for role, user in self.actors.items():
            Order = self.model_as("sale.order", user)
            for name, value in self.forged.items():
                with self.subTest(f"{role} {name}"), self.assertRaises(AccessError):
                    Order.create({**values, name: value})
                by_default = Order.with_context(**{f"default_{name}": value})
                with (
                    self.subTest(f"{role} {name} by default"),
                    self.assertRaises(AccessError),
                ):
                    by_default.create(values)

    def test_the_seller_may_write_the_rest(self):
        """It is the fields that are refused, not the order."""
        order = self.enter_order()
        order.write({"client_order_ref": "PO-1"})
        self.assertEqual(order.client_order_ref, "PO-1")

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

    def test_who_confirms_is_kept(self):
        order = self.confirmed_order()
        self.assertEqual(order.sudo().confirmed_by_id, self.seller)
