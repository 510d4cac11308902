from odoo.fields import Command

from odoo.addons.fmcg_order.tests.common import OrderCase


class ApprovalCase(OrderCase):
    """The shop of ``OrderCase``; orders of 180.00 that no limit of the company stops."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company.order_approval_limit = 1e9
        cls.env["tier.definition"].search(
            [("model", "=", "sale.order"), ("company_id", "!=", False)]
        ).active = False
        cls.boss = cls.enterprise_admins[cls.lake]
        cls.other_boss = cls.create_staff(
            cls.lake_company, "enterprise_admin", login="other-boss@test.example"
        )
        cls.colleague = cls.create_staff(
            cls.lake_company, "salesperson", login="colleague@test.example"
        )
        cls.chief = cls.create_staff(
            cls.lake_company, "salesperson", login="chief@test.example"
        )
        cls.admins = cls.env.ref("fmcg_channel.group_enterprise_admin")
        cls.finance = cls.env.ref("fmcg_channel.group_finance")

    @classmethod
    def create_rule(cls, name="A rule", persons=None, **values):
        """A rule of the lake's; for certain persons, else for its administrators."""
        who = {"review_type": "group", "reviewer_group_id": cls.admins.id}
        if persons:
            who = {"review_type": "persons", "person_ids": [Command.set(persons.ids)]}
        return cls.env["tier.definition"].create(
            {
                "name": name,
                "model_id": cls.env["ir.model"]._get("sale.order").id,
                "company_id": cls.lake_company.id,
                **who,
                **values,
            }
        )

    def submitted(self, user=None, **values):
        order = self.enter_order(user=user, **values)
        order.action_submit()
        return order

    def approve(self, order, user):
        self.as_user(order, user).validate_tier()

    def reject(self, order, user):
        self.as_user(order, user).reject_tier()

    def names(self, order):
        """The rules that are asked, in their order."""
        return order.sudo().review_ids.sorted("sequence").mapped("name")

    def codes(self, order):
        return {blocker.code for blocker in order.sudo()._collect_blockers()}

    def kinds(self, order):
        """What was decided, first things first."""
        return order.sudo().decision_ids.sorted("id").mapped("kind")

    def set_limit(self, user, amount, superior=None):
        limit = self.env["channel.approver.limit"].create(
            {"user_id": user.id, "company_id": self.lake_company.id, "amount": amount}
        )
        if superior:
            limit.superior_id = superior
        return limit
