"""Public methods of approval, of head offices and of the desks, by role."""

from odoo.fields import Command
from odoo.tests import tagged

from .actors import FOREIGN, SECRET
from .methods import find_public_methods
from .test_promotion_routes import PromotionRoutesCase

KEY = "a-key-of-the-desk-77"
DECISIONS = ("approve", "reject", "send_back", "question", "answer")
DESK = {
    "copy_of",
    "find_customers",
    "open_customer",
    "quote",
    "read_text",
    "save",
    "search_goods",
    "suggest",
}
# Public methods of each add-on's models, all of which a client may call by name
METHODS = {
    "fmcg_approval": {
        "channel.approval.act": {"action_apply"},
        "channel.approval.trial": {"action_try"},
        "sale.order": {"action_decide"},
    },
    "fmcg_approval_credit": {},
    "fmcg_buyer_approval": {"sale.order": {"action_ask_head_office"}},
    "fmcg_credit_desk": {},
    # the desk of purchasing inherits all methods, and adds none
    "fmcg_order_desk": {"channel.order.desk": DESK, "channel.purchase.desk": DESK},
    "fmcg_purchase_desk": {},
}


@tagged("post_install", "-at_install", "fmcg_security")
class TestGateMethods(PromotionRoutesCase):
    def test_all_public_methods_are_known(self):
        """A new one has to be added here, and thought about."""
        for addon, expected in METHODS.items():
            with self.subTest(addon):
                found = find_public_methods(self.env.registry, addon)
                self.assertEqual(found, expected)

    # -- decisions ----------------------------------------------------------------------

    def decide(self, env, kind, order):
        values = {"kind": kind, "comment": "X", "order_ids": [Command.set(order.ids)]}
        return env["channel.approval.act"].create(values).action_apply()

    def test_strangers_decide_nothing(self):
        for actor, env in self.strangers():
            for kind in DECISIONS:
                ask = lambda e=env, k=kind: self.decide(e, k, self.held_order)  # noqa: E731
                with self.subTest(f"{actor} {kind}"):
                    self.assertTellsNothing(ask)
                    self.assertRefused(ask)

    def test_strangers_try_no_rules_on_the_order(self):
        values = {
            "company_id": self.lake_company.id,
            "mode": "order",
            "order_id": self.held_order.id,
        }
        for actor, env in self.strangers():
            Trial = env["channel.approval.trial"]
            ask = lambda t=Trial: t.create(values).action_try()  # noqa: E731
            with self.subTest(f"{actor}"):
                self.assertTellsNothing(ask, SECRET, self.held_order.name)
                self.assertRefused(ask)

    def test_buttons_of_others_orders_are_refused(self):
        for actor, env in self.strangers():
            for order in (self.held_order, self.gate_order, self.withheld_order):
                seen = env["sale.order"].browse(order.id)
                for name in ("action_decide", "action_ask_head_office"):
                    call = getattr(seen, name)
                    with self.subTest(f"{actor} {name}"):
                        self.assertTellsNothing(call)
                        if name == "action_decide" and seen.has_access("read"):
                            continue  # says where to look, and nothing else
                        self.assertRefused(call)

    def test_nobody_of_the_seller_asks_a_head_office_in_vain(self):
        for role in ("enterprise_admin", "finance", "customer_service", "warehouse"):
            order = self.as_actor(self.gate_order, role)
            with self.subTest(role):
                self.assertRefused(order.action_ask_head_office)

    # -- releases -----------------------------------------------------------------------

    def test_nobody_else_releases(self):
        """Neither strangers, nor the own staff without the role."""
        own = (
            self.actor("salesperson", "own"),
            self.actor("customer_service"),
            self.actor("warehouse"),
            self.actor("finance"),
        )
        values = {"order_id": self.gate_order.id, "comment": "X"}
        for actor in (*(actor for actor, _env in self.strangers()), *own):
            Ask = self.env_of(actor)["channel.gate.release.ask"]
            ask = lambda a=Ask: a.create(values).action_release()  # noqa: E731
            with self.subTest(f"{actor}"):
                self.assertTellsNothing(ask)
                self.assertRefused(ask)

    def test_no_release_names_what_is_hidden(self):
        Ask = self.spy["channel.gate.release.ask"].with_context(default_comment="X")
        self.assertNamesNothing(Ask, "order_id", self.gate_order)

    # -- the desk -----------------------------------------------------------------------

    def desk_calls(self, env, model="channel.order.desk", agreement=None, order=None):
        """What a client can ask a desk, of the subject's customer unless said otherwise."""
        desk, id_ = env[model], (agreement or self.agreement).id
        order = order or self.orders["paid"]
        rows = [
            {
                "id": 1,
                "product_id": self.tea.id,
                "quantities": {str(self.tea.uom_id.id): "1"},
            }
        ]
        return {
            "copy_of": lambda: desk.copy_of(order.id),
            "open_customer": lambda: desk.open_customer(id_),
            "quote": lambda: desk.quote(id_, rows),
            "read_text": lambda: desk.read_text(id_, "Tea x 12"),
            "save": lambda: desk.save(id_, rows, KEY),
            "search_goods": lambda: desk.search_goods(id_, "e"),
            "suggest": lambda: desk.suggest(id_),
        }

    def test_all_of_the_desk_is_tried(self):
        self.assertEqual({*self.desk_calls(self.env), "find_customers"}, DESK)

    def test_strangers_find_no_desk(self):
        others = (self.actor("warehouse"), self.actor("finance"))
        for actor in (*(actor for actor, _env in self.strangers()), *others):
            env = self.env_of(actor)
            for name, call in self.desk_calls(env).items():
                with self.subTest(f"{actor} {name}"):
                    self.assertTellsNothing(call, SECRET, self.lake_shop.name)
                    self.assertRefused(call)
            with self.subTest(f"{actor} find_customers"):
                find = env["channel.order.desk"].find_customers
                self.assertTellsNothing(find, SECRET, self.lake_shop.name)
                self.assertTellsNothing(lambda f=find: f("Lake"), self.lake_shop.name)

    def test_staff_come_to_the_desk(self):
        """That the others are refused is no accident."""
        for role, relation in (
            ("salesperson", "own"),
            ("enterprise_admin", "owner"),
        ):
            env = self.env_of(self.actor(role, relation))
            for name, call in self.desk_calls(env).items():
                with self.subTest(f"{role} {name}"):
                    call()

    # -- the desk of purchasing ---------------------------------------------------------

    def purchase_calls(self, env):
        """What the subject's purchasing asks, of the subject's supplier."""
        return self.desk_calls(
            env, "channel.purchase.desk", self.agreement_of(self.lake), self.loose_purchase
        )

    def test_nobody_else_buys_for_the_subject(self):
        """Neither strangers, nor the own staff without the role, nor the supplier's."""
        own = ("salesperson", "customer_service", "warehouse", "finance")
        others = [(role, "owner" if role != "salesperson" else "own") for role in own]
        others += [("purchaser", relation) for relation in FOREIGN]
        actors = [*(actor for actor, _env in self.strangers())]
        actors += [self.actor(role, relation) for role, relation in others]
        for actor in actors:
            for name, call in self.purchase_calls(self.env_of(actor)).items():
                with self.subTest(f"{actor} {name}"):
                    self.assertTellsNothing(call)
                    self.assertRefused(call)

    def test_purchasing_comes_to_its_desk(self):
        """That the others are refused is no accident."""
        for role in ("purchaser", "enterprise_admin"):
            env = self.env_of(self.actor(role, "owner"))
            for name, call in self.purchase_calls(env).items():
                with self.subTest(f"{role} {name}"):
                    call()
