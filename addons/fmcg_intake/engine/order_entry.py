"""From what a row says to what is ordered, or to what keeps it from being ordered.

Pure: rows and the catalogue in, answers out.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from . import order_goods as goods
from . import order_marks as marks
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
UNNAMED_QUANTITY = "unnamed_quantity"
# What the customer has to be asked, though the row is understood
HIDDEN = "hidden_row"
GIFT = "gift_row"


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
    :param question: code of what keeps the row from being taken as it is, though it may
        be understood: it is hidden in the file, or marked as a gift
    :param price: what the customer writes as the price of one unit
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
    question: str = ""
    price: Decimal | None = None


@dataclass(frozen=True)
class Answer:
    """What an entry means.

    :param good: :class:`~.order_goods.Good`, if one is certain
    :param quantities: pairs of the id of a unit and a Decimal; empty with a problem
    :param problem: code of what keeps it from being ordered
    :param about: names of goods or units, or a value, that the problem is about
    :param candidates: goods to choose from where none is certain
    :param proposal: as ``quantities``: what would be ordered, of the good or of the only
        candidate, if somebody says that it is meant
    :param said: pairs of a Decimal and a word for the unit, as they were written, where
        no good tells what the word means
    """

    entry: Entry
    good: goods.Good | None = None
    quantities: tuple = ()
    problem: str = ""
    about: tuple = ()
    candidates: tuple = ()
    proposal: tuple = ()
    said: tuple = ()


def is_total(cells):
    """Whether a row of texts that names no product is the sum under a table."""
    return any(map(marks.is_total, cells))


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
    answer = _understand(entry, directory)
    if entry.question and answer.quantities:
        return replace(
            answer, problem=entry.question, quantities=(), proposal=answer.quantities
        )
    return answer


def _understand(entry, directory):
    if entry.problem:
        found = _find_good(entry, directory) if entry.names else goods.Found()
        return Answer(
            entry,
            found.good,
            problem=entry.problem,
            about=(entry.about,),
            candidates=found.about,
            said=_say(entry, entry.amounts),
        )
    if entry.readings is not None:
        return _understand_line(entry, directory)
    if not entry.names:
        return Answer(entry, problem=NO_PRODUCT, said=_say(entry, entry.amounts))
    found = _find_good(entry, directory)
    if found.problem:
        return _answer_not_found(entry, found, entry.amounts)
    return _measure(entry, found.good, found.unit, entry.amounts)


def _answer_not_found(entry, found, amounts):
    """A problem with what may be meant; a single candidate with its quantities."""
    answer = Answer(
        entry,
        found.good,
        problem=found.problem,
        about=_about(found),
        candidates=found.about,
        said=_say(entry, amounts),
    )
    if len(found.about) != 1:
        return answer
    measured = _measure(entry, found.about[0], found.unit, amounts)
    return replace(answer, proposal=measured.quantities)


def _say(entry, amounts):
    return tuple((amount.number, amount.unit or entry.unit) for amount in amounts)


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
    said = _say(entry, amounts)
    quantities = []
    for amount in amounts:
        unit, problem = _find_unit(good, amount.unit, entry.unit, barcode_unit)
        if problem:
            word = amount.unit or entry.unit
            return Answer(entry, good, problem=problem, about=(word,), said=said)
        measured = measure(good, unit, amount.number)
        if not measured:
            about = (str(amount.number),)
            return Answer(entry, good, problem=TOO_FINE, about=about, said=said)
        quantities.append(measured)
    return Answer(entry, good, tuple(quantities))


def measure(good, unit_id, number):
    """The pair of unit and number to order; None where the unit is not divided so.

    Of a case of 24 a half is 12 pieces.
    """
    by_id = {unit.id: unit for unit in good.units}
    unit, own = by_id[unit_id], good.units[0]
    if not _is_too_fine(unit, number):
        return unit.id, number
    if unit == own or not (unit.contains and own.contains):
        return None
    # a part of a case is so many of the good's own unit, if it is that exactly
    number = (number * unit.contains / own.contains).normalize()
    return None if _is_too_fine(own, number) else (own.id, Decimal(f"{number:f}"))


def _find_unit(good, word, word_of_row, default):
    unit, problem = goods.find_unit(good, word or word_of_row, default)
    if problem or not word or not word_of_row:
        return unit, problem
    other, _problem = goods.find_unit(good, word_of_row)
    return (unit, "") if other in (0, unit) else (0, TWO_UNITS)


def _is_too_fine(unit, number):
    return number.normalize().as_tuple().exponent < -unit.digits


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
        return _answer_not_found(entry, found, reading.amounts)
    return _measure(entry, found.good, found.unit, reading.amounts)


def _choose_problem(entry, answers):
    """Of readings that all fail, the one that came furthest tells most."""
    if not entry.readings:
        return Answer(entry, problem=NOT_UNDERSTOOD)
    known = [answer for answer in answers if answer.problem != goods.UNKNOWN_PRODUCT]
    if known:
        return known[-1]
    return next((answer for answer in answers if answer.about), answers[0])
