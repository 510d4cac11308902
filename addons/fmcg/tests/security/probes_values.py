"""What the probes write into records and create, by model."""

from odoo.fields import Command

from .constants import PICTURE
from .probes_approval import APPROVAL_CHANGES, new_approval_values
from .probes_credit import CREDIT_CHANGES, new_credit_values
from .probes_gate import GATE_CHANGES, new_gate_values
from .probes_promotions import PROMOTION_CHANGES, new_promotion_values
from .probes_purchases import PURCHASE_CHANGES, new_purchase_values

# A harmless change of each model.
CHANGES = {
    "channel.tier": {"sequence": 77},
    "channel.territory": {"name": "X"},
    "channel.grade": {"sequence": 77},
    "channel.node": {"code": "X-77"},
    "channel.node.transfer": {"reason": "X"},
    "channel.agreement": {"min_order_amount": 7},
    "channel.application": {"note": "X"},
    "channel.application.guard": {"used": 0},
    "channel.identity.change": {"refuse_reason": "X"},
    "channel.receipt": {"note": "X"},
    "sale.order": {"client_order_ref": "X"},
    "sale.order.line": {"name": "X"},
    "stock.picking": {"note": "X"},
    "stock.move": {"description_picking": "X"},
    "stock.move.line": {"picked": False},
    "stock.quant": {"inventory_date": "2099-01-01"},
    "stock.lot": {"ref": "X"},
    "stock.warehouse": {"name": "X"},
    "stock.location": {"name": "X"},
    "stock.picking.type": {"sequence": 7},
    "stock.reference": {"name": "X"},
    "account.move": {"ref": "X"},
    "account.move.line": {"name": "X"},
    "account.payment": {"memo": "X"},
    "account.journal": {"sequence": 7},
    "product.pricelist": {"name": "X"},
    "product.pricelist.item": {"fixed_price": 1.0},
    "product.supplierinfo": {"price": 1.0},
    "product.template": {"description": "X"},
    "product.product": {"default_code": "X-77"},
    "product.uom": {"barcode": "6901234567908"},
    "product.brand": {"name": "X"},
    "channel.product.image": {"name": "X"},
    "channel.listing": {"note": "X"},
    "channel.quantity.rule": {"maximum": 77},
    "channel.quota": {"quantity": 77},
    "channel.quota.usage": {"used": 0},
    "channel.quota.entry": {"quantity": 0},
    "channel.must.stock": {"gap_days": 7},
    "channel.must.stock.line": {"sequence": 7},
    "channel.price.sheet": {"reason": "X"},
    "channel.price.sheet.line": {"new_price": 1.0},
    "channel.price.version": {"fixed_price": 1.0},
    "res.partner": {"comment": "X"},
    "res.partner.bank": {"allow_out_payment": False},
    "res.users": {"login": "x-77@test.example"},
    "res.company": {"phone": "77"},
    "tier.review": {"status": "approved"},
    **PROMOTION_CHANGES,
    **APPROVAL_CHANGES,
    **CREDIT_CHANGES,
    **GATE_CHANGES,
    **PURCHASE_CHANGES,
}


def new_values(case):
    """Model -> values of a record that hangs on the subject's."""
    company, partner = case.lake_company.id, case.lake_shop.partner_id.id
    line = {"product_id": case.tea.id, "product_uom_qty": 1}
    places = {
        "location_id": case.warehouse.lot_stock_id.id,
        "location_dest_id": case.env.ref("stock.stock_location_customers").id,
    }
    picking = case.loose_picking
    return {
        **_new_catalog_values(case),
        **_new_price_values(case),
        **new_promotion_values(case),
        **new_approval_values(case),
        **new_credit_values(case),
        **new_gate_values(case),
        **new_purchase_values(case),
        "channel.tier": {"name": "X", "code": "x", "sequence": 99},
        "channel.territory": {"name": "X", "code": "990000", "kind": "province"},
        "channel.grade": {"name": "X", "code": "X", "company_id": company},
        "channel.node": {
            "name": "X",
            "tier_id": case.tier("retail").id,
            "parent_id": case.lake_shop.id,
        },
        "channel.node.transfer": {"node_id": case.lake_shop.id},
        "channel.agreement": {"company_id": company, "node_id": case.strays.id},
        "channel.application.guard": {"key": "X", "day": "2026-01-01"},
        "channel.identity.change": {
            "company_id": case.lake_company.id,
            "node_id": case.lake_shop.id,
            "kind": "entity",
            "request_key": "X",
            "asked_by_id": case.seller.id,
        },
        "channel.application": {
            "name": "X",
            "company_id": company,
            "user_id": case.seller.id,
            "territory_id": case.district.id,
            "licence_number": "X-77",
            "contact_name": "X",
            "phone": "7",
            "email": "x@test.example",
            "street": "X",
        },
        "channel.receipt": {"order_id": case.orders["shipped"].id, "signed_by": "X"},
        "sale.order": {
            "company_id": company,
            "partner_id": partner,
            "user_id": case.seller.id,
            "order_line": [Command.create(line)],
        },
        "sale.order.line": {**line, "order_id": case.loose_order.id},
        "stock.picking": {
            **places,
            "picking_type_id": case.warehouse.out_type_id.id,
            "company_id": company,
        },
        "stock.move": {
            **places,
            "product_id": case.tea.id,
            "picking_id": picking.id,
            "company_id": company,
        },
        "stock.move.line": {
            "location_id": picking.location_id.id,
            "location_dest_id": picking.location_dest_id.id,
            "product_id": case.tea.id,
            "quantity": 1,
            "picking_id": picking.id,
            "move_id": picking.move_ids.id,
            "company_id": company,
        },
        "stock.quant": {
            "product_id": case.tea.id,
            "location_id": case.warehouse.lot_stock_id.id,
            "inventory_quantity": 5,
        },
        "stock.lot": {"name": "X", "product_id": case.tea.id, "company_id": company},
        "stock.warehouse": {"name": "X", "code": "X7", "company_id": company},
        "stock.location": {
            "name": "X",
            "location_id": case.warehouse.lot_stock_id.id,
            "company_id": company,
        },
        "stock.picking.type": {
            "name": "X",
            "code": "incoming",
            "sequence_code": "X",
            "warehouse_id": case.warehouse.id,
            "company_id": company,
        },
        "stock.reference": {
            "name": "X",
            "move_ids": [Command.link(picking.move_ids.id)],
        },
        "account.move": {
            "move_type": "out_invoice",
            "company_id": company,
            "journal_id": case.invoice.journal_id.id,
            "partner_id": partner,
        },
        "account.move.line": {
            "move_id": case.loose_invoice.id,
            "product_id": case.tea.id,
            "price_unit": 1.0,
        },
        "account.payment": {
            "amount": 1.0,
            "partner_id": partner,
            "journal_id": case.payment.journal_id.id,
            "company_id": company,
        },
        "account.journal": {
            "name": "X",
            "code": "X7",
            "type": "general",
            "company_id": company,
        },
        "product.pricelist": {"name": "X", "company_id": company},
        "product.pricelist.item": {
            "pricelist_id": case.pricelist.id,
            "compute_price": "fixed",
            "fixed_price": 1.0,
        },
        "product.supplierinfo": {
            "partner_id": partner,
            "product_tmpl_id": case.tea.product_tmpl_id.id,
            "company_id": company,
        },
        # own company named, so that only the foreign parent can be the objection
        "res.partner": {"name": "X", "parent_id": partner},
        "res.partner.bank": {"partner_id": partner, "acc_number": "77"},
        "res.users": {
            "name": "X",
            "login": "x-78@test.example",
            "company_id": company,
            "company_ids": [Command.set([company])],
        },
        "res.company": {"name": "X", "parent_id": company},
        "tier.review": {
            "model": "sale.order",
            "res_id": case.held_order.id,
            "definition_id": case.held_order.review_ids.definition_id.id,
            "status": "approved",
        },
    }


def _new_catalog_values(case):
    owned = {"company_id": case.lake_company.id}
    of_mint = {**owned, "product_tmpl_id": case.mint.product_tmpl_id.id}
    for_shop = {**of_mint, "node_id": case.lake_shop.id}
    return {
        "product.template": {**owned, "name": "X"},
        "product.product": {**owned, "name": "X"},
        "product.uom": {
            "product_id": case.mint.id,
            "uom_id": case.case_of_24.id,
            "barcode": "6901234567908",
        },
        "product.brand": {"name": "X"},
        "channel.product.image": {
            "name": "X",
            "product_tmpl_id": case.mint.product_tmpl_id.id,
            "image_1920": PICTURE,
        },
        "channel.listing": {**for_shop, "audience": "node"},
        "channel.quantity.rule": for_shop,
        "channel.quota": {**for_shop, "scope": "node", "quantity": 7},
        "channel.quota.usage": {
            **owned,
            "quota_id": case.quota.id,
            "period_start": "2020-01-01",
            "used": 7,
        },
        "channel.quota.entry": {"usage_id": case.quota.usage_ids[:1].id, "quantity": 7},
        "channel.must.stock": {**owned, "name": "X"},
        "channel.must.stock.line": {
            "must_stock_id": case.must_stock.id,
            "product_id": case.tea.id,
        },
    }


def _new_price_values(case):
    return {
        "channel.price.sheet": {
            "company_id": case.lake_company.id,
            "pricelist_id": case.pricelist.id,
        },
        "channel.price.sheet.line": {
            "sheet_id": case.sheet.id,
            "product_tmpl_id": case.mint.product_tmpl_id.id,
            "new_price": 1.0,
        },
        "channel.price.version": {
            "rule_number": 7,
            "company_id": case.lake_company.id,
            "valid_to": "2020-01-01",
        },
    }
