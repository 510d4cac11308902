"""Benefits of single lines: percentage, amount, special price, n-th piece."""

from decimal import ROUND_FLOOR, Decimal

from .basket import ZERO
from .definition import LINE_AMOUNT, LINE_PERCENT, LINE_PRICE, NTH
from .result import Part
from .steps import Reach, best, reaches

HUNDRED = Decimal(100)


def draft(work, promotion, lines):
    """What the promotion gives to each of its lines.

    :return: (list of (line key, money off), list of :class:`Part`)
    """
    shares, parts = [], []
    for product, counted, target in work.groups(promotion, lines):
        target = [line for line in target if not line.fixed]
        found = _draft_group(work, promotion, counted, target)
        if found:
            reach, off, basis = found
            amount = sum(off.values(), ZERO)
            parts.append(
                Part(reach.step, reach.times, product, reach.reached, basis, amount)
            )
            shares += off.items()
    return shares, parts


def _draft_group(work, promotion, counted, target):
    benefit = _BENEFITS[promotion.kind]
    options = [
        (reach, benefit(work, promotion, reach, target))
        for reach in _get_reaches(work, promotion, counted)
    ]
    option = best(options, lambda pair: sum(pair[1].values(), ZERO))
    if not option:
        return None
    reach, off = option
    return reach, off, work.total(promotion.benefit_basis, target)


def _get_reaches(work, promotion, counted):
    reached = work.measure(promotion, counted)
    if promotion.kind == NTH:
        # the threshold is the n itself, and counted piece by piece
        return [Reach(step, 1, reached) for step in promotion.steps]
    return reaches(promotion, reached)


def _percent(work, promotion, reach, lines):
    percent = reach.step.percent
    return _cap(
        work,
        {
            line.key: work.money(
                work.basis(promotion.benefit_basis, line) * percent / HUNDRED
            )
            for line in lines
        },
    )


def _amount(work, promotion, reach, lines):
    if promotion.per_unit:
        off = {
            line.key: work.money(reach.step.amount * line.units / promotion.unit)
            for line in lines
        }
        return _cap(work, off)
    amount = min(reach.step.amount, sum((work.left[line.key] for line in lines), ZERO))
    return work.share(amount, lines)


def _price(work, promotion, reach, lines):
    return _cap(
        work,
        {
            line.key: work.basis(promotion.benefit_basis, line)
            - work.money(reach.step.price * line.units / promotion.unit)
            for line in lines
        },
    )


def _nth(work, promotion, reach, lines):
    """Of all pieces, the dearest first, each n-th one is cheaper: a further piece can
    only move others to dearer places."""
    n = int(reach.step.threshold)
    off, position, times = {}, 0, 0
    for price, line in _by_piece_price(work, promotion, lines):
        pieces = int((line.units / promotion.unit).to_integral_value(ROUND_FLOOR))
        count = (position + pieces) // n - position // n
        if promotion.most:
            count = min(count, promotion.most - times)
        position += pieces
        times += count
        off[line.key] = work.money(count * _nth_benefit(reach.step, price))
    return _cap(work, off)


def _nth_benefit(step, price):
    if step.price is None:
        return price * step.percent / HUNDRED
    return max(price - step.price, ZERO)


def _by_piece_price(work, promotion, lines):
    """Pairs of the price of a piece and its line, the dearest first."""
    pairs = [
        (work.basis(promotion.benefit_basis, line) * promotion.unit / line.units, line)
        for line in lines
    ]
    return sorted(pairs, key=lambda pair: -pair[0])  # stable: lines are ranked already


def _cap(work, off):
    """Never less than nothing, never more than is left to pay."""
    capped = {key: min(amount, work.left[key]) for key, amount in off.items()}
    return {key: amount for key, amount in capped.items() if amount > ZERO}


_BENEFITS = {
    LINE_PERCENT: _percent,
    LINE_AMOUNT: _amount,
    LINE_PRICE: _price,
    NTH: _nth,
}
