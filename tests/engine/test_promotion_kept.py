"""A reduction, a short delivery and a return are one thing: less is kept."""

from decimal import Decimal

import pytest
from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.evaluate import evaluate
from fmcg_promotion.engine.returns import entitle, given, lower, remain
from hypothesis import given as draw_from
from hypothesis import strategies as st
from promotion_cases import (
    BEER,
    COLA,
    GLASS,
    TOWEL,
    gift,
    line,
    num,
    off_order,
    promotion,
    run,
    step,
)
from promotion_strategies import cases, make_basket

ZERO = Decimal(0)
RULES = (d.RECONSIDER, d.PROPORTIONAL)


def keep(basket, promotions, kept):
    applied = run(basket, *promotions).applied
    return remain(promotions, basket, applied, {k: num(v) for k, v in kept.items()})


def cost(basket, shares, kept):
    """What is kept costs: goods at their price, less what is still taken off."""
    amount = sum(
        (one.amount * kept.get(one.key, one.quantity) / one.quantity for one in basket.lines),
        ZERO,
    )
    return amount - sum(
        (share for by_key in shares.values() for share in by_key.values()), ZERO
    )


# Examples ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "left"), [(d.RECONSIDER, {0: 5, 4: 405}), (d.PROPORTIONAL, {4: 365})]
)
def test_120_off_from_1200(rule, left):
    off = off_order(
        (1200, 120), scope=d.Scope(products=frozenset({BEER})), return_rule=rule
    )
    basket = Basket((line("a", 1200, 12), line("t", 5, product=COLA)))
    for kept, total in left.items():
        after = keep(basket, [off], {"a": kept})
        assert cost(basket, after.shares, {"a": num(kept)}) == total


@pytest.mark.parametrize(
    ("rule", "pieces"),
    [
        (d.RECONSIDER, {12: 5, 11: 0, 1: 0, 0: 0}),
        ("", {11: 0}),
        (d.PROPORTIONAL, {12: 5, 11: 4, 5: 2, 2: 0, 0: 0}),
    ],
)
def test_buy_12_get_5(rule, pieces):
    five = promotion(
        d.GIFT,
        step(12, gifts=(gift(GLASS, 5),)),
        measure=d.QUANTITY,
        repeat=True,
        return_rule=rule,
    )
    basket = Basket((line("a", 1200, 12),))
    for kept, count in pieces.items():
        found = keep(basket, [five], {"a": kept}).gifts.get(five.id, {})
        assert found.get(GLASS, 0) == count


def test_a_proportional_gift_looks_at_what_earned_it():
    one = promotion(
        d.GIFT,
        step(10, gifts=(gift(GLASS, 4),)),
        measure=d.QUANTITY,
        level=d.EACH_PRODUCT,
        return_rule=d.PROPORTIONAL,
    )
    basket = Basket((line("a", 100, 10), line("b", 9, 9, product=COLA)))
    assert keep(basket, [one], {"b": 0}).gifts == {one.id: {GLASS: 4}}
    assert keep(basket, [one], {"a": 5}).gifts == {one.id: {GLASS: 2}}


@pytest.mark.parametrize(
    ("rule", "refund"), [(d.PROPORTIONAL, "26.92"), (d.RECONSIDER, 20)]
)
def test_one_of_a_bundle_comes_back(rule, refund):
    """A 30, B 35, together 50: 3 A and 2 B cost 130."""
    bundle = promotion(
        d.BUNDLE,
        components=(d.Component(frozenset({BEER})), d.Component(frozenset({COLA}))),
        bundle_price=num(50),
        return_rule=rule,
    )
    basket = Basket((line("a", 90, 3), line("b", 70, 2, product=COLA)))
    kept = {"b": num(1)}
    before = cost(basket, given(run(basket, bundle).applied).shares, {})
    assert before == 130
    after = keep(basket, [bundle], {"b": 1})
    assert before - cost(basket, after.shares, kept) == num(refund)


@pytest.mark.parametrize(
    ("rule", "refund"), [(d.PROPORTIONAL, "7.50"), (d.RECONSIDER, 5)]
)
def test_second_at_half_price(rule, refund):
    nth = promotion(d.NTH, step(2, percent=50), measure=d.QUANTITY, return_rule=rule)
    basket = Basket((line("a", 40, 4),))
    after = keep(basket, [nth], {"a": 3})
    assert 30 - cost(basket, after.shares, {"a": num(3)}) == num(refund)


def test_more_than_was_ordered_earns_nothing_more():
    off = off_order((100, 10), repeat=True)
    basket = Basket((line("a", 100, 10),))
    assert keep(basket, [off], {"a": 40}).shares == {off.id: {"a": 10}}
    assert keep(basket, [off], {"a": -3}).shares == {off.id: {}}


def test_what_is_kept_is_never_given_away():
    """What was lost comes back only as far as its line costs something."""
    off = off_order((100, 60), return_rule=d.RECONSIDER)
    basket = Basket((line("a", 100, 10), line("b", 10, 10, product=COLA)))
    after = keep(basket, [off], {"a": 0, "b": 1})
    taken = sum(after.shares[off.id].values(), ZERO)
    assert taken <= 1


def test_gifts_that_go_with_the_order_come_before_those_owed():
    glasses = promotion(
        d.GIFT,
        step(10, gifts=(gift(GLASS, 1),)),
        measure=d.QUANTITY,
        repeat=True,
        shortage=d.OWED,
    )
    basket = Basket((line("a", 100, 30),))
    (applied,) = run(basket, glasses, stock={GLASS: num(1)}).applied
    after = remain([glasses], basket, [applied], {"a": num(20)})
    (found,) = lower(applied, after).gifts
    assert (found.quantity, found.owed) == (1, 1)


def test_substitutes_are_lowered_one_after_the_other():
    either = promotion(
        d.GIFT,
        step(10, gifts=(gift(GLASS), gift(TOWEL))),
        measure=d.QUANTITY,
        repeat=True,
        one_gift=True,
        shortage=d.SUBSTITUTE,
    )
    basket = Basket((line("a", 100, 30),), choices=((either.id, GLASS),))
    (applied,) = run(basket, either, stock={GLASS: num(1), TOWEL: num(9)}).applied
    after = remain([either], basket, [applied], {"a": num(20)})
    assert {one.product: one.pieces for one in lower(applied, after).gifts} == {
        GLASS: 1,
        TOWEL: 1,
    }


# Laws --------------------------------------------------------------------------


@st.composite
def events(draw, basket):
    """What is kept after each of some reductions, short deliveries and returns, which
    are the same: any line may go down; up again too, as far as it was."""
    chain = []
    for _number in range(draw(st.integers(1, 5))):
        chain.append(
            {
                one.key: Decimal(draw(st.integers(0, int(one.quantity))))
                for one in basket.lines
            }
        )
    return chain


@draw_from(st.data(), cases())
def test_no_order_turns_negative_and_no_benefit_exceeds_the_rule(data, case):
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    applied = evaluate(Book(found), basket).applied
    first = given(applied)
    paid = cost(basket, first.shares, {})
    for kept in data.draw(events(basket)):
        after = remain(found, basket, applied, kept)
        left = cost(basket, after.shares, kept)
        assert left >= 0
        for one in basket.lines:  # nor does any line
            off = sum((shares.get(one.key, ZERO) for shares in after.shares.values()), ZERO)
            assert off <= one.amount * kept[one.key] / one.quantity + Decimal(1).scaleb(
                -digits
            )
        rule = entitle(found, basket, applied, kept)
        if cost(basket, rule.shares, kept) <= paid:
            assert after.shares == rule.shares
        else:  # what is lost is not asked for beyond what everything did cost
            assert left >= paid or _is_about(left, paid, digits, basket)
        assert after.gifts == rule.gifts
        for id_, shares in after.shares.items():
            assert sum(shares.values(), ZERO) <= sum(first.shares[id_].values(), ZERO)


def _is_about(left, paid, digits, basket):
    """``cost`` does not round what is kept of each line."""
    return abs(left - paid) <= Decimal(len(basket.lines)).scaleb(-digits)


@draw_from(st.data(), cases())
def test_the_way_does_not_matter(data, case):
    """What is kept in the end decides; and all of it again is all that was given."""
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    applied = evaluate(Book(found), basket).applied
    everything = {one.key: one.quantity for one in basket.lines}
    chain = data.draw(events(basket))
    results = [remain(found, basket, applied, kept) for kept in [*chain, chain[0]]]
    assert results[0] == results[-1]
    assert remain(found, basket, applied, everything) == given(applied)


@draw_from(st.data(), cases())
def test_refunds_sum_to_what_was_paid(data, case):
    """Whatever is kept on the way, who keeps nothing in the end has paid nothing."""
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    applied = evaluate(Book(found), basket).applied
    nothing = {one.key: ZERO for one in basket.lines}
    chain = [*data.draw(events(basket)), nothing]
    paid = cost(basket, given(applied).shares, {})
    changes = []
    before = paid
    for kept in chain:
        after = cost(basket, remain(found, basket, applied, kept).shares, kept)
        changes.append(before - after)
        before = after
    assert sum(changes, ZERO) == paid
    gone = remain(found, basket, applied, nothing)
    assert not any(any(shares.values()) for shares in gone.shares.values())
    assert not any(gone.gifts.values())


@draw_from(
    pieces=st.integers(1, 40),
    bought=st.integers(1, 60),
    parts=st.lists(st.integers(0, 60), max_size=5),
)
def test_parts_of_a_gift_sum_to_the_gift(pieces, bought, parts):
    one = promotion(
        d.GIFT,
        step(bought, gifts=(gift(GLASS, pieces),)),
        measure=d.QUANTITY,
        return_rule=d.PROPORTIONAL,
    )
    basket = Basket((line("a", 10 * bought, bought),))
    shipped, gone = 0, []
    for kept in sorted([*(part for part in parts if part < bought), bought]):
        found = keep(basket, [one], {"a": kept}).gifts.get(one.id, {}).get(GLASS, 0)
        assert found <= Decimal(pieces) * kept / bought
        gone.append(found - shipped)
        shipped = found
    assert sum(gone) == pieces and min(gone) >= 0
