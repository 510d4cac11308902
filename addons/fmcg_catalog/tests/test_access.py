from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import ROLES, EnterpriseCase

from .common import CatalogCase


@tagged("post_install", "-at_install")
class TestListingAccess(CatalogCase, EnterpriseCase):
    open_enterprises = ("lake", "hill")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.hill_company = cls.hill.company_id
        cls.own = cls.create_listing(cls.green, company=cls.lake_company)
        cls.foreign = cls.create_listing(cls.green, company=cls.hill_company)
        cls.admin = cls.enterprise_admins[cls.lake]

    def test_all_staff_read_the_rules_of_their_own_enterprise_only(self):
        for role in ROLES:
            user = self.create_staff(self.lake_company, role)
            with self.subTest(role=role):
                self.assertEqual(self.seen_by(user, self.own + self.foreign), self.own)

    def test_only_the_enterprise_administrator_changes_rules(self):
        for role in set(ROLES) - {"enterprise_admin"}:
            user = self.create_staff(self.lake_company, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(self.own, user).note = "Changed"
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.model_as("channel.listing", user).create({})
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.model_as("channel.listing.wizard", user).create({})

    def test_the_administrator_changes_own_rules_only(self):
        self.as_user(self.own, self.admin).note = "Changed"
        with self.assertRaises(AccessError):
            self.as_user(self.foreign, self.admin).note = "Changed"
        with self.assertRaises(AccessError):
            self.as_user(self.own, self.admin).company_id = self.hill_company

    def test_the_administrator_names_only_outlets_that_it_sees(self):
        values = {"audience": "node", "node_id": self.hill_shop.id}
        with self.assertRaises(AccessError):
            self.model_as("channel.listing", self.admin).create(values)

    def test_the_wizard_works_for_the_own_enterprise_only(self):
        wizard = self.model_as("channel.listing.wizard", self.admin).create(
            {"product_tmpl_ids": self.green.product_tmpl_id.ids}
        )
        wizard.action_apply()
        self.assertEqual(wizard.company_id, self.lake_company)
        wizard.sudo().company_id = self.hill_company
        with self.assertRaises(AccessError):
            wizard.action_apply()

    def test_rules_are_kept(self):
        system = self.create_system_admin(self.lake_company)
        for user in (self.admin, system):
            with self.assertRaises(AccessError):
                self.as_user(self.own, user).unlink()

    def test_buyers_in_the_portal_see_no_rule(self):
        buyer = self.create_portal_user(self.lake_shop)
        with self.assertRaises(AccessError):
            self.model_as("channel.listing", buyer).search([])

    def test_order_quantities_are_the_enterprises_own(self):
        Rule = self.env["channel.quantity.rule"]
        own, foreign = (
            Rule.create(
                {
                    "company_id": company.id,
                    "product_tmpl_id": product.product_tmpl_id.id,
                    "minimum": 1,
                }
            )
            for company, product in (
                (self.lake_company, self.green),
                (self.hill_company, self.black),
            )
        )
        for role in set(ROLES) - {"enterprise_admin"}:
            user = self.create_staff(self.lake_company, role)
            with self.subTest(role=role):
                self.assertEqual(self.seen_by(user, own + foreign), own)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(own, user).minimum = 2
        self.as_user(own, self.admin).minimum = 2
        with self.assertRaises(AccessError):
            self.as_user(foreign, self.admin).minimum = 2
        with self.assertRaises(AccessError):
            self.as_user(own, self.admin).company_id = self.hill_company
        with self.assertRaises(AccessError):
            self.as_user(own, self.admin).node_id = self.hill_shop

    def test_must_stock_lists_and_gaps_are_the_enterprises_own(self):
        lists = self.env["channel.must.stock"].create(
            [
                {
                    "name": company.name,
                    "company_id": company.id,
                    "line_ids": [Command.create({"product_id": self.green.id})],
                }
                for company in (self.lake_company, self.hill_company)
            ]
        )
        lists.flush_recordset()
        for role in ("salesperson", "customer_service", "warehouse"):
            user = self.create_staff(self.lake_company, role)
            with self.subTest(role=role):
                self.assertEqual(self.seen_by(user, lists), lists[0])
                self.assertEqual(self.seen_by(user, lists.line_ids), lists[0].line_ids)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(lists[0], user).gap_days = 7
        seller = self.create_staff(self.lake_company, "salesperson", login="gaps")
        gaps = self.model_as("channel.must.stock.gap", seller).search([])
        self.assertEqual(gaps.company_id, self.lake_company)
        keeper = self.create_staff(self.lake_company, "warehouse", login="no-gaps")
        with self.assertRaises(AccessError):
            self.model_as("channel.must.stock.gap", keeper).search([])

    def test_quotas_are_the_enterprises_own_and_counters_nobodys(self):
        quota = self.env["channel.quota"].create(
            {
                "company_id": self.lake_company.id,
                "product_tmpl_id": self.green.product_tmpl_id.id,
                "quantity": 5,
            }
        )
        order = self.create_order(
            self.lake_company, self.lake_shop.partner_id, self.green, 3
        )
        order.action_confirm()
        usage = quota.usage_ids
        for user in (self.admin, self.create_system_admin(self.lake_company)):
            with self.assertRaises(AccessError):
                self.as_user(usage, user).used = 0
            with self.assertRaises(AccessError):
                self.as_user(usage.entry_ids, user).quantity = 0
            with self.assertRaises(AccessError):
                self.as_user(quota, user).unlink()
        foreign = self.enterprise_admins[self.hill]
        for records in (quota, usage, usage.entry_ids):
            self.assertFalse(self.seen_by(foreign, records))
        keeper = self.create_staff(self.lake_company, "warehouse")
        self.assertTrue(self.seen_by(keeper, quota))
        with self.assertRaises(AccessError):
            self.as_user(quota, keeper).quantity = 7
        with self.assertRaises(AccessError):
            self.seen_by(keeper, usage)


@tagged("post_install", "-at_install")
class TestCatalogSettings(EnterpriseCase):
    """Whether unmentioned products may be ordered is the enterprise's own decision."""

    open_enterprises = ("lake", "hill")

    def settings(self, user, company):
        return self.model_as("channel.enterprise.settings", user).create(
            {"company_id": company.id, "catalog_default": "unlisted"}
        )

    def test_an_administrator_decides_for_the_own_enterprise(self):
        company = self.lake.company_id
        self.settings(self.enterprise_admins[self.lake], company).action_save()
        self.assertEqual(company.catalog_default, "unlisted")

    def test_nobody_decides_for_another_enterprise(self):
        company = self.hill.company_id
        with self.assertRaises(AccessError):
            self.settings(self.enterprise_admins[self.lake], company).action_save()
        self.assertEqual(company.catalog_default, "listed")

    def test_other_roles_do_not_decide(self):
        company = self.lake.company_id
        for role in set(ROLES) - {"enterprise_admin"}:
            user = self.create_staff(company, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.settings(user, company)
