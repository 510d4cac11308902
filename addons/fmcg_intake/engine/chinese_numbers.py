"""Numbers in Chinese characters: 两, 十二, 一百零五, 三千, 半.

Pure. Only what is written out in full is a number; "一百五" may be 105 or 150, and is none.
"""

import re
from decimal import Decimal

_DIGITS = {
    sign: value
    for signs, value in zip(
        (
            "零〇", "一壹", "二两俩贰兩貳", "三叁參", "四肆", "五伍",
            "六陆陸", "七柒", "八捌", "九玖",
        ),
        range(10),
        strict=True,
    )
    for sign in signs
}  # fmt: skip
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TEN_THOUSAND = "万萬"
HALF = "半"

# For character classes of regular expressions
SIGNS = "".join((*_DIGITS, *_SCALES, _TEN_THOUSAND, HALF))

_DIGIT = "".join(sign for sign, value in _DIGITS.items() if value)
_SECTION = re.compile(
    rf"(?:([{_DIGIT}])[千仟])?(零|〇)?(?:([{_DIGIT}])[百佰])?(零|〇)?"
    rf"(?:([{_DIGIT}])?([十拾]))?(零|〇)?([{_DIGIT}])?"
)


def read(text):
    """The Decimal that ``text`` writes, None if it is no number written in full."""
    if text == HALF:
        return Decimal("0.5")
    if text in ("零", "〇"):
        return Decimal(0)
    parts = re.split(f"[{_TEN_THOUSAND}]", text)
    if len(parts) > 2:
        return None
    values = [_read_section(part) for part in parts]
    if len(parts) == 2 and parts[1] == "":
        values[1] = 0
    if None in values or not values[0]:
        return None
    if len(parts) == 1:
        return Decimal(values[0])
    has_gap = 0 < values[1] < 1000
    if has_gap != parts[1].startswith(("零", "〇")):
        return None
    return Decimal(values[0] * 10_000 + values[1])


def _read_section(text):
    """A number below ten thousand; zeros must stand just where a place is left out."""
    match = _SECTION.fullmatch(text)
    if not match or not text.strip("零〇"):
        return None
    thousands, _zero, hundreds, _zero, tens, ten, _zero, ones = match.groups()
    places = [
        _DIGITS.get(thousands, 0),
        _DIGITS.get(hundreds, 0),
        _DIGITS.get(tens, 1) if ten else 0,
        _DIGITS.get(ones, 0),
    ]
    spelled = re.sub("[〇]", "零", text).lstrip("零")
    if spelled.count("零") != _count_gaps(places):
        return None
    return sum(value * 10 ** (3 - place) for place, value in enumerate(places))


def _count_gaps(places):
    """Runs of empty places between others: one zero is written for each."""
    shown = "".join(str(min(value, 1)) for value in places).strip("0")
    return len(re.findall("0+", shown))
