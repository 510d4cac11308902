"""What an order says: its fingerprint, and how two versions of it differ.

Pure. A content is a plain dict that can be stored as JSON: header fields to values, and
``lines``, a list of dicts with at least ``product`` and ``unit``. Values are ids, texts, or
numbers written as text, so that the same content always reads the same.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

LINES = "lines"

CHANGED = "changed"
ADDED = "added"
REMOVED = "removed"

# Lines of the same product are told apart by these, the closest match first.
MATCHES = (("product", "role", "unit"), ("product", "role"))


@dataclass(frozen=True)
class Change:
    """One difference between two contents.

    :param kind: ``changed``; ``added`` or ``removed`` for whole lines
    :param field: what changed; ``lines`` for whole lines
    :param before: the old value, or the removed line; None for an added line
    :param after: the new value, or the added line; None for a removed line
    :param line: the line concerned as it is now (a removed one: as it was), None for a
        field of the header
    """

    kind: str
    field: str
    before: object
    after: object
    line: dict | None = None


def number(value, digits):
    """A number as text, rounded to ``digits`` and without idle zeros.

    >>> number(12.5000001, 2)
    '12.5'
    """
    rounded = Decimal(f"{value:.{digits}f}").normalize()
    return f"{rounded if rounded else Decimal(0):f}"


def digest(content):
    """Fingerprint of a content; the order of its lines does not matter."""
    canonical = content | {LINES: sorted(map(_canonical, content.get(LINES, ())))}
    return hashlib.sha256(_canonical(canonical).encode()).hexdigest()


def changes(before, after):
    """All differences between two contents, those of the header first.

    :rtype: tuple of :class:`Change`
    """
    header = [
        Change(CHANGED, field, before.get(field), after.get(field))
        for field in sorted((before.keys() | after.keys()) - {LINES})
        if before.get(field) != after.get(field)
    ]
    return (*header, *_line_changes(before.get(LINES, ()), after.get(LINES, ())))


def _line_changes(before, after):
    old, new = _without_equal(before, after)
    found = []
    for names in MATCHES:
        pairs, old, new = _pair(old, new, names)
        for one, other in pairs:
            found += _field_changes(one, other)
    found += [Change(REMOVED, LINES, line, None, line) for line in old]
    found += [Change(ADDED, LINES, None, line, line) for line in new]
    return found


def _field_changes(before, after):
    return [
        Change(CHANGED, field, before.get(field), after.get(field), after)
        for field in sorted(before.keys() | after.keys())
        if before.get(field) != after.get(field)
    ]


def _without_equal(before, after):
    """Both lists without the lines that stand in both."""
    left = defaultdict(list)
    for line in before:
        left[_canonical(line)].append(line)
    new = []
    for line in after:
        same = left[_canonical(line)]
        if same:
            same.pop()
        else:
            new.append(line)
    kept = [line for lines in left.values() for line in lines]
    return kept, new


def _pair(old, new, names):
    """Pairs of lines that agree in ``names``, first with first; and what is left."""
    waiting = defaultdict(list)
    for line in new:
        waiting[_key(line, names)].append(line)
    pairs, left = [], []
    for line in old:
        partners = waiting[_key(line, names)]
        if partners:
            pairs.append((line, partners.pop(0)))
        else:
            left.append(line)
    paired = {id(partner) for _line, partner in pairs}
    return pairs, left, [line for line in new if id(line) not in paired]


def _key(line, names):
    return tuple(_canonical(line.get(name)) for name in names)


def _canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
