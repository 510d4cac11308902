"""What promotions would do: to one basket line by line, to many orders in figures.

A trial has no budgets and no shortage of gifts: it asks what the terms themselves give.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .basket import ZERO
from .shares import rounded


@dataclass(frozen=True)
class Floor:
    """The least price of a line's product.

    :param price: of one of the product's own unit before tax, in the basket's currency
    :param units: how many of them the line has
    :param untaxed: the part of the quoted amount that is not tax
    """

    price: Decimal
    units: Decimal
    untaxed: Decimal = Decimal(1)

    def per_unit(self, amount):
        """What an amount as quoted comes to for one unit, before tax."""
        return amount * self.untaxed / self.units

    def is_undercut(self, amount, digits):
        """Whether an amount as quoted lies below the floor, by at least the smallest
        unit of the currency for the line as a whole."""
        if not (self.price and self.units):
            return False
        before_tax = rounded(amount * self.untaxed, digits)
        return before_tax < rounded(self.price * self.units, digits)


@dataclass(frozen=True)
class LineOutcome:
    """:param shares: dict from promotion id to money off
    :param floor: :class:`Floor`, or ``None`` for freight and what has none
    :param below: whether promotions take it below its floor price
    :param was_below: whether it was there without them
    """

    key: object
    amount: Decimal
    net: Decimal
    shares: dict
    floor: Floor | None = None
    below: bool = False
    was_below: bool = False


def rate_lines(basket, result, floors):
    """What comes of each line of a basket.

    :param result: :class:`~.result.Result` of the basket
    :param floors: dict from line key to :class:`Floor`
    :return: list of :class:`LineOutcome`, in the order of the basket
    """
    shares = defaultdict(dict)
    for applied in result.applied:
        for key, share in applied.shares:
            shares[key][applied.promotion] = share
    return [
        _rate_line(line, result, shares[line.key], floors.get(line.key), basket.digits)
        for line in basket.lines
    ]


def _rate_line(line, result, shares, floor, digits):
    net = result.net.get(line.key, line.amount)
    below = bool(floor) and floor.is_undercut(net, digits)
    was_below = bool(floor) and floor.is_undercut(line.amount, digits)
    return LineOutcome(line.key, line.amount, net, shares, floor, below, was_below)


@dataclass(frozen=True)
class Benefit:
    """:param amount: money off
    :param pieces: of gifts
    :param value: what they are worth to the buyer
    :param cost: what they cost the seller
    """

    amount: Decimal = ZERO
    pieces: Decimal = ZERO
    value: Decimal = ZERO
    cost: Decimal = ZERO

    def __add__(self, other):
        return Benefit(
            self.amount + other.amount,
            self.pieces + other.pieces,
            self.value + other.value,
            self.cost + other.cost,
        )

    @property
    def worth(self):
        return self.amount + self.value

    @property
    def expense(self):
        """What it costs the seller."""
        return self.amount + self.cost


def add_benefits(applied, costs):
    """The sum of what promotions gave.

    :param applied: list of :class:`~.result.Applied`
    :param costs: dict from product to the cost of one reference unit
    """
    total = Benefit()
    for one in applied:
        cost = sum(
            (
                gift.pieces * gift.factor * costs.get(gift.product, ZERO)
                for gift in one.gifts
            ),
            ZERO,
        )
        total += Benefit(one.amount, one.pieces, one.gift_value, cost)
    return total


@dataclass(frozen=True)
class OrderOutcome:
    """One past order that was tried.

    :param turnover: its goods before promotions
    :param tried: :class:`Benefit` of the promotions that are tried
    :param together: of all promotions of the trial
    :param before: of what the order really got
    :param reached: ids of the tried promotions that it would have got
    """

    key: object
    turnover: Decimal
    tried: Benefit
    together: Benefit
    before: Benefit
    reached: frozenset = frozenset()


def rate_order(basket, result, tried, costs, before):
    """:param tried: ids of the promotions that are tried
    :param before: :class:`Benefit` of what the order really got
    :return: :class:`OrderOutcome`
    """
    mine = [one for one in result.applied if one.promotion in tried]
    return OrderOutcome(
        key=None,
        turnover=sum((line.amount for line in basket.lines if not line.freight), ZERO),
        tried=add_benefits(mine, costs),
        together=add_benefits(result.applied, costs),
        before=before,
        reached=frozenset(one.promotion for one in mine),
    )


@dataclass
class FloorHit:
    """A product that comes below its floor price.

    :param lowest: price per unit before tax
    """

    floor: Decimal
    lowest: Decimal
    lines: int = 0


@dataclass
class Tally:
    """The figures of a trial on many orders.

    :param outcomes: those that would have got something from what is tried
    :param hits: dict from product to :class:`FloorHit`
    """

    tried_orders: int = 0
    turnover: Decimal = ZERO
    tried: Benefit = field(default_factory=Benefit)
    together: Benefit = field(default_factory=Benefit)
    before: Benefit = field(default_factory=Benefit)
    by_promotion: dict = field(default_factory=dict)
    outcomes: list = field(default_factory=list)
    hits: dict = field(default_factory=dict)

    def add(self, key, outcome, lines, products):
        """Count one order.

        :param outcome: :class:`OrderOutcome`
        :param lines: of :class:`LineOutcome`
        :param products: dict from line key to product
        """
        self.tried_orders += 1
        self.turnover += outcome.turnover
        self.tried += outcome.tried
        self.together += outcome.together
        self.before += outcome.before
        for promotion in outcome.reached:
            self.by_promotion[promotion] = self.by_promotion.get(promotion, 0) + 1
        if not outcome.reached:
            return
        self.outcomes.append(replace(outcome, key=key))
        for line in lines:
            if line.below and not line.was_below and outcome.reached & line.shares.keys():
                self._hit(products[line.key], line)

    def _hit(self, product, line):
        price = line.floor.per_unit(line.net)
        hit = self.hits.setdefault(product, FloorHit(line.floor.price, price))
        hit.lowest = min(hit.lowest, price)
        hit.lines += 1

    @property
    def reached_orders(self):
        return len(self.outcomes)

    def get_share(self):
        """What the tried promotions cost, in percent of the goods' value."""
        if not self.turnover:
            return ZERO
        return 100 * self.tried.expense / self.turnover

    def get_top(self, number):
        """The orders that would have got most."""
        ranked = sorted(
            self.outcomes, key=lambda one: (-one.tried.worth, -one.turnover, one.key)
        )
        return ranked[:number]

    def get_hits(self, number):
        """Pairs of product and :class:`FloorHit`, those that come lowest first."""
        ranked = sorted(
            self.hits.items(), key=lambda item: (item[1].lowest / item[1].floor, item[0])
        )
        return ranked[:number]
