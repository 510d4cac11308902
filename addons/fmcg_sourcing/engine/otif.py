"""On time, in full: what was promised against what was delivered.

A line is *in full* when at least what was promised has been delivered, *on time* when all
that was delivered came by the promised day (and something did), or all that was promised
had come by then. It is both exactly when all that was promised had come by the promised
day. An order is what all its lines are.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .packs import ZERO


@dataclass(frozen=True)
class Promised:
    """:param key: of the line
    :param order: what lines are judged together as
    :param quantity: Decimal in the base unit; a line without any is not due
    """

    key: object
    order: object
    quantity: Decimal
    day: date


@dataclass(frozen=True)
class Delivered:
    """A delivery to the line ``key``; an event may be one line's only."""

    key: object
    quantity: Decimal
    day: date


@dataclass(frozen=True)
class Score:
    """How many were due, and how many of them were as they should be."""

    due: int = 0
    on_time: int = 0
    in_full: int = 0
    otif: int = 0

    def share(self, name):
        """The share of ``on_time``, ``in_full`` or ``otif``.

        :return: Decimal from 0 to 1, not rounded; None when nothing is due
        """
        return Decimal(getattr(self, name)) / self.due if self.due else None


@dataclass(frozen=True)
class Otif:
    lines: Score
    orders: Score


def measure(promised, delivered, until):
    """How promises due by ``until`` were kept, as it was known on that day.

    O(promises + deliveries).

    :param promised: iterable of :class:`Promised`
    :param delivered: iterable of :class:`Delivered`; those of other lines do not count
    :param until: the last day that counts, for promises and for deliveries
    :return: :class:`Otif`; an order is due when its last promise is
    """
    came = defaultdict(list)
    for one in delivered:
        if one.day <= until:
            came[one.key].append(one)
    orders = defaultdict(list)
    for line in promised:
        if line.quantity > 0:
            orders[line.order].append(line)
    lines, whole = [], []
    for ordered in orders.values():
        found = [_judge(line, came[line.key]) for line in ordered if line.day <= until]
        lines += found
        if len(found) == len(ordered):
            whole.append(tuple(all(marks) for marks in zip(*found, strict=True)))
    return Otif(_count(lines), _count(whole))


def _judge(line, came):
    """Whether a line is on time, in full, and both."""
    total = sum((one.quantity for one in came), ZERO)
    by_then = sum((one.quantity for one in came if one.day <= line.day), ZERO)
    both = by_then >= line.quantity
    return both or ZERO < total == by_then, total >= line.quantity, both


def _count(marks):
    columns = zip(*marks, strict=True) if marks else ((), (), ())
    return Score(len(marks), *(sum(column) for column in columns))
