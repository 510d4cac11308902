"""Lines of an order as programs send them.

Pure. Programs know what they mean: a product is never found by its name.
"""

from decimal import Decimal, InvalidOperation

from . import order_goods, order_text
from .order_entry import Entry

BAD_LINE = "bad_line"
NOT_POSITIVE = "not_positive"

# What names a product and its type, the strongest first
NAMES = {
    "product_id": (order_goods.ID, int),
    "barcode": (order_goods.BARCODE, str),
    "code": (order_goods.CODE, str),
}
KEYS = {*NAMES, "quantity", "unit"}
LARGEST_ID = 2**31


def read_line(number, line):
    """The :class:`~.order_entry.Entry` of what was sent as line ``number``."""
    if not _is_well_formed(line):
        return Entry(number, "", problem=BAD_LINE)
    quantity, problem = read_quantity(line.get("quantity"))
    names = tuple(
        (str(line[name]), (kind,))
        for name, (kind, _type) in NAMES.items()
        if line.get(name)
    )
    return Entry(
        number,
        "",
        names=names,
        amounts=(order_text.Amount(quantity, line.get("unit") or ""),) if quantity else (),
        problem=problem,
        about=str(line.get("quantity"))[:40],
    )


def read_quantity(value):
    """A Decimal above zero and an empty text, or None and the code of what is wrong."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None, order_text.NOT_A_QUANTITY
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None, order_text.NOT_A_QUANTITY
    if not number.is_finite():
        return None, order_text.NOT_A_QUANTITY
    number = order_text.round_digits(number)
    if number <= 0:
        return None, NOT_POSITIVE
    if number > order_text.MOST:
        return None, order_text.TOO_MUCH
    return number, ""


def _is_well_formed(line):
    if not isinstance(line, dict) or line.keys() - KEYS:
        return False
    types = {name: type_ for name, (_kind, type_) in NAMES.items()} | {"unit": str}
    return all(
        isinstance(line[name], type_) and can_be_stored(line[name])
        for name, type_ in types.items()
        if line.get(name) is not None
    )


def can_be_stored(value):
    """Whether the database takes a text or an id: it refuses NUL and large numbers."""
    if isinstance(value, str):
        return "\0" not in value
    return not isinstance(value, bool) and 0 < value < LARGEST_ID
