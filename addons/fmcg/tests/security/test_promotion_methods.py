"""Dialogs and public methods of promotions: who may open and call them, about what."""

from odoo.fields import Command
from odoo.tests import tagged

from .methods import find_public_methods
from .probes import tried
from .test_promotion_routes import PromotionRoutesCase

# Public methods of the add-on's models, all of which a client may call by name
METHODS = {
    "channel.agreement": {"action_open_gift_debts"},
    "channel.coupon.generate": {"action_generate"},
    "channel.gift.debt": {"action_cancel"},
    "channel.promotion": {
        "action_draft",
        "action_open_entries",
        "action_open_generate",
        "action_open_trial",
        "action_release",
        "action_stop",
    },
    "channel.promotion.trial": {"action_try"},
    "sale.order": {"action_restore_promotions"},
}


@tagged("post_install", "-at_install", "fmcg_security")
class TestPromotionMethods(PromotionRoutesCase):
    """By number, by RPC, and with what belongs to somebody else."""

    # -- dialogs ------------------------------------------------------------------------

    def test_dialogs_are_not_opened_by_number(self):
        for model, button in (
            ("channel.coupon.generate", "action_generate"),
            ("channel.promotion.trial", "action_try"),
            ("channel.promotion.trial.line", None),
        ):
            others = (
                self.actor("salesperson", "colleague"),
                self.actor("finance"),
                self.actor("system_admin"),
            )
            for actor in (*(actor for actor, _env in self.strangers()), *others):
                wizard = self.env_of(actor)[model].browse(self.subject[model].id)
                with self.subTest(f"{actor} {model}"):
                    self.assertRefused(lambda w=wizard: w.web_read({"display_name": {}}))
                    self.assertRefused(lambda w=wizard: w.write({"display_name": "X"}))
                    if button:
                        self.assertRefused(lambda w=wizard, b=button: getattr(w, b)())

    def test_a_trial_asks_about_nothing_that_is_not_ones_own(self):
        """Rivals name lake's agreement, promotion, product, orders or company."""
        hill = self.hill.company_id
        own = {
            "company_id": hill.id,
            "agreement_id": self.agreement_of(self.hill_shop).id,
            "promotion_ids": [Command.set(self.make_rival_promotion().ids)],
            "line_ids": [Command.create({"product_id": self.tea.id, "quantity": 20})],
        }
        of_mint = [Command.create({"product_id": self.mint.id, "quantity": 20})]
        for role in ("enterprise_admin", "salesperson", "finance"):
            Trial = self.env_of(self.actor(role, "sibling"))["channel.promotion.trial"]
            self.assertTrue(tried(self, lambda t=Trial: t.create(own).action_try()))
            for change in (
                {"company_id": self.lake_company.id},
                {"agreement_id": self.agreement.id},
                {"promotion_ids": [Command.set(self.promotion.ids)]},
                {"line_ids": of_mint},
                {"mode": "orders", "company_id": self.lake_company.id},
                {"customer_ids": [Command.set(self.agreement.ids)], "mode": "orders"},
            ):
                with self.subTest(f"{role} {list(change)}"):
                    ask = lambda t=Trial, c=change: self.ask_trial(t, own | c)  # noqa: E731
                    self.assertRefused(ask)
                    self.assertTellsNothing(ask)

    def ask_trial(self, Trial, values):
        trial = Trial.create(values)
        trial.action_try()
        return trial.result

    def make_rival_promotion(self):
        return self.env["channel.promotion"].create(
            {
                "name": "Of the hill",
                "company_id": self.hill.company_id.id,
                "currency_id": self.hill.company_id.currency_id.id,
                "date_start": False,
                "kind": "line_percent",
                "step_ids": [Command.create({"percent": 10})],
            }
        )

    def test_past_orders_of_a_trial_are_those_that_are_read(self):
        """A colleague's customers stay the colleague's, as on the list of orders."""
        trial = {
            "company_id": self.lake_company.id,
            "promotion_ids": [Command.set(self.promotion.ids)],
            "mode": "orders",
        }
        shown = self.promoted_order.name
        for relation, sees in (("own", True), ("colleague", False)):
            env = self.env_of(self.actor("salesperson", relation))
            result = self.ask_trial(env["channel.promotion.trial"], trial)
            self.assertEqual(shown in result, sees, relation)

    def test_costs_are_shown_to_those_who_read_them(self):
        for role, relation in (
            ("salesperson", "own"),
            ("finance", "owner"),
            ("enterprise_admin", "owner"),
        ):
            product = self.as_actor(self.tea, role, relation)
            self.assertEqual(product.read(["standard_price"])[0]["standard_price"], 3)
        for role in ("warehouse", "customer_service"):
            trial = self.env_of(self.actor(role))["channel.promotion.trial"]
            self.assertFalse(trial.has_access("create"))
            self.assertRefused(lambda t=trial: t.create({}).action_try())

    # -- methods ------------------------------------------------------------------------

    def test_all_public_methods_are_known(self):
        """A new one has to be added here, and thought about."""
        found = {}
        for addon in ("fmcg_promotion", "fmcg_gift_debt"):
            for model, names in find_public_methods(self.env.registry, addon).items():
                found[model] = found.get(model, set()) | names
        self.assertEqual(found, METHODS)

    def test_strangers_call_no_method(self):
        subject = {**self.subject, "channel.agreement": self.agreement}
        subject["sale.order"] = self.loose_order
        for actor, env in self.strangers():
            for model, methods in METHODS.items():
                for method in methods:
                    record = env[model].browse(subject[model][:1].id)
                    with self.subTest(f"{actor} {model}.{method}"):
                        call = getattr(record, method)
                        self.assertTellsNothing(call)
                        if method.startswith("action_open") and record.has_access("read"):
                            continue  # says where to look, and nothing else
                        self.assertRefused(call)

    def test_who_may_not_write_presses_no_button(self):
        for role in ("salesperson", "customer_service", "warehouse", "finance"):
            relation = "own" if role == "salesperson" else "owner"
            promotion = self.as_actor(self.loose_promotion, role, relation)
            debt = self.as_actor(self.gift_debt, role, relation)
            reason = {
                "model": "channel.gift.debt",
                "res_ids": self.gift_debt.ids,
                "state": "cancelled",
                "reason": "X",
            }
            reasons = debt.env["channel.state.reason"]
            for action in (
                promotion.action_release,
                promotion.action_draft,
                promotion.action_open_generate,
                debt.action_cancel,
                lambda r=reasons, v=reason: r.create(v).action_apply(),
            ):
                with self.subTest(role):
                    self.assertRefused(action)
        self.assertEqual(self.gift_debt.state, "open")

    def test_debts_of_others_are_not_cancelled(self):
        reasons = self.spy["channel.state.reason"]
        values = {
            "model": "channel.gift.debt",
            "res_ids": self.gift_debt.ids,
            "state": "cancelled",
            "reason": "X",
        }
        self.assertRefused(lambda: reasons.create(values).action_apply())

    def test_buyers_count_no_debts_of_their_sellers(self):
        """They read the agreement, not the seller's list."""
        agreement = self.agreement_of(self.pond)
        self.gift_debt.sudo().write({"node_id": self.pond.id})
        seen = self.as_actor(agreement, "enterprise_admin", "downstream")
        self.assertEqual(seen.gift_debt_count, 0)
        own = self.as_actor(agreement, "enterprise_admin")
        self.assertEqual(own.gift_debt_count, 1)
