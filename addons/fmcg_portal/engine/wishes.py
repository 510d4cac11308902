"""Read what a browser sent beside quantities: text that anybody may have written."""

MOST_COUPONS = 10
LONGEST_CODE = 64
MOST_CHOICES = 200
MOST_GIFTS = 1000
# ids fit into four bytes with room to spare
LONGEST_ID = 9


def read_codes(raw):
    """Coupon codes: a list of short texts.

    :return: list of texts without blanks around, each once; ``None``: not readable
    """
    if raw is None:
        return []
    if not isinstance(raw, list) or len(raw) > MOST_COUPONS:
        return None
    if not all(isinstance(code, str) and len(code) <= LONGEST_CODE for code in raw):
        return None
    return [code for code in dict.fromkeys(code.strip() for code in raw) if code]


def read_choices(raw):
    """Chosen gifts: from promotion to product.

    :return: dict from id to id; ``None``: not readable
    """
    if raw is None:
        return {}
    if not isinstance(raw, dict) or len(raw) > MOST_CHOICES:
        return None
    choices = {read_id(key): read_id(value) for key, value in raw.items()}
    return None if None in choices or None in choices.values() else choices


def read_id(raw):
    """:return: a positive number; ``None`` for what is no id"""
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        return None
    text = str(raw)
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID):
        return None
    return int(text) or None


def read_reviewed(raw):
    """What the buyer saw before it submitted: the total, and pieces of gifts by product.

    :return: ``(total, dict from product id to pieces)``; ``None``: not readable
    """
    if not isinstance(raw, dict):
        return None
    total, gifts = raw.get("total"), raw.get("gifts", {})
    if not _is_number(total) or not isinstance(gifts, dict) or len(gifts) > MOST_GIFTS:
        return None
    read = {read_id(key): pieces for key, pieces in gifts.items()}
    if None in read or not all(_is_number(pieces) for pieces in read.values()):
        return None
    return float(total), {key: float(pieces) for key, pieces in read.items()}


def _is_number(value):
    # the bounds leave out infinity and what is not a number, too
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and -1e15 < value < 1e15
    )
