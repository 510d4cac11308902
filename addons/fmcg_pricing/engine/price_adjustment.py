"""A new price out of an old one: by percent or amount, rounded."""

from decimal import ROUND_HALF_UP, Decimal


def adjust(price, percent=Decimal(0), amount=Decimal(0), rounding=Decimal(0)):
    """``price`` plus ``percent`` of itself plus ``amount``, not below zero.

    :param rounding: the result is a multiple of it, a half goes up; zero: not rounded
    """
    result = max(price * (1 + percent / 100) + amount, Decimal(0))
    if not rounding:
        return result
    return (result / rounding).quantize(Decimal(1), ROUND_HALF_UP) * rounding
