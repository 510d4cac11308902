from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestStaffInvite(EnterpriseCase):
    open_enterprises = ("north", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.enterprise_admins[cls.north]
        cls.seller = cls.create_staff(cls.north.company_id, "salesperson")

    def invite(self, user=None, **values):
        wizard = self.model_as("channel.staff.invite", user or self.admin).create(
            {
                "name": "Wang Wei",
                "email": "wang.wei@test.example",
                "is_salesperson": True,
                **values,
            }
        )
        with self.mock_invitations() as invited:
            wizard.action_invite()
        self.assertEqual(invited, [wizard.email])
        return self.env["res.users"].search([("login", "=", wizard.email)])

    def test_the_colleague_works_for_the_administrators_enterprise(self):
        user = self.invite()
        self.assertEqual(
            (user.company_id, user.company_ids),
            (self.north.company_id, self.north.company_id),
        )

    def test_the_colleague_has_the_chosen_role(self):
        self.assertTrue(self.invite().has_group("fmcg_channel.group_salesperson"))

    def test_the_colleague_has_no_other_role(self):
        self.assertFalse(self.invite().has_group("fmcg_channel.group_finance"))

    def test_several_roles_add_up(self):
        user = self.invite(is_finance=True)
        self.assertEqual(
            user.sudo().role_line_ids.role_id,
            self.role("salesperson") + self.role("finance"),
        )

    def test_a_role_is_needed(self):
        with self.assertRaisesRegex(ValidationError, "at least one role"):
            self.invite(is_salesperson=False)

    def test_a_taken_login_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "is taken"):
            self.invite(email=self.seller.login)

    def test_the_login_of_an_archived_user_is_taken(self):
        self.seller.active = False
        with self.assertRaisesRegex(ValidationError, "is taken"):
            self.invite(email=self.seller.login)

    def test_no_choice_of_the_dialog_grants_system_rights(self):
        user = self.invite(
            is_enterprise_admin=True,
            is_customer_service=True,
            is_warehouse=True,
            is_finance=True,
        )
        granted = [
            group
            for group in ("base.group_system", "base.group_erp_manager")
            if user.has_group(group)
        ]
        self.assertFalse(granted)

    def test_nobody_is_invited_into_another_enterprise(self):
        with self.assertRaisesRegex(AccessError, "choose an enterprise that is yours"):
            self.invite(company_id=self.south.company_id.id)

    def test_a_salesperson_cannot_reach_the_dialog(self):
        with self.assertRaises(AccessError):
            self.invite(self.seller)

    def test_the_dialog_itself_checks_who_invites(self):
        wizard = self.env["channel.staff.invite"].create(
            {
                "name": "Wang Wei",
                "email": "wang.wei@test.example",
                "company_id": self.north.company_id.id,
            }
        )
        with self.assertRaisesRegex(AccessError, "Only an enterprise administrator"):
            self.as_user(wizard, self.seller)._check_may_invite()

    # nothing around the dialog grants more

    def test_an_administrator_cannot_create_users(self):
        with self.assertRaises(AccessError):
            self.model_as("res.users", self.admin).create(
                {"name": "Ghost", "login": "ghost@test.example"}
            )

    def test_an_administrator_cannot_change_a_colleagues_groups(self):
        with self.assertRaises(AccessError):
            self.as_user(self.seller, self.admin).write(
                {"group_ids": [Command.link(self.env.ref("base.group_system").id)]}
            )

    def test_an_administrator_cannot_change_the_own_groups(self):
        with self.assertRaises(AccessError):
            self.as_user(self.admin, self.admin).write(
                {"group_ids": [Command.link(self.env.ref("base.group_system").id)]}
            )

    def test_an_administrator_cannot_change_the_own_roles(self):
        with self.assertRaises(AccessError):
            self.as_user(self.admin, self.admin).write(
                {
                    "role_line_ids": [
                        Command.create({"role_id": self.role("system_admin").id})
                    ]
                }
            )

    def test_an_administrator_cannot_add_a_role_line(self):
        with self.assertRaises(AccessError):
            self.model_as("res.users.role.line", self.admin).create(
                {
                    "user_id": self.admin.id,
                    "role_id": self.role("system_admin").id,
                }
            )

    def test_an_administrator_cannot_change_what_a_role_grants(self):
        with self.assertRaises(AccessError):
            self.as_user(self.role("salesperson"), self.admin).write(
                {"implied_ids": [Command.link(self.env.ref("base.group_system").id)]}
            )

    def test_an_administrator_cannot_change_a_group(self):
        with self.assertRaises(AccessError):
            self.as_user(
                self.env.ref("fmcg_channel.group_salesperson"), self.admin
            ).write({"user_ids": [Command.link(self.admin.id)]})

    def test_an_administrator_cannot_join_another_company(self):
        with self.assertRaises(AccessError):
            self.as_user(self.admin, self.admin).write(
                {"company_ids": [Command.link(self.south.company_id.id)]}
            )

    def test_an_administrator_cannot_set_a_colleagues_password(self):
        with self.assertRaises(AccessError):
            self.as_user(self.seller, self.admin).password = "taken-over-1"

    def test_an_administrator_cannot_change_access_rights(self):
        access = self.env["ir.model.access"].search([], limit=1)
        with self.assertRaises(AccessError):
            self.as_user(access, self.admin).perm_write = True

    def test_an_administrator_cannot_change_record_rules(self):
        rule = self.env.ref("fmcg_channel.res_partner_channel_rule")
        with self.assertRaises(AccessError):
            self.as_user(rule, self.admin).active = False

    def test_an_administrator_cannot_change_system_parameters(self):
        with self.assertRaises(AccessError):
            self.model_as("ir.config_parameter", self.admin).set_param("a", "b")
