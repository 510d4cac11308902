from odoo.fields import Command

from odoo.addons.fmcg_portal.tests.common import PortalCase


class BuyerApprovalCase(PortalCase):
    """A chain of two outlets of Lake Wholesale, ``lake_shop`` and ``other_shop``.

    ``boss`` and ``deputy`` log in for its head office, which agrees to orders above 100.
    ``rival_boss`` works for the head office of another chain, which ``third_shop`` is of.
    """

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head = cls.create_node("Corner Chain", "retail", cls.lake)
        cls.rival_head = cls.create_node("Rival Chain", "retail", cls.lake)
        cls.third_shop = cls.create_node("Lake Third Shop", "retail", cls.lake)
        for node in cls.head + cls.rival_head + cls.third_shop:
            cls.create_agreement(cls.lake_company, node)
        cls.boss = cls.create_login(cls.head, "boss")
        cls.deputy = cls.create_login(cls.head, "deputy")
        cls.clerk = cls.create_login(cls.head, "clerk")
        cls.rival_boss = cls.create_login(cls.rival_head, "rival")
        cls.third = cls.create_login(cls.third_shop, "third")
        cls.policy = cls.create_policy(
            cls.head, cls.lake_shop + cls.other_shop, cls.boss + cls.deputy
        )
        cls.rival_policy = cls.create_policy(
            cls.rival_head, cls.third_shop, cls.rival_boss
        )
        cls.salesperson = cls.create_staff(cls.lake_company, "salesperson")
        cls.colleague_sales = cls.create_staff(
            cls.lake_company, "salesperson", login="second-salesperson@test.example"
        )
        cls.admin = cls.enterprise_admins[cls.lake]
        cls.agreement.user_id = cls.salesperson

    @classmethod
    def create_policy(cls, head, nodes, approvers, amount=100):
        return cls.env["channel.buyer.policy"].create(
            {
                "company_id": cls.lake_company.id,
                "partner_id": head.partner_id.id,
                "node_ids": [Command.set(nodes.ids)],
                "approver_ids": [Command.set(approvers.ids)],
                "amount": amount,
            }
        )

    def place(self, user=None, quantity=30, agreement=None):
        """A shop's portal order: 30 teas are 150.00, above what it may decide alone."""
        return self.enter(user, agreement, {self.tea: quantity})

    def of(self, order, user):
        """The order as a page of the portal has it: the superuser, for ``user``."""
        return order.with_user(user).with_context(allowed_company_ids=None).sudo()

    def approve(self, order, user=None):
        order = self.of(order, user or self.boss)
        order._approve_for_buyer(order._get_shown_digest())

    def staff_order(self, quantity=30):
        return self.model_as("sale.order", self.salesperson).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.tea.id, "product_uom_qty": quantity}
                    )
                ],
            }
        )

    def last(self, order):
        return order.buyer_decision_ids.sorted("id")[-1:]

    def kinds(self, order):
        return order.buyer_decision_ids.sorted("id").mapped("kind")
