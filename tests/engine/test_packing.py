"""Quantities in cases and pieces: they are split without losing anything."""

from decimal import Decimal

import pytest
from fmcg_catalog.engine.packing import say, short, short_names, split
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (72, "3 箱"),
        (53, "2 箱 5 瓶"),
        (5, "5 瓶"),
        (0, "0 瓶"),
        (24.0, "1 箱"),
        (23.999999999996, "1 箱"),
        (28800, "1,200 箱"),
        (0.5, "0.5 瓶"),
        (24.25, "1 箱 0.25 瓶"),
        (-53, "-2 箱 -5 瓶"),
        (100, "4 箱 4 瓶"),
    ],
)
def test_say(quantity, text):
    assert say(quantity, "瓶", "箱", 24) == text


def test_goods_without_a_case():
    assert say(72, "瓶") == "72 瓶"
    assert say(Decimal("2.5"), "kg") == "2.5 kg"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("箱（24 瓶）", "箱"),
        ("Case of 24 Bottles", "Case"),
        ("瓶", "瓶"),
        ("6 联包", "6 联包"),
        ("kg", "kg"),
    ],
)
def test_short(name, word):
    assert short(name) == word


def test_names_are_told_apart():
    assert short_names("瓶", "箱（24 瓶）") == ("瓶", "箱")
    assert short_names("包", "包（6 包）") == ("包", "包（6 包）")


@given(st.integers(-10_000_000, 10_000_000), st.integers(1, 1000))
def test_law_nothing_is_lost_and_the_rest_is_less_than_a_case(quantity, size):
    cases, pieces = split(quantity, size)
    assert cases * size + pieces == quantity
    assert abs(pieces) < size
    assert cases == int(cases)
    assert cases * quantity >= 0 and pieces * quantity >= 0
