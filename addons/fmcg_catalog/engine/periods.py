"""Days from a first to a last one, both included; ``None`` leaves a side open."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    start: date | None = None
    end: date | None = None

    def has(self, day):
        return (self.start or date.min) <= day <= (self.end or date.max)

    def overlaps(self, other):
        return (self.start or date.min) <= (other.end or date.max) and (
            other.start or date.min
        ) <= (self.end or date.max)

    def without(self, other):
        """What is left of this period outside of ``other``: none, one or two periods."""
        if not self.overlaps(other):
            return [self]
        left = []
        if other.start and (self.start or date.min) < other.start:
            left.append(Period(self.start, other.start - DAY))
        if other.end and (self.end or date.max) > other.end:
            left.append(Period(other.end + DAY, self.end))
        return left


def start_of(kind, day):
    """The first day of the day, week (from Monday), month or year that has ``day``."""
    if kind == "week":
        return day - timedelta(days=day.weekday())
    if kind == "month":
        return day.replace(day=1)
    if kind == "year":
        return day.replace(month=1, day=1)
    return day
