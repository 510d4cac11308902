"""What remains of an order's benefits when some of it comes back."""

from dataclasses import dataclass, field, replace

from .basket import ZERO
from .book import Book
from .definition import GIFT, MONEY, ORDER, RECONSIDER, SUBSTITUTE, Audience, Limit
from .evaluate import evaluate
from .shares import part


@dataclass(frozen=True)
class Entitlement:
    """:param shares: dict from promotion id to a dict from line key to money off
    :param gifts: dict from promotion id to a dict from product to pieces
    :param net: dict from line key to what the kept quantity costs
    """

    shares: dict
    gifts: dict
    net: dict = field(default_factory=dict)


def entitle(promotions, basket, applied, kept):
    """What the buyer is still entitled to for what it keeps.

    Benefits of lines, and of the order where the promotion says ``proportional``,
    remain in proportion to the quantity, cumulatively (see ``shares.part``). What says
    ``reconsider``, and gifts, are counted again on what is kept, and are never more
    than what was given.

    :param promotions: those that were applied, as they were then
    :param basket: the order as it was then
    :param applied: list of :class:`~.result.Applied`, in the order of work
    :param kept: dict from line key to the quantity that is not returned; what is not
        in it is kept
    """
    given = {one.promotion: one for one in applied}
    promotions = [
        _allow(promotion) for promotion in promotions if promotion.id in given
    ]
    again = {promotion.id for promotion in promotions if _is_counted_again(promotion)}
    kept = {line.key: kept.get(line.key, line.quantity) for line in basket.lines}
    result = evaluate(
        Book(promotions),
        _keep(basket, kept),
        budgets={id_: _get_limits(given[id_]) for id_ in again if given[id_].shares},
        pinned=_pin(basket, applied, kept, again),
    )
    found = {one.promotion: one for one in result.applied}
    substituting = {one.id for one in promotions if one.shortage == SUBSTITUTE}
    return Entitlement(
        {id_: _get_shares(found.get(id_)) for id_, one in given.items() if one.shares},
        {
            id_: _get_gifts(found.get(id_), one, id_ in substituting)
            for id_, one in given.items()
            if one.gifts
        },
        result.net,
    )


def _is_counted_again(promotion):
    if promotion.kind == GIFT:
        return True
    return promotion.kind == ORDER and promotion.return_rule == RECONSIDER


def _allow(promotion):
    """Once given, dates, customers, codes and rivals do not matter any more."""
    return replace(promotion, audience=Audience(), coupon=False, group=0)


def _get_limits(applied):
    """Never more money off than was given, whatever had cut it then."""
    return [Limit(MONEY, applied.amount, partial=True)]


def _keep(basket, kept):
    """The basket with what is kept of each line."""
    lines = tuple(
        replace(
            line,
            quantity=kept[line.key],
            amount=part(line.amount, kept[line.key], line.quantity, basket.digits),
        )
        for line in basket.lines
    )
    return replace(basket, lines=lines, declined=frozenset())


def _pin(basket, applied, kept, again):
    """The proportional part of each share: what a promotion takes from the cumulative
    part of what was left to pay, so that the net amount is cumulative too.

    :return: dict from promotion id to pairs of (line key, money off)
    """
    lines = {line.key: line for line in basket.lines}
    left = {line.key: line.amount for line in basket.lines}

    def keep(key):
        return part(left[key], kept[key], lines[key].quantity, basket.digits)

    pinned = {}
    for one in applied:
        shares = []
        for key, share in one.shares:
            before = keep(key)
            left[key] -= share
            shares.append((key, before - keep(key)))
        if one.promotion not in again:
            pinned[one.promotion] = shares
    return pinned


def _get_shares(again):
    return dict(again.shares) if again else {}


def _get_gifts(again, before, substituting):
    """Gifts that were given first stay first, where they stand for each other."""
    due = {}
    for gift in again.gifts if again else ():
        due[gift.product] = due.get(gift.product, ZERO) + gift.pieces
    spare = sum(due.values(), ZERO)
    kept = {}
    for gift in before.gifts:
        pieces = spare if substituting else due.get(gift.product, ZERO)
        pieces = min(pieces, gift.pieces)
        kept[gift.product] = kept.get(gift.product, ZERO) + pieces
        due[gift.product] = due.get(gift.product, ZERO) - pieces
        spare -= pieces
    return {product: count for product, count in kept.items() if count}
