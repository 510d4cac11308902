from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase

from .sheet_common import SheetCase

READERS = ("customer_service", "finance")


@tagged("post_install", "-at_install")
class TestRoles(SheetCase):
    """What each role can not do with price sheets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = {
            role: cls.create_staff(cls.company, role) for role in (*READERS, "warehouse")
        }

    def setUp(self):
        super().setUp()
        self.sheet = self.draft((self.tea, 11.0))

    def test_the_warehouse_sees_nothing(self):
        keeper = self.staff["warehouse"]
        for model in (
            "channel.price.sheet",
            "channel.price.sheet.line",
            "channel.price.version",
            "channel.price.sheet.fill",
            "channel.price.sheet.import",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.model_as(model, keeper).search([])

    def test_the_warehouse_finds_no_menu(self):
        menus = self.model_as("ir.ui.menu", self.staff["warehouse"]).load_menus(False)
        self.assertNotIn(self.env.ref("fmcg_pricing.menu_pricing").id, menus)

    def test_readers_do_not_write(self):
        for role in READERS:
            sheet = self.as_user(self.sheet, self.staff[role])
            with self.subTest(role=role):
                self.assertEqual(sheet.line_ids.new_price, 11.0)
                for change in (
                    lambda s=sheet: s.write({"reason": "x"}),
                    lambda s=sheet: s.line_ids.write({"new_price": 1.0}),
                    lambda s=sheet: s.copy(),
                    lambda s=sheet: s.unlink(),
                    lambda s=sheet: s.action_submit(),
                    lambda s=sheet: s.action_open_fill(),
                    lambda s=sheet: s.action_open_import(),
                ):
                    with self.assertRaises(AccessError):
                        change()

    def test_readers_do_not_take_back_nor_decide(self):
        self.sheet.action_submit()
        for role in READERS:
            sheet = self.as_user(self.sheet, self.staff[role])
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    sheet.action_draft()
                with self.assertRaisesRegex(Exception, "Only an enterprise"):
                    sheet.action_approve()

    def test_readers_make_no_counter_sheet(self):
        self.sheet.action_submit()
        self.as_user(self.sheet, self.boss).action_approve()
        for role in READERS:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(self.sheet, self.staff[role]).action_make_counter_sheet()

    def test_only_administrators_read_past_rules(self):
        self.base_rule.fixed_price = 9.0
        self.model_as("channel.price.version", self.boss).search([])
        for user in (self.seller, *self.staff.values()):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.model_as("channel.price.version", user).search([])

    def test_costs_are_for_whoever_reads_the_cost_of_a_product(self):
        Product = type(self.env["product.template"])
        hidden = Product._fields["standard_price"]
        line = self.sheet.line_ids
        self.patch(hidden, "groups", "base.group_system")
        with self.assertRaises(AccessError):
            line.read(["cost"])
        self.assertEqual(line.read(["new_price"])[0]["new_price"], 11.0)

    def test_the_wizard_of_another_is_not_found(self):
        wizard = self.model_as("channel.price.sheet.import", self.seller).create(
            {"sheet_id": self.sheet.id}
        )
        with self.assertRaises(AccessError):
            self.as_user(wizard, self.boss).read(["state"])

    def test_the_views_open_for_readers(self):
        for user in (*[self.staff[role] for role in READERS], self.seller, self.boss):
            sheets = self.model_as("channel.price.sheet", user)
            sheets.get_views([(False, "list"), (False, "form"), (False, "search")])
            sheets.web_search_read(
                [], {"name": {}, "is_effective": {}, "line_count": {}, "approver_ids": {}}
            )


@tagged("post_install", "-at_install")
class TestEnterprises(EnterpriseCase):
    """Nobody sees or changes the prices of another enterprise."""

    open_enterprises = ("north", "lake")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_boss = cls.enterprise_admins[cls.lake]
        cls.north_boss = cls.enterprise_admins[cls.north]
        cls.pricelist = cls.create_pricelist(cls.lake.company_id)
        cls.tea = cls.create_product("Tea")
        cls.sheet = cls.env["channel.price.sheet"].create(
            {
                "company_id": cls.lake.company_id.id,
                "pricelist_id": cls.pricelist.id,
                "line_ids": [
                    (0, 0, {"product_tmpl_id": cls.tea.product_tmpl_id.id, "new_price": 4})
                ],
            }
        )

    def test_sheets_of_others_are_not_found(self):
        self.assertEqual(self.seen_by(self.lake_boss, self.sheet), self.sheet)
        for records in (self.sheet, self.sheet.line_ids):
            self.assertFalse(self.seen_by(self.north_boss, records))
            with self.assertRaises(AccessError):
                self.as_user(records, self.north_boss).read(["display_name"])

    def test_sheets_of_others_are_not_decided(self):
        self.sheet.sudo().state = "submitted"
        sheet = self.as_user(self.sheet, self.north_boss)
        for action in (sheet.action_approve, sheet.action_draft, sheet.action_submit):
            with self.subTest(action=action.__name__), self.assertRaises(AccessError):
                action()

    def test_no_sheet_for_the_list_of_another(self):
        with self.assertRaises(Exception) as caught:
            self.model_as("channel.price.sheet", self.north_boss).create(
                {"pricelist_id": self.pricelist.id}
            )
        self.assertIn(type(caught.exception).__name__, ("AccessError", "ValidationError"))

    def test_no_sheet_is_given_to_another(self):
        own = self.create_pricelist(self.north.company_id)
        sheet = self.model_as("channel.price.sheet", self.north_boss).create(
            {"pricelist_id": own.id}
        )
        with self.assertRaises(AccessError):
            sheet.write(
                {"company_id": self.lake.company_id.id, "pricelist_id": self.pricelist.id}
            )

    def test_what_others_have_is_not_named_by_its_number(self):
        foreign = self.create_product("Secret", company_id=self.lake.company_id.id)
        Sheet = self.model_as("channel.price.sheet", self.north_boss)
        spec = {"fields": {"display_name": {}}}
        with self.assertRaises(AccessError):
            Sheet.onchange(
                {"pricelist_id": self.pricelist.id}, ["pricelist_id"], {"pricelist_id": spec}
            )
        for model in ("channel.price.sheet.fill", "channel.price.sheet.import"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.model_as(model, self.north_boss).create({"sheet_id": self.sheet.id})
        line = {"product_tmpl_id": foreign.product_tmpl_id.id}
        with self.assertRaises(AccessError):
            self.model_as("channel.price.sheet.line", self.north_boss).onchange(
                line, ["product_tmpl_id"], {"product_tmpl_id": spec}
            )

    def test_past_rules_of_others_are_not_found(self):
        rule = self.env["product.pricelist.item"].create(
            {"pricelist_id": self.pricelist.id, "fixed_price": 3.0}
        )
        self.env.cr._now = datetime(2099, 1, 1)
        rule.fixed_price = 4.0
        versions = self.env["channel.price.version"].search(
            [("rule_number", "=", rule.id)]
        )
        self.assertEqual(self.seen_by(self.lake_boss, versions), versions)
        self.assertFalse(self.seen_by(self.north_boss, versions))

    def test_staff_of_two_enterprises_sell_in_one(self):
        self.assertFalse(self.seen_by(self.create_staff(self.company, "finance"), self.sheet))
