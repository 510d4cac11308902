"""Rows of a spreadsheet as values of known columns, as people really send them.

Pure: cells in, values and problems out. Every problem is found, and what is not
certain is a problem: no value is ever guessed.
"""

from collections import Counter
from dataclasses import dataclass, field

from . import cells

# Titles, dates and notes that people put above the header
HEADER_WITHIN = 20

# Problems of the header
NO_HEADER = "no_header"
MISSING_COLUMN = "missing_column"
DOUBLE_COLUMN = "double_column"
NO_ROWS = "no_rows"
HEADER = (NO_HEADER, MISSING_COLUMN, DOUBLE_COLUMN, NO_ROWS)
# Problems of a row; those of the cell's format are in ``cells``
EMPTY = "empty"
HIDDEN = "hidden"
DUPLICATE = "duplicate"


class Sheet(list):
    """The rows of a sheet, and what people did not see of it.

    :param hidden: numbers of the rows, 1-based, that a filter or somebody has hidden
    """

    def __init__(self, rows=(), hidden=()):
        super().__init__(rows)
        self.hidden = frozenset(hidden)


@dataclass(frozen=True)
class Column:
    """What a column is called and what stands in it.

    :param name: key of its values in ``Row.values``
    :param labels: accepted headers, the English one first; the first one that is not
        ASCII is shown to readers of Chinese
    :param kind: ``text`` (str), ``code`` (str, half-width and without spaces),
        ``number`` (Decimal), ``date`` (date), ``bool`` (bool)
    :param required: the column must exist, and none of its cells may be empty
    """

    name: str
    labels: tuple
    kind: str = "text"
    required: bool = False

    def label(self, lang="en_US"):
        """The header to write for readers of ``lang``, a code such as ``zh_CN``."""
        chinese = (label for label in self.labels if not label.isascii())
        if lang.startswith("zh"):
            return next(chinese, self.labels[0])
        return self.labels[0]


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place of the sheet.

    :param row: number as in the sheet, 1-based; 0 for the sheet as a whole
    :param column: header as it stands in the sheet
    :param value: text of the cell
    :param code: stable key for programs; people get a sentence for it
    :param about: what the sentence speaks of besides, such as the product that has
        the barcode already
    """

    row: int
    column: str
    value: str
    code: str
    about: str = ""


@dataclass(frozen=True)
class Row:
    """The values of one row.

    :param number: as in the sheet, 1-based
    :param values: by name of the column, None for an empty cell; columns that the
        sheet does not have are missing
    :param labels: the headers as they stand in the sheet, by name of the column
    """

    number: int
    values: dict
    labels: dict = field(default_factory=dict, repr=False, compare=False)

    def problem(self, name, code, about=""):
        """A :class:`Problem` of the value of the column ``name``."""
        value = self.values.get(name)
        text = "" if value is None else str(value)
        return Problem(self.number, self.labels.get(name, name), text, code, str(about))


@dataclass(frozen=True)
class Table:
    """What was read.

    :param rows: the rows without a problem of their own
    :param problems: all problems, in the order of the sheet
    :param ignored: headers that belong to no known column
    :param flawed: the rows with a problem of their own, as far as they could be read
    """

    rows: list
    problems: list
    ignored: tuple = ()
    flawed: tuple = ()

    @property
    def row_count(self):
        """Number of rows that hold anything, with or without problems."""
        bad = {problem.row for problem in self.problems}
        good = {row.number for row in self.rows}
        header = {problem.row for problem in self.problems if problem.code in HEADER}
        return len((bad | good) - header)


def read(rows, columns):
    """Read a sheet.

    :param rows: lists of cell values, from the first row of the sheet on, as openpyxl
        and csv give them; of different lengths. Hidden rows of a :class:`Sheet` are a
        problem each: nobody knows whether they are meant
    :param columns: the known :class:`Column` objects
    :return: a :class:`Table`
    """
    hidden = getattr(rows, "hidden", ())
    by_label = {
        cells.fold(label): column for column in columns for label in column.labels
    }
    header = _find_header(rows, by_label)
    if header is None:
        return Table([], [Problem(0, "", "", NO_HEADER, _headers(columns))])
    places, ignored = _find_places(rows[header], by_label)
    problems = _check_header(header + 1, rows[header], places, columns)
    if problems:
        return Table([], problems, ignored)
    good, flawed = [], []
    for number, cells_of_row in enumerate(rows[header + 1 :], header + 2):
        row, row_problems = _read_row(number, cells_of_row, places)
        if row and number in hidden:
            row_problems.insert(0, _get_hidden_problem(number, places, row))
        problems += row_problems
        if row:
            (flawed if row_problems else good).append(row)
    return Table(good, problems, ignored, tuple(flawed))


def _get_hidden_problem(number, places, row):
    (_index, column, label), *_rest = places
    value = row.values[column.name]
    return Problem(number, label, "" if value is None else str(value), HIDDEN)


def duplicates(rows, name):
    """Problems of those rows whose value of the column ``name`` stands further up.

    Case does not tell two values apart. Empty cells are no duplicates.
    """
    first, problems = {}, []
    for row in rows:
        value = row.values.get(name)
        if value is None:
            continue
        key = value.casefold() if isinstance(value, str) else value
        if key in first:
            problems.append(row.problem(name, DUPLICATE, first[key]))
        else:
            first[key] = row.number
    return problems


def _headers(columns):
    return ", ".join(column.labels[0] for column in columns if column.required)


def _find_header(rows, by_label):
    """Index of the row that names the most columns, None if none names any."""
    scores = [
        len(
            {
                by_label[label].name
                for label in map(cells.fold, row)
                if label in by_label
            }
        )
        for row in rows[:HEADER_WITHIN]
    ]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def _find_places(header, by_label):
    """The columns as (index, column, header in the sheet), and the unknown headers."""
    places, ignored = [], []
    for index, cell in enumerate(header):
        label = cells.fold(cell)
        if label in by_label:
            places.append((index, by_label[label], cells.text_of(cell)))
        elif label:
            ignored.append(cells.text_of(cell))
    return places, tuple(ignored)


def _check_header(number, header, places, columns):
    found = Counter(column.name for _index, column, _label in places)
    problems = [
        Problem(number, column.labels[0], "", MISSING_COLUMN, " / ".join(column.labels))
        for column in columns
        if column.required and not found[column.name]
    ]
    seen = set()
    for _index, column, label in places:
        if column.name in seen:
            problems.append(Problem(number, label, label, DOUBLE_COLUMN))
        seen.add(column.name)
    return problems


def _read_row(number, row, places):
    """The :class:`Row`, None if it is empty, and its problems."""
    raw = {index: row[index] if index < len(row) else None for index, *_x in places}
    if all(cells.is_empty(cell) for cell in raw.values()):
        return None, []
    values, problems = {}, []
    for index, column, label in places:
        value, code = cells.READERS[column.kind](raw[index])
        if code is None and value is None and column.required:
            code = EMPTY
        if code:
            problems.append(Problem(number, label, cells.text_of(raw[index]), code))
        values[column.name] = value
    labels = {column.name: label for _index, column, label in places}
    return Row(number, values, labels), problems
