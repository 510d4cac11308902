"""Promotions: one of each kind, and orders that got them."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from .book import table
from .orders import Tale

# Numbers of the orders follow those of ``orders.csv``.
FIRST_NUMBER = 101


def tell(book):
    for row in table("promotions"):
        tell_promotion(book, row)
    for number, row in enumerate(table("promotion_orders"), start=FIRST_NUMBER):
        Tale(book, row, number).tell()


def tell_promotion(book, row):
    company = book.company(row["seller"])
    admin = f"admin.{row['seller']}"
    env = book.acting(admin, company, book.env["channel.promotion"]).env
    promotion = env["channel.promotion"].create(prepare_values(book, row, company))
    book.in_chinese(promotion.with_env(book.env), name=row["name_zh"])
    book.keep("promotion", row["key"], promotion.with_env(book.env))
    if row["coupon"]:
        code, uses = row["coupon"].split(":")
        env["channel.coupon"].create(
            {"promotion_id": promotion.id, "code": code, "most_uses": int(uses)}
        )
    if row["state"] != "draft":
        promotion.action_release()
    if row["state"] == "stopped":
        promotion.action_stop()


def prepare_values(book, row, company):
    return {
        "name": row["name_en"],
        "company_id": company.id,
        "currency_id": company.currency_id.id,
        "kind": row["kind"],
        "level": row["level"],
        "measure": row["measure"],
        "uom_id": unit(book, row["unit"]),
        "repeat": row["repeat"] == "yes",
        "most_times": int(row["most"] or 0),
        "stop": row["stop"] == "yes",
        **({"return_rule": row["return_rule"]} if row["return_rule"] else {}),
        "group_id": row["group"] and group(book, company, row["group"]).id,
        "coupon_required": bool(row["coupon"]),
        "date_start": day(row["from_day"]),
        "date_end": day(row["to_day"]),
        "same_product": row["gifts"] == "same",
        "gift_choice": "one" if " " in row["gifts"] else "all",
        "shortage": "substitute" if " " in row["gifts"] else "owed",
        **prepare_scope(book, row),
        **prepare_benefit(book, row),
        **prepare_audience(book, row["audience"]),
        "funder_ids": [
            Command.create(
                {"payer": "seller" if key == row["seller"] else key, "share": share}
            )
            for key, share in pairs(row["funders"])
        ],
        "budget_ids": prepare_budgets(row["budget"]),
    }


def pairs(text):
    """``brand:60 gz:40`` as pairs of a key and a number."""
    return [
        (key, float(value)) for key, value in (part.split(":") for part in text.split())
    ]


def unit(book, text):
    """``TEA-01:case``: the unit of a product; nothing where none is said."""
    if not text:
        return False
    code, kind = text.split(":")
    product = book.product(code)
    return product.uom_id.id if kind == "piece" else book.unit(product, kind).id


def day(offset):
    return fields.Date.today() + timedelta(days=int(offset))


def group(book, company, key):
    known = book.all("promotion_group")
    if key in known:
        return known[key]
    found = book.env["channel.promotion.group"].create(
        {"name": "One discount an order", "company_id": company.id}
    )
    return book.keep("promotion_group", key, book.in_chinese(found, name="整单优惠互斥"))


def prepare_scope(book, row):
    codes = row["products"].split() if row["kind"] != "bundle" else []
    categories = [book.get("category", key).id for key in row["categories"].split()]
    brands = [book.get("brand", key).id for key in row["brands"].split()]
    return {
        "product_ids": [Command.set([book.product(code).id for code in codes])],
        "categ_ids": [Command.set(categories)],
        "brand_ids": [Command.set(brands)],
    }


def prepare_benefit(book, row):
    if row["kind"] == "bundle":
        return {
            "bundle_price": float(row["steps"].strip(":")),
            "component_ids": [
                Command.create(
                    {
                        "product_ids": [Command.set(book.product(code).ids)],
                        "quantity": quantity,
                        "uom_id": book.product(code).uom_id.id,
                    }
                )
                for code, quantity in pairs(row["products"])
            ],
        }
    return {
        "step_ids": [
            Command.create(prepare_step(book, row, *step.split(":")))
            for step in row["steps"].split()
        ]
    }


def prepare_step(book, row, threshold, value):
    values = {"threshold": float(threshold)}
    if row["kind"] == "gift":
        gifts = row["gifts"].split() if row["gifts"] != "same" else []
        return values | {
            "gift_quantity": float(value),
            "gift_ids": [Command.create(prepare_gift(book, code)) for code in gifts],
        }
    if value.endswith("%"):
        return values | {"percent": float(value.strip("%"))}
    name = "price" if row["kind"] == "line_price" else "amount"
    return values | {name: float(value)}


def prepare_gift(book, code):
    product = book.product(code)
    return {
        "product_id": product.id,
        "uom_id": product.uom_id.id,
        "quantity": 1.0,
        "value": round(product.list_price * 0.6, 2),
    }


def prepare_audience(book, text):
    if not text:
        return {}
    kind, key = text.split(":")
    if kind == "tier":
        return {"tier_ids": [Command.set(book.env.ref(f"fmcg_channel.tier_{key}").ids)]}
    return {f"{kind}_ids": [Command.set(book.get(kind, key).ids)]}


def prepare_budgets(text):
    """``money:5000:all:month``: what is counted, how much, for whom, how often anew."""
    if not text:
        return []
    measure, limit, scope, period = text.split(":")
    return [
        Command.create(
            {
                "measure": measure,
                "limit": float(limit),
                "scope": scope,
                "period": period,
                "partial": measure == "gifts",
            }
        )
    ]
