"""Laws of quotas."""

from datetime import date

from fmcg_catalog.engine.periods import Period
from fmcg_catalog.engine.quota import (
    BEGINNING,
    Buyer,
    Counter,
    Demand,
    Quota,
    differences,
    exceeds,
    targets,
)
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2026, 11, 26)
SHOP = Buyer(5, "1/5/")

ledgers = st.dictionaries(
    st.integers(0, 5), st.integers(-1000, 1000).map(lambda number: number / 100)
)


def booked(ledger, changes):
    keys = {*ledger, *changes}
    return {key: ledger.get(key, 0.0) + changes.get(key, 0.0) for key in keys}


@given(ledgers, ledgers)
def test_booking_the_differences_makes_the_ledger_say_the_target(target, ledger):
    after = booked(ledger, differences(target, ledger))
    assert all(abs(after[key] - target.get(key, 0.0)) < 1e-9 for key in after)


@given(ledgers, ledgers)
def test_booking_twice_books_nothing(target, ledger):
    after = booked(ledger, differences(target, ledger))
    assert not differences(target, after)


def counted(quota, buyer=SHOP, day=DAY):
    return list(targets({1: [quota]}, buyer, day, [Demand("line", 1, 2.0)]))


def test_who_counts_together():
    stand = Buyer(9, "1/5/9/")
    each = Quota(7, 1, 10)
    assert counted(each, stand) == [Counter(7, BEGINNING, 9)]
    together = Quota(7, 1, 10, scope="subtree", node=5, node_path="1/5/")
    assert counted(together) == counted(together, stand) == [Counter(7, BEGINNING)]
    one = Quota(7, 1, 10, scope="node", node=5)
    assert counted(one) and not counted(one, stand)


def test_a_similar_path_is_no_part_of_the_subtree():
    quota = Quota(7, 1, 10, scope="subtree", node=5, node_path="1/5/")
    assert not counted(quota, Buyer(55, "1/55/"))


def test_periods_and_validity():
    monthly = Quota(7, 1, 10, period="month", validity=Period(None, DAY))
    assert counted(monthly) == [Counter(7, date(2026, 11, 1), 5)]
    assert not counted(monthly, day=date(2026, 11, 27))


def test_lines_are_converted_and_stay_apart():
    dozen = Quota(7, 1, 10, unit_factor=12.0)
    demands = [Demand("a", 1, 6.0), Demand("b", 1, 18.0), Demand("c", 2, 1.0)]
    assert targets({1: [dozen]}, SHOP, DAY, demands) == {
        Counter(7, BEGINNING, 5): {"a": 0.5, "b": 1.5}
    }


def test_twelve_twelfths_are_one():
    assert not exceeds(12 * round(1 / 12, 6), 1)
    assert exceeds(1.01, 1)
