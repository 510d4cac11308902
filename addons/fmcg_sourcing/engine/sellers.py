"""Who may serve a buyer with a product, the preferred seller first.

A seller is a candidate when one of its agreements with the buyer is active on the day of
the order, covers the product, and the seller lists it to the buyer. Candidates stand in
the order of

1. the agreement's priority, the lowest number first,
2. the distance in the channel's tree, the nearest first,
3. the territory, the closest match first,
4. the agreement's id, so that the answer never depends on how the facts were read.
"""

from dataclasses import dataclass
from datetime import date

from .reason import because

# Why an agreement does not make its seller a candidate; each has the fact ``agreement``.
INACTIVE = "inactive"
NOT_STARTED = "not_started"  # start: its first day
ENDED = "ended"  # end: its last day
OUT_OF_SCOPE = "out_of_scope"
NOT_LISTED = "not_listed"
# Another agreement of the same seller goes before it; other: the id of that one
SAME_SELLER = "same_seller"


@dataclass(frozen=True)
class Agreement:
    """The terms between one seller and the buyer, as far as they say who serves.

    :param seller: id of the company
    :param day: on which it is ordered, where the seller is
    :param priority: the lowest is asked first
    :param distance: steps in the tree between buyer and seller
    :param territory: how many levels of the buyer's territory the agreement's share with
        it; more is closer, 0 is no match
    :param scope: set of products that it covers; None for all
    :param listed: set of products that the seller lists to the buyer; None for all
    :param start: its first day; None for any
    :param end: its last day; None for any
    """

    id: int
    seller: int
    day: date
    priority: int = 10
    distance: int = 1
    territory: int = 0
    scope: frozenset | None = None
    listed: frozenset | None = None
    start: date | None = None
    end: date | None = None
    active: bool = True

    @property
    def rank(self):
        """Sorts agreements, the preferred one first."""
        return self.priority, self.distance, -self.territory, self.id


@dataclass(frozen=True)
class Candidates:
    """Who may serve a product.

    :param agreements: one for each seller, the preferred first
    :param rejected: tuple of :class:`~.reason.Reason` in the order of the agreements
    """

    agreements: tuple = ()
    rejected: tuple = ()

    @property
    def sellers(self):
        return tuple(one.seller for one in self.agreements)


def find_candidates(agreements, products):
    """The candidates for each product.

    O(agreements × (log agreements + products)).

    :param agreements: iterable of :class:`Agreement` with one buyer, in any order
    :param products: iterable of product ids
    :return: dict from product to :class:`Candidates`
    """
    ranked = sorted(agreements, key=lambda one: one.rank)
    closed = {one.id: reason for one in ranked if (reason := _why_closed(one))}
    return {product: _judge(ranked, closed, product) for product in products}


def _why_closed(agreement):
    """Why nothing at all is sold under the agreement on its day; None when it is."""
    if not agreement.active:
        return because(INACTIVE, agreement=agreement.id)
    if agreement.start and agreement.day < agreement.start:
        return because(NOT_STARTED, agreement=agreement.id, start=agreement.start)
    if agreement.end and agreement.day > agreement.end:
        return because(ENDED, agreement=agreement.id, end=agreement.end)
    return None


def _judge(ranked, closed, product):
    found, rejected = {}, []
    for agreement in ranked:
        reason = closed.get(agreement.id) or _why_not(agreement, product, found)
        if reason:
            rejected.append(reason)
        else:
            found[agreement.seller] = agreement
    return Candidates(tuple(found.values()), tuple(rejected))


def _why_not(agreement, product, found):
    if agreement.scope is not None and product not in agreement.scope:
        return because(OUT_OF_SCOPE, agreement=agreement.id)
    if agreement.listed is not None and product not in agreement.listed:
        return because(NOT_LISTED, agreement=agreement.id)
    if agreement.seller in found:
        other = found[agreement.seller].id
        return because(SAME_SELLER, agreement=agreement.id, other=other)
    return None
