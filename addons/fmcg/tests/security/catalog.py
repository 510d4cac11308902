"""What the subject's catalogue holds, for the matrix."""

from odoo.fields import Command


def build(case):
    """Model -> records of the subject: rules, a quota that an order has used, a list."""
    company, tea = case.lake_company.id, case.tea.product_tmpl_id.id
    env = case.env
    about_tea = {"company_id": company, "product_tmpl_id": tea}
    listing = env["channel.listing"].create(about_tea)
    rule = env["channel.quantity.rule"].create({**about_tea, "maximum": 100000})
    quota, case.loose_quota = env["channel.quota"].create(
        [{**about_tea, "quantity": 100000}, {**about_tea, "quantity": 100001}]
    )
    case.loose_quota.active = False  # counts nothing, so that it could be deleted
    case.orders["confirmed"]._sync_quota_entries()
    case.must_stock_product = case.create_product("Must-stock tea")
    must_stock = env["channel.must.stock"].create(
        {
            "name": "Core range",
            "company_id": company,
            "line_ids": [Command.create({"product_id": case.must_stock_product.id})],
        }
    )
    case.must_stock_dialog = env["channel.must.stock.add"].create(
        {"order_id": case.loose_order.id}
    )
    env.flush_all()
    return {
        "channel.listing": listing,
        "channel.quantity.rule": rule,
        "channel.quota": quota,
        "channel.quota.usage": quota.usage_ids,
        "channel.quota.entry": quota.usage_ids.entry_ids,
        "channel.must.stock": must_stock,
        "channel.must.stock.line": must_stock.line_ids,
        "channel.must.stock.gap": env["channel.must.stock.gap"].search(
            [("company_id", "=", company)]
        ),
    }


CHANGES = {
    "channel.listing": {"note": "X"},
    "channel.quantity.rule": {"minimum": 1},
    "channel.quota": {"date_end": "2099-12-31"},
    "channel.quota.usage": {"used": 0},
    "channel.quota.entry": {"quantity": 0},
    "channel.must.stock": {"gap_days": 7},
    "channel.must.stock.line": {"sequence": 7},
}


def new_values(case):
    company, tea = case.lake_company.id, case.tea.product_tmpl_id.id
    other = {
        "company_id": company,
        "product_tmpl_id": case.must_stock_product.product_tmpl_id.id,
    }
    usage = case.subject["channel.quota.usage"]
    return {
        "channel.listing": {"company_id": company, "product_tmpl_id": tea},
        "channel.quantity.rule": other,
        "channel.quota": {**other, "quantity": 1},
        "channel.quota.usage": {
            "quota_id": usage.quota_id.id,
            "company_id": company,
            "period_start": "2000-01-01",
        },
        "channel.quota.entry": {"usage_id": usage.id, "quantity": 1},
        "channel.must.stock": {"name": "X", "company_id": company},
        "channel.must.stock.line": {
            "must_stock_id": case.subject["channel.must.stock"].id,
            "product_id": case.tea.id,
        },
    }


WIZARDS = {
    "channel.listing.wizard": (
        lambda case: {
            "company_id": case.lake_company.id,
            "product_tmpl_ids": case.tea.product_tmpl_id.ids,
        },
        "action_apply",
    ),
    "channel.must.stock.add": (
        lambda case: {"order_id": case.loose_order.id},
        "action_add",
    ),
    "channel.must.stock.add.line": (
        lambda case: {
            "wizard_id": case.must_stock_dialog.id,
            "product_id": case.tea.id,
        },
        "read",
    ),
}
