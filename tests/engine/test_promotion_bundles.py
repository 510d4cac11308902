"""Bundles: complete sets at a price."""

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from promotion_cases import BEER, CHIPS, COLA, line, num, promotion, run, shares, step


def part(*products, units=1):
    return d.Component(frozenset(products), num(units))


def bundle(price, *parts, **values):
    return promotion(d.BUNDLE, components=parts, bundle_price=num(price), **values)


def basket(beer, cola, **values):
    return Basket(
        (line("a", 10 * beer, beer), line("b", 5 * cola, cola, product=COLA)), **values
    )


def test_as_many_as_are_complete():
    sets = bundle(12, part(BEER), part(COLA, units=2))
    for beer, cola, count in ((1, 2, 1), (3, 5, 2), (2, 9, 2), (0.5, 9, 0)):
        found = run(basket(num(beer), cola), sets)
        assert found.amount == 8 * count
        assert sum(one.times for one in found.applied) == count


def test_at_most():
    sets = bundle(12, part(BEER), part(COLA, units=2), most=2)
    assert run(basket(5, 10), sets).amount == 16


def test_the_saving_is_shared_by_what_the_units_cost():
    found = run(basket(3, 2), bundle(12, part(BEER), part(COLA, units=2)))
    assert shares(found) == {"a": 4, "b": 4}
    assert found.net == {"a": 26, "b": 6}


def test_a_part_of_several_products_takes_the_dearest():
    sets = bundle(10, part(BEER, CHIPS), part(COLA))
    lines = (*basket(1, 2).lines, line("c", 8, product=CHIPS))
    found = run(Basket(lines), sets)
    assert found.amount == 8  # 10 + 5 + 8 + 5 - 20
    assert set(shares(found)) == {"a", "b", "c"}
    assert run(Basket(lines), bundle(10, *sets.components, most=1)).amount == 5


def test_sets_that_save_nothing_are_not_made():
    sets = bundle(15, part(BEER, CHIPS), part(COLA))
    assert not run(basket(1, 1), sets).applied
    lines = (*basket(1, 2).lines, line("c", 12, product=CHIPS))
    found = run(Basket(lines), sets)
    assert (found.amount, found.applied[0].times) == (2, 1)


def test_no_unit_stands_in_two_parts():
    sets = bundle(10, part(BEER, COLA), part(BEER))
    assert not run(basket(1, 0), sets).applied
    assert run(basket(1, 1), sets).amount == 5
    assert run(basket(2, 1), sets).amount == 5
    assert run(basket(2, 2), sets).amount == 10
    twice = bundle(15, part(BEER), part(BEER))
    assert run(basket(3, 0), twice).amount == 5


def test_units_are_reference_units():
    case = line("a", 240, 2, factor=num(12))
    found = run(
        Basket((case, line("b", 50, 10, product=COLA))),
        bundle(50, part(BEER, units=6), part(COLA, units=2)),
    )
    assert (found.amount, found.applied[0].times) == (80, 4)


def test_running_prices_and_lines_set_by_hand():
    half = promotion(d.LINE_PERCENT, step(percent=50))
    sets = bundle(5, part(BEER), part(COLA))
    assert run(basket(1, 1), half, sets).amount == num("7.5") + num("2.5")
    original = bundle(5, part(BEER), part(COLA), benefit_basis=d.ORIGINAL)
    found = run(basket(1, 1), half, original)
    assert found.net == {"a": 0, "b": 0}  # 10 off, but 7.5 were left to pay
    by_hand = line("b", 5, product=COLA, fixed=True)
    assert not run(Basket((line("a", 10), by_hand)), sets).applied


def test_free_bundle():
    assert run(basket(3, 3), bundle(0, part(BEER), part(COLA))).net == {"a": 0, "b": 0}
