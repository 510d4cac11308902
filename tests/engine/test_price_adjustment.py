from decimal import Decimal

import pytest
from fmcg_pricing.engine.price_adjustment import adjust
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("price", "changes", "expected"),
    [
        ("10", {"percent": "5"}, "10.5"),
        ("10", {"percent": "-5"}, "9.5"),
        ("9.99", {"percent": "3", "rounding": "0.1"}, "10.3"),
        ("10", {"amount": "-0.25"}, "9.75"),
        ("1.25", {"rounding": "0.1"}, "1.3"),
        ("1", {"amount": "-5"}, "0"),
    ],
)
def test_adjust(price, changes, expected):
    changes = {name: Decimal(value) for name, value in changes.items()}
    assert adjust(Decimal(price), **changes) == Decimal(expected)


@given(
    st.decimals(0, 10000, places=2),
    st.sampled_from(["0.01", "0.05", "0.1", "0.5", "1"]).map(Decimal),
)
def test_the_result_is_a_multiple_and_near(price, rounding):
    result = adjust(price, rounding=rounding)
    assert result % rounding == 0
    assert abs(result - price) <= rounding / 2
