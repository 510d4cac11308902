"""What is not reached, but not far away."""

import pytest
from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.result import Near
from promotion_cases import (
    BEER,
    COLA,
    GLASS,
    TOWEL,
    gift,
    line,
    num,
    off_order,
    only,
    order,
    promotion,
    run,
    step,
)

TENTH = {"level": d.EACH_PRODUCT, "measure": d.QUANTITY, "repeat": True}


def near(basket, *promotions, **values):
    return run(basket, *promotions, **values).near


def test_from_half_of_a_threshold_on():
    off = off_order((1000, 100))
    assert not near(order("499.99"), off)
    assert near(order(500), off)[0].missing == 500
    assert near(order("999.99"), off)[0].missing == num("0.01")
    assert not near(order(1000), off)


def test_the_gain_is_what_the_next_step_adds():
    ladder = off_order((1000, 100), (3000, 400))
    (found,) = near(order(2500), ladder)
    assert (found.missing, found.gain, found.step) == (500, 300, ladder.steps[1])


def test_percentages_gain_on_what_is_added_too():
    ladder = off_order(step(100, percent=5), step(200, percent=10))
    assert near(order(150), ladder)[0].gain == num("12.5")


def test_the_next_time():
    each = off_order((1000, 100), repeat=True, most=3)
    assert [(one.missing, one.gain) for one in near(order(1600), each)] == [(400, 100)]
    assert not near(order(3600), each)


def test_freight():
    free = promotion(d.FREIGHT, step(200, percent=100), level=d.WHOLE_ORDER)
    basket = Basket((line("a", 150), line("f", 30, freight=True)))
    assert [(one.missing, one.gain) for one in near(basket, free)] == [(50, 30)]
    assert not near(order(150), free)


def test_gifts_tell_the_additional_pieces():
    ladder = promotion(
        d.GIFT,
        step(100, gifts=(gift(GLASS),)),
        step(200, gifts=(gift(GLASS, 3), gift(TOWEL))),
        level=d.WHOLE_ORDER,
    )
    assert near(order(150), ladder)[0].gifts == ((GLASS, 2), (TOWEL, 1))


def test_the_product_that_is_nearest_to_its_gift():
    tenth = promotion(d.GIFT, step(10, gifts=(gift(0),)), same_product=True, **TENTH)
    basket = Basket((line("a", 70, 17), line("b", 90, 9, product=COLA)))
    assert near(basket, tenth) == (
        Near(tenth.id, num(1), tenth.steps[0], gifts=((COLA, 1),), product=COLA),
    )


def test_lines_do_not_tell_a_gain():
    percent = promotion(d.LINE_PERCENT, step(10, percent=10), **TENTH)
    (found,) = near(Basket((line("a", 70, 8),)), percent)
    assert (found.missing, found.gain, found.product) == (2, 0, BEER)


@pytest.mark.parametrize("steps", [[step(100, amount=10), step(200, amount=10)], []])
def test_a_step_that_brings_nothing_more_is_not_told(steps):
    assert not near(order(150), off_order(*steps))


def test_what_is_refused_is_not_told():
    ladder = off_order((100, 10), (200, 30))
    assert near(order(150), ladder)
    assert not near(order(150), ladder, budgets={ladder.id: [d.Limit(d.USES, num(0))]})
    partial = {ladder.id: [d.Limit(d.MONEY, num(5), partial=True)]}
    assert not near(order(150), ladder, budgets=partial)
    assert not near(order(150, declined=frozenset({ladder.id})), ladder)
    better = off_order((0, 50), group=1)
    assert not near(order(150), off_order((100, 10), (200, 30), group=1), better)


def test_nothing_of_the_scope_is_not_near():
    assert not near(order(99), promotion(d.ORDER, step(100), scope=only(COLA)))
