"""Numbers in Chinese characters."""

from decimal import Decimal

import pytest
from fmcg_intake.engine.chinese_numbers import SIGNS, read
from hypothesis import given
from hypothesis import strategies as st

DIGITS = "零一二三四五六七八九"


def write(number):
    """A number below 100,000,000 as it is written out in full."""
    if number >= 10_000:
        upper, lower = divmod(number, 10_000)
        text = write(upper) + "万"
        return text + ("零" if 0 < lower < 1000 else "") + (write(lower) if lower else "")
    text, gap = "", False
    for value, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + sign
        gap = not digit
    return text or "零"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两", "2"), ("俩", "2"), ("半", "0.5"), ("十", "10"), ("十二", "12"),
        ("二十", "20"), ("一百零五", "105"), ("一百五十", "150"), ("两百", "200"),
        ("一千零二", "1002"), ("三千", "3000"), ("一万", "10000"), ("壹佰贰拾", "120"),
        ("两万零五百", "20500"), ("零", "0"), ("一百十", "110"),
    ],
)  # fmt: skip
def test_number(text, number):
    assert read(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["一百五", "一千五", "百", "千", "万", "三三", "十十", "半半", "五零", "一零五", ""]
)
def test_what_may_mean_two_numbers_is_none(text):
    assert read(text) is None


@given(st.integers(0, 99_999_999))
def test_law_what_is_written_out_is_read(number):
    assert read(write(number)) == number


@given(st.text(SIGNS, max_size=8))
def test_law_anything_is_a_number_or_none(text):
    assert read(text) is None or read(text) >= 0
