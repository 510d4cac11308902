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
