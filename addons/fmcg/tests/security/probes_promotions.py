"""Changes, new records and wizards of promotions; see ``probes_values.py``."""

from odoo.fields import Command

# A harmless change of each model
PROMOTION_CHANGES = {
    "channel.promotion": {"sequence": 77},
    "channel.promotion.group": {"name": "X"},
    "channel.promotion.step": {"threshold": 77},
    "channel.promotion.gift": {"value": 77},
    "channel.promotion.component": {"quantity": 77},
    "channel.promotion.funder": {"share": 7},
    "channel.promotion.budget": {"limit": 77},
    "channel.promotion.usage": {"used": 0},
    "channel.promotion.application": {"amount": 0},
    "channel.promotion.entry": {"amount": 0},
    "channel.promotion.funding": {"amount": 0},
    "channel.coupon": {"date_end": "2099-12-31"},
    "channel.gift.debt": {"quantity": 77},
}


def new_promotion_values(case):
    """Model -> values of a record that hangs on the subject's."""
    owned = {"company_id": case.lake_company.id}
    part = {"promotion_id": case.loose_promotion.id}
    return {
        "channel.promotion": {**owned, "name": "X"},
        "channel.promotion.group": {**owned, "name": "X"},
        "channel.promotion.step": {**part, "threshold": 7},
        "channel.promotion.gift": {
            "step_id": case.loose_promotion.step_ids.id,
            "product_id": case.tea.id,
        },
        "channel.promotion.component": {
            **part,
            "product_ids": [Command.set(case.tea.ids)],
        },
        "channel.promotion.funder": {
            **part,
            "partner_id": case.lake_shop.partner_id.id,
            "share": 7,
        },
        "channel.promotion.budget": {**part, "limit": 7},
        "channel.coupon": {**part, "code": "X-77"},
        **_new_result_values(case, owned),
    }


def _new_result_values(case, owned):
    """What orders write, by nobody's hand."""
    promotion = {"promotion_id": case.promotion.id}
    order = {"order_id": case.loose_order.id}
    return {
        "channel.promotion.usage": {
            **owned,
            "budget_id": case.promotion.budget_ids.id,
            "period_start": "2020-01-01",
            "used": 7,
        },
        "channel.promotion.application": {**promotion, **order, "amount": 7},
        "channel.promotion.entry": {**promotion, **order, "amount": 7},
        "channel.promotion.funding": {
            "entry_id": case.promotion.entry_ids[:1].id,
            "partner_id": case.lake_shop.partner_id.id,
            "amount": 7,
        },
        "channel.gift.debt": {
            **owned,
            **promotion,
            **order,
            "node_id": case.lake_shop.id,
            "product_id": case.tea.id,
            "uom_id": case.tea.uom_id.id,
            "quantity": 7,
            "delivered_quantity": 0,
        },
    }


def _try_basket(case, wizard):
    wizard.action_try()
    return wizard.result


# Model -> values for the subject's record, and the button to press (or what else the
# wizard is for)
PROMOTION_WIZARDS = {
    "channel.coupon.generate": (
        lambda case: {"promotion_id": case.loose_promotion.id, "number": 2},
        "action_generate",
    ),
    "channel.promotion.trial": (
        lambda case: {
            "company_id": case.lake_company.id,
            "promotion_ids": [Command.set(case.promotion.ids)],
            "agreement_id": case.agreement.id,
            "line_ids": [Command.create({"product_id": case.tea.id, "quantity": 20})],
        },
        _try_basket,
    ),
}
