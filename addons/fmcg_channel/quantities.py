"""Quantities of core are binary fractions; engines count in decimals."""

from decimal import Decimal


def to_quantity(number):
    """A computed number without the noise of its binary fraction."""
    return Decimal(str(round(number, 6)))
