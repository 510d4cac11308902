"""How the quantities of lines are shared among places that have the goods.

A place is a seller or one of its warehouses: a number into ``left``, a list of dicts from
product to what is still there. The functions take from ``left`` what they hand out.
"""

from dataclasses import dataclass, field
from decimal import ROUND_FLOOR

from .packs import ZERO, rounded_to


def get_part(line, wanted, free):
    """What a place that has ``free`` gives to a line that still wants ``wanted``: all,
    or whole steps of the line."""
    return wanted if free >= wanted else rounded_to(free, line.step, ROUND_FLOOR)


@dataclass
class Split:
    """Who gives what, while it is being worked out.

    :param left: what each place can still give
    :param ready: dict from a line's key to dict from place to quantity out of stock
    :param missing: the same, of what has to come from above
    :param lines: dict from key to the lines that have something
    """

    left: list
    ready: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)

    def give(self, line, place, quantity):
        self.left[place][line.product] -= quantity
        self._add(self.ready, line, place, quantity)

    def take_back(self, line, place, quantity):
        self.left[place][line.product] += quantity
        self._add(self.ready, line, place, -quantity)

    def wait(self, line, place, quantity):
        """:param quantity: below zero to wait for less"""
        self._add(self.missing, line, place, quantity)

    def _add(self, shares, line, place, quantity):
        self.lines[line.key] = line
        given = shares.setdefault(line.key, {})
        given[place] = given.get(place, ZERO) + quantity
        if not given[place]:
            del given[place]

    def get_ready(self, line, place):
        return self.ready.get(line.key, {}).get(place, ZERO)

    def get_missing(self, line, place):
        return self.missing.get(line.key, {}).get(place, ZERO)

    def get_holders(self, line):
        """Places that give something of the line out of stock."""
        return self.ready.get(line.key, {}).keys()

    def get_lack(self, line, wanted):
        """What of ``wanted`` no place gives out of stock."""
        return wanted - sum(self.ready.get(line.key, {}).values())

    def by_place(self):
        """Dict from each place that has something to a list of (line, ready, missing),
        both sorted."""
        found = {}
        for key, line in sorted(self.lines.items()):
            ready, missing = self.ready.get(key, {}), self.missing.get(key, {})
            for place in {*ready, *missing}:
                quantities = ready.get(place, ZERO), missing.get(place, ZERO)
                found.setdefault(place, []).append((line, *quantities))
        return dict(sorted(found.items()))


def share(wanted, places, left):
    """Share out what is there: whole lines first, to the first place that has all of one;
    what is then left of lines in parts, in the order of the places.

    O(lines × places).

    :param wanted: list of (line, quantity), who goes first stands first
    :param places: in the order of preference
    :return: :class:`Split`
    """
    split = Split(left)
    divided = []
    for line, quantity in wanted:
        for place in places:
            if left[place].get(line.product, ZERO) >= quantity:
                split.give(line, place, quantity)
                break
        else:
            divided.append((line, quantity))
    for line, quantity in divided:
        for place in places:
            part = get_part(line, quantity, left[place].get(line.product, ZERO))
            if part > 0:
                split.give(line, place, part)
                quantity -= part
                if not quantity:
                    break
    return split
