"""What lies in each enterprise's warehouse: lots with expiry dates, some soon due."""

from datetime import timedelta

from odoo import fields

from .prices import goods

# Pieces of each product in a warehouse, by tier.
LEVELS = {"brand": 60000, "province": 15000, "city": 2400, "sub": 480}
# What is left of the shelf life of the lots in stock: (part of life, part of stock).
LOTS = ((0.85, 0.6), (0.45, 0.4))
SOON = 0.12


def tell(book):
    for node in book.all("node").values():
        if node.company_id:
            fill_warehouse(book, node)


def fill_warehouse(book, node):
    company = node.company_id
    env = book.env["stock.warehouse"].with_company(company).env
    warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
    lots = env["stock.lot"].create(list(prepare_lots(book, node)))
    quants = env["stock.quant"].with_context(inventory_mode=True).create(
        [
            {
                "product_id": lot.product_id.id,
                "location_id": warehouse.lot_stock_id.id,
                "lot_id": lot.id,
                "inventory_quantity": quantity,
            }
            for lot, quantity in zip(lots, quantities(book, node), strict=True)
        ]
    )
    quants.action_apply_inventory()


def assortment(book, node):
    """Products in a warehouse: everything upstream, a part of it further down."""
    products = goods(book)
    if node.tier_id.code == "sub":
        return [product for index, product in enumerate(products) if index % 3 == 1]
    if node.tier_id.code == "city":
        return [product for index, product in enumerate(products) if index % 11 != 6]
    return products


def prepare_lots(book, node):
    today = fields.Datetime.now().replace(hour=16, minute=0, second=0, microsecond=0)
    for index, product in enumerate(assortment(book, node)):
        for number, (left, _part) in enumerate(LOTS):
            if number and (index + node.id) % 9 == 0 and node.tier_id.code == "city":
                left = SOON
            life = product.product_tmpl_id.expiration_time
            expiration = today + timedelta(days=int(life * left) - index % 7)
            produced = expiration - timedelta(days=life)
            yield {
                "name": f"L{produced:%y%m%d}{product.default_code.replace('-', '')}",
                "product_id": product.id,
                "company_id": node.company_id.id,
                "expiration_date": expiration,
            }


def quantities(book, node):
    level = LEVELS[node.tier_id.code]
    for index, _product in enumerate(assortment(book, node)):
        factor = (1.0, 0.7, 1.3, 0.9, 1.6)[index % 5]
        for _left, part in LOTS:
            yield round(level * factor * part / 12) * 12
