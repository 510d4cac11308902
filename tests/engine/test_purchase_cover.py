"""How long own stock lasts, and what an enterprise should order from its supplier."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from fmcg_order_desk.engine import rhythm
from fmcg_order_desk.engine.rhythm import Limits
from fmcg_purchase_desk.engine import cover
from fmcg_purchase_desk.engine.cover import Stock
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 30)
TEA, WATER = 1, 2
CASES = Limits(step=Decimal(24))


def suggest(*stocks, target=14, limits=CASES):
    return cover.suggest(
        stocks, Decimal(target), lambda _product, need: rhythm.round_up(need, limits)
    )


def stock(product=TEA, on_hand=0, **values):
    decimals = {
        name: Decimal(value) if name != "days" else value for name, value in values.items()
    }
    return Stock(product, Decimal(on_hand), **decimals)


# --- examples ---


def test_average_of_four_weeks():
    tea = stock(on_hand=60, sold=280)
    assert (tea.rate, tea.cover) == (10, 6)


def test_nothing_sold_has_no_cover_and_is_not_suggested():
    tea = stock(on_hand=0, sold=0)
    assert tea.cover is None
    assert not suggest(tea)


def test_more_came_back_than_left():
    tea = stock(on_hand=5, sold=-12)
    assert (tea.rate, tea.cover) == (0, None)


def test_stock_below_zero_lasts_no_day_and_is_not_ordered_twice():
    tea = stock(on_hand=-48, sold=280)
    assert tea.cover == 0
    assert cover.get_need(tea, 14) == 140


def test_what_is_there_and_on_its_way_is_taken_off_and_cases_are_filled():
    """14 days at 10 are 140; 30 there, 24 coming, 86 lack: four cases of 24."""
    (one,) = suggest(stock(on_hand=30, coming=24, sold=280))
    assert one.quantity == 96


def test_enough_is_enough():
    assert not suggest(stock(on_hand=100, coming=40, sold=280))


def test_what_runs_out_first_comes_first():
    found = suggest(stock(TEA, 50, sold=280), stock(WATER, 20, sold=280))
    assert [one.stock.product for one in found] == [WATER, TEA]


def test_days_of_new_goods():
    assert cover.count_days(None, TODAY) == cover.DAYS_BACK
    assert cover.count_days(TODAY, TODAY) == cover.LEAST_DAYS
    assert cover.count_days(TODAY - timedelta(days=9), TODAY) == 10
    assert cover.count_days(TODAY - timedelta(days=99), TODAY) == cover.DAYS_BACK


def test_the_longest_cover():
    assert stock(on_hand=10**6, sold=1).cover == cover.LONGEST


# --- laws ---

amounts = st.decimals(-500, 5000, places=2)
positive = st.decimals(0, 5000, places=2)
stocks = st.builds(
    Stock,
    product=st.integers(1, 9),
    on_hand=amounts,
    coming=positive,
    sold=amounts,
    days=st.integers(cover.LEAST_DAYS, cover.DAYS_BACK),
)
targets = st.integers(1, 120)
steps = st.integers(1, 48).map(lambda step: Limits(step=Decimal(step)))


@given(stocks, targets, steps)
def test_it_lasts_then_and_not_a_case_more(one, target, limits):
    """With the stock, what comes and what is suggested, the target is reached; with one step
    less it is not."""
    (found,) = suggest(one, target=target, limits=limits) or (None,)
    there = max(Decimal(0), one.on_hand) + one.coming
    if found is None:
        assert there >= one.rate * target
        return
    assert found.quantity % limits.step == 0
    assert there + found.quantity >= one.rate * target
    assert there + found.quantity - limits.step < one.rate * target


@given(stocks, targets, steps)
def test_suggested_and_ordered_nothing_more_is_suggested(one, target, limits):
    for found in suggest(one, target=target, limits=limits):
        ordered = replace(one, coming=one.coming + found.quantity)
        assert not suggest(ordered, target=target, limits=limits)


@given(stocks, targets, targets)
def test_a_longer_target_never_asks_for_less(one, target, more):
    shorter, longer = sorted((target, more))
    assert cover.get_need(one, shorter) <= cover.get_need(one, longer)


@given(st.lists(stocks, unique_by=lambda one: one.product), targets, st.randoms())
def test_the_order_of_products_does_not_matter(found, target, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert suggest(*found, target=target) == suggest(*shuffled, target=target)
