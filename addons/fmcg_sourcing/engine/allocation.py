"""Whose goods are there, and who still waits: derived from needs and from what happened.

Nothing is accumulated. Each call looks at all needs and all events so far, and events
with the same key count once: whoever derives again, or gets events twice or in another
order, gets the same answer. For each product, with sums over its needs::

    delivered + reserved + stock = received − sent back, or nothing if that is less
    delivered + returned + reserved + cancelled + short + waiting = ordered

Goods belong first to whom they were delivered, then to whom they were received for, then
to the oldest promise that waits; as long as they are not delivered, an older promise that
turns up later takes them over. What the upstream will not supply, and nothing else that
is coming replaces, is lacking to the youngest promise. Quantities are Decimal in the
product's base unit.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .packs import ZERO

# What happens to goods (with the product) …
RECEIVED = "received"  # also what was there before anything else
SENT_BACK = "sent_back"  # left the stock otherwise: back to the upstream, or lost
SHORT = "short"  # the upstream will not supply it
# … and to a need (with its key)
DELIVERED = "delivered"
RETURNED = "returned"  # came back after the delivery, into the stock
CANCELLED = "cancelled"  # is not wanted any more

OF_PRODUCT = (RECEIVED, SENT_BACK, SHORT)
OF_NEED = (DELIVERED, RETURNED, CANCELLED)


@dataclass(frozen=True)
class Need:
    """What one customer's line wants of a product.

    :param key: sortable, of one type for all needs
    :param promised: the day; None without a promise, which comes after all others
    :param since: when it was ordered; sortable, breaks ties of promises
    :param days: that the goods shall last, see :mod:`free_stock`
    :param place: where it is delivered to; matters only to what goes there straight
    """

    key: object
    product: int
    quantity: Decimal
    promised: date | None = None
    since: object = 0
    days: int = 0
    place: object = None

    @property
    def age(self):
        """Sorts needs, the oldest promise first."""
        return self.promised or date.max, self.since, self.key


@dataclass(frozen=True)
class Event:
    """Something that happened once.

    :param key: of the event; the same event has the same key, however often it arrives
    :param kind: one of ``OF_PRODUCT`` or ``OF_NEED``
    :param quantity: above zero
    :param product: of an event ``OF_PRODUCT``
    :param need: key of the need, of an event ``OF_NEED``; with ``RECEIVED``, of the need
        that the goods were ordered for, back to back: if it does not want them any more
        they are everybody's
    """

    key: object
    kind: str
    quantity: Decimal
    product: int | None = None
    need: object = None


@dataclass(frozen=True)
class Standing:
    """How a need stands.

    :param delivered: and kept by the customer
    :param reserved: there, and to be delivered
    :param returned: after the delivery
    :param cancelled: as far as it had not been delivered
    :param short: will not come
    :param waiting: is to come
    """

    need: Need
    delivered: Decimal = ZERO
    reserved: Decimal = ZERO
    returned: Decimal = ZERO
    cancelled: Decimal = ZERO
    short: Decimal = ZERO
    waiting: Decimal = ZERO

    @property
    def allocated(self):
        """The goods that are the customer's."""
        return self.delivered + self.reserved


@dataclass(frozen=True)
class Standings:
    """:param needs: dict from key to :class:`Standing`
    :param stock: dict from product to what belongs to nobody
    """

    needs: dict
    stock: dict


def derive(needs, events, coming=None):
    """How each need stands after ``events``.

    O(n log n) for n needs and events together.

    :param needs: iterable of :class:`Need`
    :param events: iterable of :class:`Event`, in any order, repeated or not
    :param coming: dict from product to what is still to arrive: nobody is short of that
    :return: :class:`Standings`
    :raise ValueError: two needs or two different events with one key; an event of an
        unknown kind or need, or without a quantity; more delivered than ordered or than
        received; more returned than delivered
    """
    by_product = defaultdict(list)
    for need in _index("Need", needs).values():
        by_product[need.product].append(need)
    goods, moved = _sum_up(_index("Event", events).values(), by_product)
    pinned = {key: sums[RECEIVED] for key, sums in moved.items()}
    standings, stock = {}, {}
    for product in {*by_product, *goods}:
        sums = goods[product]
        there = max(sums[RECEIVED] - sums[SENT_BACK], ZERO)
        ranked = sorted(by_product.get(product, ()), key=lambda need: need.age)
        found = [_settle(need, moved[need.key]) for need in ranked]
        taken = sum(one.delivered for one in found)
        if taken > there:
            raise ValueError(
                f"delivered of product {product} is {taken}, but only {there} were"
                " received: add the receipts, also of what was there before."
            )
        found, stock[product] = _reserve(found, there - taken, pinned)
        uncovered = sum(one.waiting for one in found) - (coming or {}).get(product, ZERO)
        for one in _shorten(found, min(sums[SHORT], max(uncovered, ZERO))):
            standings[one.need.key] = one
    return Standings(standings, stock)


def _index(name, records):
    """Dict from key to record; the same record may come again."""
    found = {}
    for one in records:
        if found.setdefault(one.key, one) != one:
            raise ValueError(
                f"{name}.key {one.key!r} is given to two different ones: {found[one.key]}"
                f" and {one}. Give each a key of its own."
            )
    return found


def _sum_up(events, by_product):
    """Sums of the events: by product and kind, and by need and kind."""
    known = {need.key for needs in by_product.values() for need in needs}
    goods = defaultdict(lambda: defaultdict(Decimal))
    moved = defaultdict(lambda: defaultdict(Decimal))
    for event in events:
        if event.quantity <= 0:
            raise ValueError(
                f"Event.quantity of {event.key!r} is {event.quantity}: give base units"
                " above zero; what undoes an event is an event of another kind."
            )
        if event.kind in OF_PRODUCT and event.product is not None:
            goods[event.product][event.kind] += event.quantity
            if event.kind == RECEIVED and event.need in known:
                moved[event.need][event.kind] += event.quantity
        elif event.kind in OF_NEED and event.need in known:
            moved[event.need][event.kind] += event.quantity
        else:
            raise ValueError(
                f"Event {event.key!r} is {event.kind!r} of product {event.product!r} and"
                f" need {event.need!r}: give {', '.join(OF_PRODUCT)} with a product, or"
                f" {', '.join(OF_NEED)} with a need that is among the needs."
            )
    return goods, moved


def _settle(need, sums):
    """What has been delivered, returned and cancelled; the rest waits."""
    delivered, returned = sums[DELIVERED], sums[RETURNED]
    for name, much, most_name, most in (
        ("delivered", delivered, "ordered", need.quantity),
        ("returned", returned, "delivered", delivered),
    ):
        if much > most:
            raise ValueError(
                f"{name} of need {need.key!r} is {much}, more than {most_name}: {most}."
                " Correct the event, or raise the need before it."
            )
    left = need.quantity - delivered
    cancelled = min(sums[CANCELLED], left)
    return Standing(
        need,
        delivered=delivered - returned,
        returned=returned,
        cancelled=cancelled,
        waiting=left - cancelled,
    )


def _reserve(standings, there, pinned):
    """Give what is there to those who wait: first what was received for them, then the
    oldest promise first. Returns the standings and the rest."""
    own = []
    for one in standings:
        left = pinned.get(one.need.key, ZERO) - one.delivered - one.returned
        own.append(min(one.waiting, max(left, ZERO), there))
        there -= own[-1]
    found = []
    for one, kept in zip(standings, own, strict=True):
        more = min(one.waiting - kept, there)
        there -= more
        given = kept + more
        found.append(_change(one, reserved=given, waiting=one.waiting - given))
    return found, there


def _shorten(standings, lacking):
    """Take what will not come from those who wait, the youngest promise first."""
    found = []
    for one in reversed(standings):
        taken = min(one.waiting, lacking)
        lacking -= taken
        found.append(_change(one, short=taken, waiting=one.waiting - taken))
    return found


def _change(standing, **values):
    """As ``dataclasses.replace``, which is slow for so many."""
    return Standing(**{**vars(standing), **values})


def share_out(needs, quantity):
    """Give ``quantity`` to needs, the oldest promise first.

    :param needs: iterable of (:class:`Need`, what it still wants)
    :return: dict from a need's key to what it gets, without zeros
    """
    given = {}
    for need, wanted in sorted(needs, key=lambda pair: pair[0].age):
        part = min(wanted, quantity)
        if part > 0:
            given[need.key] = part
            quantity -= part
    return given
