"""Bundles (套餐): complete sets of products at one price."""

from decimal import ROUND_FLOOR, Decimal

from .basket import ZERO
from .book import rank
from .result import Part
from .shares import allocate


def draft(work, promotion, lines):
    """Money off for as many complete sets as the order has, and as pay off.

    :return: (list of (line key, money off), list of :class:`Part`)
    """
    piles = [_Pile(work, promotion, part, lines) for part in promotion.components]
    sets = _count_sets(promotion, piles)
    sets = _find_best(sets, lambda count: _get_benefit(work, promotion, piles, count))
    amount = _get_benefit(work, promotion, piles, sets)
    if amount <= ZERO:
        return [], []
    shares = _share(work, piles, sets, amount)
    amount = sum(shares.values(), ZERO)
    basis = work.money(_get_value(piles, sets))
    part = Part(None, sets, reached=Decimal(sets), basis=basis, amount=amount)
    return list(shares.items()), [part]


def _count_sets(promotion, piles):
    sets = min((pile.count for pile in piles), default=0)
    return min(sets, promotion.most) if promotion.most else sets


def _find_best(most, benefit):
    """The dearest units go into the first sets, so that further sets save ever less:
    the largest count whose last set still saves something."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if benefit(middle) >= benefit(middle - 1):
            low = middle
        else:
            high = middle - 1
    return low


def _get_benefit(work, promotion, piles, sets):
    return work.money(_get_value(piles, sets) - promotion.bundle_price * sets)


def _get_value(piles, sets):
    return sum((pile.value(sets) for pile in piles), ZERO)


def _share(work, piles, sets, amount):
    """By what the units in the sets cost, and no line below nothing."""
    values = {}
    for pile in piles:
        for line, value in pile.take(sets):
            known = values.get(line.key, (ZERO, rank(line)))[0]
            values[line.key] = (known + value, rank(line))
    weights = [
        (key, min(work.money(value), work.left[key]), order)
        for key, (value, order) in values.items()
    ]
    payable = sum((weight for _key, weight, _order in weights), ZERO)
    return allocate(min(amount, payable), weights, work.digits)


class _Pile:
    """The lines from which one part of the sets can be taken, the dearest first."""

    def __init__(self, work, promotion, component, lines):
        self._each = component.units
        lines = [
            line
            for line in work.open(lines)
            if line.product in component.products and not line.fixed
        ]
        basis = promotion.benefit_basis
        self._lines = sorted(
            ((work.basis(basis, line) / line.units, line) for line in lines),
            key=lambda pair: -pair[0],
        )
        units = sum((line.units for line in lines), ZERO)
        self.count = int((units / self._each).to_integral_value(ROUND_FLOOR))

    def take(self, sets):
        """Pairs of a line and the value of its units that go into ``sets``."""
        wanted = self._each * sets
        for price, line in self._lines:
            units = min(wanted, line.units)
            if units:
                yield line, price * units
            wanted -= units

    def value(self, sets):
        return sum((value for _line, value in self.take(sets)), ZERO)
