"""From what a row says to what is ordered, or to what keeps it from being ordered.

Pure: rows and the catalogue in, answers out.
"""

from dataclasses import dataclass, replace
from datetime import date

from . import order_goods as goods
from . import order_text as text

NO_QUANTITY = "no_quantity"
NO_PRODUCT = "no_product"
NOT_UNDERSTOOD = "not_understood"
UNCLEAR_LINE = "unclear_line"
OTHER_PRODUCT = "other_product"
TWO_QUANTITIES = "two_quantities"
TWO_UNITS = "two_units"
TOO_FINE = "too_fine"
OTHER_DAY = "other_day"
TOTAL = "total"

TOTALS = frozenset("合计 总计 小计 共计 总数 total totals subtotal grandtotal sum".split())


@dataclass(frozen=True)
class Entry:
    """One row or line, as it was written.

    :param row: number of the row or line, 1-based
    :param text: what people see in it
    :param names: pairs of what the product is called, and what that may be (kinds of
        ``order_goods``), the strongest first
    :param amounts: :class:`~.order_text.Amount` objects to be added up
    :param unit: of the row, for amounts without one
    :param readings: ways to understand a line that is not divided into columns
    :param note: of the customer
    :param day: when the goods are wanted
    :param problem: code of what is wrong with the row alone
    :param about: the value that the problem is about
    """

    row: int
    text: str
    names: tuple = ()
    amounts: tuple = ()
    unit: str = ""
    readings: tuple | None = None
    note: str = ""
    day: date | None = None
    problem: str = ""
    about: str = ""


@dataclass(frozen=True)
class Answer:
    """What an entry means.

    :param good: :class:`~.order_goods.Good`, if one is certain
    :param quantities: pairs of the id of a unit and a Decimal; empty with a problem
    :param problem: code of what keeps it from being ordered
    :param about: names of goods or units, or a value, that the problem is about
    """

    entry: Entry
    good: goods.Good | None = None
    quantities: tuple = ()
    problem: str = ""
    about: tuple = ()


def is_total(cells):
    """Whether a row of texts is the sum under a table."""
    return any(goods.fold(cell).rstrip(":：") in TOTALS for cell in cells)


def read_open_word(answer):
    """The word of :data:`~.order_goods.OPEN_WORDS` that an understood entry has for a
    unit; empty if there is none. It may mean a case or a piece."""
    if answer.problem:
        return ""
    entry = answer.entry
    amounts = [amount for one in entry.readings or () for amount in one.amounts]
    words = [amount.unit for amount in (*entry.amounts, *amounts)]
    return next(
        (word for word in (*words, entry.unit) if goods.fold(word) in goods.OPEN_WORDS),
        "",
    )


def check_days(entries):
    """An order is for one day: entries of another day than the first one's have a
    problem."""
    first = next((entry.day for entry in entries if entry.day), None)
    return [
        replace(entry, problem=OTHER_DAY, about=first.isoformat())
        if entry.day and entry.day != first and not entry.problem
        else entry
        for entry in entries
    ]


def understand(entry, directory):
    """:rtype: Answer"""
    if entry.problem:
        return Answer(entry, problem=entry.problem, about=(entry.about,))
    if entry.readings is not None:
        return _understand_line(entry, directory)
    if not entry.names:
        return Answer(entry, problem=NO_PRODUCT)
    found = _find_good(entry, directory)
    if found.problem:
        return Answer(entry, found.good, problem=found.problem, about=_about(found))
    return _measure(entry, found.good, found.unit, entry.amounts)


def _about(found):
    return tuple(_call(good) for good in found.about)


def _call(good):
    return good.names[0] if good.names else good.code


def _find_good(entry, directory):
    """The good of the first name that is known; others must not say another one."""
    answers = [directory.find(name, kinds) for name, kinds in entry.names]
    known = [found for found in answers if found.problem != goods.UNKNOWN_PRODUCT]
    if not known:
        return next((found for found in answers if found.about), answers[0])
    first = known[0]
    for found, (_name, kinds) in zip(answers, entry.names, strict=True):
        if goods.NAME in kinds or not found.good or not first.good:
            continue
        if found.good.id != first.good.id:
            return goods.Found(problem=OTHER_PRODUCT, about=(first.good, found.good))
    return first


def _measure(entry, good, barcode_unit, amounts):
    if not amounts:
        return Answer(entry, good, problem=NO_QUANTITY)
    quantities = []
    for amount in amounts:
        unit, problem = _find_unit(good, amount.unit, entry.unit, barcode_unit)
        if problem:
            word = amount.unit or entry.unit
            return Answer(entry, good, problem=problem, about=(word,))
        if _is_too_fine(good, unit, amount.number):
            return Answer(entry, good, problem=TOO_FINE, about=(str(amount.number),))
        quantities.append((unit, amount.number))
    return Answer(entry, good, tuple(quantities))


def _find_unit(good, word, word_of_row, default):
    unit, problem = goods.find_unit(good, word or word_of_row, default)
    if problem or not word or not word_of_row:
        return unit, problem
    other, _problem = goods.find_unit(good, word_of_row)
    return (unit, "") if other in (0, unit) else (0, TWO_UNITS)


def _is_too_fine(good, unit_id, number):
    digits = next(unit.digits for unit in good.units if unit.id == unit_id)
    return number.normalize().as_tuple().exponent < -digits


def _understand_line(entry, directory):
    """The one reading that makes sense; of several, none is chosen."""
    whole = directory.find(text.plain(entry.text))
    if whole.problem != goods.UNKNOWN_PRODUCT:
        return Answer(entry, whole.good, problem=NO_QUANTITY)
    answers = [_try_reading(entry, reading, directory) for reading in entry.readings]
    clear = [answer for answer in answers if not answer.problem]
    if not clear:
        return _choose_problem(entry, answers)
    if len({(answer.good.id, answer.quantities) for answer in clear}) == 1:
        return clear[0]
    about = dict.fromkeys(_call(answer.good) for answer in clear)
    return Answer(entry, problem=UNCLEAR_LINE, about=tuple(about))


def _try_reading(entry, reading, directory):
    found = directory.find(reading.product)
    if found.problem:
        return Answer(entry, found.good, problem=found.problem, about=_about(found))
    return _measure(entry, found.good, found.unit, reading.amounts)


def _choose_problem(entry, answers):
    """Of readings that all fail, the one that came furthest tells most."""
    if not entry.readings:
        return Answer(entry, problem=NOT_UNDERSTOOD)
    known = [answer for answer in answers if answer.problem != goods.UNKNOWN_PRODUCT]
    if known:
        return known[-1]
    return next((answer for answer in answers if answer.about), answers[0])
