from decimal import Decimal

from fmcg_gift_debt.engine.debts import Debt, settle
from hypothesis import given
from hypothesis import strategies as st

MUG, CUP = 1, 2


def debt(key, pieces, product=MUG, factor=1):
    return Debt(key, product, Decimal(pieces), Decimal(factor))


def test_the_oldest_goes_first():
    assert settle([debt("a", 2), debt("b", 2)], {MUG: Decimal(3)}) == {"a": 2, "b": 1}


def test_what_is_not_kept_in_stock_is_always_there():
    assert settle([debt("a", 2)], {CUP: Decimal(0)}) == {"a": 2}


def test_only_whole_pieces_of_a_part():
    assert settle([debt("a", 2, factor=12)], {MUG: Decimal(23)}) == {"a": 1}
    assert settle([debt("a", "0.5")], {MUG: Decimal(1)}) == {"a": Decimal("0.5")}


def test_less_than_nothing_in_stock_gives_nothing():
    assert settle([debt("a", 2)], {MUG: Decimal(-5)}) == {}


DEBTS = st.lists(
    st.builds(
        Debt,
        key=st.uuids(),
        product=st.sampled_from([MUG, CUP]),
        pieces=st.integers(1, 9).map(Decimal),
        factor=st.sampled_from([Decimal(1), Decimal(6)]),
    ),
    max_size=6,
)


@given(DEBTS, st.integers(-3, 60))
def test_never_more_than_there_is_and_than_is_owed(debts, there):
    settled = settle(debts, {MUG: Decimal(there)})
    by_key = {one.key: one for one in debts}
    assert all(0 < pieces <= by_key[key].pieces for key, pieces in settled.items())
    taken = sum(
        pieces * by_key[key].factor
        for key, pieces in settled.items()
        if by_key[key].product == MUG
    )
    assert taken <= max(there, 0)
