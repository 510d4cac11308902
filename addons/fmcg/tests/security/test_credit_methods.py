"""Public methods of credit and of orders: who may call them, about what."""

from odoo.tests import tagged

from .methods import find_public_methods
from .probes import tried
from .test_promotion_routes import PromotionRoutesCase

# Public methods of each add-on's models, all of which a client may call by name
METHODS = {
    "fmcg_catalog": {
        "channel.listing.wizard": {"action_apply"},
        "channel.must.stock.add": {"action_add"},
        "product.template": {"action_export_spreadsheet"},
        "sale.order": {"action_add_must_stock", "action_round_up_quantities"},
    },
    "fmcg_credit": {
        "channel.agreement": {"action_open_credit"},
        "channel.credit.account": {"action_open_events", "action_open_raises"},
        "channel.credit.raise": {"action_revoke"},
        "channel.credit.settings": {"action_save"},
        "res.partner": {"action_open_credit"},
        "sale.order": {"action_release_credit"},
    },
    "fmcg_credit_portal": {},
    "fmcg_intake": {
        "channel.order.import": {
            "action_import_and_submit",
            "action_leave_out",
            "action_open_known_order",
        },
        "sale.order": {"submit_channel_order"},
    },
    "fmcg_order": {
        "channel.enterprise.settings": {"action_save"},
        "channel.gate.release.ask": {"action_release"},
        "channel.receipt.confirm": {"action_confirm"},
        "sale.order": {
            "action_ask_gate",
            "action_confirm_receipt",
            "action_release_gate",
            "action_submit",
            "copy",
        },
        "stock.picking": {"action_start_preparation"},
    },
}
# Those that a program calls with values, or that wizards in nobody's hands have
ASKED_APART = {
    "action_apply",
    "action_confirm",
    "action_export_spreadsheet",
    "action_save",
    "submit_channel_order",
}
# They open a dialog for the order that they are called on, and do nothing else
DIALOGS = {"action_add_must_stock", "action_confirm_receipt", "action_release_gate"}
WIZARDS = ("channel.order.import", "channel.order.import.line")


@tagged("post_install", "-at_install", "fmcg_security")
class TestCreditMethods(PromotionRoutesCase):
    def test_all_public_methods_are_known(self):
        """A new one has to be added here, and thought about."""
        for addon, expected in METHODS.items():
            with self.subTest(addon):
                found = find_public_methods(self.env.registry, addon)
                self.assertEqual(found, expected)

    def test_strangers_call_no_method(self):
        subject = {
            **self.subject,
            "sale.order": self.loose_order,
            "stock.picking": self.loose_picking,
        }
        for actor, env in self.strangers():
            for models in METHODS.values():
                for model, methods in models.items():
                    record = env[model].browse(subject.get(model, env[model])[:1].id)
                    for method in sorted(methods - ASKED_APART):
                        with self.subTest(f"{actor} {model}.{method}"):
                            self.check_call(record, method)

    def check_call(self, record, method):
        call = getattr(record, method)
        self.assertTellsNothing(call)
        if method in DIALOGS or (
            method.startswith("action_open") and record.has_access("read")
        ):
            return  # says where to look, and nothing else
        self.assertRefused(call)

    def test_who_grants_no_raise_revokes_none(self):
        for role, relation in (
            ("salesperson", "own"),
            ("customer_service", "owner"),
            ("warehouse", "owner"),
        ):
            with self.subTest(role):
                raise_ = self.as_actor(self.credit_raise, role, relation)
                self.assertRefused(raise_.action_revoke)
        own = self.as_actor(self.credit_raise, "finance")
        self.assertTrue(tried(self, own.action_revoke))

    def test_no_enterprise_switches_anothers_holds(self):
        values = {"company_id": self.lake_company.id, "hold_overdue": True}
        for actor, env in self.strangers():
            with self.subTest(f"{actor}"):
                Settings = env["channel.credit.settings"]
                self.assertRefused(lambda s=Settings: s.create(values).action_save())

    # -- orders of programs ---------------------------------------------------------------

    def call(self, env, **values):
        """``submit_channel_order`` of one tea, on the subject's agreement."""
        values = {"agreement_id": self.agreement.id, **values}
        line = {"product_id": self.tea.id, "quantity": 1}
        return env["sale.order"].submit_channel_order([line], "a-key-of-77", **values)

    def test_programs_order_for_their_own_customers(self):
        for role, relation in (("salesperson", "own"), ("enterprise_admin", "owner")):
            env = self.env_of(self.actor(role, relation))
            with self.subTest(role):
                self.assertTrue(tried(self, lambda e=env: self.call(e, submit=False)))

    def test_programs_of_others_order_nothing(self):
        """By id and by code, with a submission and without."""
        others = (
            self.actor("customer_service"),
            self.actor("warehouse"),
            self.actor("finance"),
            self.actor("salesperson", "colleague"),
        )
        self.lake_shop.code = "LAKE-77"
        by_code = {"agreement_id": None, "customer_code": "LAKE-77"}
        for actor in (*(actor for actor, _env in self.strangers()), *others):
            env = self.env_of(actor)
            for values in ({}, {"submit": False}, by_code):
                with self.subTest(f"{actor} {values}"):
                    self.assertRefused(lambda e=env, v=values: self.call(e, **v))
                    self.assertTellsNothing(lambda e=env, v=values: self.call(e, **v))

    def test_a_key_of_another_seller_is_as_good_as_none(self):
        """Nobody gets at an order by trying keys."""
        env = self.env_of(self.actor("salesperson", "own"))
        made = self.call(env, submit=False)
        own = self.agreement_of(self.hill_shop)
        rival = self.env_of(self.actor("enterprise_admin", "sibling"))
        answer = rival["sale.order"].submit_channel_order(
            [{"product_id": self.tea.id, "quantity": 1}],
            "a-key-of-77",
            agreement_id=own.id,
            submit=False,
        )
        self.assertTrue(answer["created"])
        self.assertNotEqual(answer["order_id"], made["order_id"])

    # -- imports that somebody has open -----------------------------------------------------

    def test_imports_are_not_opened_by_number(self):
        others = (
            self.actor("salesperson", "colleague"),
            self.actor("enterprise_admin"),
            self.actor("system_admin"),
        )
        for actor in (*(actor for actor, _env in self.strangers()), *others):
            for model in WIZARDS:
                record = self.env_of(actor)[model].browse(self.subject[model][:1].id)
                with self.subTest(f"{actor} {model}"):
                    self.assertRefused(lambda r=record: r.web_read({"display_name": {}}))
                    self.assertRefused(lambda r=record: r.write({"display_name": "X"}))

    def test_nothing_is_imported_for_others_customers(self):
        values = {"agreement_id": self.agreement.id, "text": "Tea x 1"}
        for actor, env in self.strangers():
            with self.subTest(f"{actor}"):
                Import = env["channel.order.import"]
                check = lambda i=Import: i.create(values).action_check()  # noqa: E731
                self.assertRefused(check)
                self.assertTellsNothing(check)

    # -- references ---------------------------------------------------------------------------

    def test_no_import_names_what_is_hidden(self):
        Import = self.spy["channel.order.import"]
        self.assertNamesNothing(Import, "agreement_id", self.agreement)
