"""Gifts: by quantity (买赠) or by value, all of them or one of several."""

from dataclasses import replace

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
    for group in work.groups(promotion, lines):
        found = _get_best(work, promotion, group)
        if not found:
            continue
        reach, wanted = found
        parts.append(Part(reach.step, reach.times, group.product, reach.reached))
        given, missing = _give(shelf, promotion, reach.step, wanted)
        short = short or missing
        for gift in given:
            key = (gift.product, gift.factor)
            gifts[key] = _add(gifts.get(key), gift)
    return list(gifts.values()), parts, short


def get_due(work, promotion, group):
    """The gifts of the best step that a group reaches, in stock or not."""
    found = _get_best(work, promotion, group)
    return found[1] if found else []


def get_counted(work, promotion, lines):
    """Keys of the lines that earn a gift."""
    return [
        line.key
        for group in work.groups(promotion, lines)
        if get_due(work, promotion, group)
        for line in group.counted
    ]


def _get_best(work, promotion, group):
    """The step that is worth most and its gifts, or ``None``."""
    options = [
        (reach, _get_wanted(work, promotion, reach, group))
        for reach in reaches(promotion, group.reached)
    ]
    return best(options, lambda option: _get_worth(option[1]))


def _get_worth(gifts):
    """In money; gifts may be worth nothing, so that pieces decide."""
    value = sum((gift.quantity * gift.value for gift in gifts), ZERO)
    return value, sum((gift.quantity for gift in gifts), ZERO)


def _get_wanted(work, promotion, reach, group):
    """The gifts that are due, with all their pieces."""
    gifts = reach.step.gifts
    if promotion.same_product:
        gifts = tuple(_name(work, gift, group) for gift in gifts)
    elif promotion.one_gift and gifts:
        gifts = (_get_chosen(work, promotion, gifts, reach.times),)
    if reach.times == 1:
        return list(gifts)
    return [replace(gift, quantity=gift.quantity * reach.times) for gift in gifts]


def _name(work, gift, group):
    """The product that was bought as a gift; worth what it costs before promotions,
    unless the promotion says so."""
    value = gift.value
    if not value:
        value = work.money(
            gift.factor
            * max(
                work.original[line.key] / work.units[line.key] for line in group.counted
            )
        )
    return replace(gift, product=group.product, value=value)


def _get_chosen(work, promotion, gifts, times):
    """What was chosen; else the first of which there is enough, or at least one."""
    choice = work.choice(promotion)

    def has(gift, pieces):
        needed = gift.factor * pieces
        return work.stock.get(gift.product, needed) >= needed

    return [
        *(gift for gift in gifts if gift.product == choice),
        *(gift for gift in gifts if has(gift, gift.quantity * times)),
        *(gift for gift in gifts if has(gift, 1)),
        *gifts,
    ][0]


def _give(shelf, promotion, step, wanted):
    """Take gifts from the shelf; what is missing is handled as the promotion says.

    :return: (list of :class:`Given`, whether pieces are neither given nor owed)
    """
    given, missing = [], []
    for gift in wanted:
        taken = shelf.take(gift, gift.quantity)
        lacking = gift.quantity - taken
        owed = lacking if promotion.shortage == OWED else ZERO
        given.append(Given(gift.product, taken, owed, gift.value, gift.factor))
        if lacking and not owed:
            missing.append(replace(gift, quantity=lacking))
    if promotion.shortage == SUBSTITUTE:
        others, missing = _substitute(shelf, step, missing)
        given += others
    return [gift for gift in given if gift.pieces], bool(missing)


def _substitute(shelf, step, missing):
    """Other gifts of the step, after all have got what is theirs.

    :return: (list of :class:`Given`, list of gifts that are missing still)
    """
    given, still = [], []
    for gift in missing:
        lacking = gift.quantity
        for other in step.gifts:
            if other.product != gift.product and lacking:
                taken = shelf.take(other, lacking)
                given.append(
                    Given(other.product, taken, ZERO, other.value, other.factor)
                )
                lacking -= taken
        if lacking:
            still.append(replace(gift, quantity=lacking))
    return given, still


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
    owed = max(pieces - sum((gift.quantity for gift in gifts), ZERO), ZERO)
    kept = []
    for gift in gifts:
        now = min(gift.quantity, pieces)
        later = min(gift.owed, owed)
        pieces -= now
        owed -= later
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
        taken = pieces if pieces <= there else there // 1
        self._stock[gift.product] -= taken * gift.factor
        return taken
