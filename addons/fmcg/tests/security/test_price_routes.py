"""By which routes an enterprise's price lists could get out."""

import json

from odoo.fields import Command
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .actors import SECRET, SecurityCase
from .probes import tried

NAME = {"fields": {"display_name": {}}}
# Everybody who is not to know the subject's lists, or its prices at all
STRANGERS = (
    ("enterprise_admin", "sibling"),
    ("enterprise_admin", "competitor"),
    ("enterprise_admin", "upstream"),
    ("enterprise_admin", "downstream"),
    ("system_admin", "upstream"),
    ("warehouse", "owner"),
    ("portal_buyer", "owner"),
    ("portal_seller", "owner"),
    ("public", "public"),
)


@tagged("post_install", "-at_install", "fmcg_security")
class TestPriceRoutes(SecurityCase):
    """Pond buys from lake, and lake's lists are secret to it as to anybody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pond_agreement = cls.agreement_of(cls.pond)
        cls.extra_list = cls.create_pricelist(cls.lake_company, f"Extra {SECRET}")
        cls.pond_agreement.write(
            {
                "grade_id": cls.loose_grade.id,
                "pricelist_id": cls.pricelist.id,
                "extra_pricelist_ids": [Command.set(cls.extra_list.ids)],
            }
        )
        cls.loose_grade.pricelist_id = cls.pricelist
        cls.lists = cls.pricelist + cls.extra_list

    def setUp(self):
        super().setUp()
        self.spy = self.env_of(self.actor("enterprise_admin", "sibling"))
        self.buyer = self.env_of(self.actor("enterprise_admin", "downstream"))

    def strangers(self):
        """Each of them with the environment that it works in."""
        for role, relation in STRANGERS:
            actor = self.actor(role, relation)
            yield actor, self.env_of(actor)

    def assertRefused(self, action):
        self.assertFalse(tried(self, action), "This went through")

    def assertTellsNothing(self, action, *secrets):
        """Refused, also for another reason than rights, or answered without them."""
        self.refusals.clear()
        said = []
        tried(self, lambda: said.append(str(action())))
        said += self.refusals
        for secret in secrets or (SECRET,):
            self.assertNotIn(secret, " ".join(said))

    # -- asking for a price --------------------------------------------------------

    def test_nobody_else_has_a_price_explained(self):
        for agreement in (self.agreement, self.pond_agreement):
            for actor, env in self.strangers():
                with self.subTest(str(actor)):
                    asked = env["channel.agreement"].browse(agreement.id)
                    self.assertRefused(lambda a=asked: a.explain_price(self.tea.id))

    def test_lists_quote_no_prices_to_others(self):
        data = {
            "pricelist_id": self.pricelist.id,
            "active_model": "product.product",
            "active_ids": self.tea.ids,
            "quantities": [1],
        }
        for actor, env in self.strangers():
            with self.subTest(str(actor)):
                report = env["report.product.report_pricelist"]
                self.assertTellsNothing(lambda r=report: r.get_html(data), SECRET, "4.5")
                self.assertTellsNothing(
                    lambda r=report: r.get_html(data | {"active_ids": []})
                )

    def test_the_spreadsheet_of_a_list_goes_to_nobody_else(self):
        data = json.dumps(
            {"pricelist_id": self.pricelist.id, "active_ids": [], "quantities": [1]}
        )
        route = f"/product/export/pricelist/?export_format=csv&report_data={data}"
        for actor, _env in self.strangers():
            self.authenticate(None, None)
            self.logged_in = None
            self.assertFalse(self.gets(actor, route, "Product"))

    @mute_logger("odoo.http")
    def test_the_catalogue_of_an_order_tells_no_prices(self):
        asked = {"res_model": "sale.order", "order_id": self.loose_order.id}
        for actor, _env in self.strangers():
            self.log_in(actor)
            for product in (self.tea, self.mint):
                with self.subTest(f"{actor} {product.name}"):
                    for route, more in (
                        ("order_lines_info", {"product_ids": product.ids}),
                        ("update_order_line_info", {"product_id": product.id}),
                    ):
                        with self.assertRaises(JsonRpcException):
                            self.make_jsonrpc_request(
                                f"/product/catalog/{route}", asked | more
                            )

    def test_floor_prices_are_the_own_enterprises(self):
        for actor, env in self.strangers():
            with self.subTest(str(actor)):
                for model, product in (
                    ("product.template", self.tea.product_tmpl_id),
                    ("product.product", self.tea),
                ):
                    seen = env[model].browse(product.id)
                    self.assertTellsNothing(lambda s=seen: s.read(["floor_price"]), "3.25")
                    domain = [("floor_price", "=", 3.25), ("id", "=", product.id)]
                    found = []
                    tried(self, lambda m=seen, d=domain, f=found: f.extend(m.search(d).ids))
                    self.assertFalse(found, actor)

    # -- dialogs of others ------------------------------------------------------------

    def test_our_wizards_are_their_users_own(self):
        ours = [
            model
            for model in self.env.registry.values()
            if model._original_module.startswith("fmcg")
            and model._transient
            and not model._abstract
        ]
        self.assertTrue(ours)
        for model in ours:
            with self.subTest(model._name):
                self.assertTrue(getattr(model, "_channel_private", False))

    def test_dialogs_are_not_opened_by_number(self):
        for model, button in (
            ("channel.price.check", None),
            ("channel.price.sheet.fill", "action_add"),
            ("channel.price.sheet.import", "action_check"),
            ("channel.listing.wizard", "action_apply"),
            ("channel.must.stock.add", "action_add"),
        ):
            for actor, env in self.strangers():
                with self.subTest(str(actor)):
                    wizard = env[model].browse(self.subject[model].id)
                    self.assertRefused(lambda w=wizard: w.web_read({"display_name": {}}))
                    self.assertRefused(lambda w=wizard: w.write({"display_name": "X"}))
                    if button:
                        self.assertRefused(lambda w=wizard, b=button: getattr(w, b)())
                    else:
                        self.assertRefused(lambda w=wizard: w.read(["explanation"]))

    def test_dialogs_name_nothing_that_is_hidden(self):
        line = self.orders["paid"].order_line
        for model, name, record in (
            ("channel.price.check", "line_id", line),
            ("channel.price.check", "agreement_id", self.agreement),
            ("channel.price.check", "product_id", self.mint),
            ("channel.price.sheet.fill", "sheet_id", self.sheet),
            ("channel.price.sheet.import", "sheet_id", self.sheet),
            ("channel.must.stock.add", "order_id", self.loose_order),
            ("channel.receipt.confirm", "order_id", self.orders["shipped"]),
        ):
            with self.subTest(f"{model}.{name}"):
                self.assertNamesNothing(self.spy[model], name, record)

    def assertNamesNothing(self, Model, name, record, value=None):
        """Neither by saving it, nor in a form, nor as a default."""
        value = value or record.id
        secret = record.display_name
        by_default = Model.with_context(**{f"default_{name}": value})
        for ask in (
            lambda: Model.create({name: value}).web_read({name: NAME}),
            lambda: by_default.create({}).web_read({name: NAME}),
            lambda: Model.onchange({name: value}, [name], {name: NAME}),
            lambda: by_default.onchange({}, [], {name: NAME}),
        ):
            self.assertTellsNothing(ask, secret, SECRET)

    # -- lists named by number ----------------------------------------------------------

    def test_no_list_is_named_by_others(self):
        for model, name in (
            ("sale.order", "pricelist_id"),
            ("res.partner", "property_product_pricelist"),
            ("res.partner", "specific_property_product_pricelist"),
            ("channel.agreement", "pricelist_id"),
            ("channel.grade", "pricelist_id"),
            ("channel.price.sheet", "pricelist_id"),
            ("product.pricelist.item", "pricelist_id"),
            ("product.pricelist.item", "base_pricelist_id"),
        ):
            with self.subTest(f"{model}.{name}"):
                self.assertNamesNothing(self.spy[model], name, self.pricelist)
        command = [Command.link(self.extra_list.id)]
        self.assertNamesNothing(
            self.spy["channel.agreement"],
            "extra_pricelist_ids",
            self.extra_list,
            command,
        )

    def test_no_price_is_had_by_naming_a_list(self):
        """Through a customer, a rule, a grade or an agreement of one's own."""
        spy, foreign = self.spy, self.pricelist.id
        own_list = self.create_pricelist(self.hill.company_id).with_env(spy)
        agreement = self.agreement_of(self.hill_shop).with_env(spy)
        partner = agreement.partner_id
        own = {
            "customer": lambda: partner.write({"property_product_pricelist": foreign}),
            "customer, stored": lambda: partner.write(
                {"specific_property_product_pricelist": foreign}
            ),
            "agreement": lambda: agreement.write({"pricelist_id": foreign}),
            "further list": lambda: agreement.write(
                {"extra_pricelist_ids": [Command.link(foreign)]}
            ),
            "further lists": lambda: agreement.write(
                {"extra_pricelist_ids": [Command.set([foreign])]}
            ),
            "grade": lambda: spy["channel.grade"].create(
                {"name": "X", "code": "X", "pricelist_id": foreign}
            ),
            "rule": lambda: own_list.write(
                {
                    "item_ids": [
                        Command.create(
                            {
                                "compute_price": "formula",
                                "base": "pricelist",
                                "base_pricelist_id": foreign,
                            }
                        )
                    ]
                }
            ),
        }
        for title, action in own.items():
            self.refusals.clear()
            with self.subTest(title):
                self.assertRefused(action)
                self.assertNotIn(SECRET, " ".join(self.refusals))

    # -- agreements and orders that are shared with a buyer ---------------------------

    def test_buyers_read_no_list_on_their_agreement(self):
        agreement = self.buyer["channel.agreement"].browse(self.pond_agreement.id)
        fields = ("pricelist_id", "extra_pricelist_ids", "price_chain_ids")
        self.assertTrue(agreement.read(["display_name"]))
        for name in fields:
            with self.subTest(name):
                read = agreement.read([name])[0][name]
                self.assertFalse(read)
                self.assertFalse(agreement.web_read({name: NAME})[0][name])
        for path in ("extra_pricelist_ids.name", "grade_id.pricelist_id.name"):
            with self.subTest(path):
                domain = [("id", "=", agreement.id), (path, "ilike", SECRET)]
                found = []
                tried(self, lambda d=domain, f=found: f.extend(agreement.search(d).ids))
                self.assertFalse(found)

    def test_buyers_in_the_portal_read_no_list_on_their_orders(self):
        order = self.orders["paid"]
        self.assertEqual(order.pricelist_id, self.pricelist)
        order.order_line.pricelist_item_id = self.price_rule
        self.env.flush_all()
        for role in ("portal_buyer", "portal_seller"):
            env = self.env_of(self.actor(role))
            for records, name in (
                (order, "pricelist_id"),
                (order.order_line, "pricelist_item_id"),
            ):
                seen = env[records._name].browse(records.ids)
                with self.subTest(f"{role} {name}"):
                    self.assertTrue(seen.read(["display_name"]))
                    self.assertRefused(lambda s=seen, n=name: s.read([n]))
                    self.assertRefused(lambda s=seen, n=name: s.web_read({n: NAME}))
                    self.assertRefused(
                        lambda s=seen, n=name: s.search([(f"{n}.name", "!=", False)])
                    )
                    self.assertNotIn(name, seen.fields_get())

    def test_rules_are_neither_exported_nor_found_by_name(self):
        for actor, env in self.strangers():
            with self.subTest(str(actor)):
                for records in (self.lists, self.price_rule, self.version, self.sheet):
                    seen = env[records._name].browse(records.ids)
                    for ask in (
                        lambda s=seen: s.export_data(["display_name"]),
                        lambda s=seen: s.name_search(""),
                        lambda s=seen: s.search([]).mapped("display_name"),
                    ):
                        self.assertTellsNothing(ask)
