"""How much of a product a warehouse can still give to a buyer.

Free is what is on hand and not reserved, of lots that are fresh enough for the buyer on
the day of delivery, less the safety stock. Quantities are Decimal in the base unit.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .packs import ZERO


@dataclass(frozen=True)
class Lot:
    """What is on hand of one lot, or of goods without a lot.

    :param quantity: below zero where more was taken out than had been booked in
    :param expiry: the last day on which the goods may be used; None for goods that do
        not expire
    :param reserved: for other orders, out of this lot
    """

    quantity: Decimal
    expiry: date | None = None
    reserved: Decimal = ZERO

    def is_fresh(self, day, days):
        """Whether it still lasts for ``days`` days after ``day``.

        With 0 days, goods that expire on the day itself are fresh: the day of expiry is
        their last.
        """
        return self.expiry is None or (self.expiry - day).days >= days


@dataclass(frozen=True)
class Shelf:
    """What lies free of a product, for buyers of all kinds.

    :param free: dict from the days that a buyer wants the goods to last to what is free
        for it; the longer they shall last, the less
    :param short: what is missing of the safety stock
    """

    free: dict
    short: Decimal = ZERO

    def get_for(self, days):
        """What a buyer gets; what lasts for another one lasts for it as well if that one
        wants no less."""
        fitting = [free for wanted, free in self.free.items() if wanted <= days]
        return min(fitting, default=ZERO)

    def without(self, days, quantity):
        """What is left when a buyer has taken some."""
        left = {
            wanted: max(free - quantity, ZERO) if wanted <= days else free
            for wanted, free in self.free.items()
        }
        return Shelf(left, self.short)


def make_shelf(lots, day, wanted=(), safety=ZERO):
    """:param lots: iterable of :class:`Lot` of one product
    :param day: of delivery
    :param wanted: for how many days buyers want the goods to last
    :param safety: stock that stays
    :return: :class:`Shelf`
    """
    lots = list(lots)
    free = {days: find_free(lots, day, days, safety) for days in {0, *wanted}}
    there = find_free(lots, day)
    return Shelf(free, max(safety - there, ZERO))


def find_free(lots, day, days=0, safety=ZERO, promised=ZERO):
    """What can be given away, never below zero. O(lots).

    What was promised without naming a lot, and lots below zero, are taken from what is
    fresh enough, although older goods may serve for them: it never promises goods twice.

    :param lots: iterable of :class:`Lot` of one product in one warehouse
    :param day: of delivery
    :param days: that the buyer wants the goods to last after the delivery
    :param safety: stock that stays
    :param promised: to other orders, without a lot
    """
    free = -safety - promised
    for lot in lots:
        left = lot.quantity - lot.reserved
        if left < 0 or lot.is_fresh(day, days):
            free += left
    return max(free, ZERO)
