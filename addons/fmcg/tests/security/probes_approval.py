"""Changes, new records and wizards of approval; see ``probes_values.py``."""

from odoo.fields import Command

# A harmless change of each model
APPROVAL_CHANGES = {
    "channel.approval.decision": {"comment": "X"},
    "channel.approval.delegation": {"reason": "X"},
    "channel.approval.rule.change": {"changes": "X"},
    "channel.approver.limit": {"amount": 77},
}


def new_approval_values(case):
    """Model -> values of a record that hangs on the subject's."""
    owned = {"company_id": case.lake_company.id}
    return {
        "channel.approval.decision": {
            "order_id": case.held_order.id,
            "kind": "approved",
        },
        "channel.approval.delegation": {
            **owned,
            "user_id": case.actors["enterprise_admin", "owner"].user.id,
            "delegate_id": case.seller.id,
            "date_from": "2098-01-01",
            "date_to": "2098-12-31",
            "reason": "X",
        },
        "channel.approval.rule.change": {
            **owned,
            "res_model": "tier.definition",
            "res_id": 78,
            "name": "X",
            "kind": "changed",
            "user_id": case.seller.id,
            "date": "2098-01-01",
        },
        "channel.approver.limit": {**owned, "user_id": case.seller.id, "amount": 7},
    }


# Model -> values for the subject's record, and what the wizard is for
APPROVAL_WIZARDS = {
    "channel.approval.act": (
        lambda case: {
            "kind": "reject",
            "comment": "X",
            "order_ids": [Command.set(case.held_order.ids)],
        },
        "action_apply",
    ),
    "channel.approval.trial": (
        lambda case: {
            "company_id": case.lake_company.id,
            "mode": "order",
            "order_id": case.held_order.id,
        },
        "action_try",
    ),
}
