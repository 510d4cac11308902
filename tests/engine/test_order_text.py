"""Quantities and lines as people write them, and the laws of reading them."""

from decimal import Decimal

import pytest
from fmcg_intake.engine.order_text import (
    NEGATIVE,
    NOT_A_QUANTITY,
    NOT_CALCULATED,
    TOO_MUCH,
    Amount,
    Reading,
    read_amounts,
    read_line,
)
from hypothesis import given
from hypothesis import strategies as st

FULL_WIDTH = str.maketrans("0123456789+", "０１２３４５６７８９＋")
UNITS = st.sampled_from(["箱", "瓶", "件", "case", "cases", "pcs", "Boxes"])
NUMBERS = st.integers(1, 999_999)
# Names have numbers, signs and units in them; these begin and end with a letter
NAMES = st.from_regex(r"[A-WYZ可乐茶][A-WYZ0-9可乐茶 -]{0,12}[A-WYZ可乐茶]", fullmatch=True)


def amounts(*pairs):
    return tuple(Amount(Decimal(str(number)), unit) for number, unit in pairs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", amounts((5, ""))),
        ("5箱", amounts((5, "箱"))),
        (" 5 箱 ", amounts((5, "箱"))),
        ("3 cases", amounts((3, "cases"))),
        ("3 ctn.", amounts((3, "ctn"))),
        ("２４瓶", amounts((24, "瓶"))),
        ("1,200", amounts((1200, ""))),
        ("2.5 kg", amounts((2.5, "kg"))),
        ("5箱3瓶", amounts((5, "箱"), (3, "瓶"))),
        ("5箱 + 3瓶", amounts((5, "箱"), (3, "瓶"))),
        ("5箱，3瓶", amounts((5, "箱"), (3, "瓶"))),
        ("", ()),
        ("0", ()),
        ("0箱", ()),
        ("0箱3瓶", amounts((3, "瓶"))),
        ("五箱", amounts((5, "箱"))),
        ("两箱", amounts((2, "箱"))),
        ("半箱", amounts((0.5, "箱"))),
        ("十二瓶", amounts((12, "瓶"))),
        ("三箱半", amounts((3, "箱"), (0.5, "箱"))),
        ("两箱三瓶", amounts((2, "箱"), (3, "瓶"))),
        ("5箱三瓶", amounts((5, "箱"), (3, "瓶"))),
        ("'5", amounts((5, ""))),
        ("3.0000000000000004", amounts((3, ""))),
        ("2.9999999999999996箱", amounts((3, "箱"))),
    ],
)
def test_quantity(text, expected):
    assert read_amounts(text) == (expected, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("many", NOT_A_QUANTITY),
        ("5-6箱", NOT_A_QUANTITY),
        ("约5箱", NOT_A_QUANTITY),
        ("5箱3", NOT_A_QUANTITY),
        ("2026-11-24", NOT_A_QUANTITY),
        ("一百五箱", NOT_A_QUANTITY),
        ("5百箱", NOT_A_QUANTITY),
        ("5十箱", NOT_A_QUANTITY),
        ("=2*3", NOT_CALCULATED),
        ("1,20", NOT_A_QUANTITY),
        ("٥", NOT_A_QUANTITY),
        ("1e5", NOT_A_QUANTITY),
        ("TRUE", NOT_A_QUANTITY),
        ("-5", NEGATIVE),
        ("－５箱", NEGATIVE),
        ("1000001", TOO_MUCH),
    ],
)
def test_no_quantity(text, code):
    assert read_amounts(text) == ((), code)


@pytest.mark.parametrize(
    ("line", "product", "expected"),
    [
        ("5箱 可乐", "可乐", amounts((5, "箱"))),
        ("5箱可乐", "可乐", amounts((5, "箱"))),
        ("可乐 5箱", "可乐", amounts((5, "箱"))),
        ("可乐5箱", "可乐", amounts((5, "箱"))),
        ("可乐15箱", "可乐", amounts((15, "箱"))),
        ("可乐５箱", "可乐", amounts((5, "箱"))),
        ("可乐：5箱", "可乐", amounts((5, "箱"))),
        ("可乐 5箱3瓶", "可乐", amounts((5, "箱"), (3, "瓶"))),
        ("可乐 330ml 5箱", "可乐 330ml", amounts((5, "箱"))),
        ("可乐330ml5箱", "可乐330ml", amounts((5, "箱"))),
        ("TEA-01 x 12", "TEA-01", amounts((12, ""))),
        ("TEA-01x12", "TEA-01", amounts((12, ""))),
        ("TEA-01*12", "TEA-01", amounts((12, ""))),
        ("TEA-01 12", "TEA-01", amounts((12, ""))),
        ("TEA-01, 12", "TEA-01", amounts((12, ""))),
        ("12 x TEA-01", "TEA-01", amounts((12, ""))),
        ("12 TEA-01", "TEA-01", amounts((12, ""))),
        ("3 cases of Lemon tea", "Lemon tea", amounts((3, "cases"))),
        ("3 cases Lemon tea", "Lemon tea", amounts((3, "cases"))),
        ("Pepsi Max 5 cases", "Pepsi Max", amounts((5, "cases"))),
        ("7 Up 5箱", "7 Up", amounts((5, "箱"))),
        ("1、可乐 5箱", "可乐", amounts((5, "箱"))),
        ("2. Lemon tea 500 ml 4", "Lemon tea 500 ml", amounts((4, ""))),
        ("- 可乐 5箱", "可乐", amounts((5, "箱"))),
        ("1.5升可乐 5箱", "1.5升可乐", amounts((5, "箱"))),
        ("可乐两箱", "可乐", amounts((2, "箱"))),
        ("可乐 半箱", "可乐", amounts((0.5, "箱"))),
        ("十二瓶可乐", "可乐", amounts((12, "瓶"))),
        ("一百二十箱 可乐", "可乐", amounts((120, "箱"))),
        ("六个核桃 三箱", "六个核桃", amounts((3, "箱"))),
        ("三得利乌龙茶两箱", "三得利乌龙茶", amounts((2, "箱"))),
    ],
)
def test_line(line, product, expected):
    assert Reading(product, expected) in read_line(line)


@pytest.mark.parametrize(
    "line",
    ["", "可乐", "TEA-01", "老板好，请送货", "5箱", "12", "可乐 -5箱", "可乐-5箱", "5" * 301],
)
def test_line_without_a_quantity(line):
    assert read_line(line) == []


@given(NUMBERS, UNITS)
def test_law_a_quantity_is_read_as_it_was_written(number, unit):
    assert read_amounts(f"{number}{unit}") == (amounts((number, unit)), None)
    assert read_amounts(f"{number:,} {unit}") == (amounts((number, unit)), None)


@given(st.lists(st.tuples(NUMBERS, UNITS), min_size=1, max_size=4))
def test_law_amounts_side_by_side_are_all_read(pairs):
    text = "+".join(f"{number}{unit}" for number, unit in pairs)
    assert read_amounts(text) == (amounts(*pairs), None)
    assert read_amounts(text.translate(FULL_WIDTH)) == (amounts(*pairs), None)


@given(st.text(max_size=40))
def test_law_anything_is_read_or_refused(text):
    found, problem = read_amounts(text)
    assert all(0 < amount.number <= 1_000_000 for amount in found)
    assert not (found and problem)
    for reading in read_line(text):
        assert reading.product and reading.amounts
        assert all(amount.number > 0 for amount in reading.amounts)


@given(NAMES, NUMBERS, UNITS)
def test_law_the_meant_reading_is_among_the_readings(name, number, unit):
    name = " ".join(name.split())
    meant = Reading(name, amounts((number, unit)))
    assert meant in read_line(f"{name} {number}{unit}")
    assert meant in read_line(f"{number}{unit} {name}")
    assert meant in read_line(f"{name} {number}{unit}".translate(FULL_WIDTH)) or any(
        digit in name for digit in "0123456789"
    )


@given(NAMES, NUMBERS)
def test_law_signs_separate_product_and_number(name, number):
    name = " ".join(name.split())
    meant = Reading(name, amounts((number, "")))
    for sign in (" x ", " × ", " * ", "：", " "):
        assert meant in read_line(f"{name}{sign}{number}")
