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
            **cls.get_forged_of_add_ons(),
        }

    @classmethod
    def get_forged_of_add_ons(cls):
        return {}

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

    def test_who_confirms_is_kept(self):
        order = self.confirmed_order()
        self.assertEqual(order.sudo().confirmed_by_id, self.seller)
