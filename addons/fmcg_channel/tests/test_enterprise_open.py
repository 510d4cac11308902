from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ChannelCase, EnterpriseCase


@tagged("post_install", "-at_install")
class TestEnterpriseOpened(EnterpriseCase):
    """What stands there after a node has been opened as an enterprise."""

    open_enterprises = ("north",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.opened = cls.north.company_id
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.opened.id)]
        )
        cls.admin = cls.enterprise_admins[cls.north]

    def test_the_node_has_its_company(self):
        self.assertEqual(self.opened.channel_node_id, self.north)

    def test_the_company_is_the_nodes_legal_entity(self):
        self.assertEqual(self.opened.partner_id, self.north.partner_id)

    def test_the_legal_entity_stays_visible_to_all_sellers(self):
        self.assertFalse(self.north.partner_id.company_id)

    def test_the_company_has_a_chart_of_accounts(self):
        accounts = self.env["account.account"].search_count(
            [("company_ids", "in", self.opened.id)]
        )
        self.assertTrue(accounts)

    def test_the_company_has_a_sales_journal(self):
        self.assertTrue(
            self.env["account.journal"].search_count(
                [("company_id", "=", self.opened.id), ("type", "=", "sale")]
            )
        )

    def test_the_company_has_one_warehouse(self):
        self.assertEqual(len(self.warehouse), 1)

    def test_the_warehouse_picks_before_it_ships(self):
        self.assertEqual(self.warehouse.delivery_steps, "pick_ship")

    def test_a_customer_without_own_list_gets_the_base_pricelist(self):
        shop = self.create_node("Shop", "retail", self.north)
        pricelist = shop.partner_id.with_company(self.opened).property_product_pricelist
        self.assertEqual(
            (pricelist.company_id, pricelist.currency_id),
            (self.opened, self.opened.currency_id),
        )

    def test_the_company_has_one_pricelist(self):
        self.assertEqual(
            self.env["product.pricelist"].search_count(
                [("company_id", "=", self.opened.id)]
            ),
            1,
        )

    def test_the_currency_is_the_chosen_one(self):
        node = self.create_node("East Trading", "province", self.brand)
        currency = self.env.ref("base.CHF")
        company = self.prepare_open(node, currency_id=currency.id)._open(
            password="x-9-y-Z"
        )
        self.assertEqual(company.currency_id, currency)

    def test_the_base_pricelist_is_not_that_of_another_seller(self):
        shop = self.create_node("Shop", "retail", self.north)
        partner = shop.partner_id
        self.assertNotEqual(
            partner.with_company(self.opened).property_product_pricelist,
            partner.with_company(self.company).property_product_pricelist,
        )

    def test_the_administrator_works_for_the_new_company_only(self):
        self.assertEqual(self.admin.company_ids, self.opened)

    def test_the_administrator_has_the_role(self):
        self.assertTrue(self.admin.has_group("fmcg_channel.group_enterprise_admin"))

    def test_the_administrator_manages_no_system(self):
        self.assertFalse(self.admin.has_group("base.group_system"))

    def test_an_order_of_the_new_enterprise_is_numbered_and_confirmed(self):
        shop = self.create_node("Shop", "retail", self.north)
        self.create_agreement(self.opened, shop)
        order = self.create_order(self.opened, shop.partner_id, self.create_product())
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_an_enterprise_is_not_opened_twice(self):
        with self.assertRaisesRegex(UserError, "is an enterprise already"):
            self.prepare_open(self.north)._open()


@tagged("post_install", "-at_install")
class TestEnterpriseOpenRefused(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.node = cls.create_node("North", "province", cls.brand)
        cls.login = f"boss-{cls.node.id}@test.example"

    def test_a_node_whose_tier_only_buys_is_refused(self):
        shop = self.create_node("Corner Shop", "retail", self.brand)
        with self.assertRaisesRegex(UserError, "Corner Shop cannot sell"):
            self.prepare_open(shop)._open()

    def test_a_suspended_node_is_refused(self):
        self.node._set_state("suspended", "A test")
        with self.assertRaisesRegex(UserError, "North is not active"):
            self.prepare_open(self.node)._open()

    def test_a_node_that_only_applied_is_refused(self):
        self.node.state = "applied"
        with self.assertRaisesRegex(UserError, "North is not active"):
            self.prepare_open(self.node)._open()

    def test_an_enterprise_administrator_cannot_reach_the_wizard(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        with self.assertRaises(AccessError):
            self.model_as("channel.enterprise.open", admin).create(
                {"node_id": self.node.id, "admin_name": "B", "admin_login": "b"}
            )

    def test_an_enterprise_administrator_cannot_run_a_prepared_wizard(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        wizard = self.prepare_open(self.node)
        with self.assertRaises(AccessError):
            self.as_user(wizard, admin).action_open()

    def test_the_wizard_itself_checks_who_opens(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        wizard = self.as_user(self.prepare_open(self.node), admin)
        with self.assertRaises(AccessError):
            wizard._check_can_open()

    def test_an_enterprise_administrator_cannot_claim_a_company_for_a_node(self):
        admin = self.create_staff(self.company, "enterprise_admin")
        other = self.env["res.company"].create({"name": "Other"})
        with self.assertRaises(AccessError):
            self.as_user(self.node, admin).company_id = other

    def test_a_taken_login_is_told(self):
        self.create_staff(self.company, "finance", login=self.login)
        with self.assertRaisesRegex(ValidationError, "Login: boss-.* is taken"):
            self.prepare_open(self.node)._open()

    def test_a_failure_at_the_end_rolls_the_company_back(self):
        self.create_staff(self.company, "finance", login=self.login)
        before = self.env["res.company"].search_count([])
        with self.assertRaises(ValidationError):
            self.prepare_open(self.node)._open()
        self.assertEqual(self.env["res.company"].search_count([]), before)

    def test_a_failure_at_the_end_leaves_the_node_as_it_was(self):
        self.create_staff(self.company, "finance", login=self.login)
        with self.assertRaises(ValidationError):
            self.prepare_open(self.node)._open()
        self.assertFalse(self.node.company_id)

    def test_a_failure_at_the_end_leaves_no_warehouse_and_no_pricelist(self):
        self.create_staff(self.company, "finance", login=self.login)
        models = ("stock.warehouse", "product.pricelist", "account.account")
        before = [self.env[model].search_count([]) for model in models]
        with self.assertRaises(ValidationError):
            self.prepare_open(self.node)._open()
        self.assertEqual([self.env[model].search_count([]) for model in models], before)

    def test_a_country_whose_chart_is_not_installed_is_told_its_app(self):
        module = self.env["ir.module.module"].search(
            [("name", "=like", "l10n_%"), ("state", "=", "uninstalled")], limit=1
        )
        if not module:
            self.skipTest("all charts of accounts are installed")
        ChartTemplate = type(self.env["account.chart.template"])
        mapping = {
            "code": {"country_id": self.env.ref("base.fr").id, "module": module.name}
        }
        with (
            patch.object(
                ChartTemplate, "_get_chart_template_mapping", lambda *a, **k: mapping
            ),
            patch.object(
                ChartTemplate, "_guess_chart_template", lambda *a, **k: "code"
            ),
            self.assertRaisesRegex(UserError, "Install that app first"),
        ):
            self.prepare_open(self.node, country_id=self.env.ref("base.fr").id)._open()

    def test_a_country_without_own_chart_gets_the_generic_one(self):
        wizard = self.prepare_open(self.node, country_id=self.env.ref("base.aq").id)
        self.assertEqual(wizard._get_chart_template(), "generic_coa")


@tagged("post_install", "-at_install")
class TestEnterpriseOpenDialog(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.node = cls.create_node(
            "North", "province", cls.brand, territory_id=cls.district.id
        )

    def dialog(self):
        """The dialog as it opens: country and currency are proposed."""
        return self.env["channel.enterprise.open"].create(
            {
                "node_id": self.node.id,
                "admin_name": "Boss",
                "admin_login": "boss@test.example",
            }
        )

    def test_the_country_is_that_of_the_legal_entity(self):
        self.node.partner_id.country_id = self.env.ref("base.fr")
        self.assertEqual(self.dialog().country_id, self.env.ref("base.fr"))

    def test_without_country_it_is_that_of_the_territory(self):
        self.assertEqual(self.dialog().country_id, self.env.ref("base.cn"))

    def test_the_currency_follows_the_country(self):
        self.assertEqual(self.dialog().currency_id, self.env.ref("base.CNY"))

    def test_the_first_administrator_gets_an_invitation(self):
        with self.mock_invitations() as invited:
            self.prepare_open(self.node).action_open()
        self.assertEqual(invited, [f"boss-{self.node.id}@test.example"])

    def test_an_administrator_with_password_gets_no_invitation(self):
        with self.mock_invitations() as invited:
            self.prepare_open(self.node)._open(password="a-Secret-1")
        self.assertFalse(invited)
