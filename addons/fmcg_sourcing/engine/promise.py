"""The day on which goods will be there.

All days and times are those where the seller is, and naive: whoever asks converts them.
The goods leave on the first day on which they are there and the order is in time; they
travel, and arrive on the first day on which the seller delivers to the buyer.
"""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from .reason import because

# Days that are looked through for one on which it is delivered
FURTHEST = 400
ONE_DAY = timedelta(days=1)

# Why the day is not earlier
CUT_OFF = "cut_off"  # time: after which orders count for the next day
GOODS = "goods"  # day: when they are there
TRANSPORT = "transport"  # days
WEEKDAY = "weekday"  # day: the one on which they could have arrived
CLOSED = "closed"  # day: the last one on which nobody delivers


@dataclass(frozen=True)
class Terms:
    """When a seller delivers to a buyer.

    :param transport_days: from leaving to arriving, whole days
    :param weekdays: set of 0 (Monday) to 6 on which goods arrive; empty for any day
    :param cutoff: an order at this time is still in time for the day; None for any time
    :param closed: set of days on which nothing arrives
    :raise ValueError: transport days below zero, or a weekday that there is not
    """

    transport_days: int = 0
    weekdays: frozenset = frozenset()
    cutoff: time | None = None
    closed: frozenset = field(default_factory=frozenset)

    def __post_init__(self):
        if self.transport_days < 0:
            raise ValueError(
                f"transport_days is {self.transport_days}: give 0 for the same day."
            )
        wrong = sorted(set(self.weekdays) - set(range(7)))
        if wrong:
            raise ValueError(
                f"weekdays has {wrong}: give numbers from 0 (Monday) to 6 (Sunday)."
            )


@dataclass(frozen=True)
class Promise:
    """:param leaves: the latest day on which the goods leave
    :param arrives: the promised day
    :param reasons: tuple of :class:`~.reason.Reason`, in the order of the way
    """

    leaves: date
    arrives: date
    reasons: tuple = ()


def find_promise(ordered, terms, available=None):
    """The day that can be promised for an order. O(days until it).

    :param ordered: naive datetime where the seller is
    :param terms: :class:`Terms`
    :param available: day on which goods that are not in stock are expected; None for
        goods that are
    :return: :class:`Promise`
    :raise ValueError: a moment with a time zone, or no day on which it is delivered
    """
    if ordered.tzinfo is not None:
        raise ValueError(
            f"ordered is {ordered} with a time zone: give the local time of the seller."
        )
    start, reasons = _find_start(ordered, terms, available)
    if terms.transport_days:
        reasons.append(because(TRANSPORT, days=terms.transport_days))
    first = start + timedelta(days=terms.transport_days)
    arrives = _find_open_day(first, terms, reasons)
    return Promise(arrives - timedelta(days=terms.transport_days), arrives, tuple(reasons))


def _find_start(ordered, terms, available):
    """The first day on which the goods can leave."""
    start, reasons = ordered.date(), []
    if terms.cutoff is not None and ordered.time() > terms.cutoff:
        start += ONE_DAY
        reasons.append(because(CUT_OFF, time=terms.cutoff))
    if available is not None and available > start:
        start, reasons = available, [because(GOODS, day=available)]
    return start, reasons


def _find_open_day(first, terms, reasons):
    day = first
    for _day in range(FURTHEST):
        if terms.weekdays and day.weekday() not in terms.weekdays:
            reason = because(WEEKDAY, day=first)
        elif day in terms.closed:
            reason = because(CLOSED, day=day)
        else:
            return day
        reasons[:] = [one for one in reasons if one.code != reason.code] + [reason]
        day += ONE_DAY
    raise ValueError(
        f"closed and weekdays leave no day for a delivery within {FURTHEST} days after"
        f" {first}: open one."
    )
