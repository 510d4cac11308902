"""Which departments sell whole pieces: decided from their sales, not from their names.

Nothing in the data says so outright, but the sales do. What is weighed has another
price each time it is sold; what is metered has quantities of thousands.
"""

from dataclasses import dataclass

# A tin costs the same whoever buys it: of 100 sales of one product, two have a price
# not seen before. Of 100 sales of one kind of fresh fish, 73 have.
MOST_PRICES = 0.10
# Only products sold this often say something about prices.
SALES_THAT_TELL = 20
# A department is judged by at least so many sales of such products.
SALES_NEEDED = 100
# Nobody takes 100 pieces of one product home; fuel is metered in thousands.
MOST_PIECES = 100
MOST_LARGE = 0.01
COUPON = "COUPON"

NO_DEPARTMENT = "no department on record"
IS_COUPON = "coupons, not goods"


@dataclass(frozen=True)
class Sales:
    """What the year's sales of one product tell.

    :param lines: number of sales
    :param prices: number of different unit prices among them, before discounts
    :param large: number of sales of more than ``MOST_PIECES``
    """

    department: str
    category: str
    lines: int
    prices: int
    large: int


@dataclass(frozen=True)
class LeftOut:
    """Sales that are not played, and why.

    :param name: a department, or another group of sales
    """

    name: str
    reason: str
    lines: int
    products: int


def judge(sales):
    """Why a department is left out; nothing when it sells whole pieces.

    :param sales: list of :class:`Sales` of all products of one department
    """
    name = sales[0].department
    if not name:
        return NO_DEPARTMENT
    if COUPON in name:
        return IS_COUPON
    lines = sum(product.lines for product in sales)
    large = sum(product.large for product in sales) / lines
    if large > MOST_LARGE:
        return f"metered: {large:.0%} of the quantities are above {MOST_PIECES}"
    telling = [product for product in sales if product.lines >= SALES_THAT_TELL]
    judged = sum(product.lines for product in telling)
    if judged < SALES_NEEDED:
        return "too few sales to tell"
    prices = sum(product.prices for product in telling) / judged
    if prices > MOST_PRICES:
        return f"weighed: {prices:.0%} of the sales have a price of their own"
    return ""


def divide(sales):
    """Divide products into those that are played and those that are not.

    :param sales: dict from product id to :class:`Sales`
    :return: set of product ids to play, list of :class:`LeftOut`, largest first
    """
    departments = {}
    for product_id, product in sales.items():
        departments.setdefault(product.department, []).append(product_id)
    played, left_out = set(), []
    for name, ids in departments.items():
        reason = judge([sales[product_id] for product_id in ids])
        if reason:
            left_out.append(sum_up(name or "(none)", reason, ids, sales))
            continue
        coupons = {i for i in ids if COUPON in (sales[i].category or "")}
        if coupons:
            left_out.append(sum_up(f"{name}, coupons", IS_COUPON, coupons, sales))
        played.update(set(ids) - coupons)
    return played, sorted(left_out, key=lambda group: -group.lines)


def sum_up(name, reason, ids, sales):
    lines = sum(sales[product_id].lines for product_id in ids)
    return LeftOut(name, reason, lines, len(ids))
