"""Gifts that are owed from earlier orders: which of them go with this one."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal


@dataclass(frozen=True)
class Debt:
    """:param pieces: still open, in the gift's unit
    :param factor: reference units in one piece
    """

    key: object
    product: int
    pieces: Decimal
    factor: Decimal = Decimal(1)


def settle(debts, stock):
    """What is delivered now: the debts in their order, as far as stock allows.

    Of a debt that cannot be delivered as a whole only whole pieces are.

    :param debts: list of :class:`Debt`, the oldest first
    :param stock: dict from product to reference units that may be given away; what is
        not in it is always there
    :return: dict from a debt's key to pieces; debts that get nothing are left out
    """
    left = dict(stock)
    settled = {}
    for debt in debts:
        pieces = _take(left, debt)
        if pieces > 0:
            settled[debt.key] = pieces
    return settled


def _take(left, debt):
    if debt.product not in left:
        return debt.pieces
    there = left[debt.product] / debt.factor
    taken = debt.pieces
    if there < taken:
        taken = max(there, Decimal(0)).to_integral_value(ROUND_FLOOR)
    left[debt.product] -= taken * debt.factor
    return taken
