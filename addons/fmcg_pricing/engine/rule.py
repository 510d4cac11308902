"""Price rules and demands, as the engine sees them; nothing here knows Odoo.

Prices and quantities are floats, unlike elsewhere in our engines: the rules are core's
own, and their prices have to equal core's to the last digit.
"""

from typing import NamedTuple

VARIANT = "0_product_variant"
PRODUCT = "1_product"
CATEGORY = "2_product_category"
GLOBAL = "3_global"

# Why a rule does not give the price
NOT_STARTED = "not_started"
ENDED = "ended"
UNIT = "unit"
QUANTITY = "quantity"
LESS_SPECIFIC = "less_specific"


class Rule(NamedTuple):
    """One rule of a price list (``product.pricelist.item``).

    :param target: id of the variant, product or category; ``None`` for all products
    :param depth: how deep the category lies; 0 for other rules
    :param min_quantity: in the unit that the rule is for
    :param unit: id of the unit that the price is for; ``None`` is the product's own
    :param date_start: first moment, naive UTC; ``date_end`` is the last one
    """

    id: int
    list_id: int
    applied_on: str
    target: int | None
    depth: int
    min_quantity: float
    unit: int | None
    date_start: object
    date_end: object
    kind: str
    fixed_price: float
    percent_price: float
    base: str
    base_list_id: int | None
    discount: float
    surcharge: float
    round: float
    min_margin: float
    max_margin: float


class Demand(NamedTuple):
    """What a price is asked for.

    :param key: whatever the caller knows it by
    :param categories: ids from the product's own category up to the root
    :param unit: id of the ordered unit; ``quantity`` is in this unit
    :param product_unit: id of the product's own unit
    :param product_quantity: the quantity in the product's own unit
    :param factor: how many product units make one ordered unit
    :param date: the moment, naive UTC
    """

    key: object
    product: int | None
    template: int | None
    categories: tuple
    quantity: float
    unit: int
    product_unit: int
    product_quantity: float
    factor: float
    date: object


def rejection(rule, demand, exact):
    """Why ``rule`` does not fit ``demand``; ``None`` when it does.

    :param exact: ask for a price of the ordered unit itself; otherwise for one of the
        product's own unit
    """
    if rule.date_start and demand.date < rule.date_start:
        return NOT_STARTED
    if rule.date_end and demand.date > rule.date_end:
        return ENDED
    if exact:
        quantity = demand.quantity
        if rule.unit != demand.unit:
            return UNIT
    else:
        quantity = demand.product_quantity
        if rule.unit and rule.unit != demand.product_unit:
            return UNIT
    if rule.min_quantity and quantity < rule.min_quantity:
        return QUANTITY
    return None
