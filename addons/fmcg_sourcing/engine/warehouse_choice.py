"""From which of a seller's warehouses an order is served.

An order leaves one warehouse; what that one lacks comes later. So the best one lacks the
fewest goods, then the least of them. Quantities are Decimal in the product's base unit.
"""

from .packs import ZERO


def choose_warehouse(wanted, free):
    """The one that serves the order with the fewest splits. O(warehouses × products).

    :param wanted: dict from product to quantity
    :param free: dict from warehouse to dict from product to what is free there; the
        preferred one first, which is chosen of those that are alike
    :return: the warehouse; None where there is none
    """
    return min(free, key=lambda one: _lacks(wanted, free[one]), default=None)


def _lacks(wanted, free):
    """How many goods are not there in full, and how much of them in all."""
    lacking = [
        quantity - free.get(product, ZERO)
        for product, quantity in wanted.items()
        if free.get(product, ZERO) < quantity
    ]
    return len(lacking), sum(lacking)
