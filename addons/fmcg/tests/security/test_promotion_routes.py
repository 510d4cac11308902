"""By which routes promotions could get out."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .actors import SECRET, SecurityCase
from .probes import tried

NAME = {"fields": {"display_name": {}}}
# Everybody to whom the subject's promotions are no business at all
STRANGERS = (
    ("enterprise_admin", "sibling"),
    ("salesperson", "competitor"),
    ("enterprise_admin", "upstream"),
    ("enterprise_admin", "downstream"),
    ("finance", "downstream"),
    ("system_admin", "upstream"),
    ("portal_buyer", "owner"),
    ("portal_buyer", "sibling"),
    ("portal_seller", "owner"),
    ("public", "public"),
)
ORDER_AMOUNTS = (
    "promotion_basis",
    "promotion_result",
    "promotion_why",
    "promotion_hint",
)
LINE_AMOUNTS = ("promotion_terms", "list_discount")


class PromotionRoutesCase(SecurityCase):
    def setUp(self):
        super().setUp()
        self.spy = self.env_of(self.actor("enterprise_admin", "sibling"))

    def strangers(self):
        for role, relation in STRANGERS:
            actor = self.actor(role, relation)
            yield actor, self.env_of(actor)

    def as_actor(self, records, role, relation="owner", **context):
        env = self.env_of(self.actor(role, relation), **context)
        return env[records._name].browse(records.ids)

    def assertRefused(self, action):
        self.assertFalse(tried(self, action), "This went through")

    def assertTellsNothing(self, action, *secrets):
        """Refused, or answered without the secret."""
        self.refusals.clear()
        said = []
        tried(self, lambda: said.append(str(action())))
        said += self.refusals
        for secret in secrets or (SECRET,):
            self.assertNotIn(secret, " ".join(said))

    def assertFindsNothing(self, Model, domain):
        found = []
        tried(self, lambda: found.extend(Model.search(domain).ids))
        self.assertFalse(found)

    def assertNamesNothing(self, Model, name, record, command=None):
        """Neither by saving it, nor in a form, nor as a default."""
        value = command or record.id
        secret = record.display_name
        by_default = Model.with_context(**{f"default_{name}": value})
        for ask in (
            lambda: Model.create({name: value}).web_read({name: NAME}),
            lambda: by_default.create({}).web_read({name: NAME}),
            lambda: Model.onchange({name: value}, [name], {name: NAME}),
            lambda: by_default.onchange({}, [], {name: NAME}),
        ):
            self.assertTellsNothing(ask, secret, SECRET)


@tagged("post_install", "-at_install", "fmcg_security")
class TestPromotionRoutes(PromotionRoutesCase):
    """Rivals, buyers and the public reach for lake's promotions."""

    # -- by name, code and number ----------------------------------------------------

    def test_nothing_is_found_by_name_code_or_export(self):
        for actor, env in self.strangers():
            for records in self.get_promotion_papers().values():
                with self.subTest(f"{actor} {records._name}"):
                    seen = env[records._name].browse(records.ids)
                    for ask in (
                        lambda s=seen: s.name_search(""),
                        lambda s=seen: s.name_search(SECRET),
                        lambda s=seen: s.export_data(["display_name"]),
                        lambda s=seen: s.web_read({"display_name": {}}),
                        lambda s=seen: s.search([]).mapped("display_name"),
                    ):
                        self.assertTellsNothing(ask)
            with self.subTest(f"{actor} by code"):
                self.assertFindsNothing(
                    env["channel.coupon"], [("code", "=", self.coupon.code)]
                )

    def test_codes_are_not_found_through_orders(self):
        """Who reads the order, but no codes, does not guess them by searching."""
        domain = [("coupon_ids.code", "like", "CODE-"), ("state", "!=", "cancel")]
        for role in ("customer_service", "finance", "warehouse", "portal_buyer"):
            order = self.as_actor(self.promoted_order, role)
            with self.subTest(role):
                self.assertTrue(order.read(["display_name"]))
                self.assertFindsNothing(order, domain)
                self.assertTellsNothing(lambda o=order: o.read(["coupon_ids"]))
                self.assertTellsNothing(
                    lambda o=order: o.web_read({"coupon_ids": NAME})
                )
                self.assertFindsNothing(
                    self.as_actor(self.promotion.entry_ids, role),
                    [("coupon_id.code", "like", "CODE-")],
                )

    def test_readers_of_orders_open_their_form(self):
        """What is hidden from a role does not break its views."""
        for role in ("customer_service", "finance", "warehouse"):
            order = self.as_actor(self.promoted_order, role)
            with self.subTest(role):
                arch = order.get_view(view_type="form")["arch"]
                self.assertNotIn('name="coupon_ids"', str(arch))
        arch = self.as_actor(self.promoted_order, "enterprise_admin").get_view()["arch"]
        self.assertIn('name="coupon_ids"', str(arch))

    def test_a_code_of_another_enterprise_is_as_good_as_none(self):
        own = self.create_order(self.hill.company_id, self.hill_shop.partner_id, self.tea)
        order = self.as_actor(own, "enterprise_admin", "sibling")
        said = []
        for code in (self.coupon.code, "CODE-NOBODY"):
            with self.assertRaises(UserError) as refused, self.env.cr.savepoint():
                order.coupon_code = code
            said.append(str(refused.exception).replace(code.upper(), "…"))
        self.assertEqual(said[0], said[1])
        self.assertFalse(own.coupon_ids)

    def test_nothing_is_named_on_ones_own_order(self):
        Order, Line = self.spy["sale.order"], self.spy["sale.order.line"]
        link = [Command.link(self.coupon.id)]
        self.assertNamesNothing(Order, "coupon_ids", self.coupon, link)
        link = [Command.link(self.promotion.id)]
        self.assertNamesNothing(Order, "promotion_declined_ids", self.promotion, link)
        link = [Command.link(self.gift_debt.id)]
        self.assertNamesNothing(Order, "gift_debt_declined_ids", self.gift_debt, link)
        self.assertNamesNothing(Line, "promotion_id", self.promotion)
        self.assertNamesNothing(Line, "gift_debt_id", self.gift_debt)

    def test_no_part_names_what_is_hidden(self):
        spy = self.spy
        for model, name, record in (
            ("channel.promotion", "group_id", self.promotion.group_id),
            ("channel.promotion.step", "promotion_id", self.promotion),
            ("channel.promotion.gift", "step_id", self.promotion.step_ids),
            ("channel.promotion.gift", "product_id", self.mint),
            ("channel.promotion.component", "promotion_id", self.promotion),
            ("channel.promotion.budget", "promotion_id", self.promotion),
            ("channel.promotion.funder", "promotion_id", self.promotion),
            ("channel.promotion.funder", "partner_id", self.lake_shop.partner_id),
            ("channel.coupon", "promotion_id", self.promotion),
            ("channel.coupon", "node_id", self.lake_shop),
            ("channel.coupon.generate", "promotion_id", self.promotion),
            ("channel.coupon.generate", "node_id", self.lake_shop),
            ("channel.promotion.trial", "agreement_id", self.agreement),
            ("channel.promotion.trial.line", "product_id", self.mint),
        ):
            with self.subTest(f"{model}.{name}"):
                self.assertNamesNothing(spy[model], name, record)
        components = spy["channel.promotion.component"]
        self.assertNamesNothing(
            components, "product_ids", self.mint, [Command.link(self.mint.id)]
        )

    # -- amounts ----------------------------------------------------------------------

    def test_amounts_are_neither_read_nor_searched(self):
        """By the warehouse, which sees the order, and by the buyer in the portal."""
        order = self.promoted_order
        line = order.order_line[:1]
        for role in ("warehouse", "portal_buyer", "portal_seller"):
            for records, names in ((order, ORDER_AMOUNTS), (line, LINE_AMOUNTS)):
                seen = self.as_actor(records, role)
                self.assertTrue(seen.read(["display_name"]))
                for name in names:
                    with self.subTest(f"{role} {name}"):
                        self.assertAmountHidden(seen, name)
                        self.assertNotIn(name, seen.fields_get())

    def assertAmountHidden(self, records, name):
        for action in (
            lambda: records.read([name]),
            lambda: records.web_read({name: {}}),
            lambda: records.search([(name, "!=", False)]),
            lambda: records.formatted_read_group([], [name], ["__count"]),
            lambda: records.web_read_group([], [name], [f"{name}:count"]),
        ):
            self.assertRefused(action)
        exported = []
        tried(self, lambda: exported.extend(records.export_data([name])["datas"]))
        self.assertFalse(any(any(row) for row in exported))

    def test_the_warehouse_gets_no_amounts_in_forms_and_copies(self):
        order = self.as_actor(self.promoted_order, "warehouse")
        spec = {name: {} for name in ORDER_AMOUNTS}
        self.assertTellsNothing(
            lambda: order.onchange({}, [], spec), "7.77", self.promotion.name
        )
        self.assertRefused(lambda: order.copy())
        self.assertTellsNothing(lambda: order.copy_data(), "7.77", '"amount"')

    def test_the_warehouse_knows_promotions_without_amounts(self):
        for records, names in (
            (
                self.promotion,
                (
                    "bundle_price",
                    "budget_left",
                    "floor_warning",
                    "given_amount",
                    "summary",
                    "step_ids",
                    "entry_ids",
                ),
            ),
            (self.promotion.gift_ids, ("value", "threshold")),
            (self.promotion.application_ids, ("amount", "gift_value")),
        ):
            seen = self.as_actor(records, "warehouse")
            self.assertTrue(seen.read(["display_name"]))
            for name in names:
                with self.subTest(f"{records._name}.{name}"):
                    self.assertRefused(lambda s=seen, n=name: s.read([n]))
                    self.assertRefused(lambda s=seen, n=name: s.web_read({n: {}}))
        gifts = self.as_actor(self.promotion.gift_ids, "warehouse")
        for path in ("step_id.threshold", "promotion_id.step_ids.threshold"):
            self.assertFindsNothing(gifts, [(path, "=", 10)])
        for measure in ("value:sum", "value:max"):
            self.assertRefused(
                lambda m=measure: gifts.formatted_read_group([], [], [m])
            )

    def test_the_portal_reads_no_relation_to_promotions(self):
        for role in ("portal_buyer", "portal_seller"):
            order = self.as_actor(self.promoted_order, role)
            for name in ("promotion_application_ids", "gift_debt_ids"):
                spec = {name: {"fields": {"display_name": {}, "quantity": {}}}}
                with self.subTest(f"{role} {name}"):
                    self.assertTellsNothing(lambda o=order, s=spec: o.web_read(s))
                    self.assertFindsNothing(order, [(f"{name}.promotion_id", "!=", 0)])
