"""Global Trade Item Numbers: what the last digit of a barcode must be."""

from stdnum import ean

# GTIN-8, GTIN-12 (UPC-A), GTIN-13 (EAN) and GTIN-14 (cases)
LENGTHS = (8, 12, 13, 14)


def is_gtin(barcode):
    """Whether scanners take the barcode for a GTIN: digits only, of a GTIN's length.

    Numbers for own use and with a price inside (20 to 29) are among them, and have
    a check digit like all others.
    """
    return len(barcode) in LENGTHS and barcode.isascii() and barcode.isdigit()


def right_check_digit(barcode):
    """The digit that must stand last, if another one does; else None.

    Codes that are no GTIN are internal ones, and always right.
    """
    if not barcode or not is_gtin(barcode):
        return None
    digit = ean.calc_check_digit(barcode[:-1])
    return digit if digit != barcode[-1] else None
