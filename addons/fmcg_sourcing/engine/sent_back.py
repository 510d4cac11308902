"""What customers have sent back goes up to whom it came from.

Each of the goods goes back by a receipt that brought the same lot: first by one that was
ordered for this very customer, then by the newest. What no receipt has brought, or what went
back already, stays with the seller. Pure; quantities are Decimal in the product's base unit.
"""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class Goods:
    """What came back.

    :param key: of the movement
    :param lot: id; None where the product has none
    :param lines: ids of purchase lines that were ordered for this customer
    """

    key: int
    product: int
    quantity: Decimal
    lot: int | None = None
    lines: frozenset = frozenset()


@dataclass(frozen=True)
class Receipt:
    """Goods that came from the upstream.

    :param key: of the movement; of two the higher one is the newer one
    :param left: what of it has neither gone back nor is about to
    :param lots: dict from lot (None where there are none) to what came of it
    """

    key: int
    line: int
    product: int
    left: Decimal
    lots: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """``quantity`` of ``lot`` of the ``goods`` goes back by ``receipt`` (keys)."""

    goods: int
    receipt: int
    lot: int | None
    quantity: Decimal


def match(goods, receipts):
    """Which goods go back by which receipts.

    :return: list of :class:`Part`, sorted by goods
    """
    left = {one.key: one.left for one in receipts}
    taken = Counter()
    parts = []
    for one in sorted(goods, key=lambda one: (one.key, one.lot or 0)):
        wanted = one.quantity
        for receipt in _sort_receipts(one, receipts):
            of_lot = receipt.lots.get(one.lot, ZERO) - taken[receipt.key, one.lot]
            quantity = min(wanted, left[receipt.key], of_lot)
            if quantity > 0:
                wanted -= quantity
                left[receipt.key] -= quantity
                taken[receipt.key, one.lot] += quantity
                parts.append(Part(one.key, receipt.key, one.lot, quantity))
    return parts


def _sort_receipts(goods, receipts):
    return sorted(
        (one for one in receipts if one.product == goods.product),
        key=lambda one: (one.line not in goods.lines, -one.key),
    )
