"""Laws of periods of days."""

from datetime import date, timedelta

import pytest
from fmcg_catalog.engine.periods import Period, start_of
from hypothesis import given
from hypothesis import strategies as st

FIRST = date(2026, 1, 1)
days = st.integers(0, 30).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def periods(draw):
    start, end = sorted((draw(days), draw(days)))
    return Period(draw(st.sampled_from([start, None])), draw(st.sampled_from([end, None])))


@given(periods(), periods(), days)
def test_what_is_left_is_this_without_the_other(own, other, day):
    left = own.without(other)
    assert any(part.has(day) for part in left) == (own.has(day) and not other.has(day))


@given(periods(), periods(), days)
def test_periods_that_share_a_day_overlap(own, other, day):
    if own.has(day) and other.has(day):
        assert own.overlaps(other) and other.overlaps(own)


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("day", date(2026, 11, 26)),
        ("week", date(2026, 11, 23)),
        ("month", date(2026, 11, 1)),
        ("year", date(2026, 1, 1)),
    ],
)
def test_first_day_of_a_period(kind, start):
    assert start_of(kind, date(2026, 11, 26)) == start
