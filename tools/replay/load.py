"""From the grocer's sales to orders: one order for a store's sales of a week."""

import hashlib
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from . import fetch, pieces

CENT = Decimal("0.01")
WEEKS = 100  # more than there are, to keep store and week in one number
STILL = ("product_id", "department", "product_category", "product_type", "package_size")
SALES = (
    "store_id",
    "week",
    "product_id",
    "quantity",
    "sales_value",
    "retail_disc",
    "coupon_match_disc",
)


@dataclass(frozen=True)
class Product:
    key: int
    name: str
    department: str
    price: Decimal


@dataclass(frozen=True)
class Order:
    """What one store sold in one week.

    :param lines: tuple of (product key, pieces)
    """

    store: int
    week: int
    lines: tuple

    @property
    def key(self):
        return f"journey-{self.store}-{self.week}"


@dataclass
class Journey:
    """The chosen orders, and what is known about all of the data."""

    orders: list
    products: dict
    left_out: list
    stores: list
    facts: dict = field(default_factory=dict)


def journey(wanted, most_lines=0):
    """Read the data and choose ``wanted`` orders (of at most so many lines, if any)."""
    sales = fetch.table("transactions", list(SALES))
    records = {row["product_id"]: row for row in products_table().to_pylist()}
    counted, empty = without_empty(sales)
    stock = by_product(counted)
    played, left_out = pieces.divide(
        {key: to_sales(records.get(key, {}), row) for key, row in stock.items()}
    )
    if empty:
        reason = "nothing sold or nothing paid"
        left_out.append(pieces.LeftOut("(any)", reason, empty, 0))
    counted = only(counted, "product_id", played)
    sizes = order_sizes(counted)
    fitting = [
        key for key, lines in sizes.items() if not most_lines or lines <= most_lines
    ]
    chosen = choose(fitting, wanted)
    orders = to_orders(chosen, order_lines(counted, chosen))
    needed = {product for order in orders for product, _quantity in order.lines}
    return Journey(
        orders=orders,
        products={k: to_product(k, records[k], stock[k]) for k in sorted(needed)},
        left_out=left_out,
        stores=sorted(set(sales["store_id"].to_pylist())),
        facts={
            "sales lines": sales.num_rows,
            "sales lines of whole pieces": counted.num_rows,
            "products on record": len(records),
            "products of whole pieces sold": len(played),
            "stores": len({store for store, _week in sizes}),
            "weekly orders": len(sizes),
            "order lines in them": sum(sizes.values()),
            "weekly orders to choose from": len(fitting),
        },
    )


def products_table():
    return fetch.table("products", list(STILL))


def without_empty(sales):
    """Drop sales of nothing or for nothing; (the others, number of dropped)."""
    from pyarrow import compute

    kept = sales.filter(
        compute.and_(
            compute.greater(sales["quantity"], 0),
            compute.greater(sales["sales_value"], 0),
        )
    )
    return kept, sales.num_rows - kept.num_rows


def by_product(sales):
    """Lines, pieces, value at the shelf price, and number of prices per product."""
    from pyarrow import compute

    value = compute.add(
        sales["sales_value"],
        compute.add(sales["retail_disc"], sales["coupon_match_disc"]),
    )
    price = compute.round(compute.divide(value, sales["quantity"]), 2)
    large = compute.greater(sales["quantity"], pieces.MOST_PIECES).cast("int64")
    table = sales.select(["product_id", "quantity"])
    for name, column in (("value", value), ("price", price), ("large", large)):
        table = table.append_column(name, column)
    grouped = table.group_by("product_id").aggregate(
        [
            ("quantity", "count"),
            ("quantity", "sum"),
            ("value", "sum"),
            ("price", "count_distinct"),
            ("large", "sum"),
        ]
    )
    return {row["product_id"]: row for row in grouped.to_pylist()}


def to_sales(record, row):
    return pieces.Sales(
        department=record.get("department"),
        category=record.get("product_category"),
        lines=row["quantity_count"],
        prices=row["price_count_distinct"],
        large=row["large_sum"],
    )


def to_product(key, record, row):
    kind = record["product_type"] or record["product_category"] or record["department"]
    name = " ".join(filter(None, (kind, record["package_size"])))
    price = unit_price(row["value_sum"], row["quantity_sum"])
    return Product(key, f"{name} #{key}", record["department"], price)


def unit_price(value, quantity):
    """What a piece costs on the shelf, over the whole year; at least a cent."""
    price = Decimal(str(round(value, 4))) / int(quantity)
    return max(price.quantize(CENT, rounding=ROUND_HALF_UP), CENT)


def only(sales, column, values):
    import pyarrow
    from pyarrow import compute

    wanted = pyarrow.array(sorted(values), "int64")
    return sales.filter(compute.is_in(sales[column], value_set=wanted))


def order_sizes(sales):
    """Dict from (store, week) to the number of different products."""
    grouped = sales.group_by(["store_id", "week"]).aggregate(
        [("product_id", "count_distinct")]
    )
    return {
        (row["store_id"], row["week"]): row["product_id_count_distinct"]
        for row in grouped.to_pylist()
    }


def choose(keys, wanted):
    """The same choice each time, spread over stores and weeks, a larger one wider."""
    return sorted(sorted(keys, key=lottery)[:wanted], key=lambda key: key[::-1])


def lottery(key):
    return hashlib.sha256(":".join(map(str, key)).encode()).digest()


def order_lines(sales, chosen):
    """Rows (store, week, product, pieces) of the chosen orders."""
    from pyarrow import compute

    both = compute.add(compute.multiply(sales["store_id"], WEEKS), sales["week"])
    sales = sales.append_column("order", both)
    wanted = {store * WEEKS + week for store, week in chosen}
    grouped = (
        only(sales, "order", wanted)
        .group_by(["store_id", "week", "product_id"])
        .aggregate([("quantity", "sum")])
    )
    return [
        (row["store_id"], row["week"], row["product_id"], row["quantity_sum"])
        for row in grouped.to_pylist()
    ]


def to_orders(chosen, rows):
    """One :class:`Order` for each chosen (store, week), its lines in product order."""
    lines = {key: [] for key in chosen}
    for store, week, product, quantity in rows:
        lines[store, week].append((product, int(quantity)))
    return [Order(*key, tuple(sorted(lines[key]))) for key in chosen]


def spread(stores, count):
    """Dict from store to the number of its distributor: hashed, and evenly."""
    mixed = sorted(stores, key=lambda store: lottery((store,)))
    return {store: place % count for place, store in enumerate(mixed)}
