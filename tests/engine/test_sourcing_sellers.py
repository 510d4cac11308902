"""Who may serve a buyer with a product, and what is free there."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from fmcg_sourcing.engine import sellers as s
from fmcg_sourcing.engine.free_stock import Lot, find_free
from fmcg_sourcing.engine.packs import Pack, round_down, round_up
from fmcg_sourcing.engine.sellers import Agreement, find_candidates
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 30)
TEA, WATER = 1, 2


def agreement(number, seller=None, **values):
    return Agreement(number, seller or 100 + number, TODAY, **values)


def find(*agreements, product=TEA):
    return find_candidates(agreements, [product])[product]


class TestOrder:
    def test_priority_goes_before_distance(self):
        found = find(agreement(1, priority=20), agreement(2, priority=5, distance=3))
        assert found.sellers == (102, 101)

    def test_distance_goes_before_territory(self):
        found = find(agreement(1, distance=2, territory=4), agreement(2, distance=1))
        assert found.sellers == (102, 101)

    def test_the_closest_territory_of_two_as_near(self):
        found = find(agreement(1, territory=1), agreement(2, territory=3), agreement(3))
        assert found.sellers == (102, 101, 103)

    def test_the_older_agreement_of_two_alike(self):
        assert find(agreement(2), agreement(1)).sellers == (101, 102)

    def test_a_seller_stands_once_with_its_preferred_agreement(self):
        found = find(agreement(1, 7), agreement(2, 7, priority=1))
        assert [one.id for one in found.agreements] == [2]
        (reason,) = found.rejected
        assert (reason.code, reason["other"]) == (s.SAME_SELLER, 2)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"active": False}, s.INACTIVE),
        ({"start": TODAY + timedelta(days=1)}, s.NOT_STARTED),
        ({"end": TODAY - timedelta(days=1)}, s.ENDED),
        ({"scope": frozenset({WATER})}, s.OUT_OF_SCOPE),
        ({"listed": frozenset()}, s.NOT_LISTED),
    ],
)
def test_who_does_not_serve_and_why(values, code):
    found = find(agreement(1, **values))
    assert found.sellers == ()
    assert [reason.code for reason in found.rejected] == [code]
    assert found.rejected[0]["agreement"] == 1


def test_the_first_and_the_last_day_count():
    assert find(agreement(1, start=TODAY, end=TODAY)).sellers == (101,)


agreements = st.lists(
    st.builds(
        Agreement,
        id=st.integers(1, 20),
        seller=st.integers(1, 4),
        day=st.just(TODAY),
        priority=st.integers(1, 2),
        distance=st.integers(1, 2),
        territory=st.integers(0, 2),
        scope=st.none() | st.frozensets(st.sampled_from([TEA, WATER])),
        listed=st.none() | st.frozensets(st.sampled_from([TEA, WATER])),
        active=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(st.data(), agreements)
def test_every_agreement_is_chosen_or_rejected_in_whatever_order(data, found):
    answer = find(*found)
    assert find(*data.draw(st.permutations(found))) == answer
    said = [one.id for one in answer.agreements]
    said += [reason["agreement"] for reason in answer.rejected]
    assert sorted(said) == sorted(one.id for one in found)
    assert len(set(answer.sellers)) == len(answer.sellers)


class TestFreeStock:
    def test_on_hand_less_reserved_less_safety(self):
        lots = [Lot(Decimal(10), reserved=Decimal(3))]
        assert find_free(lots, TODAY, safety=Decimal(2), promised=Decimal(1)) == 4

    def test_never_below_zero(self):
        assert find_free([Lot(Decimal(1))], TODAY, safety=Decimal(5)) == 0
        assert find_free([], TODAY) == 0

    @pytest.mark.parametrize(("days", "free"), [(0, 1), (29, 1), (30, 1), (31, 0)])
    def test_shelf_life_is_counted_from_the_day_of_delivery(self, days, free):
        lot = Lot(Decimal(1), TODAY + timedelta(days=30))
        assert find_free([lot], TODAY, days) == free

    def test_what_expires_today_is_fresh_for_who_asks_for_no_days(self):
        lot = Lot(Decimal(1), TODAY)
        assert find_free([lot], TODAY) == 1
        assert find_free([lot], TODAY + timedelta(days=1)) == 0

    def test_goods_without_expiry_always_count(self):
        assert find_free([Lot(Decimal(1))], TODAY, 9999) == 1

    def test_more_taken_out_of_an_old_lot_than_was_in_it(self):
        lots = [Lot(Decimal(-3), date(2020, 1, 1)), Lot(Decimal(5))]
        assert find_free(lots, TODAY) == 2

    @given(
        st.lists(
            st.builds(
                Lot,
                st.integers(-5, 20).map(Decimal),
                st.none() | st.integers(-5, 60).map(lambda n: TODAY + timedelta(days=n)),
                st.integers(0, 5).map(Decimal),
            ),
            max_size=6,
        ),
        st.integers(0, 60),
        st.integers(0, 9).map(Decimal),
        st.integers(0, 9).map(Decimal),
    )
    def test_laws(self, lots, days, safety, promised):
        free = find_free(lots, TODAY, days, safety, promised)
        there = sum(max(lot.quantity - lot.reserved, 0) for lot in lots)
        assert 0 <= free <= max(there - safety - promised, 0)
        assert free >= find_free(lots, TODAY, days + 1, safety, promised)
        assert free == find_free(lots[::-1], TODAY, days, safety, promised)


class TestPacks:
    @pytest.mark.parametrize(
        ("quantity", "pack", "expected"),
        [
            (0, Pack(), 0),
            (-3, Pack(minimum=Decimal(5)), 0),
            ("0.5", Pack(), 1),
            (13, Pack(case=Decimal(12)), 24),
            (13, Pack(case=Decimal(12), multiple=Decimal(10)), 60),
            (1, Pack(case=Decimal(12), minimum=Decimal(30)), 36),
            ("0.3", Pack(case=Decimal("0.25"), multiple=Decimal("0.5")), "0.5"),
        ],
    )
    def test_up(self, quantity, pack, expected):
        assert round_up(Decimal(quantity), pack) == Decimal(expected)

    @pytest.mark.parametrize(("quantity", "expected"), [(35, 0), (36, 36), (49, 48)])
    def test_down(self, quantity, expected):
        pack = Pack(case=Decimal(12), minimum=Decimal(30))
        assert round_down(Decimal(quantity), pack) == expected

    @pytest.mark.parametrize(
        ("name", "value"), [("case", 0), ("multiple", -1), ("minimum", -1)]
    )
    def test_bad_packs(self, name, value):
        with pytest.raises(ValueError, match=f"Pack.{name} is {value}: give"):
            Pack(**{name: Decimal(value)})
