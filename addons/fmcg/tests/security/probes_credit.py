"""Changes, new records and wizards of credit, and the import of orders; see
``probes_values.py``."""

# A harmless change of each model
CREDIT_CHANGES = {
    "channel.credit.account": {"credit_limit": 77},
    "channel.credit.event": {"reason": "X"},
    "channel.credit.group": {"name": "X"},
    "channel.credit.raise": {"amount": 77},
    "channel.credit.release": {"reason": "X"},
    "channel.gate.note": {"topic": "X"},
}


def new_credit_values(case):
    """Model -> values of a record that hangs on the subject's."""
    owned = {"company_id": case.lake_company.id}
    of_account = {"account_id": case.credit_account.id}
    return {
        "channel.credit.account": {**owned, "node_id": case.strays.id},
        "channel.credit.event": {**of_account, "kind": "limit"},
        "channel.credit.group": {**owned, "name": "X"},
        "channel.credit.raise": {
            **of_account,
            "amount": 7,
            "date_to": "2099-12-31",
            "reason": "X",
        },
        "channel.credit.release": {"order_id": case.held_order.id, "reason": "X"},
        "channel.gate.note": {"order_id": case.held_order.id, "topic": "X"},
    }


def _import_order(case, wizard):
    wizard.action_check()
    wizard.action_import()


# Model -> values for the subject's record, and what the wizard is for
CREDIT_WIZARDS = {
    "channel.credit.settings": (
        lambda case: {"company_id": case.lake_company.id, "hold_overdue": True},
        "action_save",
    ),
    "channel.order.import": (
        lambda case: {"agreement_id": case.agreement.id, "text": "Tea x 12"},
        _import_order,
    ),
}
