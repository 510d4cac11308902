"""Prices that change: sheets that wait, and one that takes effect by itself."""

from datetime import timedelta

from odoo import fields

from .book import table


def tell(book):
    sheets = {}
    for row in table("price_sheets"):
        key = (row["seller"], row["grade"], row["state"])
        sheets.setdefault(key, []).append(row)
    for rows in sheets.values():
        tell_sheet(book, rows)


def tell_sheet(book, rows):
    first = rows[0]
    company = book.company(first["seller"])
    Sheet = book.env["channel.price.sheet"]
    sheet = book.acting(first["author"], company, Sheet).create(
        prepare_sheet_values(book, company, rows)
    )
    if first["state"] in ("submitted", "approved"):
        sheet.action_submit()
    if first["state"] == "approved":
        book.acting(first["approver"], company, sheet).action_approve()


def prepare_sheet_values(book, company, rows):
    first = rows[0]
    pricelist = book.get("pricelist", f"{first['seller']}_{first['grade']}")
    return {
        "company_id": company.id,
        "pricelist_id": pricelist.id,
        "date": book.today + timedelta(days=int(first["days"])),
        "reason": first["reason"],
        "line_ids": [fields.Command.create(prepare_line(book, row)) for row in rows],
    }


def prepare_line(book, row):
    product = book.product(row["product"])
    return {
        "product_tmpl_id": product.product_tmpl_id.id,
        "uom_id": book.unit(product, row["unit"]).id,
        "min_quantity": float(row["from_quantity"]),
        "new_price": float(row["price"]),
    }
