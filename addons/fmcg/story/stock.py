"""What lies in each enterprise's warehouse: lots with expiry dates, some soon due."""

from datetime import timedelta

from odoo import fields

from .prices import goods

# Pieces of each product in a warehouse, by tier.
LEVELS = {"brand": 80000, "province": 18000, "city": 6000, "sub": 480}
# What is left of the shelf life of a lot: of fresh ones, of older ones, of some that
# have to be sold soon.
FRESH, OLDER, SOON = 0.85, 0.45, 0.12


def tell(book):
    for node in book.all("node").values():
        if node.company_id:
            fill_warehouse(book, node)


def fill_warehouse(book, node):
    company = node.company_id
    env = book.env["stock.warehouse"].with_company(company).env
    warehouse = env["stock.warehouse"].search(
        [("company_id", "=", company.id)], limit=1
    )
    lots = env["stock.lot"].create(list(prepare_lots(book, node)))
    quants = (
        env["stock.quant"]
        .with_context(inventory_mode=True)
        .create(
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
    for index, left in lots_of(book, node):
        product = assortment(book, node)[index]
        life = product.product_tmpl_id.expiration_time
        expiration = today + timedelta(days=int(life * left) - index % 7)
        produced = expiration - timedelta(days=life)
        yield {
            "name": f"L{produced:%y%m%d}{product.default_code.replace('-', '')}",
            "product_id": product.id,
            "company_id": node.company_id.id,
            "expiration_date": expiration,
        }


def lots_of(book, node):
    """(index of the product, part of its shelf life that is left): every product has a
    fresh lot, every third one another that is older, or in the cities nearly due."""
    is_city = node.tier_id.code == "city"
    for index, _product in enumerate(assortment(book, node)):
        yield index, FRESH
        if index % 3 == 0:
            yield index, SOON if is_city and (index + node.id) % 2 else OLDER


def quantities(book, node):
    level = LEVELS[node.tier_id.code]
    for index, left in lots_of(book, node):
        factor = (1.0, 0.7, 1.3, 0.9, 1.6)[index % 5]
        yield round(level * factor * (1 if left == FRESH else 0.25) / 12) * 12
