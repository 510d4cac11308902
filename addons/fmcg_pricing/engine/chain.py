"""Combine the offers of several price lists into one price."""

from typing import NamedTuple

MERGE = "merge"
STOP = "stop"
LOWEST = "lowest"

# What became of a list's offer
TAKEN = "taken"
NOTHING = "nothing"
OVERRIDDEN = "overridden"
DEARER = "dearer"
NOT_VISITED = "not_visited"


class Link(NamedTuple):
    """A list in a buyer's chain.

    :param mode: what the list does with those after it: ``merge``, ``stop``, ``lowest``
    :param source: where the list comes from: ``order``, ``agreement``, ``grade``,
        ``territory`` or ``base``
    :param source_id: id of the agreement, grade, territory or company
    """

    list_id: int
    mode: str
    source: str
    source_id: int | None = None


class Standing(NamedTuple):
    """The best of a list and those after it: whose offer, and what it competes with."""

    index: int
    exact: bool
    threshold: float


def resolve(chain, offers, knows, price_of):
    """Which list of the chain prices a demand.

    The laws, from the last list to the first:

    * ``stop``: a list that knows the product decides alone, also when it has no price
      for this quantity.
    * ``merge``: a later list fills only the quantity breaks that no earlier one has. A
      price for the ordered unit itself goes before one converted from the product's.
    * ``lowest``: the least price of the list and those after it; the earlier one if
      they are equal.

    :param chain: sequence of :class:`Link`
    :param offers: for each link its :class:`~.book.Offer` or ``None``
    :param knows: function from an index to whether that list knows the product
    :param price_of: function from an index to the offer's price; only asked where a
        list says ``lowest``
    :return: index of the winning link or ``None``, and a list of what became of each
    """
    outcomes = [TAKEN if offer else NOTHING for offer in offers]
    best = None
    for index in range(len(chain) - 1, -1, -1):
        offer = offers[index]
        own = offer and Standing(index, offer.exact, offer.threshold)
        if chain[index].mode == STOP:
            if own or knows(index):
                outcomes[index + 1 :] = [NOT_VISITED] * (len(chain) - index - 1)
                best = own
        elif not (own and best):
            best = own or best
        elif chain[index].mode == LOWEST:
            best = _cheaper(own, best, price_of, outcomes)
        else:
            best = _merged(own, best, outcomes)
    return best and best.index, outcomes


def _merged(own, rest, outcomes):
    if (own.exact, own.threshold) >= (rest.exact, rest.threshold):
        outcomes[rest.index] = OVERRIDDEN
        return own
    outcomes[own.index] = OVERRIDDEN
    return rest


def _cheaper(own, rest, price_of, outcomes):
    winner, loser = own, rest
    if price_of(rest.index) < price_of(own.index):
        winner, loser = rest, own
    outcomes[loser.index] = DEARER
    return Standing(
        winner.index,
        own.exact or rest.exact,
        max(own.threshold, rest.threshold),
    )
