"""Bundles (套餐): complete sets of products at one price."""

from collections import Counter
from decimal import Decimal

from .basket import ZERO
from .result import Part
from .shares import allocate
from .steps import floor
from .work import Sheet


def draft(work, promotion, lines):
    """Money off for as many complete sets as the order has, and as pay off.

    :return: (list of (line key, money off), list of :class:`Part`)
    """
    sets = _Sets(work, promotion, lines)
    count = _find_last(sets.most, lambda count: sets.take(count) is not None)
    count = _find_last(count, sets.saves_more)
    amount = work.money(sets.benefit(count))
    if amount <= ZERO:
        return [], []
    shares = _share(work, sets.take(count), amount)
    basis, amount = work.money(sets.value(count)), sum(shares.values(), ZERO)
    part = Part(None, count, reached=Decimal(count), basis=basis, amount=amount)
    return list(shares.items()), [part]


def _find_last(most, holds):
    """The largest count up to ``most`` for which something holds that, once it does
    not hold any more, never holds again."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _share(work, taken, amount):
    """By what the units in the sets cost, and no line below nothing."""
    values = {}
    for line, value in taken:
        known = values.get(line.key, (line, ZERO))[1]
        values[line.key] = (line, known + value)
    weights = [
        (key, min(work.money(value), work.left[key]), work.rank(line))
        for key, (line, value) in values.items()
    ]
    payable = sum((weight for _key, weight, _rank in weights), ZERO)
    return allocate(min(amount, payable), weights, work.digits)


class _Sets:
    """What complete sets take from the order.

    Each part of the set takes the dearest units of its products first, so that further
    sets save ever less. Where two parts name the same product no unit is taken twice:
    a part with fewer products chooses first, and each takes first what it alone can
    use.
    """

    def __init__(self, work, promotion, lines):
        self._price = promotion.bundle_price
        lines = work.changeable(work.open(lines))
        self._units = {line.key: work.units[line.key] for line in lines}
        basis = Sheet(work, promotion).basis
        prices = {line.key: basis[line.key] / self._units[line.key] for line in lines}
        users = Counter(id_ for one in promotion.components for id_ in one.products)
        self._parts = [
            (
                component.units,
                sorted(
                    (
                        (users[line.product] > 1, -prices[line.key], rank, line)
                        for rank, line in enumerate(lines)
                        if line.product in component.products
                    ),
                    key=lambda entry: entry[:3],
                ),
            )
            for component in sorted(
                promotion.components, key=lambda one: (len(one.products), one.units)
            )
        ]
        self.most = min((self._count(*part) for part in self._parts), default=0)
        if promotion.most:
            self.most = min(self.most, promotion.most)
        self._taken = {0: []}

    def _count(self, each, entries):
        units = sum((self._units[line.key] for *_, line in entries), ZERO)
        return floor(units / each)

    def take(self, count):
        """Pairs of a line and the value of its units that go into so many sets;
        ``None`` if there are not so many."""
        if count not in self._taken:
            self._taken[count] = self._take(count)
        return self._taken[count]

    def _take(self, count):
        there, taken = dict(self._units), []
        for each, entries in self._parts:
            wanted = each * count
            for _shared, price, _rank, line in entries:
                units = min(wanted, there[line.key])
                if units:
                    taken.append((line, -price * units))
                    there[line.key] -= units
                    wanted -= units
            if wanted:
                return None
        return taken

    def value(self, count):
        return sum((value for _line, value in self.take(count)), ZERO)

    def benefit(self, count):
        return self.value(count) - self._price * count

    def saves_more(self, count):
        """Whether the last one of so many sets saves something."""
        return self.benefit(count) > self.benefit(count - 1)
