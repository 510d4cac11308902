"""Parts of an order: what its documents, one after the other, carry of its benefits."""

from .basket import ZERO
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


def spread(own, rest, gross, digits):
    """Money off by line of one document, where benefits of other lines change with it.

    A set is broken by the piece that comes back: what its other pieces lose is taken
    off what is refunded for this one, as far as that goes.

    :param own: dict from line key to what is taken off the line itself
    :param rest: what other lines get in addition; below zero: lose
    :param gross: dict from line key to what the line costs before, below zero where it
        comes back
    :return: dict from line key to money off
    """
    nets = {key: gross[key] - own[key] for key in own}
    weights = [(key, abs(net), str(key)) for key, net in nets.items()]
    amount = min(abs(rest), sum((weight for _key, weight, _rank in weights), ZERO))
    sign = 1 if rest > ZERO else -1
    parts = allocate(amount, weights, digits)
    return {key: own[key] + sign * parts.get(key, ZERO) for key in own}
