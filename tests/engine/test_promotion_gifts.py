"""Gifts: which, how many, and what happens when there are not enough."""

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.result import NO_STOCK
from promotion_cases import (
    BEER,
    CHIPS,
    COLA,
    GLASS,
    TOWEL,
    gift,
    gifts,
    line,
    num,
    only,
    order,
    promotion,
    reasons,
    run,
    step,
)


def giving(*gifts, threshold=100, **values):
    values.setdefault("level", d.WHOLE_ORDER)
    return promotion(d.GIFT, step(threshold, gifts=gifts), **values)


def test_all_gifts_of_the_best_step():
    ladder = promotion(
        d.GIFT,
        step(100, gifts=(gift(GLASS),)),
        step(300, gifts=(gift(GLASS, 2), gift(TOWEL))),
        level=d.WHOLE_ORDER,
    )
    assert gifts(run(order(299), ladder)) == {GLASS: 1}
    assert gifts(run(order(300), ladder)) == {GLASS: 2, TOWEL: 1}


def test_money_decides_between_steps_then_pieces():
    def best(first, second):
        ladder = promotion(
            d.GIFT,
            step(100, gifts=(first,)),
            step(200, gifts=(second,)),
            level=d.WHOLE_ORDER,
        )
        return gifts(run(order(200), ladder))

    assert best(gift(GLASS, 10), gift(TOWEL, 1, value=5)) == {TOWEL: 1}
    assert best(gift(GLASS, 1), gift(TOWEL, 3)) == {TOWEL: 3}


def test_buy_ten_get_one_of_the_same_product():
    tenth = promotion(
        d.GIFT,
        step(10, gifts=(gift(0),)),
        measure=d.QUANTITY,
        level=d.EACH_PRODUCT,
        repeat=True,
        same_product=True,
    )
    basket = Basket(
        (
            line("a", 20, 8),
            line("b", 36, 12),
            line("c", 90, 9, product=COLA),
            line("d", 100, 10, product=CHIPS),
        )
    )
    found = run(basket, tenth)
    assert gifts(found) == {BEER: 2, CHIPS: 1}
    worth = {one.product: one.value for one in found.applied[0].gifts}
    assert worth == {BEER: 3, CHIPS: 10}  # what a piece costs, at its dearest


def test_the_buyer_chooses_one_of_several():
    one_of = giving(gift(GLASS), gift(TOWEL, 2), one_gift=True)
    assert gifts(run(order(100), one_of)) == {GLASS: 1}
    chosen = order(100, choices=((one_of.id, TOWEL),))
    assert gifts(run(chosen, one_of)) == {TOWEL: 2}
    unknown = order(100, choices=((one_of.id, CHIPS),))
    assert gifts(run(unknown, one_of)) == {GLASS: 1}


def test_without_a_choice_the_first_of_which_there_is_enough():
    one_of = giving(gift(GLASS, 3), gift(TOWEL, 2), one_gift=True)
    assert gifts(run(order(100), one_of, stock={GLASS: num(2)})) == {TOWEL: 2}
    stock = {GLASS: num(2), TOWEL: num(1)}
    assert gifts(run(order(100), one_of, stock=stock)) == {GLASS: 2}


def test_gift_by_value_after_line_discounts():
    half = promotion(d.LINE_PERCENT, step(percent=50))
    original = giving(gift(GLASS))
    running = giving(gift(TOWEL), threshold_basis=d.RUNNING)
    found = run(order(150), half, original, running)
    assert [one.promotion for one in found.applied] == [half.id, original.id]


def test_gifts_never_cost_money():
    found = run(order(100), giving(gift(GLASS, value=5)))
    assert found.amount == 0 and found.worth == 5 and found.net == {"a": 100}


# Shortage ----------------------------------------------------------------------


def test_no_gift_with_the_reason():
    none = giving(gift(GLASS, 2))
    found = run(order(100), none, stock={GLASS: num(0)})
    assert not found.applied
    assert reasons(found) == {none.id: NO_STOCK}


def test_some_of_the_gifts_with_the_reason():
    found = run(order(100), giving(gift(GLASS, 2)), stock={GLASS: num(1)})
    assert gifts(found) == {GLASS: 1}
    assert found.applied[0].cut == NO_STOCK


def test_another_gift():
    other = giving(gift(GLASS, 3), gift(TOWEL, 3), shortage=d.SUBSTITUTE, one_gift=True)
    chosen = order(100, choices=((other.id, GLASS),))
    found = run(chosen, other, stock={GLASS: num(1), TOWEL: num(9)})
    assert gifts(found) == {GLASS: 1, TOWEL: 2}
    assert not found.applied[0].cut


def test_another_gift_takes_nothing_from_whom_it_belongs_to():
    both = giving(gift(GLASS, 2), gift(TOWEL, 2), shortage=d.SUBSTITUTE)
    found = run(order(100), both, stock={GLASS: num(0), TOWEL: num(3)})
    assert gifts(found) == {TOWEL: 3}
    assert found.applied[0].cut == NO_STOCK


def test_owed():
    owed = giving(gift(GLASS, 3, value=2), shortage=d.OWED)
    found = run(order(100), owed, stock={GLASS: num(1)})
    (given,) = found.applied[0].gifts
    assert (given.quantity, given.owed, given.pieces) == (1, 2, 3)
    assert found.worth == 6
    assert not found.applied[0].cut


def test_two_promotions_share_one_stock():
    first, second = giving(gift(GLASS, 2)), giving(gift(GLASS, 2))
    found = run(order(100), first, second, stock={GLASS: num(3)})
    assert [gifts(found, place) for place in (0, 1)] == [{GLASS: 2}, {GLASS: 1}]


def test_stock_is_counted_in_reference_units():
    sixpack = giving(gift(GLASS, 2, factor=6))
    found = run(order(100), sixpack, stock={GLASS: num(11)})
    assert gifts(found) == {GLASS: 1}


def test_the_same_product_in_two_units_makes_two_gifts():
    both = giving(gift(GLASS, 1, factor=6), gift(GLASS, 2))
    found = run(order(100), both)
    given = {(one.factor, one.quantity) for one in found.applied[0].gifts}
    assert given == {(6, 1), (1, 2)}


def test_gifts_for_a_condition_on_products_and_a_value_of_the_order():
    """Beer in an order of 100: without beer there is nothing, whatever the order."""
    condition = giving(gift(GLASS), scope=only(BEER))
    cola = line("b", 95, product=COLA)
    assert gifts(run(Basket((line("a", 5), cola)), condition)) == {GLASS: 1}
    assert not run(Basket((line("b", 200, product=COLA),)), condition).applied
