"""Budgets: how much of what a promotion would give may be given."""

from dataclasses import replace
from decimal import Decimal

from .basket import ZERO
from .definition import MONEY, PIECES
from .gifts import cut
from .shares import allocate, rounded_down


def apply(applied, limits, digits):
    """Cut what a promotion gives to what its budgets have left.

    :return: (:class:`Applied` or ``None``, measure of the budget that was in the way or
        an empty string)
    """
    measure = ""
    for limit in limits:
        left = max(limit.left, ZERO)
        if _get_use(applied, limit.measure) <= left:
            continue
        measure = limit.measure
        applied = _cut(applied, measure, left, digits) if limit.partial else None
        if not applied or not (applied.shares or applied.gifts):
            return None, measure
    return (replace(applied, cut=measure) if measure else applied), measure


def _get_use(applied, measure):
    if measure == MONEY:
        return applied.worth
    if measure == PIECES:
        return applied.pieces
    return Decimal(1)


def _cut(applied, measure, left, digits):
    if measure == PIECES:
        return replace(applied, gifts=tuple(cut(applied.gifts, left // 1)))
    if measure == MONEY:
        return _cut_money(applied, left, digits)
    return None  # an order is one use: there is no part of it


def _cut_money(applied, left, digits):
    """Money off first, then whole gifts for what remains."""
    amount = min(applied.amount, rounded_down(left, digits))
    weights = [(key, share, rank) for rank, (key, share) in enumerate(applied.shares)]
    shares = allocate(amount, weights, digits)
    gifts, rest = [], left - amount
    for gift in applied.gifts:
        pieces = gift.pieces
        if gift.value:
            pieces = min(pieces, rest // gift.value)
        rest -= pieces * gift.value
        gifts += cut([gift], pieces)
    return replace(applied, shares=tuple(shares.items()), gifts=tuple(gifts))
