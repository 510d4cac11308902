"""Columns of an order without headers, told by what stands in them.

Pure. Where two columns could be the quantity, nobody chooses.
"""

from dataclasses import dataclass

from .order_goods import fold
from .order_heads import UNIT_WORDS
from .order_text import plain, read_amounts, read_line

NO_PRODUCT_COLUMN = "no_product_column"
NO_QUANTITY_COLUMN = "no_quantity_column"
SEVERAL_QUANTITY_COLUMNS = "several_quantity_columns"


@dataclass(frozen=True)
class Places:
    """Indexes of the columns; ``unit`` is None where there is none."""

    product: int
    quantity: int
    unit: int | None = None


def is_list_of_lines(rows):
    """Whether each row of texts is one line, not divided into columns."""
    return all(sum(map(bool, row)) <= 1 for row in rows)


def holds_line(row):
    """Whether a row of a table is one line, written below it: "可乐 3箱".

    Titles have numbers in them too, but not of cases or pieces.
    """
    texts = [text for text in row if text]
    return len(texts) == 1 and any(
        fold(amount.unit) in UNIT_WORDS
        for reading in read_line(texts[0])
        for amount in reading.amounts
    )


def guess_places(rows, knows):
    """Which columns hold the product, the quantity and its unit.

    :param rows: lists of texts
    :param knows: tells of a text whether a product is called so
    :return: :class:`Places` and None, or None and the code of what is wrong
    """
    columns = _columns(rows)
    hits = {index: sum(map(knows, texts)) for index, texts in columns.items()}
    product = max(hits, key=lambda index: (hits[index], -index), default=None)
    if product is None or not hits[product]:
        return None, NO_PRODUCT_COLUMN
    named = [row for row in rows if len(row) > product and knows(row[product])]
    others = {
        index: texts for index, texts in _columns(named).items() if index != product
    }
    unit = next((index for index in others if _are_units(others[index])), None)
    quantities = [
        index
        for index, texts in others.items()
        if index != unit and not hits[index] and _are_quantities(texts)
    ]
    if len(quantities) > 1:
        quantities = _without_counter(quantities, others)
    if len(quantities) > 1:
        quantities = [i for i in quantities if _have_units(others[i])] or quantities
    if len(quantities) != 1:
        return None, SEVERAL_QUANTITY_COLUMNS if quantities else NO_QUANTITY_COLUMN
    return Places(product, quantities[0], unit), None


def _columns(rows):
    """The texts of each column that has any, by index."""
    width = max(map(len, rows), default=0)
    columns = {
        index: [row[index] for row in rows if len(row) > index and row[index]]
        for index in range(width)
    }
    return {index: texts for index, texts in columns.items() if texts}


def _are_quantities(texts):
    return all(read_amounts(text)[1] is None for text in texts)


def _have_units(texts):
    return any(
        amount.unit for text in texts for amount in read_amounts(text)[0]
    )


def _are_units(texts):
    return all(fold(plain(text)) in UNIT_WORDS for text in texts)


def _without_counter(indexes, columns):
    """Leave out the column that only counts the rows."""

    def counts(texts):
        numbers = [int(text) for text in texts if text.isdecimal()]
        if not len(numbers) == len(texts) > 2:
            return False
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    return [index for index in indexes if not counts(columns[index])]
