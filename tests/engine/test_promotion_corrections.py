"""Lines that somebody typed to take something off again."""

from dataclasses import replace
from decimal import Decimal

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.corrections import take_back
from fmcg_promotion.engine.evaluate import evaluate
from hypothesis import given
from hypothesis import strategies as st
from promotion_cases import (
    BEER,
    CHIPS,
    COLA,
    GLASS,
    amounts,
    gift,
    gifts,
    line,
    num,
    off_order,
    only,
    paid,
    promotion,
    run,
    step,
)
from promotion_strategies import cases, make_basket


def test_twelve_less_five_are_seven():
    """50 off from 100: 12 less 5 at 10 are 70, not 20."""
    basket = Basket((line("a", 120, 12), line("b", -50, -5)))
    result = run(basket, off_order((100, 50)))
    assert paid(result.net) == 70
    assert not result.applied


def test_what_still_reaches_the_threshold_gets_the_benefit():
    basket = Basket((line("a", 120, 12), line("b", -20, -2)))
    result = run(basket, off_order((100, 50)))
    assert (amounts(result), paid(result.net)) == ([50], 50)
    assert result.net == {"a": 70, "b": -20}


def test_benefits_of_lines_are_for_what_remains():
    tenth = promotion(d.LINE_PERCENT, step(percent=10))
    basket = Basket((line("a", 120, 12), line("b", -50, -5)))
    assert paid(run(basket, tenth).net) == 63


def test_gifts_are_for_what_remains():
    five = promotion(
        d.GIFT, step(6, gifts=(gift(GLASS, 5),)), measure=d.QUANTITY, repeat=True
    )
    basket = Basket((line("a", 120, 12), line("b", -50, -5)))
    assert gifts(run(basket, five)) == {GLASS: 5}


def test_other_units_of_the_product_count():
    basket = Basket((line("a", 120, 2, factor=num(6)), line("b", -50, -5)))
    assert not run(basket, off_order((100, 50))).applied


def test_a_correction_of_goods_that_are_not_there_lowers_the_order():
    basket = Basket((line("a", 120, 12), line("b", -30, -3, product=COLA)))
    assert not run(basket, off_order((100, 50))).applied
    # but not a promotion that is about other goods
    result = run(basket, promotion(d.ORDER, step(100, amount=50), scope=only(BEER)))
    assert (amounts(result), paid(result.net)) == ([50], 40)


def test_money_off_that_somebody_typed_lowers_the_threshold():
    basket = Basket((line("a", 120, 12), line("m", -30, 1, product=CHIPS)))
    assert not run(basket, off_order((100, 50))).applied
    assert amounts(run(basket, off_order((90, 50)))) == [50]


def test_an_order_that_was_corrected_to_little_is_not_given_away():
    basket = Basket((line("a", 120, 12), line("m", -100, 1, product=CHIPS)))
    half = off_order(step(percent=50))
    result = run(basket, half)
    assert (amounts(result), paid(result.net)) == ([20], 0)
    basket = Basket((line("a", 120, 12), line("m", -130, 1, product=CHIPS)))
    result = run(basket, half)
    assert (amounts(result), paid(result.net)) == ([], -10)


def test_a_confirmed_order_that_is_corrected_keeps_less():
    basket = Basket((line("a", 60, 6), line("b", 60, 6), line("c", 9, product=COLA)))
    kept = {"a": num(6), "b": num(6), "c": num(1)}
    assert take_back(basket, kept, [(BEER, num(-8))]) == {"a": 0, "b": 4, "c": 1}


@given(st.data(), cases())
def test_corrected_lines_are_like_less(data, case):
    """At the same price, an order with a correction costs what less would cost."""
    digits, lines, freight, found = case
    at = data.draw(st.integers(0, len(lines) - 1))
    taken = data.draw(st.integers(1, lines[at]["quantity"]))
    product = 9  # one line has the product to itself
    lines = [*lines[:at], lines[at] | {"product": product}, *lines[at + 1 :]]
    left = lines[at]["quantity"] - taken
    fewer = [*lines[:at], lines[at] | {"quantity": left}, *lines[at + 1 :]]
    typed = make_basket(lines, digits, freight)
    back = replace(typed.lines[at], key="back", quantity=-Decimal(taken))
    back = replace(back, amount=-taken * lines[at]["price"])
    typed = replace(typed, lines=(*typed.lines, back))
    corrected = evaluate(Book(found), typed)
    assert corrected.worth == evaluate(Book(found), make_basket(fewer, digits, freight)).worth
    assert paid(corrected.net) >= 0


@given(st.data(), cases())
def test_no_order_is_negative_by_a_benefit(data, case):
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    typed = tuple(
        line(
            f"typed{place}",
            -Decimal(data.draw(st.integers(1, 30000))).scaleb(-digits),
            data.draw(st.sampled_from((1, -1, -3))),
            product=data.draw(st.integers(1, 5)),
        )
        for place in range(data.draw(st.integers(1, 3)))
    )
    basket = replace(basket, lines=(*basket.lines, *typed))
    result = evaluate(Book(found), basket)
    before = sum(one.amount for one in basket.lines)
    assert paid(result.net) >= min(before, 0)
    assert paid(result.net) + result.amount == before
