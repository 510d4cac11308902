"""Read a quantity that came from a browser: text that anybody may have typed."""

from decimal import Decimal, InvalidOperation

from .order_text import round_digits

NOT_A_NUMBER = "not_a_number"
NEGATIVE = "negative"
TOO_MUCH = "too_much"
TOO_FINE = "too_fine"

MOST = Decimal(1000000)


def read(raw, digits=0, most=MOST):
    """The number that ``raw`` says, or why it is none.

    :param raw: what the browser sent; digits of any script are understood
    :param digits: how many decimals the unit allows; 0 for pieces
    :param most: the largest quantity that is taken for meant
    :return: ``(Decimal, None)`` or ``(None, code)``
    """
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return None, NOT_A_NUMBER
    try:
        value = Decimal(str(raw).strip())
    except InvalidOperation:
        return None, NOT_A_NUMBER
    if not value.is_finite():
        return None, NOT_A_NUMBER
    value = round_digits(value)
    if value < 0:
        return None, NEGATIVE
    if value > most:
        return None, TOO_MUCH
    if value.normalize().as_tuple().exponent < -digits:
        return None, TOO_FINE
    return value, None
