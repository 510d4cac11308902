"""What promotions do to an order, with the arithmetic that explains it."""

from dataclasses import dataclass
from decimal import Decimal

from .basket import ZERO

# Why a promotion that speaks to the order gives nothing
OUTBID = "group"
BUDGET = "budget"
STOPPED = "stop"
DECLINED = "declined"
BY_HAND = "by_hand"
NO_STOCK = "stock"
NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True)
class Given:
    """A gift of one product.

    :param quantity: pieces that go with this order, in the gift's unit
    :param owed: pieces that are owed, because they are out of stock
    :param value: worth of one piece
    :param factor: reference units in one piece
    """

    product: int
    quantity: Decimal
    owed: Decimal = ZERO
    value: Decimal = ZERO
    factor: Decimal = Decimal(1)

    @property
    def pieces(self):
        return self.quantity + self.owed


@dataclass(frozen=True)
class Applied:
    """A promotion that gave something.

    :param amount: money off
    :param shares: pairs of (line key, money off that line); they sum to ``amount``
    :param gifts: of :class:`Given`
    :param reached: what was measured against the threshold, 0 without one
    :param threshold: of the step that was reached
    :param times: how often it was given
    :param basis: money that the benefit was computed on
    :param cut: a budget or the stock left less than there was to give
    """

    promotion: int
    phase: int
    amount: Decimal = ZERO
    shares: tuple = ()
    gifts: tuple = ()
    reached: Decimal = ZERO
    threshold: Decimal = ZERO
    percent: Decimal = ZERO
    times: int = 1
    basis: Decimal = ZERO
    cut: str = ""

    @property
    def gift_value(self):
        return sum((gift.pieces * gift.value for gift in self.gifts), ZERO)

    @property
    def worth(self):
        """To the buyer, in money."""
        return self.amount + self.gift_value


@dataclass(frozen=True)
class Near:
    """A step that is not reached, but not far away.

    :param missing: value or quantity that would reach it
    :param gain: additional money off
    :param gifts: pairs of (product, additional pieces)
    """

    promotion: int
    missing: Decimal
    gain: Decimal = ZERO
    gifts: tuple = ()


@dataclass(frozen=True)
class Refused:
    """:param reason: one of the constants of this module
    :param other: id of the promotion that was better, where ``OUTBID``
    :param measure: which budget is at its end, where ``BUDGET``
    """

    promotion: int
    reason: str
    other: int = 0
    measure: str = ""


@dataclass(frozen=True)
class Result:
    """:param net: dict from line key to what is left to pay
    :param line_net: the same before benefits of the whole order
    """

    applied: tuple
    near: tuple
    refused: tuple
    net: dict
    line_net: dict

    @property
    def amount(self):
        return sum((one.amount for one in self.applied), ZERO)

    @property
    def worth(self):
        return sum((one.worth for one in self.applied), ZERO)
