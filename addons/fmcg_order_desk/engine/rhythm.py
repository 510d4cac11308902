"""When an outlet runs out of a product, and how much it should order now.

Pure: what was bought in, suggestions out. The stock of an outlet is not known; what it
bought tells. For each product, with the days ``d1 < … < dn`` on which it was bought and
the quantities ``q1 … qn`` (one day's are added up)::

    interval  = (dn − d1) / (n − 1)               days between two purchases
    rate      = (q1 + … + q(n−1)) / (dn − d1)     sold a day: all but the last purchase
                                                  was sold before the last purchase
    run-out   = dn + qn / rate                    the day on which the last one is sold
    left      = max(0, qn − rate × (today − dn))  what should still be on the shelf

The outlet orders every ``visit`` days: the median of the days between any two of its
orders. A product is suggested when it runs out before the order after this one, that is
by ``today + visit``. The quantity makes the shelf last one interval of the product
beyond today, or one visit if that is longer::

    need      = max(0, rate × max(interval, visit) − left)

and is rounded up to what can be ordered. A product bought once has no rhythm; one that
has not been bought for ``FORGOTTEN`` of its intervals was given up: both are left out.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from statistics import median

# Intervals without a purchase after which the outlet does not keep the product any more
FORGOTTEN = 4
# A run-out further away than this is as good as never
FURTHEST = 3650
ZERO = Decimal(0)


@dataclass(frozen=True)
class Purchase:
    """:param quantity: Decimal in the product's own unit, above zero"""

    product: int
    day: date
    quantity: Decimal


@dataclass(frozen=True)
class Limits:
    """What can be ordered, in the product's own unit.

    :param least: the least
    :param step: quantities are multiples of it; a case, if it comes in cases
    :param most: None for any
    """

    least: Decimal = Decimal(1)
    step: Decimal = Decimal(1)
    most: Decimal | None = None


@dataclass(frozen=True)
class Rhythm:
    """How an outlet buys a product.

    :param interval: days between two purchases
    :param rate: sold a day, in the product's own unit
    :param last: day of the last purchase
    :param quantity: of the last purchase
    :param run_out: day on which it is sold
    """

    product: int
    interval: Decimal
    rate: Decimal
    last: date
    quantity: Decimal
    run_out: date

    def left_on(self, day):
        """What should still be on the shelf."""
        return max(ZERO, self.quantity - self.rate * (day - self.last).days)

    def is_forgotten_on(self, day):
        return (day - self.last).days > FORGOTTEN * self.interval


@dataclass(frozen=True)
class Suggestion:
    """:param quantity: Decimal in the product's own unit, above zero"""

    product: int
    quantity: Decimal
    rhythm: Rhythm


def find_rhythms(purchases):
    """Dict from product to its :class:`Rhythm`; products bought on one day only have
    none."""
    by_product = defaultdict(lambda: defaultdict(Decimal))
    for purchase in purchases:
        by_product[purchase.product][purchase.day] += purchase.quantity
    return {
        product: _find_rhythm(product, sorted(by_day.items()))
        for product, by_day in by_product.items()
        if len(by_day) > 1
    }


def _find_rhythm(product, bought):
    (first, _quantity), (last, quantity) = bought[0], bought[-1]
    span = Decimal((last - first).days)
    rate = sum(amount for _day, amount in bought[:-1]) / span
    lasts = min(int(quantity / rate), FURTHEST)
    return Rhythm(
        product=product,
        interval=span / (len(bought) - 1),
        rate=rate,
        last=last,
        quantity=quantity,
        run_out=last + timedelta(days=lasts),
    )


def find_visit(purchases):
    """Days between two orders of the outlet, of whatever products: the median; None
    when it has ordered on one day or not at all."""
    days = sorted({purchase.day for purchase in purchases})
    gaps = [(later - day).days for day, later in zip(days, days[1:], strict=False)]
    return Decimal(str(median(gaps))) if gaps else None


def suggest(purchases, today, limits):
    """What the outlet should order today, what runs out first comes first.

    :param purchases: iterable of :class:`Purchase` up to today
    :param limits: dict from product to :class:`Limits`; products that are not in it
        cannot be ordered and are not suggested
    :return: list of :class:`Suggestion`
    """
    purchases = list(purchases)
    visit = find_visit(purchases)
    found = []
    for product, rhythm in find_rhythms(purchases).items():
        if product not in limits or not _is_due(rhythm, today, visit):
            continue
        quantity = round_up(_get_need(rhythm, today, visit), limits[product])
        if quantity:
            found.append(Suggestion(product, quantity, rhythm))
    return sorted(found, key=lambda one: (one.rhythm.run_out, one.product))


def _is_due(rhythm, today, visit):
    if rhythm.is_forgotten_on(today):
        return False
    return (rhythm.run_out - today).days <= visit


def _get_need(rhythm, today, visit):
    lasting = max(rhythm.interval, visit)
    return max(ZERO, rhythm.rate * lasting - rhythm.left_on(today))


def round_up(need, limits):
    """The least quantity that can be ordered and covers ``need``; the most that can be
    ordered where nothing covers it; zero where nothing is needed or can be ordered."""
    if need <= 0:
        return ZERO
    steps = (max(need, limits.least) / limits.step).to_integral_value(ROUND_CEILING)
    if limits.most is not None:
        steps = min(steps, limits.most // limits.step)
    quantity = steps * limits.step
    return quantity if quantity >= limits.least else ZERO
