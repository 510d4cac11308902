"""What remains of an order's benefits when some of it comes back."""

from dataclasses import dataclass, replace

from .basket import ZERO
from .book import Book
from .definition import GIFT, ORDER, RECONSIDER
from .evaluate import evaluate
from .shares import part


@dataclass(frozen=True)
class Entitlement:
    """:param shares: dict from promotion id to a dict from line key to money off
    :param gifts: dict from promotion id to a dict from product to pieces
    """

    shares: dict
    gifts: dict


def entitle(promotions, basket, applied, kept):
    """What the buyer is still entitled to for what it keeps.

    Benefits of lines, and of the order where the promotion says ``proportional``,
    remain in proportion to the quantity, cumulatively (see ``shares.part``). What says
    ``reconsider``, and gifts, are counted again on what is kept, and are never more
    than what was given.

    :param promotions: those that were applied, as they were then
    :param basket: the order as it was then
    :param applied: list of :class:`~.result.Applied`
    :param kept: dict from line key to the quantity that is not returned
    """
    given = {one.promotion: one for one in applied}
    promotions = [_allow(promotion) for promotion in promotions if promotion.id in given]
    remaining = _keep(basket, kept)
    pinned = {
        promotion.id: _get_parts(given[promotion.id], basket, kept)
        for promotion in promotions
        if not _is_counted_again(promotion)
    }
    result = evaluate(Book(promotions), remaining, pinned=pinned)
    again = {one.promotion: one for one in result.applied}
    return Entitlement(
        {
            id_: _get_shares(again.get(id_), one)
            for id_, one in given.items()
            if one.shares
        },
        {id_: _get_gifts(again.get(id_), one) for id_, one in given.items() if one.gifts},
    )


def _is_counted_again(promotion):
    if promotion.kind == GIFT:
        return True
    return promotion.kind == ORDER and promotion.return_rule == RECONSIDER


def _allow(promotion):
    """Once given, dates, customers, codes and rivals do not matter any more."""
    blank = type(promotion.audience)()
    return replace(promotion, audience=blank, coupon=False, group=0)


def _keep(basket, kept):
    """The basket with what is kept of each line."""
    lines = tuple(
        replace(
            line,
            quantity=kept.get(line.key, line.quantity),
            amount=part(
                line.amount,
                kept.get(line.key, line.quantity),
                line.quantity,
                basket.digits,
            ),
        )
        for line in basket.lines
    )
    return replace(basket, lines=lines, declined=frozenset())


def _get_parts(applied, basket, kept):
    """The proportional part of each share."""
    lines = {line.key: line for line in basket.lines}
    return [
        (
            key,
            part(
                share,
                kept.get(key, lines[key].quantity),
                lines[key].quantity,
                basket.digits,
            ),
        )
        for key, share in applied.shares
    ]


def _get_shares(again, before):
    """Never more in all than what was given."""
    if not again:
        return {}
    if again.amount > before.amount:
        return dict(before.shares)
    return {key: share for key, share in again.shares if share}


def _get_gifts(again, before):
    """Gifts that were given first stay first."""
    pieces = again.pieces if again else ZERO
    kept = {}
    for gift in before.gifts:
        kept[gift.product] = min(gift.pieces, pieces)
        pieces -= kept[gift.product]
    return {product: count for product, count in kept.items() if count}
