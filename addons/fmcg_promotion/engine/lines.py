"""Benefits of single lines: percentage, amount, special price, n-th piece."""

from decimal import Decimal

from .basket import ZERO
from .definition import LINE_AMOUNT, LINE_PERCENT, LINE_PRICE, NTH
from .result import Part
from .steps import Reach, best, floor, reaches
from .work import Sheet, by_product

HUNDRED = Decimal(100)


def draft(work, promotion, lines):
    """What the promotion gives to each of its lines.

    :return: (list of (line key, money off), list of :class:`Part`)
    """
    shares, parts = [], []
    groups = work.groups(promotion, lines)
    sheet = Sheet(work, promotion, several=len(groups) > 1)
    for group in groups:
        target = work.changeable(group.target)
        found = _draft_group(sheet, promotion, group, target)
        if found:
            part, off = found
            parts.append(part)
            shares += off.items()
            sheet.take(off)
    return shares, parts


def _draft_group(sheet, promotion, group, target):
    benefit = _BENEFITS[promotion.kind]
    if not target:
        return None
    options = [
        (reach, benefit(sheet, promotion, reach, target))
        for reach in _get_reaches(sheet, promotion, group, target)
    ]
    option = best(options, lambda pair: sum(pair[1].values(), ZERO))
    if not option:
        return None
    reach, off = option
    basis, amount = sheet.total(target), sum(off.values(), ZERO)
    part = Part(reach.step, reach.times, group.product, reach.reached, basis, amount)
    return part, off


def _get_reaches(sheet, promotion, group, target):
    if promotion.kind != NTH:
        return reaches(promotion, group.reached)
    pieces = sum([sheet.work.units[line.key] for line in target], ZERO) / promotion.unit
    return [
        Reach(step, _count_nth(promotion, step, pieces), pieces)
        for step in promotion.steps
        if 1 <= step.threshold <= pieces
    ]


def _count_nth(promotion, step, pieces):
    """How many pieces are cheaper: the threshold is the n itself."""
    times = floor(pieces / step.threshold)
    return min(times, promotion.most) if promotion.most else times


def _percent(sheet, promotion, reach, lines):
    rate, basis, money = reach.step.percent / HUNDRED, sheet.basis, sheet.work.money
    return sheet.cap({line.key: money(basis[line.key] * rate) for line in lines})


def _amount(sheet, promotion, reach, lines):
    if promotion.per_unit:
        return sheet.cap(_price_all(sheet, promotion, reach.step.amount, lines))
    amount = reach.step.amount * reach.times
    off = {}
    for _product, group in by_product(lines):
        off |= sheet.share(amount, group)
    return off


def _price(sheet, promotion, reach, lines):
    prices = _price_all(sheet, promotion, reach.step.price, lines)
    return sheet.cap({key: sheet.basis[key] - price for key, price in prices.items()})


def _price_all(sheet, promotion, price, lines):
    """Dict from line to what its quantity comes to at a price per unit."""
    money, units = sheet.work.money, sheet.work.units
    return {line.key: money(price * units[line.key] / promotion.unit) for line in lines}


def _nth(sheet, promotion, reach, lines):
    """Of all pieces, the dearest first, each n-th one is cheaper: a further piece can
    only move others to dearer places. The saving belongs to all of the pieces that it
    took: it is shared among them, so that none comes back dearer than it was paid."""
    each = promotion.unit * reach.step.threshold
    units, times, amount = ZERO, 0, ZERO
    for price, line in _by_piece_price(sheet, promotion, lines):
        units += sheet.work.units[line.key]
        count = min(floor(units / each), reach.times) - times
        amount += count * _get_nth_benefit(reach.step, price)
        times += count
    return sheet.share(sheet.work.money(amount), lines)


def _get_nth_benefit(step, price):
    if step.price is None:
        return price * step.percent / HUNDRED
    return max(price - step.price, ZERO)


def _by_piece_price(sheet, promotion, lines):
    """Pairs of the price of a piece and its line, the dearest first."""
    units = sheet.work.units
    pairs = [
        (sheet.basis[line.key] * promotion.unit / units[line.key], line)
        for line in lines
    ]
    return sorted(pairs, key=lambda pair: -pair[0])  # stable: lines are ranked already


_BENEFITS = {
    LINE_PERCENT: _percent,
    LINE_AMOUNT: _amount,
    LINE_PRICE: _price,
    NTH: _nth,
}
