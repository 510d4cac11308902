from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import ROLES, ChannelCase

CHINESE = {
    "system_admin": "系统管理员",
    "enterprise_admin": "企业管理员",
    "sales_manager": "销售主管",
    "salesperson": "销售人员",
    "customer_service": "客服人员",
    "warehouse": "仓库管理人员",
    "finance": "财务人员",
}
CORE_GROUPS = {
    "sales_manager": "sales_team.group_sale_salesman_all_leads",
    "salesperson": "sales_team.group_sale_salesman",
    "customer_service": "stock.group_stock_user",
    "warehouse": "stock.group_stock_user",
    "finance": "account.group_account_invoice",
    "enterprise_admin": "sales_team.group_sale_manager",
}


@tagged("post_install", "-at_install")
class TestRoles(ChannelCase):
    def test_each_role_puts_its_user_into_the_group_of_that_name(self):
        for name in ROLES:
            with self.subTest(role=name):
                user = self.create_staff(self.company, name)
                self.assertTrue(user.has_group(f"fmcg_channel.group_{name}"))

    def test_each_role_brings_its_rights_in_core(self):
        for name, group in CORE_GROUPS.items():
            with self.subTest(role=name):
                self.assertTrue(self.create_staff(self.company, name).has_group(group))

    def test_each_role_is_an_internal_user(self):
        for name in ROLES:
            with self.subTest(role=name):
                self.assertFalse(self.create_staff(self.company, name).share)

    def test_no_role_of_an_enterprise_administers_the_system(self):
        for name in ROLES:
            with self.subTest(role=name):
                user = self.create_staff(self.company, name)
                self.assertFalse(user._is_system())

    def test_the_system_administrator_administers_the_system(self):
        self.assertTrue(self.create_system_admin()._is_system())

    def test_the_enterprise_administrator_has_all_roles_of_the_enterprise(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        missing = [
            name for name in ROLES if not admin.has_group(f"fmcg_channel.group_{name}")
        ]
        self.assertFalse(missing)

    def test_a_role_taken_away_takes_its_group_away(self):
        user = self.create_staff(self.company, "salesperson", "finance")
        user.role_line_ids.filtered(
            lambda line: line.role_id == self.role("finance")
        ).unlink()
        user.set_groups_from_roles()
        self.assertFalse(user.has_group("fmcg_channel.group_finance"))

    def test_staff_work_for_one_enterprise(self):
        user = self.create_staff(self.company, "salesperson")
        self.assertEqual(user.company_ids, self.company)

    def test_staff_need_a_role(self):
        with self.assertRaisesRegex(ValidationError, "at least one role"):
            self.env["res.users"]._create_channel_staff(
                self.company, "Nobody", "nobody", self.env["res.users.role"]
            )

    def test_a_login_with_an_at_sign_is_the_mail_address(self):
        user = self.create_staff(self.company, "finance", login="a@test.example")
        self.assertEqual(user.email, "a@test.example")

    def test_contacts_of_staff_belong_to_their_enterprise(self):
        user = self.create_staff(self.company, "salesperson", "enterprise_admin")
        contact = self.model_as("res.partner", user).create({"name": "Someone"})
        self.assertEqual(contact.company_id, self.company)

    def test_the_roles_have_chinese_names(self):
        if not self.env["res.lang"]._get_data(code="zh_CN"):
            self.skipTest("Chinese is not installed")
        names = {
            name: self.role(name).with_context(lang="zh_CN").name for name in CHINESE
        }
        wrong = {
            name: names[name] for name in names if CHINESE[name] not in names[name]
        }
        self.assertFalse(wrong)

    def test_only_salespeople_and_administrators_apply_for_customers(self):
        may = [
            name
            for name in ROLES
            if self.model_as(
                "channel.application", self.create_staff(self.company, name)
            ).has_access("create")
        ]
        self.assertEqual(may, ["enterprise_admin", "sales_manager", "salesperson"])

    def test_only_administrators_change_nodes(self):
        may = [
            name
            for name in ROLES
            if self.model_as(
                "channel.node", self.create_staff(self.company, name)
            ).has_access("write")
        ]
        self.assertEqual(may, ["enterprise_admin"])

    def test_only_the_system_administrator_deletes_agreements(self):
        may = [
            name
            for name in (*ROLES, "system_admin")
            if self.model_as(
                "channel.agreement", self.create_staff(self.company, name)
            ).has_access("unlink")
        ]
        self.assertEqual(may, ["system_admin"])

    def test_warehouse_staff_read_no_agreements(self):
        user = self.create_staff(self.company, "warehouse")
        with self.assertRaises(AccessError):
            self.model_as("channel.agreement", user).search([])
