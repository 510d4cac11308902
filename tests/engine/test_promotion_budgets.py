"""Budgets: all, a part of it, or nothing, and why."""

import pytest
from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.result import BUDGET, Refused
from promotion_cases import (
    GLASS,
    TOWEL,
    gift,
    gifts,
    num,
    off_order,
    order,
    promotion,
    run,
    shares,
    step,
)

OFF = off_order((0, 100))
GIFTS = promotion(
    d.GIFT,
    step(gifts=(gift(GLASS, 3, value=10), gift(TOWEL, 2, value=4))),
    level=d.WHOLE_ORDER,
)


def limited(promotion, measure, left, partial=False, basket=None):
    limits = {promotion.id: [d.Limit(measure, num(left), partial)]}
    return run(basket or order(300, 300, 400), promotion, budgets=limits)


@pytest.mark.parametrize(
    ("promotion", "measure", "need"),
    [(OFF, d.MONEY, 100), (OFF, d.USES, 1), (GIFTS, d.MONEY, 38), (GIFTS, d.PIECES, 5)],
)
def test_enough_or_nothing(promotion, measure, need):
    assert limited(promotion, measure, need).applied
    found = limited(promotion, measure, num(need) - num("0.01"))
    assert not found.applied
    assert found.refused == (Refused(promotion.id, BUDGET, measure=measure),)
    assert not found.near


def test_what_is_left_of_the_money():
    found = limited(OFF, d.MONEY, "50.009", partial=True)
    assert shares(found) == {"a": 15, "b": 15, "c": 20}
    assert found.applied[0].cut == d.MONEY


def test_what_is_left_of_the_gifts():
    assert gifts(limited(GIFTS, d.PIECES, "4.5", partial=True)) == {GLASS: 3, TOWEL: 1}
    assert gifts(limited(GIFTS, d.MONEY, 29, partial=True)) == {GLASS: 2, TOWEL: 2}


@pytest.mark.parametrize(
    ("promotion", "measure"), [(OFF, d.MONEY), (GIFTS, d.PIECES), (OFF, d.USES)]
)
@pytest.mark.parametrize("left", [0, -5])
def test_an_empty_budget_leaves_nothing(promotion, measure, left):
    found = limited(promotion, measure, left, partial=True)
    assert not found.applied
    assert found.net == {"a": 300, "b": 300, "c": 400}


def test_a_budget_for_what_is_not_given_is_not_in_the_way():
    assert limited(OFF, d.PIECES, -1).amount == 100


def test_what_is_owed_goes_first():
    owed = promotion(
        d.GIFT,
        step(gifts=(gift(GLASS, 3), gift(TOWEL, 3))),
        level=d.WHOLE_ORDER,
        shortage=d.OWED,
    )
    limits = {owed.id: [d.Limit(d.PIECES, num(4), partial=True)]}
    found = run(order(1), owed, budgets=limits, stock={GLASS: num(1)})
    given = {one.product: (one.quantity, one.owed) for one in found.applied[0].gifts}
    assert given == {GLASS: (1, 0), TOWEL: (3, 0)}


def test_several_budgets_of_one_promotion():
    limits = [
        d.Limit(d.MONEY, num(80), partial=True),
        d.Limit(d.USES, num(3)),
        d.Limit(d.MONEY, num(60), partial=True),
    ]
    assert run(order(500), OFF, budgets={OFF.id: limits}).amount == 60
    limits.append(d.Limit(d.MONEY, num(50)))
    found = run(order(500), OFF, budgets={OFF.id: limits})
    assert not found.applied and found.refused[0].measure == d.MONEY


def test_the_end_of_one_budget_leaves_others_alone():
    other = off_order((0, 10))
    found = run(order(500), OFF, other, budgets={OFF.id: [d.Limit(d.MONEY, num(0))]})
    assert [one.promotion for one in found.applied] == [other.id]
