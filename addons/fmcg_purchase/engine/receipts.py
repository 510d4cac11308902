"""What the receipts of a purchase have to be, from what its supplier has shipped.

Pure: the same facts always give the same answer, in whatever order they came about, and
applying an answer leaves nothing more to do.
"""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class Shipped:
    """Goods of one line that have left the supplier.

    ``key`` names the supplier's movement, ``parcel`` the shipment that it belongs to;
    ``quantity`` is in the product's own unit.
    """

    key: int
    parcel: int
    quantity: Decimal


@dataclass(frozen=True)
class LineFacts:
    """One line of a purchase.

    ``ordered``: of the supplier's line, in the product's own unit
    ``open``: what the supplier's transfers that are not done still ask for
    ``shipped``: what has left the supplier
    ``known``: keys of what has a receipt already
    ``expected``: what stands in the receipt of goods that have not left yet
    ``returned``: what the supplier has taken back of what it shipped
    """

    key: int
    ordered: Decimal
    open: Decimal = ZERO
    shipped: tuple[Shipped, ...] = ()
    known: frozenset[int] = frozenset()
    expected: Decimal = ZERO
    returned: Decimal = ZERO


@dataclass(frozen=True)
class LinePlan:
    """What to do for a line, nothing where all is right.

    ``arriving``: what has left and has no receipt
    ``expected``: what the receipt of goods to come has to ask for
    ``over``, ``short``: what was shipped beyond what was ordered, and what was ordered
    and will not come
    """

    key: int
    arriving: tuple[Shipped, ...]
    expected: Decimal
    over: Decimal
    short: Decimal


def plan(line):
    """:param line: :class:`LineFacts`
    :return: :class:`LinePlan`
    """
    left = sum((one.quantity for one in line.shipped), ZERO)
    # with preparation as a step of its own, one piece may stand in two open transfers
    expected = max(ZERO, min(line.open, line.ordered - left + line.returned))
    return LinePlan(
        line.key,
        arriving=tuple(
            sorted(
                (one for one in line.shipped if one.key not in line.known),
                key=lambda one: (one.parcel, one.key),
            )
        ),
        expected=expected,
        over=max(ZERO, left - line.returned - line.ordered),
        short=max(ZERO, line.ordered - left - expected),
    )
