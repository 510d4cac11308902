"""Budgets: how much of what a promotion would give may be given."""

from dataclasses import replace
from decimal import ROUND_FLOOR

from .basket import ZERO
from .definition import MONEY, PIECES
from .gifts import cut
from .shares import allocate, rounded


def apply(applied, limits, digits):
    """Cut what a promotion gives to what its budgets have left.

    :return: (:class:`Applied` or ``None``, measure of the budget that was in the way or
        an empty string)
    """
    measure = ""
    for limit in limits:
        wanted = _get_use(applied, limit.measure)
        if wanted <= limit.left:
            continue
        measure = limit.measure
        applied = _cut(applied, limit, digits) if limit.partial else None
        if not applied or not applied.worth and not applied.gifts:
            return None, measure
    return (replace(applied, cut=measure) if measure else applied), measure


def _get_use(applied, measure):
    if measure == MONEY:
        return applied.worth
    if measure == PIECES:
        return applied.pieces
    return 1


def _cut(applied, limit, digits):
    left = max(limit.left, ZERO)
    if limit.measure == PIECES:
        return replace(applied, gifts=tuple(cut(applied.gifts, left)))
    if limit.measure == MONEY:
        return _cut_money(applied, left, digits)
    return None


def _cut_money(applied, left, digits):
    """Money off first, then whole gifts for what remains."""
    amount = min(applied.amount, rounded(left, digits))
    weights = [(key, share, str(key)) for key, share in applied.shares]
    shares = allocate(amount, weights, digits)
    gifts, rest = [], left - amount
    for gift in applied.gifts:
        pieces = gift.pieces
        if gift.value:
            pieces = min(pieces, (rest / gift.value).to_integral_value(ROUND_FLOOR))
        rest -= pieces * gift.value
        gifts += cut([gift], pieces)
    return replace(applied, shares=tuple(shares.items()), gifts=tuple(gifts))
