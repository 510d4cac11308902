"""What people write when they order: "5箱 可乐", "TEA-01 x 12", "3 cases + 2".

Pure. A line may be read in several ways, because names have numbers in them too
("7 Up", "可乐 330ml"): all readings are returned, and the catalogue decides which one
makes sense. Nothing is ever guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from . import chinese_numbers

NOT_A_QUANTITY = "not_a_quantity"
NEGATIVE = "negative"
TOO_MUCH = "too_much"
NOT_CALCULATED = "not_calculated"

# The largest quantity that is taken for meant
MOST = Decimal(1_000_000)
# A line of more characters is no line of an order
LONGEST_LINE = 300

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = f"[{chinese_numbers.SIGNS}]"
_AMOUNT = re.compile(
    rf"({_NUMBER}|{_CHINESE}+)\s*"
    rf"(?:((?:(?!{_CHINESE})[^\W\d_])+)\.?({chinese_numbers.HALF})?)?"
)
# A spreadsheet keeps so many digits of a number; what follows is its rounding
DIGITS = 15
_JOINT = re.compile(r"\s*[+,、;&加又和]?\s*")
_NEGATIVE = re.compile(rf"[-−–]\s*{_NUMBER}")
# Between a product and its quantity: a sign, or an x that stands for itself
_SIGN_BEFORE_QUANTITY = re.compile(r"(?:\s*[×*:=,;、]|(?:\s+|(?<=\d))x)\s*$", re.I)
_SIGN_AFTER_QUANTITY = re.compile(r"^\s*(?:[×*:=,;、]\s*|x(?=[\s\d])\s*|of\s+)?", re.I)
_SEPARATED = re.compile(r"\s$|[×*:=,;、]\s*$|\dx\s*$", re.I)
_BULLET = re.compile(r"^\s*(?:[-•·*●]\s+|\(?\d{1,3}[、.)](?!\d)\s*)")


@dataclass(frozen=True)
class Amount:
    """A quantity as it was written.

    :param number: above zero
    :param unit: the word after the number, empty if there is none
    """

    number: Decimal
    unit: str = ""


@dataclass(frozen=True)
class Reading:
    """One way to understand a line: so much of the product of this name or code."""

    product: str
    amounts: tuple


def plain(text):
    """Half-width characters in place of full-width ones, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def read_amounts(text):
    """The quantity in a cell: "5", "5箱", "3 cases", "２４瓶", "5箱3瓶", "1,200".

    :param str text: what stands in the cell
    :return: tuple of :class:`Amount` objects to be added up, and None; for an empty
        cell and for zero there is none of them. Or an empty tuple and the code of
        what is wrong
    """
    text = plain(text)
    if text[:1] in ("'", "‘", "’", "`"):
        text = text[1:].strip()  # keeps a spreadsheet from taking it for a number
    if not text:
        return (), None
    if text.startswith("="):
        return (), NOT_CALCULATED
    if _NEGATIVE.match(text):
        return (), NEGATIVE
    amounts = _parse_amounts(text)
    if amounts is None:
        return (), NOT_A_QUANTITY
    if any(amount.number > MOST for amount in amounts):
        return (), TOO_MUCH
    return tuple(amount for amount in amounts if amount.number), None


def read_line(text):
    """All ways to understand a line that has product and quantity in it.

    :return: list of different :class:`Reading` objects, empty if there is no quantity
    """
    text = plain(text)
    if not text or len(text) > LONGEST_LINE:
        return []
    readings = []
    for line in dict.fromkeys((text, _BULLET.sub("", text))):
        readings += [*_quantity_last(line), *_quantity_first(line)]
    return list(dict.fromkeys(readings))


def _parse_amounts(text):
    """A list of amounts that make up the whole text, else None.

    A number without a unit stands alone: what would "5箱3" be?
    """
    amounts, place = [], 0
    while place < len(text):
        match = _AMOUNT.match(text, place)
        if not match:
            return None
        written, unit, half = match.groups()
        number = read_number(written)
        if number is None:
            return None
        amounts.append(Amount(number, unit or ""))
        if half:  # 三箱半
            amounts.append(Amount(chinese_numbers.read(half), unit))
        place = _JOINT.match(text, match.end()).end()
    if len(amounts) > 1 and not all(amount.unit for amount in amounts):
        return None
    return amounts


def read_number(text):
    """The Decimal that digits or Chinese characters write, else None."""
    if text[0] in chinese_numbers.SIGNS:
        return chinese_numbers.read(text)
    return round_digits(Decimal(text.replace(",", "")))


def round_digits(number):
    """3 of 3.0000000000000004: what programs add in the last digits is not meant."""
    if len(number.as_tuple().digits) <= DIGITS or not number.is_finite():
        return number
    return Decimal(f"{number:.{DIGITS}g}")


def _quantity_last(line):
    for place in range(1, len(line)):
        if not _is_number_sign(line[place]) or _continues_number(line, place):
            continue
        if line[place - 1] in "-−–":
            continue  # less than nothing, or a sign: nobody knows
        head, amounts = line[:place], _usable_amounts(line[place:])
        if not amounts:
            continue
        if not amounts[0].unit and not _SEPARATED.search(head):
            continue
        product = _SIGN_BEFORE_QUANTITY.sub("", head).strip()
        if product:
            yield Reading(product, amounts)


def _quantity_first(line):
    if not line or not _is_number_sign(line[0]):
        return
    for place in range(1, len(line)):
        if not _is_joint_of_words(line, place):
            continue
        amounts = _usable_amounts(line[:place].rstrip())
        rest = line[place:]
        sign = _SIGN_AFTER_QUANTITY.match(rest).group()
        if not amounts or (not amounts[-1].unit and not sign):
            continue
        product = rest[len(sign) :].strip()
        if product:
            yield Reading(product, amounts)


def _usable_amounts(text):
    if not text or text[-1:] in "+,、;&":
        return ()
    amounts, problem = read_amounts(text)
    return () if problem else amounts


def _is_number_sign(sign):
    return sign.isdigit() or sign in chinese_numbers.SIGNS


def _continues_number(line, place):
    """Whether the digit at ``place`` is not the first one of its number."""
    before = line[place - 1]
    if line[place] in chinese_numbers.SIGNS:
        return before in chinese_numbers.SIGNS
    return before.isdigit() or (
        before in ".," and place > 1 and line[place - 2].isdigit()
    )


def _is_joint_of_words(line, place):
    """Whether a quantity may end before ``place``: not inside of an English word or of
    a number."""
    before, after = line[place - 1], line[place]
    if before in chinese_numbers.SIGNS and after in chinese_numbers.SIGNS:
        return False
    if before.isdigit():
        return not (after.isdigit() or after in ".,")
    return not (before.isascii() and after.isascii() and (before + after).isalpha())
