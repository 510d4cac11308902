"""What a head office is asked to agree to, and whether an order still is that.

A *content* is a dict that JSON can hold: ``total`` (amount with tax, float), ``currency``
and ``lines``, a list of dicts with ``key`` (product and unit), ``name``, ``unit``,
``quantity``, ``price``, ``discount`` (percent), ``subtotal`` and ``extra`` (True for what
was not ordered: gifts, discounts of promotions, freight).

Pure: no database, no clock.
"""

import hashlib
import json
from dataclasses import dataclass

# Half of the least amount that any currency knows
EPSILON = 0.0005


@dataclass(frozen=True)
class Move:
    """One line that is not what it was: ``before`` or ``after`` is ``None`` where there
    was, or is, no such line."""

    before: dict | None
    after: dict | None


def digest(content):
    """A text that is another one as soon as anything of ``content`` is."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def moves(before, after):
    """The lines that are not the same in both contents, as :class:`Move` objects, in the
    order of ``after``; what is gone comes last."""
    old, new = _by_key(before), _by_key(after)
    found = [
        Move(old.get(key), line) for key, line in new.items() if old.get(key) != line
    ]
    return found + [Move(line, None) for key, line in old.items() if key not in new]


def covers(agreed, now):
    """Whether who agreed to ``agreed`` has agreed to ``now`` as well: the same goods in
    the same quantities, for no more money."""
    return (
        agreed["currency"] == now["currency"]
        and _ordered(agreed) == _ordered(now)
        and now["total"] <= agreed["total"] + EPSILON
    )


def _ordered(content):
    return {
        key: round(line["quantity"], 6)
        for key, line in _by_key(content).items()
        if not line["extra"]
    }


def _by_key(content):
    """Lines by what they are; a product that stands twice is told apart by its turn."""
    lines, turns = {}, {}
    for line in content["lines"]:
        turn = turns.setdefault((line["key"], line["extra"]), 0)
        turns[line["key"], line["extra"]] = turn + 1
        lines[line["key"], line["extra"], turn] = line
    return lines
