"""What a buyer saw of a plan before it submitted, as its browser sends it back: text that
anybody may have written. It only ever leads to a refusal."""

from dataclasses import dataclass

MOST_PARTS = 200
MOST_LINES = 1000
LONGEST_KEY = 40


@dataclass(frozen=True)
class Seen:
    """:param lines: dict from key of the cart to (quantity, what of it was in stock)
    :param reviewed: what the seller's part came to, see ``_prepare_reviewed``
    """

    lines: dict
    reviewed: dict


def read(raw):
    """
    :param raw: dict from agreement to a dict of ``lines`` and ``reviewed``
    :return: dict from agreement's id to :class:`Seen`; None: not readable
    """
    if not isinstance(raw, dict) or len(raw) > MOST_PARTS:
        return None
    found = {_read_id(key): _read_part(part) for key, part in raw.items()}
    return None if None in found or None in found.values() else found


def _read_id(key):
    text = str(key)
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        return None
    return int(text) or None


def _read_part(raw):
    if not isinstance(raw, dict):
        return None
    lines, reviewed = raw.get("lines"), raw.get("reviewed")
    if not isinstance(lines, dict) or len(lines) > MOST_LINES:
        return None
    if not isinstance(reviewed, dict):
        return None
    if not all(_is_line(key, pair) for key, pair in lines.items()):
        return None
    return Seen({key: tuple(map(float, pair)) for key, pair in lines.items()}, reviewed)


def _is_line(key, pair):
    return (
        isinstance(key, str)
        and len(key) <= LONGEST_KEY
        and isinstance(pair, list | tuple)
        and len(pair) == 2
        and all(
            isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one < 1e12
            for one in pair
        )
    )


def is_kept(seen, now):
    """Whether the plan of this moment gives what was seen: the same from the same sellers,
    and as much of it out of stock, or more.

    :param now: dict from agreement's id to a dict as of :attr:`Seen.lines`
    """
    return seen.keys() == now.keys() and all(
        seen[seller].lines.keys() == lines.keys()
        and all(
            _is_line_kept(seen[seller].lines[key], pair) for key, pair in lines.items()
        )
        for seller, lines in now.items()
    )


def _is_line_kept(seen, now):
    return abs(seen[0] - now[0]) < 1e-6 and now[1] > seen[1] - 1e-6
