"""Changes and new records of purchases; see ``probes_values.py``."""

# A harmless change of each model
PURCHASE_CHANGES = {
    "channel.order.chain": {"line_ids": []},
    "channel.order.chain.line": {"name": "X"},
    "channel.purchase.note": {"topic": "X"},
    "channel.replenishment": {"rate": 1},
    "channel.replenishment.rule": {"cover_days": 7},
    "channel.sourcing.note": {"product_id": 1},
    "channel.sourcing.rule": {"target": 7},
    "channel.sourcing.share": {"quantity": 1},
    "channel.stock.turn": {"product_id": 1},
    "purchase.order": {"partner_ref": "X"},
    "purchase.order.line": {"name": "X"},
}


def new_purchase_values(case):
    """Model -> values of a record that hangs on the subject's."""
    return {
        "channel.order.chain": {},
        "channel.order.chain.line": {"chain_id": case.subject["channel.order.chain"].id},
        "channel.purchase.note": {"order_id": case.held_order.id, "topic": "X"},
        "channel.replenishment": {
            "company_id": case.lake_company.id,
            "product_id": case.tea.id,
        },
        "channel.replenishment.rule": {
            "company_id": case.lake_company.id,
            "product_tmpl_id": case.tea.product_tmpl_id.id,
        },
        "channel.sourcing.note": {
            "company_id": case.lake_company.id,
            "product_id": case.tea.id,
        },
        "channel.sourcing.rule": {
            "company_id": case.lake_company.id,
            "product_tmpl_id": case.tea.product_tmpl_id.id,
        },
        "channel.sourcing.share": {
            "purchase_line_id": case.loose_purchase.order_line[:1].id,
            "sale_line_id": case.loose_order.order_line[:1].id,
        },
        "channel.stock.turn": {
            "warehouse_id": case.stock_turn.warehouse_id.id,
            "product_id": case.tea.id,
        },
        "purchase.order": {
            "company_id": case.lake_company.id,
            "partner_id": case.north.partner_id.id,
        },
        "purchase.order.line": {
            "order_id": case.loose_purchase.id,
            "product_id": case.tea.id,
            "product_qty": 1,
        },
    }
