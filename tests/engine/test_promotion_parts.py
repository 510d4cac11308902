"""What documents carry of an order's benefits, part by part."""

from decimal import Decimal as D

from fmcg_promotion.engine import parts
from fmcg_promotion.engine.basket import Basket, Line
from fmcg_promotion.engine.result import Applied, Given
from fmcg_promotion.engine.returns import Entitlement, limit_to_paid
from fmcg_promotion.engine.returns import given as given_
from hypothesis import given
from hypothesis import strategies as st

CENT = D("0.01")


def make_basket(*amounts):
    return Basket(
        tuple(Line(key, key, D(10), D(amount)) for key, amount in enumerate(amounts))
    )


def test_goods_earn_their_part():
    shares = {1: D("33.33"), 2: D("66.67")}
    kept = {1: D(3), 2: D(2)}
    assert parts.earned(shares, {1: D(1)}, kept, 2) == D("11.11")
    assert parts.earned(shares, {1: D(3), 2: D(1)}, kept, 2) == D("66.67")
    assert parts.earned(shares, kept, kept, 2) == 100


@given(
    share=st.integers(0, 100000),
    pieces=st.lists(st.integers(1, 50), min_size=1, max_size=8),
    digits=st.sampled_from([0, 2, 3]),
)
def test_parts_of_documents_sum_to_the_share(share, pieces, digits):
    share = D(share).scaleb(-digits)
    kept, invoiced, carried = {1: D(sum(pieces))}, D(0), []
    for quantity in pieces:
        before = parts.earned({1: share}, {1: invoiced}, kept, digits)
        invoiced += quantity
        after = parts.earned({1: share}, {1: invoiced}, kept, digits)
        carried.append(after - before)
    assert sum(carried) == share
    assert min(carried) >= 0


def test_without_returns_everything_is_due():
    applied = [
        Applied(1, 3, ((0, D(5)), (1, D(7)))),
        Applied(2, 2, gifts=(Given(9, D(1), owed=D(2)),)),
    ]
    due = given_(applied)
    assert due.shares == {1: {0: D(5), 1: D(7)}}
    assert due.gifts == {2: {9: D(3)}}


def test_what_is_kept_never_costs_more_than_everything_did():
    # 1,000 less 100; of 950 that are kept nothing is left of the 100
    applied = [Applied(1, 3, ((0, D(100)),))]
    basket, kept = make_basket("1000"), {0: D("9.5")}
    lost = Entitlement({1: {}}, {})
    assert limit_to_paid(lost, basket, applied, kept).shares == {1: {0: D(50)}}
    assert limit_to_paid(lost, basket, applied, {0: D(8)}).shares == {1: {}}
    assert limit_to_paid(lost, basket, applied, {0: D(0)}).shares == {1: {}}


def test_a_loss_is_given_back_on_goods_that_are_kept_only():
    applied = [Applied(1, 3, ((0, D(60)), (1, D(40))))]
    basket, kept = make_basket("30", "970"), {0: D(0), 1: D(10)}
    limited = limit_to_paid(Entitlement({1: {}}, {}), basket, applied, kept)
    assert limited.shares == {1: {1: D(40)}}


def test_a_document_takes_back_no_more_than_its_goods():
    changes = {"a": D(-60), "b": D(-40)}
    assert parts.limit_refunds(changes, D(200), 2) == changes
    limited = parts.limit_refunds(changes, D(50), 2)
    assert limited == {"a": D(-30), "b": D(-20)}
    assert parts.limit_refunds(changes, D(-5), 2) == {"a": 0, "b": 0}


@given(
    lost=st.lists(st.integers(0, 10**6), min_size=1, max_size=6),
    payable=st.integers(0, 10**6),
)
def test_what_is_taken_back_is_limited_exactly(lost, payable):
    changes = {key: -D(amount) * CENT for key, amount in enumerate(lost)}
    limited = parts.limit_refunds(changes, D(payable) * CENT, 2)
    assert -sum(limited.values()) == min(sum(lost), payable) * CENT
    assert all(changes[key] <= change <= 0 for key, change in limited.items())


def test_what_other_lines_lose_is_taken_off_what_comes_back():
    # one of a set of two comes back for 30; the other one loses 8
    assert parts.spread({"a": D(-5)}, D(-8), {"a": D(-35)}, 2) == {"a": D(-13)}
    # two lines bear it by what they cost
    own, gross = {"a": D(0), "b": D(0)}, {"a": D(-30), "b": D(-10)}
    assert parts.spread(own, D(-8), gross, 2) == {"a": D(-6), "b": D(-2)}


@given(
    lines=st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6
    ),
    rest=st.integers(-(10**6), 10**6),
)
def test_goods_that_come_back_are_never_charged(lines, rest):
    gross = {key: -max(pair) * CENT for key, pair in enumerate(lines)}
    own = {key: -min(pair) * CENT for key, pair in enumerate(lines)}
    found = parts.spread(own, -abs(rest) * CENT, gross, 2)
    assert all(gross[key] - off <= 0 for key, off in found.items())
    payable = sum(own[key] - gross[key] for key in own)
    assert sum(own.values()) - sum(found.values()) == min(abs(rest) * CENT, payable)
