"""What lies in each enterprise's warehouse: made by the brand, bought by everybody else.

Lots have expiry dates; some are soon due. The brand's come from its factory, which is no
part of the story; each distributor has bought its first stock from its upstream, together
with what its own distributors bought from it.
"""

from datetime import timedelta

from odoo import fields

from .orders import Tale
from .prices import goods
from .terms import grant_credit

# Pieces of each product that a tier keeps, and how many days ago it was filled.
LEVELS = {"brand": 80000, "province": 18000, "city": 6000, "sub": 480}
FILLED = {"brand": 96, "province": 92, "city": 86, "sub": 80}
# What is left of the shelf life of a lot: of fresh ones, of older ones, of some that
# have to be sold soon.
FRESH, OLDER, SOON = 0.85, 0.45, 0.12
FACTORS = (1.0, 0.7, 1.3, 0.9, 1.6)


def tell(book):
    enterprises = {
        key: node for key, node in book.all("node").items() if node.company_id
    }
    kept = {key: wanted(book, node) for key, node in enterprises.items()}
    brand = next(key for key, node in enterprises.items() if not node.parent_id)
    fill_warehouse(book, enterprises[brand], total(book, kept, enterprises, brand))
    for key, node in enterprises.items():  # from the brand down, as in the table
        if node.parent_id:
            buy(book, key, node, total(book, kept, enterprises, key))
    grant_credit(book, enterprises=True)


def wanted(book, node):
    """Dict from product to the pieces that a tier keeps of it."""
    level = LEVELS[node.tier_id.code]
    return {
        product: level * FACTORS[index % len(FACTORS)]
        for index, product in enumerate(assortment(book, node))
    }


def assortment(book, node):
    """Products in a warehouse: everything upstream, a part of it further down."""
    products = goods(book)
    if node.tier_id.code == "sub":
        return [product for index, product in enumerate(products) if index % 3 == 1]
    if node.tier_id.code == "city":
        return [product for index, product in enumerate(products) if index % 11 != 6]
    return products


def total(book, kept, enterprises, key):
    """What an enterprise needs: for itself and for those that buy from it."""
    found = dict(kept[key])
    for other, node in enterprises.items():
        if node.parent_id == enterprises[key]:
            for product, pieces in total(book, kept, enterprises, other).items():
                found[product] = found.get(product, 0) + pieces
    return found


def buy(book, key, node, pieces):
    """An order to the upstream that was shipped, received, billed and paid long ago."""
    upstream = next(
        one for one, other in book.all("node").items() if other == node.parent_id
    )
    row = {
        "seller": upstream,
        "buyer": key,
        "author": f"admin.{key}",
        "stage": "settled",
        "days": FILLED[node.tier_id.code],
        "note": "",
        "lines": " ".join(
            f"{product.default_code}:{-(-quantity // case_of(book, product)):.0f}:case"
            for product, quantity in pieces.items()
        ),
    }
    Tale(book, row, f"stock_{key}").tell()


def case_of(book, product):
    return book.unit(product, "case").factor


def fill_warehouse(book, node, pieces):
    """What the brand's factory has made."""
    company = node.company_id
    env = book.env["stock.warehouse"].with_company(company).env
    warehouse = env["stock.warehouse"].search(
        [("company_id", "=", company.id)], limit=1
    )
    planned = list(plan_lots(pieces))
    lots = env["stock.lot"].create(
        [prepare_lot(node, index, product, left) for index, product, left, _q in planned]
    )
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
                for lot, (_index, _product, _left, quantity) in zip(
                    lots, planned, strict=True
                )
            ]
        )
    )
    quants.action_apply_inventory()


def plan_lots(pieces):
    """Tuples of index, product, part of the shelf life that is left, and pieces: every
    product has a fresh lot, every third one another that is older, or nearly due."""
    for index, (product, quantity) in enumerate(pieces.items()):
        quantity = -(-quantity // 12) * 12
        yield index, product, FRESH, quantity
        if index % 3 == 0:
            yield index, product, SOON if index % 2 else OLDER, quantity // 48 * 12


def prepare_lot(node, index, product, left):
    today = fields.Datetime.now().replace(hour=16, minute=0, second=0, microsecond=0)
    life = product.product_tmpl_id.expiration_time
    expiration = today + timedelta(days=int(life * left) - index % 7)
    produced = expiration - timedelta(days=life)
    return {
        "name": f"L{produced:%y%m%d}{product.default_code.replace('-', '')}",
        "product_id": product.id,
        "company_id": node.company_id.id,
        "expiration_date": expiration,
    }
