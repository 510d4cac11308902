"""What a row about a product says that can be judged by the row alone."""

from dataclasses import dataclass
from decimal import Decimal

from . import gtin

NEGATIVE = "product_negative"
NOT_WHOLE = "product_not_whole"
BAD_GTIN = "product_bad_gtin"
NO_SIZE = "product_no_size"
SAME_SIZE = "product_same_size"
TOO_SMALL = "product_too_small"

BARCODES = ("barcode", "pack_barcode", "case_barcode")
NOT_NEGATIVE = ("list_price", "weight", "shelf_life")
WHOLE = ("shelf_life", "pack_size", "case_size")
SMALLEST_PACKAGING = 2


@dataclass(frozen=True)
class Packaging:
    """A pack or a case that the row speaks of.

    :param kind: ``pack`` or ``case``
    :param size: pieces in it
    :param barcode: of the packaging; None leaves it as it is
    :param name: of the unit; None for the usual one
    """

    kind: str
    size: int
    barcode: str | None = None
    name: str | None = None


def packagings(values):
    """The packagings of a row that :func:`faults` finds nothing wrong with."""
    return [
        Packaging(
            kind,
            int(values[f"{kind}_size"]),
            values.get(f"{kind}_barcode"),
            values.get(f"{kind}_unit"),
        )
        for kind in ("pack", "case")
        if values.get(f"{kind}_size")
    ]


def faults(values):
    """(column, code, what it is about) of all that is wrong in the row."""
    return [*_number_faults(values), *_barcode_faults(values), *_size_faults(values)]


def _number_faults(values):
    for name in NOT_NEGATIVE:
        if (values.get(name) or 0) < 0:
            yield name, NEGATIVE, ""
    for name in WHOLE:
        value = values.get(name) or Decimal(0)
        if value != value.to_integral_value():
            yield name, NOT_WHOLE, ""


def _barcode_faults(values):
    for name in BARCODES:
        if digit := gtin.right_check_digit(values.get(name)):
            yield name, BAD_GTIN, digit


def _size_faults(values):
    for kind in ("pack", "case"):
        size = values.get(f"{kind}_size")
        if size is not None and size < SMALLEST_PACKAGING:
            yield f"{kind}_size", TOO_SMALL, ""
        for name in (f"{kind}_barcode", f"{kind}_unit"):
            if values.get(name) and size is None:
                yield name, NO_SIZE, ""
    if values.get("pack_size") and values.get("pack_size") == values.get("case_size"):
        yield "case_size", SAME_SIZE, ""
