"""Amounts off the order and its freight, and who is spoken to."""

from datetime import date

import pytest
from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import IMPORT, PORTAL, SALESPERSON, Basket, Buyer
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.evaluate import evaluate
from fmcg_promotion.engine.result import DECLINED
from fmcg_promotion.engine.shares import allocate
from promotion_cases import (
    BEER,
    COLA,
    amounts,
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

TUESDAY = date(2026, 11, 24)


def with_freight(*goods, freight=50):
    return Basket((*order(*goods).lines, line("f", freight, freight=True)))


def test_never_more_than_there_is_to_pay():
    found = run(order(30, 20), off_order((0, 100)))
    assert found.net == {"a": 0, "b": 0}
    assert found.amount == 50


def test_percentages_and_amounts_compete_in_a_ladder():
    ladder = off_order(step(100, percent=10), step(200, amount=15))
    assert [run(order(value), ladder).amount for value in (100, 200, 900)] == [
        10,
        20,
        90,
    ]


def test_off_a_brand_by_its_own_value():
    off = promotion(d.ORDER, step(100, amount=10), scope=only(BEER))
    basket = Basket((line("a", 60), line("b", 40), line("c", 500, product=COLA)))
    assert shares(run(basket, off)) == {"a": 6, "b": 4}
    assert not run(Basket(basket.lines[1:]), off).applied


def test_freight_never_counts_and_gets_nothing_off_the_order():
    found = run(with_freight(960), off_order((1000, 100)))
    assert not found.applied
    assert shares(run(with_freight(1000), off_order((1000, 100)))) == {"a": 100}


@pytest.mark.parametrize(
    ("steps", "off"),
    [
        ([step(100, percent=100)], 50),
        ([step(100, amount=20)], 20),
        ([step(100, amount=80)], 50),
        ([step(201, percent=100)], 0),
    ],
)
def test_reduced_and_free_freight(steps, off):
    freight = promotion(d.FREIGHT, *steps, level=d.WHOLE_ORDER)
    found = run(with_freight(120, 80), freight)
    assert found.amount == off
    assert found.net == {"a": 120, "b": 80, "f": 50 - off}
    assert not run(order(500), freight).applied


def test_freight_earned_by_the_best_product():
    freight = promotion(
        d.FREIGHT, step(10, amount=5), step(100, amount=30), level=d.EACH_PRODUCT
    )
    assert run(with_freight(10, 100), freight).amount == 30
    assert len(run(with_freight(10, 100), freight).applied[0].parts) == 1


def test_freight_of_several_lines_is_shared():
    freight = promotion(d.FREIGHT, step(percent=50), level=d.WHOLE_ORDER)
    basket = Basket((line("a", 9), *(line(k, 5, freight=True) for k in "xy")))
    assert shares(run(basket, freight)) == {"x": num("2.5"), "y": num("2.5")}


# Allocation --------------------------------------------------------------------


@pytest.mark.parametrize(("digits", "each"), [(0, "3"), (2, "3.33"), (3, "3.333")])
def test_the_last_unit_goes_to_one_line(digits, each):
    found = allocate(num(10), [(key, num(7), key) for key in "abc"], digits)
    unit = num(1).scaleb(-digits)
    assert found == {"a": num(each) + unit, "b": num(each), "c": num(each)}


def test_nothing_to_share():
    assert allocate(num(0), [("a", num(1), 0)], 2) == {}
    assert allocate(num(5), [("a", num(0), 0)], 2) == {}


def test_currencies_without_decimals():
    found = run(order(1000, 1000, 1000, digits=0), off_order(step(percent="0.05")))
    assert sorted(shares(found).values()) == [1, 1]


# Who is spoken to --------------------------------------------------------------

BUYER = Buyer(7, 3, frozenset({1, 11, 111}), 2, first_order=True)


def speaks(basket=None, coupon=False, **audience):
    off = off_order((0, 1), audience=d.Audience(**audience), coupon=coupon, id=5)
    basket = basket or order(100, buyer=BUYER, day=TUESDAY, channel=PORTAL)
    return bool(run(basket, off).applied)


@pytest.mark.parametrize(
    ("name", "hit", "miss"),
    [
        ("tiers", 3, 4),
        ("territories", 11, 12),
        ("grades", 2, 1),
        ("nodes", 7, 8),
        ("channels", PORTAL, SALESPERSON),
        ("weekdays", 1, 0),
    ],
)
def test_audience(name, hit, miss):
    assert speaks(**{name: frozenset({hit})})
    assert speaks(**{name: frozenset({hit, miss})})
    assert not speaks(**{name: frozenset({miss})})


def test_all_conditions_must_hold():
    assert not speaks(tiers=frozenset({3}), grades=frozenset({1}))
    assert not speaks(channels=frozenset({IMPORT, SALESPERSON}))


def test_first_order():
    assert speaks(first_order=True)
    assert not speaks(order(100, day=TUESDAY), first_order=True)


@pytest.mark.parametrize(
    ("start", "end", "speaking"),
    [
        (TUESDAY, TUESDAY, True),
        (None, date(2026, 11, 23), False),
        (date(2026, 11, 25), None, False),
        (date(2026, 11, 1), None, True),
    ],
)
def test_dates(start, end, speaking):
    assert speaks(start=start, end=end) is speaking


def test_coupon():
    assert not speaks(coupon=True)
    assert speaks(order(100, coupons=frozenset({5})), coupon=True)
    assert not speaks(order(100, coupons=frozenset({6})), coupon=True)


def test_currency():
    assert not run(order(100, currency=1), off_order((0, 1), currency=2)).applied
    assert run(order(100, currency=2), off_order((0, 1), currency=2)).applied


def test_declined():
    one, other = off_order((0, 1)), off_order((0, 2))
    found = run(order(100, declined=frozenset({one.id})), one, other)
    assert amounts(found) == [2]
    assert reasons(found) == {one.id: DECLINED}


def test_one_book_serves_buyers_on_all_days_with_and_without_codes():
    tiered = off_order((0, 1), audience=d.Audience(tiers=frozenset({3})))
    tuesdays = off_order((0, 2), audience=d.Audience(weekdays=frozenset({1})))
    coded = off_order((0, 4), coupon=True)
    book = Book([tiered, tuesdays, coded])

    def off(**values):
        return evaluate(book, order(100, **values)).amount

    for _time in range(2):
        assert off(buyer=BUYER, day=TUESDAY) == 3
        assert off(day=TUESDAY) == 2
        assert off(buyer=BUYER) == 1
        assert off(coupons=frozenset({coded.id})) == 4
        assert off(currency=9) == 0
