from odoo.addons.fmcg_channel.tests.common import ROLES

from .common import OrderCase


class GateCase(OrderCase):
    """Orders that the gate holds, and those who free them."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.create_staff(cls.lake_company, "enterprise_admin")

    @classmethod
    def get_everybody(cls):
        """:return: dict from role to a user of the seller's in it, and the buyer's"""
        people = {
            "enterprise_admin": cls.admin,
            "sales_manager": cls.create_staff(cls.lake_company, "sales_manager"),
            "salesperson": cls.seller,
            "customer_service": cls.service,
            "warehouse": cls.keeper,
            "finance": cls.accountant,
        }
        assert set(people) == set(ROLES), "every role is there"
        return people | {"portal_buyer": cls.buyer}

    def codes(self, order):
        return {blocker.code for blocker in order._get_blockers() if blocker.stops}

    def held_by_minimum(self, minimum=1000, **values):
        """An order of 180.00 below the minimum, submitted by the salesperson."""
        self.agreement.min_order_amount = minimum
        order = self.enter_order(**values)
        order.action_submit()
        self.env.flush_all()  # as at the end of a request
        return order

    def release(self, order, user=None, comment="Agreed by phone"):
        wizard = self.model_as("channel.gate.release.ask", user or self.admin)
        wizard = wizard.create({"order_id": order.id, "comment": comment})
        wizard.action_release()
        return wizard

    def create_tax(self):
        """A tax of the seller that no product has by itself."""
        return self.env["account.tax"].create(
            {
                "name": "Own tax",
                "amount": 3,
                "company_id": self.lake_company.id,
                "country_id": self.lake_company.account_fiscal_country_id.id,
            }
        )
