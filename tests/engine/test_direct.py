"""Who gets what of what a supplier ships straight to its customer's customers."""

from decimal import Decimal

from fmcg_direct.engine.direct import Part, split
from fmcg_purchase.engine.receipts import LinePlan, Shipped
from hypothesis import given
from hypothesis import strategies as st

ZERO = Decimal(0)
quantities = st.integers(0, 60).map(Decimal)


def plan(*arriving, expected=0):
    return LinePlan(
        1,
        tuple(
            Shipped(key, key, Decimal(quantity)) for key, quantity in enumerate(arriving, 1)
        ),
        Decimal(expected),
        ZERO,
        ZERO,
    )


def part(need, quantity, moved=0, is_wanted=True):
    return Part(need, Decimal(quantity), Decimal(moved), is_wanted)


def moved(found):
    return [(need, shipped.key, shipped.quantity) for need, shipped in found.moved]


def test_the_oldest_first_and_a_part_is_a_part():
    found = split(plan(5, expected=2), [part(1, 3), part(2, 4)])
    assert moved(found) == [(1, 1, 3), (2, 1, 2)]
    assert found.expected == {2: 2}
    assert not found.to_stock


def test_what_was_moved_before_is_not_moved_again():
    found = split(plan(2), [part(1, 3, moved=3), part(2, 4, moved=2)])
    assert moved(found) == [(2, 1, 2)]


def test_too_much_is_with_the_youngest_whose_order_stands():
    found = split(plan(9), [part(1, 3), part(2, 4), part(3, 0, is_wanted=False)])
    assert moved(found) == [(1, 1, 3), (2, 1, 6)]


def test_what_nobody_wants_is_the_middle_tiers():
    found = split(plan(4, expected=3), [part(1, 2, moved=2, is_wanted=False)])
    assert not found.moved
    assert [one.quantity for one in found.to_stock] == [4]
    assert (found.expected, found.stock_expected) == ({}, 3)


def test_what_is_nobodys_from_the_beginning():
    found = split(plan(4, expected=3), [])
    assert [one.quantity for one in found.to_stock] == [4]
    assert found.stock_expected == 3


@st.composite
def cases(draw):
    parts = []
    for need in range(draw(st.integers(0, 4))):
        quantity = draw(quantities)
        done = draw(st.integers(0, int(quantity)))
        parts.append(part(need, quantity, done, draw(st.booleans())))
    arriving = draw(st.lists(st.integers(1, 60), max_size=4))
    return plan(*arriving, expected=draw(quantities)), parts


@given(cases())
def test_everything_that_left_is_somewhere_once(case):
    asked, parts = case
    found = split(asked, parts)
    for shipped in asked.arriving:
        given_out = [one for _need, one in found.moved] + list(found.to_stock)
        assert shipped.quantity == sum(
            one.quantity for one in given_out if one.key == shipped.key
        )
    assert all(one.quantity > 0 for _need, one in found.moved)


@given(cases())
def test_nobody_waits_for_more_than_is_theirs_or_will_leave(case):
    asked, parts = case
    found = split(asked, parts)
    for one in parts:
        gone = sum(shipped.quantity for need, shipped in found.moved if need == one.need)
        waits = found.expected.get(one.need, ZERO)
        assert waits + min(gone, one.quantity - one.moved) <= one.quantity - one.moved
    assert sum(found.expected.values()) + found.stock_expected <= asked.expected


@given(cases())
def test_what_will_leave_is_theirs_before_it_is_the_stocks(case):
    asked, parts = case
    found = split(asked, parts)
    if found.stock_expected:
        assert not any(one.is_wanted for one in parts)
        assert sum(found.expected.values()) + found.stock_expected == asked.expected
