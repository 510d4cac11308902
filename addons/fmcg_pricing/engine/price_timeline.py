"""When prices of one thing start and end, as approved price sheets change them.

One *thing* is a product in a unit from a quantity in one price list. Its rules were made
by hand; each approved price sheet changes the price from a moment on, and a later change
keeps its own moment, whichever was approved first. The plan is derived from the rules
and the changes alone, so that a change can be taken back: derive it again without.

Times are naive and in UTC, of whole seconds; a period includes its last second. ``None``
as a start or an end means open.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SECOND = timedelta(seconds=1)
NEVER = datetime.max
EVER = datetime.min


@dataclass(frozen=True)
class Rule:
    """A rule that no change of the plan has made, with the end it has by itself."""

    id: int
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Change:
    """A change of the price at ``start``; without a price it only ends the old one.

    ``until`` is the last second of its price by itself, as ``natural_end`` tells.
    """

    id: int
    start: datetime
    priced: bool = True
    until: datetime | None = None


@dataclass(frozen=True)
class Plan:
    """``ends``: the last second of each rule by its id. ``periods``: of each change by
    its id, the (start, end) in which its price is valid; empty when it has none."""

    ends: dict
    periods: dict


def plan(rules, changes):
    """Fit changes between rules; see the module.

    * A change ends every rule that started before it.
    * A price ends when the next change comes.
    * A rule made by hand that starts later keeps its period; the price of the change
      goes on after it.

    :param rules: iterable of ``Rule``
    :param changes: iterable of ``Change``, no two of which start together
    """
    rules = sorted(rules, key=lambda rule: rule.start or EVER)
    changes = sorted(changes, key=lambda change: change.start)
    ends = {}
    for rule in rules:
        cut = _next_start(changes, rule.start or EVER)
        ends[rule.id] = _earliest(rule.end, cut and cut - SECOND)
    periods = {}
    for change in changes:
        cut = _next_start(changes, change.start)
        stop = _earliest(change.until, cut and cut - SECOND)
        taken = [
            (rule.start, ends[rule.id])
            for rule in rules
            if rule.start and rule.start > change.start
        ]
        periods[change.id] = (
            list(_outside(change.start, stop, taken)) if change.priced else []
        )
    return Plan(ends, periods)


def natural_end(rules, changes, start):
    """The last second that a price which comes at ``start`` has by itself.

    It takes over the end of the price that it follows: where the list had decided that
    there is no price after that, there is none. Open when any price before it is.
    """
    ends = [rule.end for rule in rules if (rule.start or EVER) < start]
    before = [change for change in changes if change.start < start]
    last = max(before, key=lambda change: change.start, default=None)
    if last and last.priced:
        ends.append(last.until)
    ends = [end for end in ends if end is None or end >= start]
    return None if not ends or None in ends else max(ends)


def _next_start(changes, start):
    """The start of the first change after ``start``, or ``None``."""
    return next((change.start for change in changes if change.start > start), None)


def _earliest(*ends):
    return min((end for end in ends if end is not None), default=None)


def _outside(start, stop, taken):
    """The periods of start..stop outside of ``taken``, which is sorted by start.

    A rule needs more than a second.
    """
    for begin, end in taken:
        if begin > (stop or NEVER):
            break
        if start < begin - SECOND:
            yield start, begin - SECOND
        if end is None:
            return
        start = max(start, end + SECOND)
    if start < (stop or NEVER):
        yield start, stop
