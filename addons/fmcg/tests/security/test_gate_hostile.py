"""Whoever wrote an order wants it through: by any route, with the rights of each role."""

from functools import partial

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .actors import SECRET
from .probes import tried
from .test_promotion_routes import NAME, PromotionRoutesCase

# Stored fields that say what was decided or asked, and a value that would help
FORGED = {
    "approval_author_ids": [Command.clear()],
    "approval_content": {"lines": []},
    "approval_digest": "x",
    "approval_required": False,
    "buyer_approval_state": "approved",
    "buyer_asked_by_id": False,
    "buyer_policy_id": False,
    "channel_stage": "confirmed",
    "confirmed_by_id": False,
    "gate_reason_ids": [Command.clear()],
    "held_since": False,
    "intake_fingerprint": "x",
    "intake_key": "x",
    "intake_lines": {},
    "is_held": False,
    "said_content": {"lines": []},
    "submitted_by_id": False,
    "submitted_date": "2020-01-01",
    "withheld": False,
}
# By what technical contexts of core and of OCA checks are left out
CONTEXTS = (
    {"skip_validation_check": True},
    {"skip_check_state_condition": True},
    {"gate_session": {"answers": {}}},
    {"gate_session": True},
    {"approval_facts": {}},
    {"tier_validation_defer_compute_can_review": True},
    {"send_email": True},
)
FOUND = ("gate_reason_ids", "held_since", "is_held", "withheld", "approval_digest")


@tagged("post_install", "-at_install", "fmcg_security")
class TestOwnOrder(PromotionRoutesCase):
    """An enterprise administrator's own order, above the platform's limit."""

    def setUp(self):
        super().setUp()
        self.author = self.actor("enterprise_admin")
        self.env_own = self.env_of(self.author)
        self.order = self.env_own["sale.order"].create(self.order_values())
        self.order.action_submit()
        self.env.flush_all()
        self.assertEqual(self.order.state, "sent")
        self.other = self.make_staff(self.lake, "enterprise_admin", "another")

    def order_values(self, partner=None, **values):
        line = {"product_id": self.tea.id, "product_uom_qty": 9000, "price_unit": 4.0}
        return {
            "company_id": self.lake_company.id,
            "partner_id": (partner or self.lake_shop.partner_id).id,
            "order_line": [Command.create(line)],
            **values,
        }

    def get_pushes(self, order):
        """By which buttons an order goes on."""
        return {
            "confirm": order.action_confirm,
            "ask the gate": order.action_ask_gate,
            "state": lambda: order.write({"state": "sale"}),
            "approve": order.validate_tier,
        }

    def assertStays(self, prepare=None, title="", order=None, env=None):
        """After ``prepare`` no button confirms the order; all is undone."""
        order = order or self.order
        for name, push in self.get_pushes(order.with_env(env or order.env)).items():
            states = []

            def act(push, states):
                for step in filter(None, (prepare, push)):
                    try:
                        with self.env.cr.savepoint():
                            step()
                            self.env.flush_all()
                    except (UserError, ValueError):
                        continue
                states.append(order.sudo().state)

            with self.subTest(f"{title}, then {name}"):
                tried(self, partial(act, push, states))
                self.assertEqual(states, ["sent"])

    def test_contexts_of_clients_open_nothing(self):
        for context in CONTEXTS:
            self.assertStays(
                title=str(context), env=self.env_of(self.author, **context)
            )

    def test_derived_fields_are_not_written(self):
        for name, value in FORGED.items():
            with self.subTest(name), self.assertRaises(AccessError):
                self.order.write({name: value})

    def test_derived_fields_are_not_given_by_default(self):
        """Neither as a value of a new order, nor through the context."""
        Order = self.env_own["sale.order"]
        for name, value in FORGED.items():
            values = self.order_values()
            with self.subTest(name):
                self.assertRefused(lambda v=values, f={name: value}: Order.create(v | f))
            by_default = Order.with_context(**{f"default_{name}": value})
            with self.subTest(f"{name} by default"):
                try:
                    order = by_default.create(values)
                except AccessError:
                    continue
                plain = Order.create(values)
                self.assertEqual(order.sudo()[name], plain.sudo()[name])

    def test_lists_of_decisions_are_not_written(self):
        release = {
            "reason_id": self.subject["channel.gate.release"].reason_id.id,
            "message": "X",
            "comment": "X",
            "digest": self.order.sudo()._get_material_digest(),
            "released_by_id": self.other.id,
        }
        decision = {"kind": "approved", "policy_id": self.buyer_policy.id}
        for name, command in (
            ("gate_release_ids", Command.create(release)),
            ("decision_ids", Command.create({"kind": "approved"})),
            ("buyer_decision_ids", Command.create(decision)),
            ("review_ids", Command.clear()),
            ("review_ids", Command.create({"status": "approved"})),
        ):
            self.assertStays(
                lambda n=name, c=command: self.order.write({n: [c]}), f"{name} {command}"
            )

    def test_rules_of_the_platform_are_not_the_enterprises(self):
        """The amount above which somebody else agrees is set by who runs it."""
        rule = self.order.sudo().review_ids.definition_id
        self.assertFalse(rule.company_id)
        mine = rule.with_env(self.env_own)
        for title, action in (
            ("write", lambda: mine.write({"min_amount": 1e9})),
            ("archive", lambda: mine.write({"active": False})),
            ("take", lambda: mine.write({"company_id": self.lake_company.id})),
            ("persons", lambda: mine.write({"person_ids": [self.author.user.id]})),
            ("delete", mine.unlink),
            (
                "limit",
                lambda: self.lake_company.with_env(self.env_own).write(
                    {"order_approval_limit": 1e9}
                ),
            ),
            (
                "settings",
                lambda: self.env_own["res.config.settings"]
                .create({"order_approval_limit": 1e9})
                .execute(),
            ),
        ):
            with self.subTest(title):
                self.assertRefused(action)
            self.assertStays(action, title)

    def test_nobody_makes_oneself_a_decider(self):
        env, me = self.env_own, self.author.user
        owned = {"company_id": self.lake_company.id}
        today = self.lake_company._get_channel_today()
        stand_in = {**owned, "date_from": today, "date_to": today, "reason": "X"}
        review = self.order.sudo().review_ids.with_env(env)
        reason = self.env.ref("fmcg_order.gate_reason_approval_missing", False)
        reason = reason or self.env["channel.gate.reason"].search(
            [("code", "=", "approval_missing")]
        )
        for title, action in (
            (
                "stand in for the other",
                lambda: env["channel.approval.delegation"].create(
                    {**stand_in, "user_id": self.other.id, "delegate_id": me.id}
                ),
            ),
            (
                "have no limit",
                lambda: env["channel.approver.limit"].create(
                    {**owned, "user_id": me.id, "amount": 1e9}
                ),
            ),
            (
                "be the superior",
                lambda: env["channel.approver.limit"].create(
                    {
                        **owned,
                        "user_id": self.seller.id,
                        "amount": 1,
                        "superior_id": me.id,
                    }
                ),
            ),
            ("be a reviewer", lambda: review.write({"reviewer_ids": [me.id]})),
            ("be asked", lambda: review.write({"passed_to_ids": [me.id]})),
            ("be nobody", lambda: me.with_env(env).write({"same_person_ids": False})),
            (
                "be released",
                lambda: reason.with_env(env).write(
                    {"release_group_ids": me.group_ids.ids}
                ),
            ),
            ("take it back", lambda: self.order.restart_validation()),
            ("delete the reviews", review.unlink),
            ("give it away", lambda: self.order.write({"user_id": self.other.id})),
        ):
            self.check_does_not_confirm(title, action)

    def check_does_not_confirm(self, title, action):
        """As ``assertStays``; the order may have left its submission."""
        for name, push in self.get_pushes(self.order).items():
            states = []

            def act(push, states):
                for step in (action, self.order.action_submit, push):
                    try:
                        with self.env.cr.savepoint():
                            step()
                            self.env.flush_all()
                    except (UserError, ValueError):
                        continue
                states.append(self.order.sudo().state)

            with self.subTest(f"{title}, then {name}"):
                tried(self, partial(act, push, states))
                self.assertEqual(len(states), 1)
                self.assertIn(states[0], ("draft", "sent"))

    def test_nobody_releases_the_own_order(self):
        own = self.env_own["sale.order"].create(
            self.order_values(
                self.gate_shop.partner_id,
                order_line=[Command.create({"product_id": self.tea.id})],
            )
        )
        own.action_submit()
        self.env.flush_all()
        self.assertEqual(own.gate_reason_ids.code, "below_minimum")
        Ask = self.env_own["channel.gate.release.ask"]
        values = {"order_id": own.id, "comment": "X"}
        self.assertRefused(lambda: Ask.create(values).action_release())
        # nor by swapping the order of a dialog that somebody opened for another one
        ask = Ask.create({**values, "order_id": self.gate_order.id})

        def swap():
            ask.write({"order_id": own.id})
            ask.action_release()

        self.assertRefused(swap)
        self.assertRefused(
            lambda: self.env_own["channel.credit.release"].create(
                {"order_id": own.id, "reason": "X"}
            )
        )
        self.assertEqual(own.state, "sent")

    def test_a_deleted_rule_leaves_nothing_broken(self):
        """What was asked by it still waits, and others go on working."""
        rule = self.env_own["tier.definition"].create(
            {
                "name": "Own",
                "company_id": self.lake_company.id,
                "review_type": "persons",
                "person_ids": [Command.set(self.other.ids)],
                "min_amount": 1,
            }
        )
        order = self.env_own["sale.order"].create(self.order_values())
        order.action_submit()
        self.env.flush_all()
        self.assertIn(rule, order.sudo().review_ids.definition_id)
        self.assertStays(rule.unlink, "deleted", order=order)
        self.assertStays(lambda: rule.write({"active": False}), "archived", order=order)
        rule.unlink()
        self.env.flush_all()
        today = self.lake_company._get_channel_today()
        self.env["channel.approval.delegation"].create(
            {
                "company_id": self.lake_company.id,
                "user_id": self.other.id,
                "delegate_id": self.seller.id,
                "date_to": today,
                "reason": "X",
            }
        )
        self.env["tier.review"]._cron_follow_up()
        self.env.flush_all()
        self.assertIn(self.other, order.sudo().review_ids.reviewer_ids)
        self.assertNotIn(self.author.user, order.sudo().review_ids.reviewer_ids)


@tagged("post_install", "-at_install", "fmcg_security")
class TestGateRoutes(PromotionRoutesCase):
    """What the gate, approvers and head offices say is read by nobody else."""

    def get_papers(self):
        return {
            name: self.subject[name]
            for name in (
                "channel.approval.decision",
                "channel.approval.delegation",
                "channel.approver.limit",
                "channel.buyer.decision",
                "channel.buyer.policy",
                "channel.gate.note",
                "channel.gate.release",
                "channel.gate.release.ask",
                "tier.review",
            )
        }

    def test_nothing_is_found_by_name_or_export(self):
        for actor, env in self.strangers():
            for records in self.get_papers().values():
                seen = env[records._name].browse(records.ids)
                shop = self.gate_shop.name
                with self.subTest(f"{actor} {records._name}"):
                    for ask in (
                        lambda s=seen: s.name_search(""),
                        lambda s=seen: s.export_data(["display_name"]),
                        lambda s=seen: s.web_read({"display_name": {}}),
                        lambda s=seen: s.search([]).mapped("display_name"),
                        lambda s=seen: s.formatted_read_group([], ["id"], ["__count"]),
                    ):
                        self.assertTellsNothing(ask, SECRET, shop)
                    found = []
                    tried(self, lambda s=seen, f=found: f.extend(s.search([]).ids))
                    self.assertFalse(set(found) & set(records.ids))

    def test_orders_are_not_guessed_by_what_holds_them(self):
        for actor, env in self.strangers():
            if actor == self.actor("portal_seller"):
                continue  # reads what its customers bought, as the matrix says
            Order = env["sale.order"]
            orders = self.gate_order | self.withheld_order
            for name in FOUND:
                domain = [("id", "in", orders.ids), (name, "!=", False)]
                with self.subTest(f"{actor} {name}"):
                    self.assertFindsNothing(Order, domain)
                    counts = []

                    def count(domain, name, counts, Order):
                        by = f"{name}:day" if name == "held_since" else name
                        groups = Order.formatted_read_group(domain, [by], ["__count"])
                        counts.append(groups)

                    tried(self, partial(count, domain, name, counts, Order))
                    self.assertFalse(any(counts))

    def test_withheld_orders_are_not_the_sellers(self):
        """The world's own, by every role of the subject's staff."""
        for role, relation in (
            ("enterprise_admin", "owner"),
            ("salesperson", "own"),
            ("salesperson", "colleague"),
            ("customer_service", "owner"),
            ("finance", "owner"),
            ("warehouse", "owner"),
        ):
            order = self.as_actor(self.withheld_order, role, relation)
            domain = [("id", "=", order.id)]
            desk = order.env["channel.order.desk"]
            with self.subTest(role):
                self.assertFindsNothing(order, domain)
                for ask in (
                    lambda o=order: o.read(["name"]),
                    lambda o=order: o.export_data(["name"]),
                    lambda o=order, d=desk: d.copy_of(o.id),
                    lambda o=order: o.copy(),
                    lambda o=order: o.action_ask_gate(),
                    lambda o=order: o.order_line.read(["product_id"]),
                ):
                    self.assertRefused(ask)
                agreement = self.withheld_order.agreement_id
                self.assertTellsNothing(
                    lambda d=desk, a=agreement: d.open_customer(a.id),
                    self.withheld_order.name,
                )

    def test_buttons_answer_only_who_may_change_the_order(self):
        """The gate's words name amounts and the seller's people."""
        for actor in (
            self.actor("warehouse"),
            self.actor("portal_buyer"),
            self.actor("portal_seller"),
            self.actor("salesperson", "colleague"),
            *(actor for actor, _env in self.strangers()),
        ):
            for order in (self.gate_order, self.held_order):
                seen = self.env_of(actor)["sale.order"].browse(order.id)
                with self.subTest(f"{actor}"):
                    self.assertRefused(seen.action_ask_gate)
                    self.assertRefused(lambda s=seen: s.read(["gate_reasons"]))
                    self.assertRefused(lambda s=seen: s.export_data(["gate_reasons"]))

    def test_references_name_nothing_that_is_hidden(self):
        for model, name, record in (
            ("channel.buyer.policy", "partner_id", self.gate_shop.partner_id),
            ("channel.approval.delegation", "user_id", self.seller),
            ("channel.approval.delegation", "delegate_id", self.seller),
            ("channel.approver.limit", "user_id", self.seller),
            ("tier.definition", "reviewer_id", self.seller),
            ("tier.definition", "escalate_user_id", self.seller),
        ):
            with self.subTest(f"{model} {name}"):
                self.assertNamesNothing(self.spy[model], name, record)
        nodes = [Command.link(self.gate_shop.id)]
        with self.subTest("shops"):
            self.assertNamesNothing(
                self.spy["channel.buyer.policy"], "node_ids", self.gate_shop, nodes
            )
        orders = [Command.link(self.held_order.id)]
        with self.subTest("orders to decide"):
            self.assertNamesNothing(
                self.spy["channel.approval.act"], "order_ids", self.held_order, orders
            )

    def test_names_of_a_form_are_checked(self):
        """``onchange`` computes what a dialog would say of a foreign order."""
        Ask = self.spy["channel.gate.release.ask"]
        spec = {"order_id": NAME, "reasons": {}, "remaining": {}}
        for ask in (
            lambda: Ask.onchange({"order_id": self.gate_order.id}, ["order_id"], spec),
            lambda: Ask.new({"order_id": self.gate_order.id}).remaining,
        ):
            self.assertTellsNothing(ask, SECRET, "minimum", self.gate_order.name)
