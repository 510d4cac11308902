"""Changes, new records and wizards of the gate and of head offices; see
``probes_values.py``."""

from odoo.fields import Command

# A harmless change of each model
GATE_CHANGES = {
    "channel.buyer.decision": {"reason": "X"},
    "channel.buyer.policy": {"amount": 77},
    "channel.gate.reason": {"sequence": 77},
    "channel.gate.release": {"comment": "X"},
}


def new_gate_values(case):
    """Model -> values of a record that hangs on the subject's."""
    return {
        "channel.buyer.decision": {
            "order_id": case.withheld_order.id,
            "policy_id": case.buyer_policy.id,
            "kind": "approved",
            "currency_id": case.lake_company.currency_id.id,
        },
        "channel.buyer.policy": {
            "company_id": case.lake_company.id,
            "partner_id": case.gate_shop.partner_id.id,
            "node_ids": [Command.set(case.kiosk.ids)],
            "approver_ids": [Command.set(case.head_office.ids)],
        },
        "channel.gate.reason": {"code": "x", "name": "X", "cure": "X", "topic": "x"},
        "channel.gate.release": {
            "order_id": case.gate_order.id,
            "reason_id": case.subject["channel.gate.release"].reason_id.id,
            "message": "X",
            "comment": "X",
            "digest": case.gate_order._get_material_digest(),
            "released_by_id": case.actors["enterprise_admin", "owner"].user.id,
        },
    }


# Model -> values for the subject's record, and what the wizard is for
GATE_WIZARDS = {
    "channel.gate.release.ask": (
        lambda case: {"order_id": case.gate_order.id, "comment": "X"},
        "action_release",
    ),
}
