"""Shown arithmetic adds up for a reader with a pocket calculator."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from fmcg_order.engine.shown import MOST, digits_of, digits_that_add_up
from hypothesis import given
from hypothesis import strategies as st

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("price", "digits"),
    [(5, 2), (5.01, 2), (5.005, 3), (10.395, 3), (5.65565, 5), (10.4, 2), (1 / 3, 6)],
)
def test_digits_of_a_price(price, digits):
    assert digits_of(price) == digits


@pytest.mark.parametrize(
    ("price", "quantity", "amount", "digits"),
    [
        (5.005, 12, 60.06, 3),  # shown 12 × 5.01 = 60.06
        (10.395, 100, 1039.5, 3),  # shown 100 × 10.40 = 1,039.50
        (5.65565, 12, 67.87, 3),
        (10, 3, 30, 2),
        (9.999999, 1, 10, 2),
        (0.0049, 1000, 4.9, 4),
        (5, 3, 99, MOST),
    ],
)
def test_digits_that_add_up(price, quantity, amount, digits):
    assert digits_that_add_up(price, quantity, amount) == digits


def test_currencies_without_cents():
    assert digits_that_add_up(100.5, 10, 1005, least=0) == 1
    assert digits_of(100, least=0) == 0


@given(
    st.decimals(0, 10_000, places=5), st.integers(1, 10_000)
)
def test_law_what_is_shown_multiplies_to_the_amount(price, quantity):
    amount = (price * quantity).quantize(CENT, ROUND_HALF_UP)
    digits = digits_that_add_up(float(price), quantity, float(amount))
    shown = price.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert (shown * quantity).quantize(CENT, ROUND_HALF_UP) == amount
