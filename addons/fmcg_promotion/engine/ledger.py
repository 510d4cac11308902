"""The ledger of promotions: what has changed since it was written, and who pays it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .basket import ZERO
from .definition import MONEY, PIECES
from .shares import allocate

# Shares of funders have four decimals
SHARE_DIGITS = 4


@dataclass(frozen=True, order=True)
class Counter:
    """Where a budget counts.

    :param start: first day of the period
    :param node: of the customer, 0 where customers are counted together
    """

    budget: int
    start: date
    node: int = 0


@dataclass(frozen=True, order=True)
class Account:
    """What is booked together.

    :param counters: of all budgets of the promotion, sorted
    :param coupon: that was given up for the promotion, 0 without one
    """

    order: int
    promotion: int
    counters: tuple = ()
    coupon: int = 0


@dataclass(frozen=True)
class Given:
    """What an order has of a promotion, or gets in addition.

    :param amount: money off
    :param pieces: gifts, those that are owed included
    :param gift_value: worth of the gifts
    :param uses: 1 for an order that has the promotion
    """

    amount: Decimal = ZERO
    pieces: Decimal = ZERO
    gift_value: Decimal = ZERO
    uses: int = 0

    def __add__(self, other):
        return Given(
            self.amount + other.amount,
            self.pieces + other.pieces,
            self.gift_value + other.gift_value,
            self.uses + other.uses,
        )

    def __sub__(self, other):
        return Given(
            self.amount - other.amount,
            self.pieces - other.pieces,
            self.gift_value - other.gift_value,
            self.uses - other.uses,
        )

    def __bool__(self):
        return self != NOTHING

    @property
    def worth(self):
        """What the funders pay."""
        return self.amount + self.gift_value

    def count(self, measure):
        """What a budget counts of it."""
        if measure == MONEY:
            return self.worth
        return self.pieces if measure == PIECES else Decimal(self.uses)


NOTHING = Given()


def differences(targets, booked):
    """What has to be booked so that the ledger says ``targets``.

    :param targets: dict from :class:`Account` to :class:`Given`
    :param booked: the same, what the ledger says now
    :return: dict from account to what is added, sorted by account
    """
    changes = {
        account: targets.get(account, NOTHING) - booked.get(account, NOTHING)
        for account in sorted(targets.keys() | booked.keys())
    }
    return {account: change for account, change in changes.items() if change}


def fund(total, shares, funded, digits):
    """What each funder pays in addition, so that all they have paid is ``total``.

    The parts are cumulative: each funder's sum is its share of the total by largest
    remainder, whatever the steps on the way. With more than two funders, a step up can
    therefore take the last unit from one of them.

    :param total: all that was given, of whole smallest units, not below zero
    :param shares: dict from funder to percents
    :param funded: dict from funder to what was booked before
    :return: dict from funder to what is added, without zeros
    """
    weights = [
        (funder, share.scaleb(SHARE_DIGITS).to_integral_value(), funder)
        for funder, share in sorted(shares.items())
    ]
    due = allocate(total, weights, digits)
    changes = {
        funder: due.get(funder, ZERO) - funded.get(funder, ZERO)
        for funder in sorted(shares.keys() | funded.keys())
    }
    return {funder: change for funder, change in changes.items() if change}
