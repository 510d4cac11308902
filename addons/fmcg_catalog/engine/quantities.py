"""Least, most and multiple quantities that a seller accepts in one order.

Quantities are exact (``int``, ``Decimal`` or ``Fraction``): a twelfth of a carton has no
decimal number, and a multiple of it must be one.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, lcm

MINIMUM = "minimum"
MULTIPLE = "multiple"
MAXIMUM = "maximum"

# A buyer orders whole units; where that can fulfil no rule, the finest that is stored.
STEPS = (Fraction(1), Fraction(1, 100))
# How many multiples are tried before no proposal is made
TRIES = 10000


@dataclass(frozen=True)
class Rule:
    """What is accepted of one product; a limit of 0 is none.

    :param rank: how closely the rule speaks to the buyer; greater is closer
    :param unit: id of the unit that the limits count; 0: any unit is ordered in, and
        the limits count the product's own
    """

    id: int
    product: int
    rank: int = 0
    unit: int = 0
    minimum: Fraction = 0
    multiple: Fraction = 0
    maximum: Fraction = 0

    def __post_init__(self):
        _make_exact(self, "minimum", "multiple", "maximum")

    @property
    def strength(self):
        """A closer audience wins, then a rule for the unit itself."""
        return self.rank, bool(self.unit), self.id

    def broken_by(self, total):
        """The codes of the limits that ``total`` does not keep."""
        if self.maximum and total > self.maximum:
            yield MAXIMUM
        if self.minimum and total < self.minimum:
            yield MINIMUM
        if self.multiple and total % self.multiple:
            yield MULTIPLE


@dataclass(frozen=True)
class Demand:
    """What is ordered in one place, such as a line of an order.

    :param quantity: in the unit
    :param factor: how many of the product's own unit one ``unit`` is
    """

    key: object
    product: int
    unit: int
    quantity: Fraction
    factor: Fraction = 1

    def __post_init__(self):
        _make_exact(self, "quantity", "factor")

    def measure(self, rule):
        """How many of what the rule counts one unit of this demand is."""
        return Fraction(1) if rule.unit else self.factor


@dataclass(frozen=True)
class Proposal:
    """The quantity (in its own unit) that would make one demand fit."""

    key: object
    quantity: Fraction


@dataclass(frozen=True)
class Violation:
    """A limit that the demands with ``keys`` break together.

    :param total: what they sum up to, counted as the limit is
    :param proposal: what would fulfil all of the rule; ``None`` when nothing does
    :param message: for people; left to whoever knows their language
    """

    keys: tuple
    code: str
    limit: Fraction
    total: Fraction
    rule: Rule
    proposal: Proposal | None = None
    message: str = ""


@dataclass(frozen=True)
class Limits:
    """What one who orders in one unit has to keep, counted in this unit.

    :param least: the least quantity that can be ordered
    :param step: what quantities are multiples of
    :param most: the most in one order; ``None`` for any, 0 where not even one fits
    """

    least: Fraction = Fraction(1)
    step: Fraction = Fraction(1)
    most: Fraction | None = None


def check(demands, rules):
    """The limits that the demands of one order break.

    :return: list of :class:`Violation`, in the order of the demands
    """
    choices = choose(demands, rules)
    groups = defaultdict(list)
    for demand in demands:
        rule = choices.get((demand.product, demand.unit))
        if rule and demand.quantity > 0:
            groups[rule].append(demand)
    return [
        violation
        for rule, together in groups.items()
        for violation in _check_group(rule, together)
    ]


def choose(demands, rules):
    """The one rule for each product and unit that is asked for.

    :return: dict from ``(product, unit)`` to :class:`Rule`
    """
    by_product = defaultdict(list)
    for rule in rules:
        by_product[rule.product].append(rule)
    choices = {}
    for product, unit in {(demand.product, demand.unit) for demand in demands}:
        fitting = [rule for rule in by_product[product] if rule.unit in (0, unit)]
        if fitting:
            choices[product, unit] = max(fitting, key=lambda rule: rule.strength)
    return choices


def _check_group(rule, demands):
    total = sum(demand.quantity * demand.measure(rule) for demand in demands)
    codes = list(rule.broken_by(total))
    proposal = propose(rule, demands, total) if codes and MAXIMUM not in codes else None
    keys = tuple(demand.key for demand in demands)
    return [
        Violation(keys, code, getattr(rule, code), total, rule, proposal)
        for code in codes
    ]


def propose(rule, demands, total):
    """Raise one demand, that of the smallest unit, so that the rule is kept.

    :return: the least :class:`Proposal` that does, or ``None``
    """
    raised = min(demands, key=lambda demand: demand.measure(rule))
    measure = raised.measure(rule)
    others = total - raised.quantity * measure
    for step in STEPS:
        grain = step * measure
        target = _least_total(rule, max(total, rule.minimum), others, grain)
        if target is not None and not (rule.maximum and target > rule.maximum):
            return Proposal(raised.key, (target - others) / measure)
    return None


def fit(demand, rule):
    """What ``rule`` leaves to somebody who orders in the demand's unit alone.

    :param rule: the chosen :class:`Rule`, or ``None``
    :return: :class:`Limits` in whole units, or as fine as the rule itself where it
        counts the same unit
    """
    if rule is None:
        return Limits()
    measure = demand.measure(rule)
    return Limits(
        least=_fit_least(replace(demand, quantity=1), rule),
        step=_fit_step(rule, measure),
        most=_fit_most(rule, measure),
    )


def _fit_least(one, rule):
    proposals = [violation.proposal for violation in _check_group(rule, [one])]
    return next((found.quantity for found in proposals if found), Fraction(1))


def _fit_step(rule, measure):
    if not rule.multiple:
        return Fraction(1)
    if measure == 1:
        return rule.multiple
    return _common(rule.multiple, measure) / measure


def _fit_most(rule, measure):
    if not rule.maximum:
        return None
    return rule.maximum if measure == 1 else Fraction(floor(rule.maximum / measure))


def _least_total(rule, least, others, grain):
    """The least total that keeps the multiple and is ``others`` and whole grains."""
    if not rule.multiple:
        return others + ceil((least - others) / grain) * grain
    first = ceil(least / rule.multiple)
    # remainders repeat after the least common multiple
    cycle = _common(rule.multiple, grain) / rule.multiple
    for number in range(first, first + min(int(cycle), TRIES)):
        if (number * rule.multiple - others) % grain == 0:
            return number * rule.multiple
    return None


def _common(one, other):
    """The least common multiple of two fractions."""
    scale = lcm(one.denominator, other.denominator)
    return Fraction(lcm(int(one * scale), int(other * scale)), scale)


def _make_exact(record, *names):
    """Let callers give any exact number: fractions do not mix with decimals."""
    for name in names:
        object.__setattr__(record, name, Fraction(getattr(record, name)))
