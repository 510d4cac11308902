"""What remains of an order's benefits when less is kept than was ordered.

One rule for a confirmed order that is reduced, a delivery that ends short, and goods that
come back: all three only say how much of each line the buyer keeps (:func:`remain`).
What remains depends on that alone, not on the way there.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR

from . import corrections
from .basket import ZERO
from .book import Book
from .definition import MONEY, SUBSTITUTE, Audience, Limit
from .evaluate import evaluate
from .gifts import get_due
from .shares import allocate, part
from .work import Work


@dataclass(frozen=True)
class Entitlement:
    """:param shares: dict from promotion id to a dict from line key to money off
    :param gifts: dict from promotion id to a dict from product to pieces
    :param net: dict from line key to what the kept quantity costs
    """

    shares: dict
    gifts: dict
    net: dict = field(default_factory=dict)


def given(applied):
    """What the buyer is entitled to as long as it keeps everything."""
    return Entitlement(
        {one.promotion: dict(one.shares) for one in applied if one.shares},
        {one.promotion: _add_up_gifts(one) for one in applied if one.gifts},
    )


def remain(promotions, basket, applied, kept):
    """What the buyer is entitled to for what it keeps: less than nothing is never to be
    paid, and never more than everything did cost.

    :param promotions: those that were applied, as they were then
    :param basket: the order as it was when it was confirmed
    :param applied: list of :class:`~.result.Applied`, what it was given then
    :param kept: dict from line key to quantity; what is not in it is kept. More than
        was ordered then earns nothing more
    :return: :class:`Entitlement`
    """
    kept = {line.key: _limit(kept, line) for line in basket.lines}
    if all(kept[line.key] == line.quantity for line in basket.lines):
        return given(applied)
    entitlement = entitle(promotions, basket, applied, kept)
    return limit_to_paid(entitlement, basket, applied, kept)


def _limit(kept, line):
    """How much of a line is kept; what was typed to take something off stays."""
    quantity = kept.get(line.key, line.quantity)
    if line.quantity <= ZERO:
        return line.quantity
    return min(max(quantity, ZERO), line.quantity)


def entitle(promotions, basket, applied, kept):
    """What the rules of the promotions say.

    What says ``proportional`` remains in proportion to the quantity, cumulatively (see
    ``shares.part``). What says ``reconsider`` is counted again on what is kept, and is
    never more than what was given.

    :param promotions: those that were applied, as they were then
    :param basket: the order as it was then
    :param applied: list of :class:`~.result.Applied`, in the order of work
    :param kept: dict from line key to the quantity that is not returned; what is not
        in it is kept
    """
    given_ = {one.promotion: one for one in applied}
    promotions = [
        _allow(promotion) for promotion in promotions if promotion.id in given_
    ]
    again = {promotion.id for promotion in promotions if promotion.is_counted_again}
    kept = {line.key: kept.get(line.key, line.quantity) for line in basket.lines}
    smaller = _keep(basket, kept)
    result = evaluate(
        Book(promotions),
        smaller,
        budgets={id_: _get_limits(given_[id_]) for id_ in again if given_[id_].shares},
        pinned=_pin(basket, applied, kept, again),
    )
    found = {one.promotion: one for one in result.applied}
    gifts = {}
    for promotion in promotions:
        before = given_[promotion.id]
        if not before.gifts:
            continue
        if promotion.id in again:
            substituting = promotion.shortage == SUBSTITUTE
            after = found.get(promotion.id)
            gifts[promotion.id] = _get_gifts(after, before, substituting)
        else:
            gifts[promotion.id] = _share_gifts(promotion, before, basket, smaller)
    return Entitlement(
        {id_: _get_shares(found.get(id_)) for id_, one in given_.items() if one.shares},
        gifts,
        result.net,
    )


def limit_to_paid(entitlement, basket, applied, kept):
    """What is kept never costs more than everything did: who gives back so much that
    a benefit is lost gets nothing for it, but does not pay for it either.

    :return: the :class:`Entitlement` with as much of what was lost as that takes
    """
    before = given(applied).shares
    paid = _get_cost(basket, before, {})
    excess = _get_cost(basket, entitlement.shares, kept) - paid
    if excess <= ZERO:
        return entitlement
    lost, left = {}, {}
    for line in basket.lines:
        taken = [by_key.get(line.key, ZERO) for by_key in entitlement.shares.values()]
        left[line.key] = _get_amount(basket, line, kept) - sum(taken, ZERO)
    for promotion, shares in before.items():
        for key, share in shares.items():
            amount = share - entitlement.shares[promotion].get(key, ZERO)
            if kept.get(key, ZERO) > ZERO and amount > ZERO:
                lost.setdefault(key, []).append((promotion, amount, promotion))
    weights = [
        (key, min(_add_up(parts), max(left[key], ZERO)), str(key))
        for key, parts in lost.items()
    ]
    excess = min(excess, _add_up(weights))
    shares = {promotion: dict(by_key) for promotion, by_key in entitlement.shares.items()}
    net = dict(entitlement.net)
    for key, given_back in allocate(excess, weights, basket.digits).items():
        if key in net:
            net[key] -= given_back
        parts = allocate(given_back, lost[key], basket.digits)
        for promotion, amount in parts.items():
            shares[promotion][key] = shares[promotion].get(key, ZERO) + amount
    return Entitlement(shares, entitlement.gifts, net)


def _add_up(weights):
    return sum((weight for _key, weight, _rank in weights), ZERO)


def _get_cost(basket, shares, kept):
    """What the lines cost, or what is kept of them, less what ``shares`` take off."""
    amount = sum((_get_amount(basket, line, kept) for line in basket.lines), ZERO)
    return amount - sum(
        (share for by_key in shares.values() for share in by_key.values()), ZERO
    )


def _get_amount(basket, line, kept):
    """What is kept of a line costs before promotions."""
    quantity = kept.get(line.key, line.quantity)
    if quantity == line.quantity:
        return line.amount
    return part(line.amount, quantity, line.quantity, basket.digits)


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
            line, quantity=kept[line.key], amount=_get_amount(basket, line, kept)
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


def _add_up_gifts(applied):
    pieces = {}
    for gift in applied.gifts:
        pieces[gift.product] = pieces.get(gift.product, ZERO) + gift.pieces
    return pieces


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


# Gifts in proportion -----------------------------------------------------------


def _share_gifts(promotion, before, basket, smaller):
    """The part of the gifts that is earned by what is kept, in whole pieces.

    It is rounded down, cumulatively: the last piece goes with the last goods, so that
    all parts together are the whole.
    """
    counts, after = (_get_counts(promotion, one) for one in (basket, smaller))
    earning = [product for product, (_reached, earns) in counts.items() if earns]
    kept = {}
    for product, pieces in _add_up_gifts(before).items():
        names = [product] if promotion.same_product else earning
        whole = sum((counts[name][0] for name in names if name in counts), ZERO)
        now = sum((after[name][0] for name in names if name in after), ZERO)
        count = pieces if now >= whole else _round_down(pieces * now / whole)
        if count > ZERO:
            kept[product] = count
    return kept


def _round_down(pieces):
    return pieces.to_integral_value(ROUND_FLOOR)


def _get_counts(promotion, basket):
    """What a gift's threshold looks at: dict from product (0 where products count
    together) to what is counted, and whether it earns a gift."""
    netted = corrections.net(basket)
    work = Work(netted.basket, typed=netted.corrections)
    lines = [line for line in work.goods if promotion.scope.has(line)]
    return {
        group.product: (group.reached, bool(get_due(work, promotion, group)))
        for group in work.groups(promotion, lines)
    }


# What an order says then -------------------------------------------------------


def lower(applied, entitlement):
    """What a promotion gives, as far as the buyer is entitled to it.

    Of gifts, those that go with the order come first; what is owed is what remains.

    :param applied: :class:`~.result.Applied`, as it was given
    :return: the same with fewer shares and gifts
    """
    shares = entitlement.shares.get(applied.promotion, {})
    left = dict(entitlement.gifts.get(applied.promotion, {}))
    gifts = []
    for gift in applied.gifts:
        pieces = min(gift.quantity, left.get(gift.product, ZERO))
        left[gift.product] = left.get(gift.product, ZERO) - pieces
        gifts.append(replace(gift, quantity=pieces, owed=ZERO))
    for place, gift in enumerate(applied.gifts):
        owed = min(gift.owed, left[gift.product])
        left[gift.product] -= owed
        gifts[place] = replace(gifts[place], owed=owed)
    return replace(
        applied,
        shares=tuple((key, share) for key, share in shares.items() if share),
        gifts=tuple(gift for gift in gifts if gift.pieces),
    )
