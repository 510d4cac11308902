"""An order that the gate holds, and one that waits for its buyer's head office."""

from odoo.fields import Command

from .constants import SECRET


class GateWorld:
    """Part of ``SecurityCase``: both orders are of a shop of the subject's own, so that
    those of ``lake_shop`` stay as they are.

    ``gate_order`` is below the shop's minimum, which administrators may release;
    ``withheld_order`` was asked about, and the seller's staff do not see it.
    """

    @classmethod
    def build_gate(cls):
        cls.gate_shop = cls.create_node("Gate Shop", "retail", cls.lake)
        cls.create_agreement(cls.lake_company, cls.gate_shop, min_order_amount=5000.0)
        cls.gate_order = cls.enter_gate_order()
        cls.gate_order._submit()
        cls.buyer_policy = cls.make_buyer_policy()
        cls.withheld_order = cls.enter_gate_order()
        cls.buyer_decision = cls.env["channel.buyer.decision"].create(
            {
                "order_id": cls.withheld_order.id,
                "policy_id": cls.buyer_policy.id,
                "kind": "asked",
                "reason": SECRET,
                "amount": 7.77,
                "currency_id": cls.lake_company.currency_id.id,
            }
        )

    @classmethod
    def enter_gate_order(cls):
        return cls.create_order(
            cls.lake_company,
            cls.gate_shop.partner_id,
            cls.tea,
            client_order_ref=SECRET,
            user_id=cls.seller.id,
        )

    @classmethod
    def make_buyer_policy(cls):
        """Of an amount that no order of the world has."""
        cls.head_office = cls.create_portal_user(
            cls.gate_shop, login="head-office@test.example"
        )
        return cls.env["channel.buyer.policy"].create(
            {
                "company_id": cls.lake_company.id,
                "partner_id": cls.gate_shop.partner_id.id,
                "node_ids": [Command.set(cls.gate_shop.ids)],
                "approver_ids": [Command.set(cls.head_office.ids)],
                "amount": 7777777.0,
            }
        )

    @classmethod
    def get_gate_papers(cls):
        Reason = cls.env["channel.gate.reason"]
        return {
            "channel.gate.reason": Reason.search([], limit=1),
            "channel.gate.release": cls.env["channel.gate.release"].create(
                {
                    "order_id": cls.held_order.id,
                    "reason_id": Reason._find(["below_minimum"]).id,
                    "message": SECRET,
                    "comment": SECRET,
                    "digest": "of another content",
                    "released_by_id": cls.actors["enterprise_admin", "owner"].user.id,
                }
            ),
            "channel.buyer.policy": cls.buyer_policy,
            "channel.buyer.decision": cls.buyer_decision,
        }

    @classmethod
    def get_gate_dialogs(cls):
        """Who has which wizard open: tuples of user, model and values."""
        admin = cls.actors["enterprise_admin", "owner"].user
        values = {"order_id": cls.gate_order.id, "comment": SECRET}
        return ((admin, "channel.gate.release.ask", values),)
