"""The ledger of promotions: differences, and funders that pay to the cent."""

from datetime import date
from decimal import Decimal

import pytest
from fmcg_promotion.engine import definition, ledger
from hypothesis import given
from hypothesis import strategies as st

ONCE = ledger.Counter(1, date(1970, 1, 1))
MAY = ledger.Counter(2, date(2026, 5, 1), 7)


def account(order=1, promotion=1, *counters, coupon=0):
    return ledger.Account(order, promotion, counters, coupon)


def worth(amount, pieces=0, value=0, uses=1):
    return ledger.Given(Decimal(amount), Decimal(pieces), Decimal(value), uses)


class TestGiven:
    def test_each_measure_counts_its_own(self):
        got = worth(10, 2, 6)
        assert got.count(definition.MONEY) == 16
        assert got.count(definition.PIECES) == 2
        assert got.count(definition.USES) == 1

    def test_nothing_is_false(self):
        assert not worth("0.00", 0, 0, 0)
        assert not worth(5) - worth("5.00")
        assert worth(0)  # an order that has a promotion, though of no worth


class TestDifferences:
    def test_what_is_booked_is_not_booked_again(self):
        assert ledger.differences({account(): worth(5)}, {account(): worth(5)}) == {}

    def test_more_less_new_and_gone(self):
        targets = {account(1): worth(5), account(2): worth(1), account(3): worth(2)}
        booked = {account(1): worth(3), account(2): worth(4), account(4): worth(6)}
        assert ledger.differences(targets, booked) == {
            account(1): worth(2, uses=0),
            account(2): worth(-3, uses=0),
            account(3): worth(2),
            account(4): worth(-6, uses=-1),
        }

    def test_another_counter_or_coupon_is_another_account(self):
        targets = {account(1, 1, MAY, coupon=2): worth(5)}
        booked = {account(1, 1, ONCE, MAY, coupon=1): worth(5)}
        changes = ledger.differences(targets, booked)
        assert sorted(one.uses for one in changes.values()) == [-1, 1]

    amounts = st.dictionaries(
        st.builds(account, st.integers(1, 4), st.integers(1, 3)),
        st.builds(worth, st.integers(0, 50), st.integers(0, 5)),
    )

    @given(amounts, amounts)
    def test_booked_and_differences_are_the_targets(self, targets, booked):
        after = dict(booked)
        for key, change in ledger.differences(targets, booked).items():
            after[key] = after.get(key, ledger.NOTHING) + change
        assert {k: v for k, v in after.items() if v} == targets
        assert ledger.differences(targets, after) == {}


THIRDS = {1: Decimal("33.3333"), 2: Decimal("33.3333"), 3: Decimal("33.3334")}


class TestFunding:
    def test_largest_remainder(self):
        parts = ledger.fund(Decimal("10.00"), THIRDS, {}, 2)
        assert parts == {1: Decimal("3.33"), 2: Decimal("3.33"), 3: Decimal("3.34")}

    def test_yen_have_no_cents(self):
        parts = ledger.fund(Decimal(10), THIRDS, {}, 0)
        assert parts == {1: 3, 2: 3, 3: 4}

    def test_a_cent_goes_to_one_of_them_and_comes_back_from_it(self):
        halves = {1: Decimal(50), 2: Decimal(50)}
        parts = ledger.fund(Decimal("0.01"), halves, {}, 2)
        assert parts == {1: Decimal("0.01")}
        assert ledger.fund(Decimal(0), halves, parts, 2) == {1: Decimal("-0.01")}

    def test_who_no_longer_pays_gets_all_back(self):
        parts = ledger.fund(Decimal(6), {2: Decimal(100)}, {1: Decimal(4)}, 2)
        assert parts == {1: -4, 2: 6}

    @pytest.mark.parametrize("digits", [0, 2, 3])
    @given(
        st.lists(st.integers(1, 10_000), min_size=1, max_size=5),
        st.lists(st.integers(0, 10**9), min_size=1, max_size=8),
    )
    def test_the_parts_always_sum_to_the_total(self, digits, weights, totals):
        shares = {key: Decimal(weight) for key, weight in enumerate(weights, 1)}
        funded = {}
        for units in totals:
            total = Decimal(units).scaleb(-digits)
            before = sum(funded.values())
            parts = ledger.fund(total, shares, funded, digits)
            assert sum(parts.values()) == total - before
            for key, change in parts.items():
                funded[key] = funded.get(key, Decimal(0)) + change
            assert sum(funded.values()) == total
            assert all(paid >= 0 for paid in funded.values())
            whole = sum(shares.values())
            for key, share in shares.items():
                exact = total * share / whole
                assert abs(funded.get(key, 0) - exact) < Decimal(1).scaleb(-digits)
