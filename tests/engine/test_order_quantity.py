from decimal import Decimal

import pytest
from fmcg_intake.engine import quantity
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize("raw", [0, 3, "3", " 3 ", 3.0, "3.00", "３", "3e0"])
def test_whole_numbers_are_read(raw):
    value, code = quantity.read(raw)
    assert code is None
    assert value in (0, 3)


@pytest.mark.parametrize("raw", [None, True, [], {}, "", "many", "nan", "inf", "1,5"])
def test_what_is_no_number(raw):
    assert quantity.read(raw) == (None, quantity.NOT_A_NUMBER)


@pytest.mark.parametrize(
    ("raw", "digits", "code"),
    [
        (-1, 0, quantity.NEGATIVE),
        ("-0.5", 2, quantity.NEGATIVE),
        (0.5, 0, quantity.TOO_FINE),
        ("0.125", 2, quantity.TOO_FINE),
        ("1e-9", 3, quantity.TOO_FINE),
        (1000001, 0, quantity.TOO_MUCH),
        ("1e99", 0, quantity.TOO_MUCH),
    ],
)
def test_what_is_refused(raw, digits, code):
    assert quantity.read(raw, digits) == (None, code)


def test_what_a_program_adds_in_the_last_digits_is_not_meant():
    assert quantity.read(3.0000000000000004) == (3, None)
    assert quantity.read("0.30000000000000004", digits=2) == (Decimal("0.3"), None)


def test_units_that_divide():
    assert quantity.read("0.25", digits=2) == (Decimal("0.25"), None)


@given(st.integers(min_value=0, max_value=int(quantity.MOST)))
def test_every_possible_quantity_comes_back(number):
    assert quantity.read(str(number)) == (number, None)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_anything_gives_a_value_or_a_reason(raw):
    value, code = quantity.read(raw, digits=2)
    assert (value is None) != (code is None)
    if code is None:
        assert 0 <= value <= quantity.MOST
