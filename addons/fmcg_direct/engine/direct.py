"""What a supplier ships straight to its customer's customers: how much of it is whose.

A purchase line may be for several customers of one address. Each shipment is shared out,
the oldest share first; a part is a part. Pure: the same facts always give the same answer.
Quantities are Decimal in the product's own unit.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class Part:
    """What of a purchase line is for one customer's line.

    :param need: key of the customer's line
    :param quantity: shipped or not
    :param moved: what of it has been shipped before
    :param is_wanted: the customer's order stands
    """

    need: object
    quantity: Decimal
    moved: Decimal = ZERO
    is_wanted: bool = True


@dataclass(frozen=True)
class Split:
    """Who gets what.

    :param moved: tuple of (need, shipped): what has left goes straight to the customer
    :param to_stock: tuple of what has left and nobody wants: the middle tier takes it in
    :param expected: dict from need to what has not left yet
    :param stock_expected: what has not left yet and nobody wants
    """

    moved: tuple = ()
    to_stock: tuple = ()
    expected: dict = field(default_factory=dict)
    stock_expected: Decimal = ZERO


def split(plan, parts):
    """Share out what a line's supplier has shipped and will ship.

    What was shipped beyond all parts is with the youngest customer whose order stands: the
    goods are where they are, and too many. Without one it is the middle tier's.

    :param plan: ``fmcg_purchase.engine.receipts.LinePlan``
    :param parts: iterable of :class:`Part`, the oldest first
    :return: :class:`Split`
    """
    parts = list(parts)
    left = {part.need: max(part.quantity - part.moved, ZERO) for part in parts}
    wanted = [part.need for part in parts if part.is_wanted]
    moved, to_stock = [], []
    for shipped in plan.arriving:
        rest = shipped.quantity
        given = _take(left, rest)
        rest -= sum(given.values())
        if rest and wanted:
            given[wanted[-1]] = given.get(wanted[-1], ZERO) + rest
            rest = ZERO
        moved += [
            (need, replace(shipped, quantity=quantity)) for need, quantity in given.items()
        ]
        if rest:
            to_stock.append(replace(shipped, quantity=rest))
    expected = _take(left, plan.expected)
    lonely = ZERO if wanted else plan.expected - sum(expected.values())
    return Split(tuple(moved), tuple(to_stock), expected, lonely)


def _take(left, quantity):
    """Dict from need to what it gets of ``quantity``; ``left`` is kept up to date."""
    given = {}
    for need, open_quantity in left.items():
        part = min(open_quantity, quantity)
        if part > 0:
            given[need] = part
            left[need] -= part
            quantity -= part
    return given
