"""Prices as people read them: with the digits that make the arithmetic add up.

Pure.
"""

from decimal import ROUND_HALF_UP, Decimal

# Digits behind the point that a unit price may need
MOST = 6


def digits_of(price, least=2, most=MOST):
    """How many digits a unit price has: 5.005 has three, 10.40 and 10.4 have ``least``.

    :param least: digits of the currency
    :return: int between ``least`` and ``most``
    """
    exact = rounded(price, most)
    return next(
        (count for count in range(least, most) if rounded(exact, count) == exact), most
    )


def digits_that_add_up(price, quantity, amount, least=2, most=MOST):
    """The fewest digits with which a reader who multiplies gets the amount.

    :param price: of one unit, not rounded
    :param quantity: of units
    :param amount: what is shown beside it, rounded to ``least`` digits
    :return: int between ``least`` and ``most``; ``most`` where none adds up, because
        the amount was not made from the price
    """
    quantity, amount = Decimal(str(quantity)), rounded(amount, least)
    for count in range(least, most):
        if rounded(rounded(price, count) * quantity, least) == amount:
            return count
    return most


def rounded(number, digits):
    """A Decimal with so many digits; a half goes up, as a reader rounds."""
    # the last digits of a float are noise: 5.65565 may be 5.655649999999999
    exact = Decimal(str(round(float(number), 9)))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
