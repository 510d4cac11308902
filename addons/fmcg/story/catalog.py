"""Who may order what: listing, order quantities, quotas and must-stock lists."""


from odoo import fields

from .book import table


def tell(book):
    list_products(book)
    create_quantity_rules(book)
    create_quotas(book)
    create_must_stock_lists(book)


def list_products(book):
    for row in table("listings"):
        book.env["channel.listing"].create(
            {
                "company_id": book.company(row["seller"]).id,
                "is_listed": row["listed"] == "yes",
                "date_start": book.day(row["from_day"]),
                "date_end": book.day(row["to_day"]),
                "note": row["note"],
                **what(book, row["what"]),
                **audience(book, row),
            }
        )


def what(book, key):
    """A product by its code, or a category."""
    categories = book.all("category")
    if key in categories:
        return {"categ_id": categories[key].id}
    return {"product_tmpl_id": book.product(key).product_tmpl_id.id}


def audience(book, row):
    kind, target = row["audience"], row["target"]
    if kind == "all":
        return {"audience": kind}
    records = {
        "tier": lambda: book.env.ref(f"fmcg_channel.tier_{target}"),
        "territory": lambda: book.env.ref(f"fmcg_channel.territory_cn_{target}"),
        "grade": lambda: book.get("grade", target),
        "node": lambda: book.node(target),
    }
    return {"audience": kind, f"{kind}_id": records[kind]().id}


def create_quantity_rules(book):
    for row in table("quantity_rules"):
        product = book.product(row["product"])
        book.env["channel.quantity.rule"].create(
            {
                "company_id": book.company(row["seller"]).id,
                "product_tmpl_id": product.product_tmpl_id.id,
                "uom_id": book.unit(product, row["unit"]).id,
                "grade_id": row["grade"] and book.get("grade", row["grade"]).id,
                "minimum": float(row["minimum"]),
                "multiple": float(row["multiple"]),
                "maximum": float(row["maximum"]),
            }
        )


def create_quotas(book):
    for row in table("quotas"):
        product = book.product(row["product"])
        book.env["channel.quota"].create(
            {
                "company_id": book.company(row["seller"]).id,
                "product_tmpl_id": product.product_tmpl_id.id,
                "quantity": float(row["quantity"]),
                "uom_id": book.unit(product, row["unit"]).id,
                "period": row["period"],
                "scope": row["scope"],
                "node_id": row["node"] and book.node(row["node"]).id,
            }
        )


def create_must_stock_lists(book):
    for row in table("must_stock"):
        products = [book.product(code) for code in row["products"].split()]
        found = book.env["channel.must.stock"].create(
            {
                "name": row["name_en"],
                "company_id": book.company(row["seller"]).id,
                "gap_days": int(row["days"]),
                "line_ids": [
                    fields.Command.create({"product_id": product.id})
                    for product in products
                ],
                **audience(book, row),
            }
        )
        book.in_chinese(found, name=row["name_zh"])
