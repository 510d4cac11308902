"""What one cell of a spreadsheet says, in any of the spellings that people use.

Each reader takes a cell as openpyxl and csv give it and returns (value, None) or
(None, code of the problem); an empty cell is (None, None).
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

NOT_A_NUMBER = "not_a_number"
NOT_A_DATE = "not_a_date"
NOT_A_BOOL = "not_a_bool"
TOO_LARGE = "too_large"
ROUNDED = "rounded"
FORMULA_ERROR = "formula_error"
NOT_CALCULATED = "not_calculated"

# A spreadsheet keeps 15 digits of a number: beyond, the last ones are lost.
DIGITS = 15
MOST = Decimal(10) ** DIGITS

YES = {"是", "yes", "y", "true", "1"}
NO = {"否", "no", "n", "false", "0"}

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?|[+-]?\.\d+", re.ASCII)
_ROUNDED = re.compile(r"\d(\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
_DATES = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(\d{4})-(\d{1,2})-(\d{1,2})",
        r"(\d{4})/(\d{1,2})/(\d{1,2})",
        r"(\d{4})\.(\d{1,2})\.(\d{1,2})",
        r"(\d{4})(\d{2})(\d{2})",
        r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]",
    )
]
# Programs write the date of a cell with its time, which is midnight
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$")
# How programs keep a spreadsheet from taking a code for a number
_QUOTED = re.compile(r'="([^"=]*)"')
_APOSTROPHES = "'‘’`＇"
_ERRORS = {
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
}


@dataclass(frozen=True)
class Formula:
    """A formula that was saved without its value: nobody has calculated it.

    :param text: as it stands in the file, empty where another cell has it
    """

    text: str = ""

    def __str__(self):
        return f"={self.text or '…'}"


def text_of(cell):
    """The text that people see in the cell, without spaces around it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        midnight = not (cell.hour or cell.minute or cell.second)
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, float) and math.isfinite(cell) and abs(cell) < MOST:
        return _show_float(cell)
    text = str(cell).translate(_INVISIBLE).strip()
    quoted = _QUOTED.fullmatch(text)
    return quoted.group(1).strip() if quoted else text


def _show_float(number):
    """The digits that a spreadsheet shows of a number: 3 of 3.0000000000000004."""
    return f"{Decimal(f'{number + 0.0:.{DIGITS}g}'):f}"


def without_apostrophe(text):
    """Text without the sign by which people make a spreadsheet keep it as text."""
    return text[1:].lstrip() if text[:1] in tuple(_APOSTROPHES) else text


def plain(cell):
    """``text_of`` with half-width characters in place of full-width ones."""
    return unicodedata.normalize("NFKC", text_of(cell)).strip()


def fold(cell):
    """A header without what does not tell two headers apart: case, spaces, width,
    and the marks of required columns."""
    return re.sub(r"[\s*:]+", "", plain(cell)).casefold()


def is_empty(cell):
    return not text_of(cell)


def read_text(cell):
    """Text as it stands in the cell; of a number its digits."""
    if isinstance(cell, Formula):
        return None, NOT_CALCULATED
    text = text_of(cell)
    if text in _ERRORS:
        return None, FORMULA_ERROR
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if is_number and not abs(cell) < MOST:
        return None, ROUNDED
    if _ROUNDED.fullmatch(text):
        return None, ROUNDED
    return text or None, None


def read_code(cell):
    """Text that is typed or scanned, such as a barcode: half-width, without spaces."""
    value, code = read_text(cell)
    if not value:
        return None, code
    return re.sub(r"\s+", "", without_apostrophe(plain(value))) or None, code


def read_number(cell):
    """A Decimal of less than 10^15."""
    if isinstance(cell, Formula):
        return None, NOT_CALCULATED
    text = plain(cell)
    if not text:
        return None, None
    if text in _ERRORS:
        return None, FORMULA_ERROR
    if isinstance(cell, bool):
        return None, NOT_A_NUMBER
    if isinstance(cell, float):
        text = f"{Decimal(f'{cell:.{DIGITS}g}'):f}"
    if not _NUMBER.fullmatch(text):
        return None, NOT_A_NUMBER
    value = Decimal(text.replace(",", ""))
    return (value, None) if abs(value) < MOST else (None, TOO_LARGE)


def read_date(cell):
    """A date; the time of a date with a time is left out only if it is midnight."""
    if isinstance(cell, Formula):
        return None, NOT_CALCULATED
    text = plain(cell)
    if not text:
        return None, None
    if text in _ERRORS:
        return None, FORMULA_ERROR
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell, None
    text = _MIDNIGHT.sub("", text)
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            return _as_date(*map(int, match.groups()))
    return None, NOT_A_DATE


def _as_date(year, month, day):
    try:
        return date(year, month, day), None
    except ValueError:
        return None, NOT_A_DATE


def read_bool(cell):
    if isinstance(cell, Formula):
        return None, NOT_CALCULATED
    text = plain(cell).casefold()
    if not text:
        return None, None
    if text.upper() in _ERRORS:
        return None, FORMULA_ERROR
    if text in YES or text in NO:
        return text in YES, None
    return None, NOT_A_BOOL


READERS = {
    "text": read_text,
    "code": read_code,
    "number": read_number,
    "date": read_date,
    "bool": read_bool,
}
