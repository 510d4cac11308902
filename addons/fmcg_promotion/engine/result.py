"""What promotions do to an order, with the arithmetic that explains it."""

from dataclasses import dataclass
from decimal import Decimal

from .basket import ZERO
from .definition import ORDER, PHASES, Step

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
class Part:
    """The arithmetic of one threshold.

    :param step: that was given; ``None`` for a bundle
    :param times: how often; of n-th pieces how many are cheaper, of bundles how many
        sets
    :param product: where each product counts on its own
    :param reached: what was measured against the threshold
    :param basis: money that the benefit was computed on
    :param amount: money off
    """

    step: Step | None
    times: int
    product: int = 0
    reached: Decimal = ZERO
    basis: Decimal = ZERO
    amount: Decimal = ZERO


@dataclass(frozen=True)
class Applied:
    """A promotion that gave something.

    :param shares: pairs of (line key, money off that line)
    :param gifts: of :class:`Given`
    :param parts: of :class:`Part`, how it came about
    :param cut: a budget (its measure) or the stock left less than there was to give
    """

    promotion: int
    phase: int
    shares: tuple = ()
    gifts: tuple = ()
    parts: tuple = ()
    cut: str = ""

    @property
    def amount(self):
        """Money off."""
        return sum((share for _key, share in self.shares), ZERO)

    @property
    def times(self):
        return sum(part.times for part in self.parts)

    @property
    def pieces(self):
        """Gifts, those that are owed included."""
        return sum((gift.pieces for gift in self.gifts), ZERO)

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
    :param step: the step that would be reached
    :param gain: additional money off, 0 where it depends on what is added
    :param gifts: pairs of (product, additional pieces)
    :param product: of which more is missing, where each product counts on its own
    """

    promotion: int
    missing: Decimal
    step: Step
    gain: Decimal = ZERO
    gifts: tuple = ()
    product: int = 0


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

    def get_line_rates(self):
        """Lines that one promotion alone takes a percentage off: dict from line key to
        percents."""
        rates, several = {}, set()
        for one in self.applied:
            if one.phase >= PHASES[ORDER]:
                continue
            percents = {part.step.percent for part in one.parts if part.step}
            rate = percents.pop() if len(percents) == 1 else ZERO
            keys = {key for key, _share in one.shares}
            several |= keys & rates.keys()
            rates |= dict.fromkeys(keys, rate)
        return {
            key: rate for key, rate in rates.items() if rate and key not in several
        }
