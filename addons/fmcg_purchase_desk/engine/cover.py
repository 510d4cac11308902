"""How long an enterprise's own stock lasts, and what it should order from its supplier.

Pure: stock and sell-out in, days and quantities out, all in the product's own unit. For each
product, with what left the warehouse for customers in the last ``DAYS_BACK`` days, what came
back from them taken off, and the day ``first`` of the first of these deliveries::

    days    = min(DAYS_BACK, max(LEAST_DAYS, today − first + 1))
    rate    = max(0, sold) / days                 sold a day, on average
    cover   = max(0, on hand) / rate              days that the stock lasts; none without
                                                  sell-out

``DAYS_BACK`` are whole weeks, so that each weekday counts as often as the others; a product
that is new is not taken for a slow one, and one delivery of yesterday for no fast one.

To last ``target`` days from now on, the goods that are on their way included::

    need    = max(0, rate × target − max(0, on hand) − coming)

``coming`` is what receipts still expect, and what the supplier has been asked for and has not
confirmed. The need is rounded up to what can be ordered, in cases where it comes in cases (by
``round_up`` of the order desk's engine, which whoever asks brings along). What sold nothing is
not suggested: nobody knows how much of it is needed.
"""

from dataclasses import dataclass
from decimal import Decimal

DAYS_BACK = 28
LEAST_DAYS = 7
# A cover longer than this is as good as for ever
LONGEST = Decimal(999)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Stock:
    """What is known of a product.

    :param on_hand: in the warehouse; below zero where more left than was booked in
    :param coming: on its way, or asked for
    :param sold: left for customers within ``DAYS_BACK`` days, returns taken off
    :param days: see ``count_days``
    """

    product: int
    on_hand: Decimal
    coming: Decimal = ZERO
    sold: Decimal = ZERO
    days: int = DAYS_BACK

    @property
    def rate(self):
        """Sold a day."""
        return max(ZERO, self.sold) / self.days

    @property
    def cover(self):
        """Days that the stock on hand lasts; None where nothing is sold."""
        if not self.rate:
            return None
        return min(LONGEST, max(ZERO, self.on_hand) / self.rate)


@dataclass(frozen=True)
class Suggestion:
    """:param quantity: above zero"""

    stock: Stock
    quantity: Decimal


def count_days(first, today):
    """Days that ``Stock.sold`` is spread over.

    :param first: day of the first delivery within ``DAYS_BACK`` days, or None
    """
    if first is None:
        return DAYS_BACK
    return min(DAYS_BACK, max(LEAST_DAYS, (today - first).days + 1))


def get_need(stock, target):
    """What is lacking to last ``target`` days."""
    return max(ZERO, stock.rate * target - max(ZERO, stock.on_hand) - stock.coming)


def suggest(stocks, target, round_up):
    """What to order, what runs out first comes first.

    :param stocks: iterable of :class:`Stock`
    :param target: days that everything has to last
    :param round_up: function from a product and its need to the least quantity that covers
        it and can be ordered, or zero
    :return: list of :class:`Suggestion`
    """
    found = []
    for stock in stocks:
        need = get_need(stock, target)
        quantity = round_up(stock.product, need) if need else ZERO
        if quantity:
            found.append(Suggestion(stock, quantity))
    return sorted(found, key=lambda one: (one.stock.cover, one.stock.product))
