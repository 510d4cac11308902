"""What goes back from a buyer to its supplier, from what both have in their books.

Goods go back because the buyer sends them, or because the supplier has opened a return, which
the buyer's warehouse then answers. Pure: the same facts always give the same answer, in
whatever order they came about, and applying an answer leaves nothing more to do.
"""

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sent:
    """Goods of one line that have left the buyer, back to the supplier.

    ``key`` names the buyer's movement, ``source`` the supplier's movement by which they had
    come; ``request`` is the request that is answered, 0 for none; ``quantity`` is in the
    product's own unit.
    """

    key: int
    source: int
    quantity: Decimal
    request: int = 0


@dataclass(frozen=True)
class Request:
    """A return that the supplier has opened.

    ``key`` names the supplier's movement, ``source`` the one by which the goods had come
    ``wanted``: what is still to be sent back
    ``open``: what stands ready at the buyer because of it
    ``refused``: whether the buyer has dropped what stood ready
    """

    key: int
    source: int
    wanted: Decimal
    open: Decimal = ZERO
    refused: bool = False


@dataclass(frozen=True)
class Answer:
    """What becomes of a request.

    ``wanted``: what the supplier still waits for; ``standing``: what stands ready at the
    buyer; ``refused``: what will not come
    """

    key: int
    wanted: Decimal
    standing: Decimal
    refused: Decimal = ZERO


@dataclass(frozen=True)
class Plan:
    """``arriving``: what has left the buyer and has no receipt at the supplier
    ``answers``: one :class:`Answer` for each request"""

    arriving: tuple[Sent, ...]
    answers: tuple[Answer, ...]


def plan(sent, known, requests, there):
    """:param sent: iterable of :class:`Sent`
    :param known: keys of what the supplier has a receipt for
    :param requests: iterable of :class:`Request`
    :param there: dict from source to what the buyer has received of it and neither sent
        back nor set aside to be sent back
    :return: :class:`Plan`
    """
    arriving = sorted(
        (one for one in sent if one.key not in known), key=lambda one: one.key
    )
    arrived = Counter()
    for one in arriving:
        arrived[one.request] += one.quantity
    open_requests = [
        replace(one, wanted=max(ZERO, one.wanted - arrived[one.key]))
        for one in sorted(requests, key=lambda one: one.key)
    ]
    left = Counter(there)
    for one in open_requests:  # what is not wanted any more is free for others
        left[one.source] += max(ZERO, one.open - one.wanted)
    return Plan(tuple(arriving), tuple(_answer(one, left) for one in open_requests))


def _answer(request, left):
    """:param left: dict from source to what the buyer has beside what stands ready; is kept
    up to date"""
    kept = min(request.wanted, request.open)
    if request.refused and not request.open:
        return Answer(request.key, ZERO, ZERO, request.wanted)
    more = min(request.wanted - kept, max(left[request.source], ZERO))
    left[request.source] -= more
    return Answer(request.key, request.wanted, kept + more)
