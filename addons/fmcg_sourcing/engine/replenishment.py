"""What a seller should order for its stock, from what it sells.

For each product, over the days that are looked at::

    rate     = sold / days                    sold a day, days without a sale included
    position = on hand + on the way − owed    what there will be when all has happened
    lead     = days from the order to the receipt

A product of ``MIN_MAX`` is ordered when its position is below ``least``, up to ``most``.
One of ``COVER`` is ordered when its position does not last for the lead and the safety
days, up to what lasts for the cover days beyond that. It comes in whole cases, rounded up
as long as the position stays within ``most``, else down.

With a budget, products are ordered from the most urgent to the least, each as far as the
money lasts. Quantities are Decimal in the product's base unit, money is Decimal.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from .packs import ZERO, Pack, round_down, round_up
from .reason import because

MIN_MAX = "min_max"
COVER = "cover"
KINDS = (MIN_MAX, COVER)
# A product's sales are spread over this many days at least
LEAST_DAYS = 7

# Why it is ordered, or is not although it is due
BELOW_LEAST = "below_least"  # position, least
RUNS_OUT = "runs_out"  # position, rate, days: that it should last
OVER_MOST = "over_most"  # most: what a case more would exceed
OVER_BUDGET = "over_budget"  # wanted: what would be ordered with more money


@dataclass(frozen=True)
class Sold:
    """What was sold of a product on a day; less than zero where more came back."""

    product: int
    day: date
    quantity: Decimal


@dataclass(frozen=True)
class Rule:
    """How much of which goods should be there; the nearest one counts, see
    :func:`.upstream.choose_rule`. The numbers are those of :class:`Item`.

    :param kind: one of ``KINDS``, or ``never``
    :param product: id; None for more than one product
    :param category: id; None for all categories
    """

    id: int
    kind: str
    product: int | None = None
    category: int | None = None
    least: Decimal = ZERO
    most: Decimal | None = None
    safety_days: int = 0
    cover_days: int = 0


@dataclass(frozen=True)
class Item:
    """A product of a seller.

    :param on_hand: in the seller's warehouses
    :param on_the_way: ordered from the upstream and not received
    :param owed: to customers, and neither delivered nor ordered for them alone
    :param least: of ``MIN_MAX``: below it is ordered
    :param most: what the position is never ordered above; None for any in ``COVER``
    :param lead_days: from the order to the receipt
    :param safety_days: that the stock should last beyond
    :param cover_days: of ``COVER``: that an order should last
    :param price: of a base unit, from the upstream
    :raise ValueError: an unknown kind; ``MIN_MAX`` without ``most``, or with less than
        ``least``; days below zero
    """

    product: int
    kind: str
    on_hand: Decimal = ZERO
    on_the_way: Decimal = ZERO
    owed: Decimal = ZERO
    least: Decimal = ZERO
    most: Decimal | None = None
    lead_days: int = 0
    safety_days: int = 0
    cover_days: int = 0
    price: Decimal = ZERO
    pack: Pack = Pack()

    def __post_init__(self):
        self._check(self.kind in KINDS, "kind", f"one of {', '.join(KINDS)}")
        if self.kind == MIN_MAX:
            fits = self.most is not None and self.most >= self.least
            self._check(fits, "most", f"at least the least of {self.least}")
        for name in ("lead_days", "safety_days", "cover_days", "price"):
            self._check(getattr(self, name) >= 0, name, "0 or more")

    def _check(self, good, name, remedy):
        if not good:
            raise ValueError(
                f"{name} of product {self.product} is {getattr(self, name)!r}: give"
                f" {remedy}."
            )

    @property
    def position(self):
        return self.on_hand + self.on_the_way - self.owed

    def get_trigger(self, rate):
        """Below it is ordered."""
        if self.kind == MIN_MAX:
            return self.least
        return rate * (self.lead_days + self.safety_days)

    def get_level(self, rate):
        """Up to it is ordered."""
        if self.kind == MIN_MAX:
            return self.most
        level = self.get_trigger(rate) + rate * self.cover_days
        return level if self.most is None else min(level, self.most)


@dataclass(frozen=True)
class Suggestion:
    """What should be ordered of a product.

    :param quantity: whole cases; zero where the reasons say why not
    :param amount: what it costs
    :param rate: sold a day
    :param days_left: how long the position lasts after the lead time, below zero when
        it runs out before; None where nothing is sold
    """

    product: int
    quantity: Decimal
    amount: Decimal
    rate: Decimal
    days_left: Decimal | None
    reasons: tuple = ()

    @property
    def urgency(self):
        """Sorts suggestions, the most urgent first."""
        return self.days_left is None, self.days_left or ZERO, self.product


def find_rates(sold, until, days):
    """Dict from product to what is sold of it a day, without those that are not sold.

    :param sold: iterable of :class:`Sold`; other days do not count
    :param until: the last day that counts
    :param days: how many count
    :raise ValueError: no days
    """
    if days <= 0:
        raise ValueError(f"days is {days}: give how many days of sales count.")
    after = until - timedelta(days=days)
    totals = {}
    for one in sold:
        if after < one.day <= until:
            totals[one.product] = totals.get(one.product, ZERO) + one.quantity
    return {product: total / days for product, total in totals.items() if total > 0}


def find_rate(total, first, until, days):
    """What is sold a day of a product whose sales were added up. A product that is new is
    not taken for a slow one, nor one delivery of yesterday for a fast one.

    :param total: sold within the ``days`` that end with ``until``
    :param first: the day of the first of these sales, or None
    :return: Decimal, zero or more
    """
    if first is None or total <= 0:
        return ZERO
    known = min(days, max(LEAST_DAYS, (until - first).days + 1))
    return total / known


@dataclass(frozen=True)
class Plan:
    """What is ordered by itself, and what waits for somebody.

    :param now: tuple of :class:`Suggestion`, within the budget
    :param waiting: tuple of :class:`Suggestion`, of what is due beyond that
    """

    now: tuple = ()
    waiting: tuple = ()


def plan(items, rates, budget=None):
    """What is ordered within the budget, and what is still due when that is on the way.

    :param budget: money for what is ordered by itself; None where nothing is
    :return: :class:`Plan`
    """
    if budget is None:
        return Plan(waiting=suggest(items, rates))
    now = suggest(items, rates, max(budget, ZERO))
    ordered = {one.product: one.quantity for one in now}
    rest = [
        replace(item, on_the_way=item.on_the_way + ordered.get(item.product, ZERO))
        for item in items
    ]
    return Plan(now, suggest(rest, rates))


def suggest(items, rates, budget=None):
    """What should be ordered now, the most urgent first. O(n log n).

    :param items: iterable of :class:`Item`
    :param rates: dict of :func:`find_rates`
    :param budget: the most that all may cost; None for any
    :return: tuple of :class:`Suggestion`, of all products that are due
    """
    found = []
    for item in items:
        rate = rates.get(item.product, ZERO)
        if item.position < item.get_trigger(rate):
            found.append((_suggest(item, rate), item))
    found.sort(key=lambda pair: pair[0].urgency)
    if budget is None:
        return tuple(suggestion for suggestion, _item in found)
    return tuple(_keep_within(found, budget))


def _suggest(item, rate):
    quantity = round_up(item.get_level(rate) - item.position, item.pack)
    reasons = [_get_cause(item, rate)]
    if item.most is not None and item.position + quantity > item.most:
        quantity = round_down(item.most - item.position, item.pack)
        reasons.append(because(OVER_MOST, most=item.most))
    days_left = item.position / rate - item.lead_days if rate else None
    amount = quantity * item.price
    return Suggestion(item.product, quantity, amount, rate, days_left, tuple(reasons))


def _get_cause(item, rate):
    if item.kind == MIN_MAX:
        return because(BELOW_LEAST, position=item.position, least=item.least)
    days = item.lead_days + item.safety_days
    return because(RUNS_OUT, position=item.position, rate=rate, days=days)


def _keep_within(found, budget):
    for suggestion, item in found:
        if suggestion.amount > budget:
            suggestion = _reduce(suggestion, item, budget)
        budget -= suggestion.amount
        yield suggestion


def _reduce(suggestion, item, budget):
    """As many cases as the money lasts for."""
    quantity = round_down(max(budget, ZERO) / item.price, item.pack)
    reason = because(OVER_BUDGET, wanted=suggestion.quantity)
    return Suggestion(
        suggestion.product,
        quantity,
        quantity * item.price,
        suggestion.rate,
        suggestion.days_left,
        (*suggestion.reasons, reason),
    )
