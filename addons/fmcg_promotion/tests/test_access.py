from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import ROLES, EnterpriseCase

from .common import PromotionCase

STAFF = tuple(role for role in ROLES if role != "enterprise_admin")
READERS = ("salesperson", "customer_service", "finance")


class AccessCase(PromotionCase):
    """A promotion that has one of everything."""

    @classmethod
    def create_full(cls, company, code="ONE", **values):
        promotion = cls.create_gift(
            company_id=company.id,
            gifts=[(cls.tea, 1)],
            component_ids=[Command.create({"product_ids": [Command.set(cls.tea.ids)]})],
            budget_ids=[Command.create({"limit": 1000})],
            funder_ids=[Command.create({"partner_id": company.partner_id.id})],
            coupon_ids=[Command.create({"code": code})],
            group_id=cls.env["channel.promotion.group"]
            .create({"name": "Only one", "company_id": company.id})
            .id,
            **values,
        )
        cls.create_usage(promotion.budget_ids)
        return promotion

    def parts(self, promotion):
        """All records that belong to a promotion, itself first."""
        return (
            promotion,
            promotion.group_id,
            promotion.step_ids,
            promotion.gift_ids,
            promotion.component_ids,
            promotion.funder_ids,
            promotion.budget_ids,
            promotion.budget_ids.usage_ids,
            promotion.coupon_ids,
        )


@tagged("post_install", "-at_install")
class TestRoles(AccessCase):
    """What each role can not do with promotions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = {role: cls.create_staff(cls.company, role) for role in ROLES}
        cls.promotion = cls.create_full(cls.company)
        cls.portal = cls.create_portal_user(cls.shop)

    def readable(self, user):
        """Which models of a promotion's parts the user reads."""
        return {
            records._name
            for records in self.parts(self.promotion)
            if self.as_user(records, user).has_access("read")
        }

    def test_who_reads_what(self):
        terms = {
            "channel.promotion",
            "channel.promotion.group",
            "channel.promotion.gift",
            "channel.promotion.component",
        }
        money = {
            "channel.promotion.step",
            "channel.promotion.funder",
            "channel.promotion.budget",
            "channel.promotion.usage",
        }
        codes = {"channel.coupon"}
        for role, names in (
            ("warehouse", terms),
            ("customer_service", terms | money),
            ("finance", terms | money),
            ("salesperson", terms | money | codes),
            ("enterprise_admin", terms | money | codes),
        ):
            with self.subTest(role=role):
                self.assertEqual(self.readable(self.staff[role]), names)

    def test_buyers_in_the_portal_read_nothing(self):
        for records in self.parts(self.promotion):
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                self.model_as(records._name, self.portal).search([])

    def test_only_the_enterprise_administrator_changes_promotions(self):
        for role in STAFF:
            for records in self.parts(self.promotion):
                own = self.as_user(records, self.staff[role])
                for operation in ("write", "create", "unlink"):
                    with self.subTest(role=role, model=own._name, operation=operation):
                        self.assertFalse(own.has_access(operation))
            with self.assertRaises(AccessError):
                self.model_as("channel.coupon.generate", self.staff[role]).create(
                    {"promotion_id": self.promotion.id}
                )

    def test_nobody_writes_what_orders_count(self):
        usage = self.promotion.budget_ids.usage_ids
        for user in self.staff.values():
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.as_user(usage, user).used = 0

    def test_the_buttons_ask_for_the_right_to_write(self):
        for role in STAFF:
            promotion = self.as_user(self.promotion, self.staff[role])
            for button in (
                promotion.action_release,
                promotion.action_stop,
                promotion.action_draft,
                promotion.action_open_generate,
            ):
                with (
                    self.subTest(role=role, button=button.__name__),
                    self.assertRaises(AccessError),
                ):
                    button()

    def test_the_warehouse_sees_no_prices(self):
        keeper = self.staff["warehouse"]
        for records, names in (
            (
                self.promotion,
                (
                    "bundle_price",
                    "summary",
                    "budget_left",
                    "step_ids",
                    "budget_ids",
                    "funder_ids",
                ),
            ),
            (self.promotion.gift_ids, ("value", "threshold")),
        ):
            for name in names:
                with self.subTest(field=name), self.assertRaises(AccessError):
                    self.as_user(records, keeper).read([name])
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                self.model_as(records._name, keeper).search([(names[0], "!=", False)])
        self.as_user(self.promotion, keeper).read(["name", "kind", "date_end"])

    def test_the_warehouse_finds_gifts(self):
        """It packs them."""
        gifts = self.model_as("channel.promotion.gift", self.staff["warehouse"])
        found = gifts.search([("promotion_id", "=", self.promotion.id)])
        self.assertEqual(found.read(["quantity"])[0]["quantity"], 1)
        self.assertEqual(found.product_id.display_name, "Tea")

    def test_the_form_hides_from_the_warehouse_what_it_does_not_read(self):
        keeper = self.staff["warehouse"]
        view = self.model_as("channel.promotion", keeper).get_view(view_type="form")
        for name in (
            "summary",
            "bundle_price",
            "budget_ids",
            "funder_ids",
            "coupon_ids",
        ):
            self.assertNotIn(f'name="{name}"', view["arch"])

    def test_codes_are_not_found_through_the_promotion(self):
        for role in ("customer_service", "finance", "warehouse"):
            promotion = self.as_user(self.promotion, self.staff[role])
            with self.subTest(role=role), self.assertRaises(AccessError):
                promotion.read(["coupon_ids"])
            with self.subTest(role=role), self.assertRaises(AccessError):
                promotion.search([("coupon_ids.code", "=", "ONE")])

    def test_readers_read_the_summary(self):
        for role in READERS:
            promotion = self.as_user(self.promotion, self.staff[role])
            with self.subTest(role=role):
                self.assertIn("Tea", promotion.summary)

    def test_the_wizard_of_another_is_not_found(self):
        boss = self.staff["enterprise_admin"]
        wizard = self.env["channel.coupon.generate"].create(
            {"promotion_id": self.promotion.id}
        )
        with self.assertRaises(AccessError):
            self.as_user(wizard, boss).read(["number"])


@tagged("post_install", "-at_install")
class TestEnterprises(AccessCase, EnterpriseCase):
    """Nobody sees or changes the promotions of another enterprise."""

    open_enterprises = ("lake", "hill")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls.enterprise_admins[cls.lake]
        cls.own = cls.create_full(cls.lake.company_id, "LAKE")
        cls.foreign = cls.create_full(cls.hill.company_id, "HILL")

    def test_promotions_of_others_are_not_found(self):
        for records in self.parts(self.own):
            with self.subTest(model=records._name):
                self.assertEqual(self.seen_by(self.boss, records), records)
        for records in self.parts(self.foreign):
            with self.subTest(model=records._name):
                self.assertFalse(self.seen_by(self.boss, records))
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                self.as_user(records, self.boss).read(["display_name"])

    def test_promotions_of_others_are_not_changed(self):
        for records in self.parts(self.foreign):
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                self.as_user(records, self.boss).write({})
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                self.as_user(records, self.boss).unlink()

    def test_promotions_of_others_are_not_released(self):
        with self.assertRaises(AccessError):
            self.as_user(self.foreign, self.boss).action_release()

    def test_nothing_is_given_to_another(self):
        promotion = self.as_user(
            self.create_ladder(company_id=self.own.company_id.id), self.boss
        )
        for records in (promotion, self.as_user(self.own.group_id.copy(), self.boss)):
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                records.company_id = self.hill.company_id

    def rows(self):
        """Values of each kind of part for a promotion."""
        return (
            ("channel.promotion.step", {"amount": 1}),
            ("channel.promotion.component", {"product_ids": [(6, 0, self.tea.ids)]}),
            ("channel.promotion.funder", {"partner_id": self.lake.partner_id.id}),
            ("channel.promotion.budget", {"limit": 1}),
            ("channel.coupon", {"code": "MINE"}),
            ("channel.coupon.generate", {}),
        )

    def test_no_part_is_put_into_a_promotion_of_another(self):
        draft = self.create_ladder(company_id=self.hill.company_id.id)
        own = self.create_ladder(company_id=self.lake.company_id.id)
        for name, values in self.rows():
            model = self.model_as(name, self.boss)
            with self.subTest(model=name), self.assertRaises(AccessError):
                model.create({"promotion_id": draft.id, **values})
            row = model.create({"promotion_id": own.id, **values})
            with self.subTest(model=name), self.assertRaises(AccessError):
                row.promotion_id = draft
        gifts = self.model_as("channel.promotion.gift", self.boss)
        with self.assertRaises(AccessError):
            gifts.create({"step_id": draft.step_ids[0].id, "product_id": self.tea.id})

    def test_what_others_have_is_not_named_by_its_number(self):
        secret = self.create_product("Secret", company_id=self.hill.company_id.id)
        promotions = self.model_as("channel.promotion", self.boss)
        spec = {"fields": {"display_name": {}}}
        for name, record in (
            ("node_ids", self.hill_shop),
            ("product_ids", secret),
            ("excluded_product_ids", secret),
            ("target_product_ids", secret),
            ("grade_ids", self.create_grade(self.hill.company_id)),
        ):
            values = {name: [Command.set(record.ids)]}
            with self.subTest(field=name), self.assertRaises(AccessError):
                promotions.onchange(values, [name], {name: spec})
            with self.subTest(field=name), self.assertRaises(AccessError):
                promotions.create({"name": "Spy", **values})
            typed = {"promotion_id": values}  # in the form that holds the row
            with self.subTest(row=name), self.assertRaises(AccessError):
                self.model_as("channel.promotion.step", self.boss).onchange(
                    typed, [], {"promotion_id": {"fields": {name: spec}}}
                )
        values = {"group_id": self.foreign.group_id.id}
        with self.assertRaises(AccessError):
            promotions.onchange(values, ["group_id"], {"group_id": spec})

    def test_rows_of_others_are_not_named_by_their_number(self):
        for name in ("step", "component", "funder", "budget"):
            values = {"promotion_id": self.foreign.id}
            spec = {"promotion_id": {"fields": {"display_name": {}}}}
            with self.subTest(model=name), self.assertRaises(AccessError):
                self.model_as(f"channel.promotion.{name}", self.boss).onchange(
                    values, ["promotion_id"], spec
                )

    def test_funders_and_customers_of_coupons_are_visible(self):
        own = self.as_user(self.own, self.boss)
        for name, values in (
            ("channel.promotion.funder", {"partner_id": self.hill_shop.partner_id.id}),
            ("channel.coupon", {"code": "SPY", "node_id": self.hill_shop.id}),
            ("channel.coupon.generate", {"node_id": self.hill_shop.id}),
        ):
            model = self.model_as(name, self.boss)
            with self.subTest(model=name), self.assertRaises(AccessError):
                model.create({"promotion_id": own.id, **values})

    def test_a_group_serves_one_seller(self):
        with self.assertRaises(UserError):
            self.create_ladder(
                company_id=self.lake.company_id.id, group_id=self.foreign.group_id.id
            )
