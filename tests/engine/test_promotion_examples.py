"""The examples of the trade that promotions were ordered with, word by word."""

from decimal import Decimal

import pytest
from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.shares import part
from promotion_cases import (
    BEER,
    COLA,
    GLASS,
    TOWEL,
    amounts,
    entitled,
    gift,
    gifts,
    line,
    num,
    off_order,
    order,
    paid,
    promotion,
    run,
    shares,
    step,
)

FULL_1000 = off_order((1000, 100))
LADDER = off_order((1000, 100), (3000, 400))


def test_100_off_three_thirds():
    found = run(order("333.33", "333.33", "333.34"), FULL_1000)
    assert shares(found) == {"a": num("33.33"), "b": num("33.33"), "c": num("33.34")}


@pytest.mark.parametrize(
    ("sequence", "basis", "total"),
    [
        (5, d.RUNNING, 190),
        (15, d.RUNNING, 200),
        (5, d.ORIGINAL, 200),
        (15, d.ORIGINAL, 200),
    ],
)
def test_100_off_and_10_percent(sequence, basis, total):
    """``sequence`` is that of the 100 off; the 10 % come at 10."""
    off = off_order((1000, 100), sequence=sequence, benefit_basis=basis)
    percent = off_order(step(percent=10), benefit_basis=basis)
    assert run(order(1000), off, percent).amount == total


def test_each_1000_at_most_three_times():
    each = off_order((1000, 100), repeat=True, most=3)
    found = run(order(4500), each)
    assert found.amount == 300
    assert found.applied[0].times == 3
    assert run(order(2999), each).amount == 200


def test_without_end():
    assert run(order(4500), off_order((1000, 100), repeat=True)).amount == 400


def test_a_cent_below_the_threshold_gives_nothing():
    found = run(order("999.99"), FULL_1000)
    assert not found.applied and found.net == {"a": num("999.99")}


@pytest.mark.parametrize(
    ("value", "total"), [(999, 0), (1000, 100), (2999, 100), (3000, 400), (9000, 400)]
)
def test_the_ladder_goes_up_and_down(value, total):
    assert run(order(value), LADDER).amount == total


def test_below_the_threshold_only_that_gift_goes():
    glass = promotion(
        d.GIFT, step(500, gifts=(gift(GLASS),)), id=1, level=d.WHOLE_ORDER
    )
    towel = promotion(
        d.GIFT, step(200, gifts=(gift(TOWEL),)), id=2, level=d.WHOLE_ORDER
    )
    assert [one.promotion for one in run(order(500), glass, towel).applied] == [1, 2]
    found = run(order("499.99"), glass, towel)
    assert [one.promotion for one in found.applied] == [2]
    assert gifts(found) == {TOWEL: 1}


def test_parts_of_300_for_7():
    first = part(num(300), num(3), num(7), 2)
    assert first == num("128.57")
    assert part(num(300), num(7), num(7), 2) - first == num("171.43")


def test_refunds_of_net_300_for_7():
    basket = Basket((line("a", 400, 7),))
    promotions = [off_order((400, 100))]
    after = paid(entitled(basket, promotions, {"a": 4}).net)
    assert num(300) - after == num("128.57")
    assert after - paid(entitled(basket, promotions, {"a": 0}).net) == num("171.43")


@pytest.mark.parametrize(
    ("rule", "steps", "refund"),
    [
        (d.PROPORTIONAL, [(1000, 100)], 270),
        (d.RECONSIDER, [(1000, 100)], 200),
        (d.RECONSIDER, [(500, 40), (1000, 100)], 240),
    ],
)
def test_refund_of_300_out_of_1000_with_100_off(rule, steps, refund):
    promotions = [off_order(*steps, return_rule=rule)]
    after = entitled(order(700, 300), promotions, {"b": 0})
    assert num(900) - paid(after.net) == refund


def test_buy_10_get_1_bought_25_returned_6():
    basket = Basket((line("a", 250, 25),))
    tenth = promotion(
        d.GIFT,
        step(10, gifts=(gift(GLASS),)),
        level=d.EACH_PRODUCT,
        measure=d.QUANTITY,
        repeat=True,
    )
    assert gifts(run(basket, tenth)) == {GLASS: 2}
    assert entitled(basket, [tenth], {"a": 19}).gifts == {tenth.id: {GLASS: 1}}
    assert entitled(basket, [tenth], {"a": 20}).gifts == {tenth.id: {GLASS: 2}}
    assert entitled(basket, [tenth], {"a": 0}).gifts == {tenth.id: {}}


@pytest.mark.parametrize("kind", [d.LINE_PERCENT, d.ORDER])
def test_100_percent_off_leaves_nothing(kind):
    free = promotion(kind, step(percent=100), level=d.WHOLE_ORDER)
    found = run(order("0.01", "33.33", "7.77"), free)
    assert set(found.net.values()) == {Decimal(0)}


def test_two_promotions_with_the_same_gift_stay_apart():
    one, other = (
        promotion(d.GIFT, step(100, gifts=(gift(GLASS, 2),)), level=d.WHOLE_ORDER)
        for _number in range(2)
    )
    found = run(order(100), one, other)
    assert gifts(found, 0) == gifts(found, 1) == {GLASS: 2}


def test_120_more_and_you_save_300():
    ladder = off_order((3000, 300))
    (near,) = run(order(2880), ladder).near
    assert (near.missing, near.gain) == (120, 300)


def test_the_order_of_work():
    """Lines, then gifts and bundles, then the order, then freight, whatever the
    sequence says."""
    basket = Basket(
        (line("a", 100), line("b", 50, product=COLA), line("f", 20, freight=True))
    )
    kinds = (d.FREIGHT, d.ORDER, d.GIFT, d.LINE_PERCENT)
    steps = step(percent=10, gifts=(gift(GLASS),))
    promotions = [
        promotion(kind, steps, level=d.WHOLE_ORDER, sequence=place)
        for place, kind in enumerate(kinds)
    ]
    bundle = promotion(
        d.BUNDLE,
        components=(
            d.Component(frozenset({BEER})),
            d.Component(frozenset({COLA})),
        ),
        bundle_price=num(100),
        sequence=9,
    )
    found = run(basket, *promotions, bundle)
    kinds = {one.id: one.kind for one in (*promotions, bundle)}
    assert [kinds[one.promotion] for one in found.applied] == [
        d.LINE_PERCENT,
        d.GIFT,
        d.BUNDLE,
        d.ORDER,
        d.FREIGHT,
    ]
    assert amounts(found) == [15, 0, 35, 10, 2]
    assert found.line_net == {"a": num("66.67"), "b": num("33.33"), "f": 18}
