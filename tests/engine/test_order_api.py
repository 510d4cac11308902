"""Lines as programs send them."""

from decimal import Decimal

import pytest
from fmcg_intake.engine import order_text
from fmcg_intake.engine.order_api import (
    BAD_LINE,
    NOT_POSITIVE,
    read_line,
    read_quantity,
)
from fmcg_intake.engine.order_goods import BARCODE, CODE, ID
from fmcg_intake.engine.order_text import Amount
from hypothesis import given
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(["code", "barcode", "product_id", "quantity", "unit", "price"])


def test_line():
    entry = read_line(3, {"code": "TEA", "quantity": 5, "unit": "case"})
    assert (entry.row, entry.problem) == (3, "")
    assert entry.names == (("TEA", (CODE,)),)
    assert entry.amounts == (Amount(Decimal(5), "case"),)


def test_the_strongest_name_comes_first():
    line = {"code": "TEA", "barcode": "690", "product_id": 7, "quantity": 5}
    kinds = [kind for _name, (kind,) in read_line(1, line).names]
    assert kinds == [ID, BARCODE, CODE]


@pytest.mark.parametrize(
    "line",
    [
        None,
        [],
        "TEA",
        {"code": 5, "quantity": 5},
        {"product_id": "5", "quantity": 5},
        {"product_id": True, "quantity": 5},
        {"code": "TEA", "quantity": 5, "unit": 24},
        {"code": "TEA", "quantity": 5, "price_unit": 0.01},
    ],
)
def test_bad_line(line):
    assert read_line(1, line).problem == BAD_LINE


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, order_text.NOT_A_QUANTITY),
        (True, order_text.NOT_A_QUANTITY),
        ("five", order_text.NOT_A_QUANTITY),
        (float("nan"), order_text.NOT_A_QUANTITY),
        (float("inf"), order_text.NOT_A_QUANTITY),
        ([5], order_text.NOT_A_QUANTITY),
        (0, NOT_POSITIVE),
        (-5, NOT_POSITIVE),
        (1_000_001, order_text.TOO_MUCH),
    ],
)
def test_no_quantity(value, code):
    assert read_quantity(value) == (None, code)


def test_what_a_program_adds_in_the_last_digits_is_not_meant():
    assert read_quantity(3.0000000000000004) == (3, "")


@given(st.decimals("0.001", "1000000", places=3))
def test_law_numbers_and_texts_say_the_same(number):
    assert read_quantity(str(number)) == (number, "")
    assert read_quantity(float(number))[0] == Decimal(str(float(number)))


@given(st.dictionaries(NAMES, JSON, max_size=6) | JSON)
def test_law_anything_is_read_or_refused(line):
    entry = read_line(1, line)
    assert bool(entry.amounts) != bool(entry.problem)
    assert all(name and kinds for name, kinds in entry.names)
