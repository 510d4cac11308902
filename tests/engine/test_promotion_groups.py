"""Mutual exclusion, stacking and stop."""

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.result import BUDGET, OUTBID, STOPPED, Refused
from promotion_cases import (
    COLA,
    GLASS,
    TOWEL,
    amounts,
    gift,
    gifts,
    line,
    num,
    off_order,
    only,
    order,
    promotion,
    reasons,
    run,
    shares,
    step,
)


def winners(found):
    return [one.promotion for one in found.applied]


def giving(product, value, **values):
    steps = step(gifts=(gift(product, value=value),))
    return promotion(d.GIFT, steps, level=d.WHOLE_ORDER, **values)


# Groups ------------------------------------------------------------------------


def test_promotions_without_a_group_stack():
    assert amounts(run(order(100), off_order((0, 10)), off_order((0, 20)))) == [10, 20]


def test_the_best_of_a_group_wins():
    small = off_order((0, 10), group=1, sequence=1)
    large = off_order((0, 20), group=1, sequence=9)
    other = off_order((0, 5), group=2)
    found = run(order(100), small, large, other)
    assert winners(found) == [large.id, other.id]
    assert found.refused == (Refused(small.id, OUTBID, other=large.id),)


def test_a_tie_goes_to_the_lower_sequence():
    late = off_order((0, 10), group=1, sequence=9, id=1001)
    early = off_order((0, 10), group=1, sequence=1, id=1002)
    assert winners(run(order(100), late, early)) == [early.id]


def test_a_gift_may_be_worth_more_than_money():
    present = giving(GLASS, 30, group=1)
    off = off_order((0, 20), group=1)
    assert winners(run(order(100), present, off)) == [present.id]


def test_gifts_that_are_worth_nothing_exclude_each_other_too():
    found = run(order(100), giving(GLASS, 0, group=1), giving(TOWEL, 0, group=1))
    assert len(found.applied) == 1
    assert gifts(found) == {GLASS: 1}


def test_who_gives_nothing_does_not_stand_in_the_way():
    far = off_order((1000, 100), group=1, sequence=1)
    found = run(order(100), far, off_order((0, 1), group=1, sequence=2))
    assert found.amount == 1
    assert far.id not in reasons(found)


def test_a_member_that_was_declined_does_not_take_part():
    best = off_order((0, 20), group=1)
    found = run(
        order(100, declined=frozenset({best.id})), best, off_order((0, 10), group=1)
    )
    assert amounts(found) == [10]


def test_a_member_without_budget_leaves_the_place_to_another():
    best, other = off_order((0, 20), group=1), off_order((0, 10), group=1)
    found = run(order(100), best, other, budgets={best.id: [d.Limit(d.MONEY, num(0))]})
    assert winners(found) == [other.id]
    assert reasons(found) == {best.id: BUDGET}


def test_the_winner_is_who_gives_more_at_its_own_turn():
    """At the turn of the line discount the order's 100 off seem to be the best, but once
    other discounts have worked, the order does not reach the 1000."""
    lines = promotion(d.LINE_PERCENT, step(percent=5), group=1)
    whole = off_order((1000, 100), group=1, threshold_basis=d.RUNNING)
    earlier = promotion(d.LINE_AMOUNT, step(amount=1), sequence=20)
    assert winners(run(order(1000), lines, whole)) == [whole.id]
    found = run(order(1000), lines, whole, earlier)
    assert winners(found) == [lines.id, earlier.id]
    assert found.amount == 51


def test_a_tie_at_the_own_turn_goes_to_the_lower_sequence():
    lines = promotion(d.LINE_AMOUNT, step(amount=90), group=1, sequence=1)
    whole = off_order(step(percent=10), group=1, sequence=2)
    earlier = promotion(d.LINE_AMOUNT, step(amount=100), sequence=20)
    found = run(order(1000), lines, whole, earlier)
    assert winners(found) == [lines.id, earlier.id]


# Stop --------------------------------------------------------------------------


def test_stop_closes_only_the_lines_that_it_touched():
    basket = Basket((line("a", 100), line("b", 100, product=COLA)))
    stop = promotion(
        d.LINE_PERCENT, step(percent=10), scope=only(COLA), stop=True, sequence=1
    )
    later = promotion(d.LINE_PERCENT, step(percent=50), sequence=2)
    whole = off_order((100, 10))
    found = run(basket, stop, later, whole)
    assert shares(found, 1) == {"a": 50}
    assert shares(found, 2) == {"a": 10}
    assert found.net == {"a": 40, "b": 90}


def test_closed_lines_do_not_count_any_more():
    basket = Basket((line("a", 100), line("b", 100, product=COLA)))
    stop = promotion(d.LINE_PERCENT, step(percent=10), scope=only(COLA), stop=True)
    whole = off_order((101, 10))
    found = run(basket, stop, whole)
    assert winners(found) == [stop.id]
    assert reasons(found) == {whole.id: STOPPED}


def test_stop_of_a_promotion_that_gives_nothing_closes_nothing():
    stop = promotion(d.LINE_PERCENT, step(1000, percent=10), stop=True)
    assert run(order(100), stop, off_order((0, 10))).amount == 10


def test_a_gift_closes_the_lines_that_earned_it():
    basket = Basket((line("a", 100), line("b", 100, product=COLA)))
    present = promotion(
        d.GIFT, step(100, gifts=(gift(GLASS),)), scope=only(COLA), stop=True
    )
    found = run(basket, present, off_order((0, 10)))
    assert shares(found, 1) == {"a": 10}


def test_a_target_is_closed_not_what_was_counted():
    basket = Basket((line("a", 100), line("b", 100, product=COLA)))
    aimed = promotion(
        d.LINE_PERCENT, step(percent=10), scope=only(1), target=only(COLA), stop=True
    )
    assert shares(run(basket, aimed, off_order((0, 10))), 1) == {"a": 10}


def test_going_back_undoes_what_came_between():
    """Three groups decide one after another; the first has to decide again."""
    whole = off_order((1000, 100), group=1, threshold_basis=d.RUNNING)
    lines = promotion(d.LINE_PERCENT, step(percent=5), group=1, sequence=1)
    between = [
        promotion(d.LINE_AMOUNT, step(amount=amount), group=2, sequence=2, stop=stop)
        for amount, stop in ((3, False), (2, True))
    ]
    present = giving(GLASS, 1, group=3)
    found = run(order(1000), whole, lines, *between, present, stock={GLASS: num(1)})
    assert winners(found) == [lines.id, between[0].id, present.id]
    assert found.amount == 53 and gifts(found, 2) == {GLASS: 1}
    assert reasons(found) == {between[1].id: OUTBID}
