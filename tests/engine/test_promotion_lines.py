"""Benefits of lines: percentage, amount, special price, n-th piece; what they count."""

import pytest
from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.result import BY_HAND, NOTHING_LEFT
from promotion_cases import (
    BEER,
    CHIPS,
    COLA,
    line,
    num,
    only,
    order,
    promotion,
    reasons,
    run,
    shares,
    step,
)


def nth(n, *, level=d.SET, **values):
    scope = values.pop("scope", d.Scope())
    most = values.pop("most", 0)
    return promotion(d.NTH, step(n, **values), level=level, scope=scope, most=most)


def test_percentage_with_a_ladder_by_quantity():
    ladder = promotion(
        d.LINE_PERCENT,
        step(5, percent=5),
        step(10, percent=10),
        level=d.EACH_PRODUCT,
        measure=d.QUANTITY,
    )
    basket = Basket(
        (
            line("a", 100, 10),
            line("b", 100, 5, product=COLA),
            line("c", 100, 4, product=CHIPS),
        )
    )
    assert shares(run(basket, ladder)) == {"a": 10, "b": 5}


def test_products_of_a_set_count_together():
    together = promotion(
        d.LINE_PERCENT, step(10, percent=10), scope=only(BEER, COLA), measure=d.QUANTITY
    )
    basket = Basket((line("a", 60, 6), line("b", 40, 4, product=COLA), line("c", 9)))
    assert shares(run(basket, together)) == {"a": 6, "b": 4, "c": num("0.9")}
    assert not run(Basket(basket.lines[:1]), together).applied


def test_quantity_in_a_unit_of_its_own():
    """Two cases of 24, of which one is ordered in single pieces."""
    cases = promotion(
        d.LINE_PERCENT, step(2, percent=10), measure=d.QUANTITY, unit=num(24)
    )
    lines = (line("a", 48, 1, factor=num(24)), line("b", 46, 23))
    assert not run(Basket(lines), cases).applied
    assert run(Basket((*lines, line("c", 2, 1))), cases).amount == num("9.6")


def test_amount_off_each_unit():
    off = promotion(d.LINE_AMOUNT, step(amount=3), unit=num(12))
    assert shares(run(Basket((line("a", 100, 30),)), off)) == {"a": num("7.5")}


def test_amount_off_each_product():
    off = promotion(d.LINE_AMOUNT, step(50, amount=10), per_unit=False)
    basket = Basket((line("a", 30), line("b", 10), line("c", 20, product=COLA)))
    assert shares(run(basket, off)) == {"a": num("7.5"), "b": num("2.5"), "c": 10}


def test_amount_off_a_product_each_time():
    off = promotion(
        d.LINE_AMOUNT,
        step(10, amount=5),
        per_unit=False,
        level=d.EACH_PRODUCT,
        measure=d.QUANTITY,
        repeat=True,
        most=2,
    )
    found = {q: run(Basket((line("a", 100, q),)), off).amount for q in (9, 10, 25, 99)}
    assert found == {9: 0, 10: 5, 25: 10, 99: 10}


def test_special_price_never_makes_dearer():
    price = promotion(d.LINE_PRICE, step(price=8))
    basket = Basket((line("a", 50, 5), line("b", 21, 3, product=COLA)))
    assert shares(run(basket, price)) == {"a": 10}


def test_benefit_on_other_products():
    """Buy beer for 100 and get the chips at half the price."""
    aimed = promotion(
        d.LINE_PERCENT, step(100, percent=50), scope=only(BEER), target=only(CHIPS)
    )
    basket = Basket((line("a", 100), line("b", 10, product=CHIPS)))
    assert shares(run(basket, aimed)) == {"b": 5}


@pytest.mark.parametrize("kind", [d.LINE_PERCENT, d.ORDER])
def test_several_products_that_aim_at_one_never_take_more_than_there_is(kind):
    aimed = promotion(
        kind,
        step(10, percent=80),
        scope=only(BEER, COLA),
        target=only(CHIPS),
        level=d.EACH_PRODUCT,
        benefit_basis=d.ORIGINAL,
    )
    basket = Basket(
        (line("a", 10), line("b", 10, product=COLA), line("c", 10, product=CHIPS))
    )
    found = run(basket, aimed)
    assert shares(found) == {"c": 10}
    assert found.net["c"] == 0
    assert [part.amount for part in found.applied[0].parts] == [8, 2]


def test_second_piece_at_half_the_price():
    basket = Basket((line("a", 50, 5),))
    found = run(basket, nth(2, percent=50))
    assert found.amount == 10
    assert found.applied[0].times == 2


def test_nth_pieces_are_counted_from_the_dearest_and_shared_among_all():
    basket = Basket((line("a", 20, 2), line("b", 12, product=COLA)))
    found = run(basket, nth(2, percent=50))
    assert found.amount == 5  # 12, 10, 10: the second one is a 10
    assert shares(found) == {"a": num("3.13"), "b": num("1.87")}


def test_nth_at_a_price_at_most_so_often():
    basket = Basket((line("a", 90, 9),))
    assert run(basket, nth(3, price=1)).amount == 27
    assert run(basket, nth(3, price=1, most=2)).amount == 18
    assert not run(basket, nth(10, price=1)).applied


def test_nth_counts_pieces_across_lines_of_a_product():
    half = promotion(d.NTH, step(2, percent=50), unit=num(6), level=d.EACH_PRODUCT)
    whole = run(Basket((line("a", 12, 12),)), half)
    split = run(Basket((line("a", 3, 3), line("b", 9, 9))), half)
    assert whole.amount == split.amount == 3


def test_categories_brands_templates_and_exclusions():
    basket = Basket(
        (
            line("a", 10, categories=frozenset({7, 70})),
            line("b", 10, product=COLA, brand=5),
            line("c", 10, product=CHIPS, template=33),
            line("d", 10, product=4, categories=frozenset({70})),
        )
    )

    def hit(**values):
        scope = d.Scope(**{name: frozenset(ids) for name, ids in values.items()})
        found = run(basket, promotion(d.LINE_PERCENT, step(percent=10), scope=scope))
        return "".join(shares(found)) if found.applied else ""

    assert hit(categories=[70]) == "ad"
    assert hit(brands=[5]) == "b"
    assert hit(templates=[33], products=[COLA]) == "bc"
    assert hit(categories=[70], excluded=[4]) == "a"
    assert hit(excluded=[BEER]) == "bcd"
    assert hit(brands=[6]) == ""


def test_original_and_running_amounts():
    first = promotion(d.LINE_PERCENT, step(percent=50), sequence=1)

    def second(threshold, **values):
        ladder = promotion(
            d.LINE_PERCENT, step(threshold, percent=20), sequence=2, **values
        )
        return run(order(100), first, ladder).amount - 50

    assert second(100) == 10
    assert second(100, benefit_basis=d.ORIGINAL) == 20
    assert second(100, threshold_basis=d.RUNNING) == 0
    assert second(50, threshold_basis=d.RUNNING) == 10


def test_a_price_set_by_hand_stays_but_counts():
    percent = promotion(d.LINE_PERCENT, step(100, percent=10))
    off = promotion(d.ORDER, step(100, amount=10), level=d.WHOLE_ORDER)
    basket = Basket((line("a", 60, fixed=True), line("b", 40, product=COLA)))
    found = run(basket, percent, off)
    assert shares(found, 0) == {"b": 4}
    assert set(shares(found, 1)) == {"a", "b"}


def test_all_set_by_hand_is_a_reason():
    percent = promotion(d.LINE_PERCENT, step(100, percent=10))
    assert reasons(run(Basket((line("a", 100, fixed=True),)), percent)) == {
        percent.id: BY_HAND
    }
    assert not run(Basket((line("a", 99, fixed=True),)), percent).refused


def test_nothing_left_is_a_reason():
    free = promotion(d.LINE_PERCENT, step(percent=100), sequence=1)
    late = promotion(d.LINE_PERCENT, step(percent=10), sequence=2)
    assert reasons(run(order(100), free, late)) == {late.id: NOTHING_LEFT}


def test_what_is_below_nothing_takes_no_part():
    free = promotion(d.ORDER, step(percent=100), level=d.WHOLE_ORDER)
    found = run(Basket((line("a", 100), line("b", -30, product=COLA))), free)
    # nor is the order as a whole taken below nothing
    assert found.net == {"a": 30, "b": -30}
    assert not run(Basket((line("a", 100, -1),)), free).applied


def test_nothing_bought_nothing_given():
    free = promotion(d.ORDER, step(percent=100), level=d.WHOLE_ORDER)
    assert not run(Basket(()), free).applied
