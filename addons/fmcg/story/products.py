"""What is sold: categories, units, barcodes, shelf life and pictures."""

from . import pictures
from .book import table

# GS1 leaves 200 to 299 to everybody's own use: no real product has these barcodes.
PIECE, PACK, CASE = "200", "201", "202"


def tell(book):
    create_categories(book)
    create_brands(book)
    rows = table("products")
    create_units(book, rows)
    create_products(book, rows)


def create_categories(book):
    fefo = book.env.ref("product_expiry.removal_fefo")
    for row in table("categories"):
        parent = row["parent"] and book.get("category", row["parent"]).id
        category = book.env["product.category"].create(
            {
                "name": row["name"],
                "parent_id": parent,
                "removal_strategy_id": fefo.id,
            }
        )
        book.keep("category", row["key"], category)


def create_brands(book):
    for row in table("brands"):
        brand = book.env["product.brand"].create({"name": row["name_en"]})
        book.keep("brand", row["key"], book.in_chinese(brand, name=row["name_zh"]))


def create_units(book, rows):
    """A pack or a case for each number of pieces that some product comes in."""
    wanted = {
        (row["piece"], kind, int(row[kind]))
        for row in rows
        for kind in ("pack", "case")
        if int(row[kind])
    }
    units = book.env["uom.uom"]._find_or_create_packagings(
        (get_piece(book, piece), size, kind, None) for piece, kind, size in sorted(wanted)
    )
    for piece, kind, size in wanted:
        unit = units[get_piece(book, piece), size, kind, None]
        book.keep(kind, f"{piece} {size}", unit)


def get_piece(book, piece):
    return book.env.ref(f"fmcg_catalog.uom_{piece}")


def create_products(book, rows):
    looks = {row["key"]: row for row in table("categories")}
    brands = {
        category: book.get("brand", row["key"]).id
        for row in table("brands")
        for category in row["categories"].split()
    }
    Product = book.env["product.product"]
    products = Product.create(
        [
            prepare_product_values(book, row, number)
            for number, row in enumerate(rows, start=1)
        ]
    )
    for number, (row, product) in enumerate(zip(rows, products, strict=True), start=1):
        book.keep("product", row["code"], product)
        book.in_chinese(product, name=row["name_zh"])
        # on the template: core keeps one picture of a batch of new variants
        look = looks[row["category"]]
        picture = pictures.draw(look["shape"], look["color"], number)
        product.product_tmpl_id.image_1920 = picture
        product.product_brand_id = brands[row["category"]]
    book.env["product.uom"].create(
        [
            values
            for number, row in enumerate(rows, start=1)
            for values in prepare_packaging_values(book, row, number)
        ]
    )


def prepare_product_values(book, row, number):
    life = int(row["shelf_life"])
    return {
        "name": row["name_en"],
        "default_code": row["code"],
        "barcode": ean13(PIECE, number),
        "categ_id": book.get("category", row["category"]).id,
        "type": "consu",
        "is_storable": True,
        "tracking": "lot",
        "use_expiration_date": True,
        "expiration_time": life,
        "use_time": life // 10,
        "removal_time": life // 20,
        "alert_time": life // 6,
        "list_price": float(row["price"]),
        "weight": float(row["weight"]),
        "invoice_policy": "delivery",
        "uom_id": get_piece(book, row["piece"]).id,
        "uom_ids": [unit.id for unit in get_packagings(book, row).values()],
    }


def get_packagings(book, row):
    """Units of a product besides the piece, by the prefix of their barcodes."""
    units = {}
    if int(row["pack"]):
        units[PACK] = book.get("pack", f"{row['piece']} {row['pack']}")
    units[CASE] = book.get("case", f"{row['piece']} {row['case']}")
    return units


def prepare_packaging_values(book, row, number):
    return [
        {
            "product_id": book.product(row["code"]).id,
            "uom_id": unit.id,
            "barcode": ean13(prefix, number),
            "company_id": False,
        }
        for prefix, unit in get_packagings(book, row).items()
    ]


def ean13(prefix, number):
    """A barcode of our own: prefix, number and check digit."""
    digits = f"{prefix}{number:09d}"
    weighted = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return f"{digits}{-weighted % 10}"
