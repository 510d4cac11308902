"""What the heads of columns say: of one row or of two, with the unit in them.

Pure. "数量(箱)", "件数" and 箱 under 数量 are all quantities of their own unit.
"""

import re
from dataclasses import dataclass

from .order_goods import CASE_WORDS, OPEN_WORDS, PIECE_WORDS
from .order_goods import fold as fold_word
from .order_text import plain, read_amounts

QUANTITY, GIFT, LOOSE = "quantity", "gift", "loose"
# Heads that are units alone; these are rather the head of the column of units
NO_QUANTITY_HEADS = frozenset("单位 unit units each".split())
# An open word is a case to some and a piece to others; as a column's head it is a unit
UNIT_WORDS = CASE_WORDS | PIECE_WORDS | OPEN_WORDS
QUANTITY_WORDS = (
    "订货数量|订购数量|订单数量|要货数量|采购数量|订货量|要货量|订货|要货|数量"
    "|orderedquantity|orderquantity|orderqty|quantity|qty"
)
GIFT_WORDS = (
    "赠品数量|赠送数量|搭赠数量|赠品|赠送|搭赠|随赠|赠|免费"
    "|giftquantity|freequantity|freeqty|gifts|gift|free|foc"
)
_UNIT = "|".join(sorted(map(re.escape, UNIT_WORDS - NO_QUANTITY_HEADS), key=len, reverse=True))
_HEADS = [
    (GIFT, re.compile(rf"(?:{GIFT_WORDS})(?:[(/\-]?({_UNIT})\)?)?(?:数|数量)?")),
    (QUANTITY, re.compile(rf"(?:{QUANTITY_WORDS})\.?(?:[(/\-]?({_UNIT})\)?)?")),
    (QUANTITY, re.compile(rf"(?:订货|订购|要货|整|散)?({_UNIT})(?:数|数量)?")),
]


@dataclass(frozen=True)
class Header:
    """Where a table begins and what its columns are.

    :param first: index of its first row of heads
    :param last: index of its last row of heads
    :param labels: one text for each column; of two rows both together
    :param quantities: dict from label of a column to pairs of :data:`QUANTITY`,
        :data:`GIFT` or :data:`LOOSE` (beside a quantity, without a head), and the word
        for its unit, empty where the head names none
    """

    first: int
    last: int
    labels: tuple
    quantities: dict


def fold(text):
    """A head without what does not tell two heads apart."""
    return re.sub(r"[\s*:]+", "", plain(text)).casefold()


def read_quantity_head(text):
    """What a head says of the quantities below it.

    :return: pair of kind and word for the unit, or None for heads of other things
    """
    folded = fold(text)
    if folded in NO_QUANTITY_HEADS:
        return None
    for kind, pattern in _HEADS:
        if match := pattern.fullmatch(folded):
            return kind, match.group(1) or ""
    return None


def find_header(rows, names, within):
    """The header of a table, None if no row has a head that is known.

    :param rows: lists of texts
    :param names: dict from folded heads to what they are the head of
    :param int within: how many rows may stand above the table
    """
    rows = rows[: within + 1]
    scores = [len(_get_meanings(row, names)) for row in rows[:within]]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=None)
    if best is None or not scores[best]:
        return None
    for top in (best, best - 1):
        if top >= 0 and top + 1 < len(rows):
            labels = _join_rows(rows[top], rows[top + 1], names)
            if labels:
                return _make_header(top, top + 1, labels)
    return _make_header(best, best, [plain(text) for text in rows[best]])


def find_loose(rows, header):
    """Indexes of columns without a head that stand beside a quantity and hold numbers,
    as they do where one head is written over two columns."""
    found = []
    width = max(map(len, rows), default=0)
    for index in range(1, width):
        is_named = index < len(header.labels) and header.labels[index]
        beside = index - 1 in found or (
            index <= len(header.labels)
            and header.labels[index - 1] in header.quantities
        )
        if not is_named and beside and _holds_quantities(rows, index):
            found.append(index)
    return found


def is_loose_quantity(text):
    """Whether a cell without a head may say how much: with a number in it, or a formula."""
    amounts, problem = read_amounts(text)
    has_number = problem and re.search(r"\d|^=", plain(text))
    return bool(amounts or has_number)


def _holds_quantities(rows, index):
    return any(len(row) > index and is_loose_quantity(row[index]) for row in rows)


def _get_meanings(row, names):
    """The different things that a row of texts has heads of."""
    meanings = set()
    for text in row:
        if name := names.get(fold(text)):
            meanings.add(name)
        elif head := read_quantity_head(text):
            meanings.add(head)
    return meanings


def _make_header(first, last, labels):
    """Heads that are written twice stay apart, so that the reader can refuse them."""
    heads = {label: read_quantity_head(label) for label in labels if label}
    return Header(
        first,
        last,
        tuple(labels),
        {label: head for label, head in heads.items() if head},
    )


def _join_rows(top, low, names):
    """The labels of two rows of heads, None if the lower one is no such row.

    It is one where units stand under a quantity, and nothing else but heads beside.
    """
    width = max(len(top), len(low))
    top, low = (
        [plain(text) for text in row] + [""] * (width - len(row)) for row in (top, low)
    )
    labels, over, has_units = [], "", False
    for upper, lower in zip(top, low, strict=True):
        over = upper or (over if lower else "")
        if not lower:
            labels.append(upper)
            continue
        head = over and read_quantity_head(over)
        if head and not head[1] and fold_word(lower) in UNIT_WORDS:
            labels.append(f"{over}({lower})")
            has_units = True
        elif fold(lower) in names or read_quantity_head(lower):
            labels.append(lower)
        else:
            return None
    return labels if has_units else None
