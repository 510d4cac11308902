"""Parts of an order: what its documents, one after the other, carry of its benefits."""

from .basket import ZERO
from .returns import Entitlement
from .shares import allocate, part


def earned(shares, invoiced, kept, digits):
    """What the goods on all documents so far earn, cumulatively.

    :param shares: dict from line key to money off
    :param invoiced: dict from line key to quantity
    :param kept: dict from line key to the quantity that the shares are for
    """
    return sum(
        (
            part(share, invoiced.get(key, ZERO), kept.get(key, ZERO), digits)
            for key, share in shares.items()
        ),
        ZERO,
    )


def given(applied):
    """What the buyer is entitled to as long as nothing comes back."""
    return Entitlement(
        {one.promotion: dict(one.shares) for one in applied if one.shares},
        {
            one.promotion: {gift.product: gift.pieces for gift in one.gifts}
            for one in applied
            if one.gifts
        },
    )


def limit_to_paid(entitlement, basket, applied, kept):
    """What is kept never costs more than everything did: who gives back so much that
    a benefit is lost gets nothing for it, but does not pay for it either.

    :return: the :class:`~.returns.Entitlement` with as much of what was lost as that
        takes
    """
    before = given(applied).shares
    paid = _add_up(basket, before, {})
    excess = _add_up(basket, entitlement.shares, kept) - paid
    if excess <= ZERO:
        return entitlement
    lost = [
        ((promotion, key), share - entitlement.shares[promotion].get(key, ZERO))
        for promotion, shares in before.items()
        for key, share in shares.items()
        if kept.get(key, ZERO) > ZERO
    ]
    weights = [(name, amount, name) for name, amount in lost if amount > ZERO]
    excess = min(excess, sum((weight[1] for weight in weights), ZERO))
    shares = {promotion: dict(by_key) for promotion, by_key in entitlement.shares.items()}
    for (promotion, key), amount in allocate(excess, weights, basket.digits).items():
        shares[promotion][key] = shares[promotion].get(key, ZERO) + amount
    return Entitlement(shares, entitlement.gifts)


def _add_up(basket, shares, kept):
    """What the lines cost, or what is kept of them, less what ``shares`` take off."""
    amount = sum(
        (
            part(
                line.amount,
                kept.get(line.key, line.quantity),
                line.quantity,
                basket.digits,
            )
            for line in basket.lines
        ),
        ZERO,
    )
    return amount - sum(
        (share for by_key in shares.values() for share in by_key.values()), ZERO
    )


def limit_refunds(changes, payable, digits):
    """Discounts that a document takes back are not more than the goods on it.

    :param changes: dict from key to the change of a discount; below zero: taken back
    :param payable: what the goods that come back cost after all that is proportional
    :return: the same dict, with what can be taken back now
    """
    lost = [(key, -change, str(key)) for key, change in changes.items() if change < ZERO]
    total = sum((weight for _key, weight, _rank in lost), ZERO)
    if total <= payable:
        return changes
    now = allocate(max(payable, ZERO), lost, digits)
    return changes | {key: -now.get(key, ZERO) for key, _weight, _rank in lost}
