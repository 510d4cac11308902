"""Gifts: by quantity (买赠) or by value, all of them or one of several."""

from dataclasses import replace
from decimal import ROUND_FLOOR

from .basket import ZERO
from .definition import OWED, SUBSTITUTE
from .result import Given, Part
from .steps import best, reaches


def draft(work, promotion, lines):
    """The gifts of a promotion, as far as they are in stock.

    :return: (list of :class:`Given`, list of :class:`Part`, whether some are missing)
    """
    shelf = _Shelf(work.stock)
    gifts, parts, short = {}, [], False
    for product, counted, _target in work.groups(promotion, lines):
        reach = _get_reach(work, promotion, counted)
        if not reach:
            continue
        parts.append(Part(reach.step, reach.times, product, reach.reached))
        for wanted in _get_wanted(work, promotion, reach, product):
            given, missing = _give(shelf, promotion, reach.step, wanted)
            short = short or bool(missing)
            for gift in given:
                gifts[gift.product] = _add(gifts.get(gift.product), gift)
    return list(gifts.values()), parts, short


def _get_reach(work, promotion, counted):
    found = reaches(promotion, work.measure(promotion, counted))
    return best(found, _get_rank)


def _get_rank(reach):
    """More pieces, or more worth, is better; gifts may be worth nothing."""
    pieces = sum((gift.quantity for gift in reach.step.gifts), ZERO) * reach.times
    value = sum((g.quantity * g.value for g in reach.step.gifts), ZERO) * reach.times
    return value or pieces


def _get_wanted(work, promotion, reach, product):
    """The gifts that are due, with all their pieces."""
    gifts = reach.step.gifts
    if promotion.same_product:
        gifts = tuple(replace(gift, product=product) for gift in gifts)
    elif promotion.one_gift:
        gifts = (_get_chosen(work, promotion, gifts),)
    return [replace(gift, quantity=gift.quantity * reach.times) for gift in gifts]


def _get_chosen(work, promotion, gifts):
    """What was chosen; else the first one that is in stock."""
    choice = work.choice(promotion)
    chosen = [gift for gift in gifts if gift.product == choice]
    stocked = [
        gift
        for gift in gifts
        if work.stock.get(gift.product, gift.factor) >= gift.factor
    ]
    return (chosen or stocked or gifts)[0]


def _give(shelf, promotion, step, wanted):
    """Take a gift from the shelf; what is missing is handled as the promotion says.

    :return: (list of :class:`Given`, pieces that are neither given nor owed)
    """
    taken = shelf.take(wanted, wanted.quantity)
    given = [Given(wanted.product, taken, ZERO, wanted.value, wanted.factor)]
    missing = wanted.quantity - taken
    if missing and promotion.shortage == SUBSTITUTE:
        for other in step.gifts:
            if other.product != wanted.product and missing:
                taken = shelf.take(other, missing)
                given.append(Given(other.product, taken, ZERO, other.value, other.factor))
                missing -= taken
    elif missing and promotion.shortage == OWED:
        given[0] = replace(given[0], owed=missing)
        missing = ZERO
    return [gift for gift in given if gift.pieces], missing


def _add(one, other):
    if not one:
        return other
    return replace(
        one, quantity=one.quantity + other.quantity, owed=one.owed + other.owed
    )


def cut(gifts, pieces):
    """At most so many pieces of all gifts together; what is owed goes first.

    :return: list of :class:`Given`
    """
    kept = []
    for gift in gifts:
        now = min(gift.quantity, pieces)
        later = min(gift.owed, pieces - now)
        pieces -= now + later
        if now or later:
            kept.append(replace(gift, quantity=now, owed=later))
    return kept


class _Shelf:
    """What is in stock while one promotion takes from it."""

    def __init__(self, stock):
        self._stock = dict(stock)

    def take(self, gift, pieces):
        """As many of ``pieces`` as there are, whole ones where any are missing."""
        if gift.product not in self._stock:
            return pieces
        there = max(self._stock[gift.product], ZERO) / gift.factor
        taken = min(pieces, there.to_integral_value(ROUND_FLOOR))
        if pieces <= there:
            taken = pieces
        self._stock[gift.product] -= taken * gift.factor
        return taken

