"""The rhythm of an outlet: when it runs out, and what it should order."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from fmcg_order_desk.engine import rhythm
from fmcg_order_desk.engine.rhythm import Limits, Purchase
from hypothesis import given
from hypothesis import strategies as st

START = date(2026, 9, 1)
TEA, WATER = 1, 2
ANY = {TEA: Limits(), WATER: Limits()}


def day(number):
    return START + timedelta(days=number)


def bought(product, *pairs):
    return [Purchase(product, day(on), Decimal(quantity)) for on, quantity in pairs]


def only(suggestions):
    (one,) = suggestions
    return one


# --- examples ---


def test_a_steady_outlet():
    """30 every ten days are 3 a day: what came on day 20 is sold on day 30."""
    found = rhythm.find_rhythms(bought(TEA, (0, 30), (10, 30), (20, 30)))[TEA]
    assert (found.interval, found.rate, found.run_out) == (10, 3, day(30))


def test_the_last_purchase_does_not_count_as_sold():
    found = rhythm.find_rhythms(bought(TEA, (0, 20), (10, 500)))[TEA]
    assert (found.rate, found.run_out) == (2, day(260))


def test_what_runs_out_before_the_next_order_is_suggested():
    purchases = bought(TEA, (0, 30), (10, 30), (20, 30))
    one = only(rhythm.suggest(purchases, day(28), ANY))
    assert one.quantity == 24, "10 days at 3, and 6 are left"


def test_what_lasts_until_the_order_after_this_one_is_not():
    purchases = bought(TEA, (0, 30), (10, 30), (20, 300))
    assert not rhythm.suggest(purchases, day(28), ANY)


def test_a_slow_product_of_an_outlet_that_orders_often():
    """The outlet comes each five days; the water lasts for twenty and is not due."""
    water = bought(WATER, (0, 40), (20, 40))

    def suggested(today):
        tea = bought(TEA, *((on, 10) for on in range(0, today, 5)))
        return [one.product for one in rhythm.suggest(tea + water, day(today), ANY)]

    assert suggested(25) == [TEA]
    assert suggested(41) == [WATER, TEA]


def test_a_product_bought_once_has_no_rhythm():
    assert not rhythm.suggest(bought(TEA, (0, 30)), day(10), ANY)


def test_a_product_that_was_given_up_is_left_out():
    purchases = bought(TEA, (0, 30), (10, 30))
    assert rhythm.suggest(purchases, day(50), ANY)
    assert not rhythm.suggest(purchases, day(51), ANY)


def test_what_cannot_be_ordered_is_left_out():
    purchases = bought(TEA, (0, 30), (10, 30))
    assert not rhythm.suggest(purchases, day(20), {})


def test_nothing_bought():
    assert rhythm.suggest([], day(0), ANY) == []
    assert rhythm.find_visit([]) is None


@pytest.mark.parametrize(
    ("need", "limits", "expected"),
    [
        ("0", Limits(), "0"),
        ("0.2", Limits(), "1"),
        ("13", Limits(step=Decimal(12), least=Decimal(12)), "24"),
        ("5", Limits(least=Decimal(24), step=Decimal(12)), "24"),
        ("100", Limits(most=Decimal(50), step=Decimal(12), least=Decimal(12)), "48"),
        ("100", Limits(most=Decimal(0)), "0"),
        ("100", Limits(least=Decimal(24), step=Decimal(24), most=Decimal(20)), "0"),
    ],
)
def test_rounding(need, limits, expected):
    assert rhythm.round_up(Decimal(need), limits) == Decimal(expected)


# --- laws ---

purchase = st.builds(
    Purchase,
    product=st.sampled_from([TEA, WATER]),
    day=st.integers(0, 180).map(day),
    quantity=st.integers(1, 2000).map(Decimal),
)
histories = st.lists(purchase, max_size=30)
todays = st.integers(181, 400).map(day)
steps = st.sampled_from([Decimal(step) for step in (1, 6, 12, 24)])
limits = st.builds(
    lambda step, times, most: Limits(step * times, step, most and step * most),
    steps,
    st.integers(1, 3),
    st.none() | st.integers(1, 400),
)


@given(histories, todays, limits)
def test_only_what_can_be_ordered_is_suggested(purchases, today, limit):
    for one in rhythm.suggest(purchases, today, {TEA: limit, WATER: limit}):
        assert one.quantity >= limit.least
        assert one.quantity % limit.step == 0
        assert limit.most is None or one.quantity <= limit.most


@given(st.data(), histories, todays)
def test_the_order_of_the_history_does_not_matter(data, purchases, today):
    shuffled = data.draw(st.permutations(purchases))
    assert rhythm.suggest(shuffled, today, ANY) == rhythm.suggest(purchases, today, ANY)


@given(histories, todays)
def test_two_deliveries_of_a_day_are_one_purchase(purchases, today):
    halves = [
        replace(one, quantity=one.quantity / 2) for one in purchases for _half in range(2)
    ]
    assert rhythm.suggest(halves, today, ANY) == rhythm.suggest(purchases, today, ANY)


@given(histories, st.integers(2, 50))
def test_an_outlet_twice_as_large_has_the_same_rhythm(purchases, times):
    larger = [replace(one, quantity=one.quantity * times) for one in purchases]
    before, after = rhythm.find_rhythms(purchases), rhythm.find_rhythms(larger)
    assert before.keys() == after.keys()
    for product, found in before.items():
        assert after[product].interval == found.interval
        assert after[product].rate == pytest.approx(found.rate * times)
        assert abs((after[product].run_out - found.run_out).days) <= 1


@given(histories, st.integers(1, 1000))
def test_a_history_moved_in_time_moves_its_answer(purchases, days):
    move = timedelta(days=days)
    moved = [replace(one, day=one.day + move) for one in purchases]
    before = rhythm.suggest(purchases, day(200), ANY)
    after = rhythm.suggest(moved, day(200) + move, ANY)
    assert [(one.product, one.quantity) for one in before] == [
        (one.product, one.quantity) for one in after
    ]


@given(histories)
def test_nothing_runs_out_before_it_was_bought(purchases):
    for found in rhythm.find_rhythms(purchases).values():
        assert found.run_out >= found.last
        assert found.interval >= 1
        assert found.rate > 0


@given(histories, todays)
def test_the_shelf_lasts_until_the_next_purchase(purchases, today):
    """What is suggested and what is left cover the longer of interval and visit."""
    visit = rhythm.find_visit(purchases)
    for one in rhythm.suggest(purchases, today, ANY):
        found = one.rhythm
        shelf = one.quantity + found.left_on(today)
        assert shelf >= found.rate * max(found.interval, visit) - Decimal("1e-6")


@given(histories, todays)
def test_later_means_more(purchases, today):
    """While the product is not given up, waiting never makes the order smaller."""
    now = {one.product: one for one in rhythm.suggest(purchases, today, ANY)}
    later = {
        one.product: one
        for one in rhythm.suggest(purchases, today + timedelta(days=1), ANY)
    }
    for product, one in now.items():
        if not one.rhythm.is_forgotten_on(today + timedelta(days=1)):
            assert later[product].quantity >= one.quantity
