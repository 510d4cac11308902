"""Compare what different books say about the same things. Pure."""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
SHOWN = 20


@dataclass(frozen=True)
class Check:
    """One thing that several books tell.

    :param name: what is compared, such as "pieces per store and product"
    :param columns: dict from the name of a book to its dict from key to figure; a key
        that a book does not have counts as ``missing``
    :param missing: what a book means that does not mention a key
    :param unit: what the figures are; "" for those that cannot be added up
    """

    name: str
    columns: dict
    missing: object = ZERO
    unit: str = ""


@dataclass(frozen=True)
class Difference:
    check: str
    key: object
    figures: dict

    def __str__(self):
        told = ", ".join(f"{book} {figure}" for book, figure in self.figures.items())
        return f"{self.check}: {self.key}: {told}"


def differences(check):
    """All keys on which the books of a check do not agree exactly."""
    keys = set().union(*check.columns.values())
    found = []
    for key in sorted(keys, key=str):
        figures = {
            book: figures.get(key, check.missing)
            for book, figures in check.columns.items()
        }
        if len(set(figures.values())) > 1:
            found.append(Difference(check.name, key, figures))
    return found


def totals(check):
    """Dict from the name of a book to the sum of its figures."""
    return {
        book: sum(figures.values(), ZERO) for book, figures in check.columns.items()
    }


def describe(check):
    """One line that says what was compared, and the sums."""
    keys = len(set().union(*check.columns.values()))
    if not check.unit:
        return f"{check.name}: {keys} compared ({' = '.join(check.columns)})"
    told = [f"{book} {total}" for book, total in totals(check).items()]
    return f"{check.name}: {keys} compared, {check.unit}: {' = '.join(told)}"


def report(checks, say):
    """Say what balances and what does not; the number of differences."""
    count = 0
    for check in checks:
        found = differences(check)
        count += len(found)
        say(f"  {'!!' if found else 'ok'}  {describe(check)}")
        for difference in found[:SHOWN]:
            say(f"      {difference}")
        if len(found) > SHOWN:
            say(f"      and {len(found) - SHOWN} more")
    return count
