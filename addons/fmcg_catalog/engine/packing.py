"""Quantities as the trade says them: "3 箱", "2 箱 5 瓶".

Pure.
"""

import re
from decimal import Decimal

# Floats of the database are exact to fewer digits than these
_DIGITS = Decimal("0.000001")
_LEADING_WORD = re.compile(r"\s*([^\W\d_]+)")


def split(quantity, size):
    """Whole cases, and the pieces that are left over.

    :param quantity: in pieces; what is below zero gives two numbers that are not above
    :param size: pieces in a case, 0 where there are no cases
    :return: (cases, pieces), Decimals
    """
    quantity = _exact(quantity)
    size = _exact(size)
    if not size:
        return Decimal(0), quantity
    cases = Decimal(int(quantity / size))
    return cases, quantity - cases * size


def say(quantity, piece, case="", size=0):
    """The quantity in words: "2 箱 5 瓶"; cases only, or pieces only, where it is so.

    :param quantity: in pieces
    :param piece: name of the piece
    :param case: name of the case; empty where there is none
    """
    cases, pieces = split(quantity, size if case else 0)
    parts = [(cases, case)] if cases else []
    if pieces or not cases:
        parts.append((pieces, piece))
    return " ".join(f"{_write(number)} {name}" for number, name in parts)


def short(name):
    """The word that a unit is called by: "箱" of "箱（24 瓶）", "Case" of "Case of 24"."""
    match = _LEADING_WORD.match(name)
    return match.group(1) if match else name.strip()


def short_names(piece, case):
    """Names of a piece and its case that can be told apart."""
    words = short(piece), short(case)
    return words if words[0] != words[1] else (piece, case)


def _exact(number):
    return Decimal(str(number)).quantize(_DIGITS)


def _write(number):
    """Without zeros behind the point: 5, 1,200, 2.5."""
    whole = number.to_integral_value()
    return f"{whole if whole == number else number.normalize():,f}"
