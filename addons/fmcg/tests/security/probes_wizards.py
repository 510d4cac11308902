"""How the probes use each wizard."""

import base64

from odoo.exceptions import AccessError

from .probes_approval import APPROVAL_WIZARDS
from .probes_credit import CREDIT_WIZARDS
from .probes_gate import GATE_WIZARDS
from .probes_promotions import PROMOTION_WIZARDS


def _file_of(case, *rows):
    """A spreadsheet to upload."""
    content = case.env["channel.spreadsheet"]._write_spreadsheet(*rows, "X")
    return {"data_file": base64.b64encode(content), "file_name": "x.xlsx"}


def _import_mint(case, wizard):
    """With a code that nobody else sees, others make a product of their own."""
    wizard.action_import()
    if case.mint.name != "X":
        reason = "The subject's product is still what it was."
        raise AccessError(reason)


def _read_explanation(case, wizard):
    return wizard.explanation


# Model -> values for the subject's record, and the button to press (or what else the
# wizard is for).
WIZARDS = {
    "channel.enterprise.settings": (
        lambda case: {
            "company_id": case.lake_company.id,
            "catalog_default": "unlisted",
        },
        "action_save",
    ),
    "channel.listing.wizard": (
        lambda case: {
            "company_id": case.lake_company.id,
            "product_tmpl_ids": case.mint.product_tmpl_id.ids,
            "decision": "unlist",
        },
        "action_apply",
    ),
    "channel.product.import": (
        lambda case: _file_of(case, ["Code", "Name"], [["MINT-77", "X"]]),
        _import_mint,
    ),
    "channel.price.check": (
        lambda case: {"agreement_id": case.agreement.id, "product_id": case.tea.id},
        _read_explanation,
    ),
    "channel.price.sheet.fill": (
        lambda case: {"sheet_id": case.sheet.id, "only_own_prices": False},
        "action_add",
    ),
    "channel.price.sheet.import": (
        lambda case: {
            "sheet_id": case.sheet.id,
            **_file_of(case, ["Product", "Price"], [["MINT-77", 2.5]]),
        },
        "action_import",
    ),
    "channel.must.stock.add": (
        lambda case: {"order_id": case.loose_order.id},
        "action_add",
    ),
    "channel.enterprise.open": (
        lambda case: {
            "node_id": case.brook.id,
            "country_id": case.country_with_chart().id,
            "admin_name": "X",
            "admin_login": "x-79",
        },
        "action_open",
    ),
    "channel.node.move": (
        lambda case: {
            "node_id": case.lake_shop.id,
            "parent_id": case.pond.id,
            "reason": "X",
        },
        "action_move",
    ),
    "channel.staff.invite": (
        lambda case: {
            "company_id": case.lake_company.id,
            "name": "X",
            "email": "x-80@test.example",
            "is_salesperson": True,
        },
        "action_invite",
    ),
    "channel.state.reason": (
        lambda case: {
            "model": "channel.agreement",
            "res_ids": case.agreement.ids,
            "state": "suspended",
            "reason": "X",
        },
        "action_apply",
    ),
    "channel.receipt.confirm": (
        lambda case: {"order_id": case.orders["shipped"].id, "signed_by": "X"},
        "action_confirm",
    ),
    **PROMOTION_WIZARDS,
    **APPROVAL_WIZARDS,
    **CREDIT_WIZARDS,
    **GATE_WIZARDS,
}
