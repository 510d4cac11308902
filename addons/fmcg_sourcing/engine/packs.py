"""Quantities that can be ordered: cases, multiples and a minimum.

Quantities are Decimal in the product's base unit.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import lcm

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True)
class Pack:
    """What the upstream accepts of a product.

    :param case: base units in a case
    :param multiple: what it sells is a multiple of this
    :param minimum: the least it sells; 0 for any
    :raise ValueError: a case or a multiple that is not above zero, a minimum below it
    """

    case: Decimal = ONE
    multiple: Decimal = ONE
    minimum: Decimal = ZERO

    def __post_init__(self):
        for name in ("case", "multiple"):
            if getattr(self, name) <= 0:
                raise ValueError(
                    f"Pack.{name} is {getattr(self, name)}: give base units above zero,"
                    " 1 for any quantity."
                )
        if self.minimum < 0:
            raise ValueError(
                f"Pack.minimum is {self.minimum}: give 0 where there is no minimum."
            )

    @property
    def step(self):
        """Base units in the least quantity of whole cases that keeps the multiple."""
        return _common(self.case, self.multiple)

    @property
    def loose(self):
        """The same pack where cases may be opened: multiple and minimum alone."""
        return Pack(ONE, self.multiple, self.minimum)


def round_up(quantity, pack):
    """The least quantity that can be ordered and covers ``quantity``; zero for nothing.

    :param quantity: Decimal; what is not above zero needs nothing
    """
    if quantity <= 0:
        return ZERO
    return rounded_to(max(quantity, pack.minimum), pack.step, ROUND_CEILING)


def round_down(quantity, pack):
    """The most that can be ordered without exceeding ``quantity``; zero where even the
    minimum does."""
    fitting = rounded_to(max(quantity, ZERO), pack.step, ROUND_FLOOR)
    return fitting if fitting >= pack.minimum else ZERO


def rounded_to(quantity, step, way):
    """``quantity`` as a multiple of ``step``; ``way`` is one of ``decimal``'s."""
    return (quantity / step).to_integral_value(way) * step


def _common(one, other):
    """The least common multiple of two Decimals."""
    one, other = Fraction(one), Fraction(other)
    scale = lcm(one.denominator, other.denominator)
    common = Fraction(lcm(int(one * scale), int(other * scale)), scale)
    return Decimal(common.numerator) / Decimal(common.denominator)
