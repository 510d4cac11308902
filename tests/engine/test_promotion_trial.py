from datetime import date
from decimal import Decimal as D

from fmcg_promotion.engine import basket, definition, trial
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.evaluate import evaluate
from hypothesis import given
from hypothesis import strategies as st

TEA, WATER, MUG = 1, 2, 9
DAY = date(2026, 11, 24)


def line(product, quantity, amount, **values):
    return basket.Line(product, product, D(quantity), D(amount), **values)


def order(*lines, **values):
    return basket.Basket(lines=lines, day=DAY, **values)


def amount_off(threshold=100, amount=10, **values):
    step = definition.Step(threshold=D(threshold), amount=D(amount))
    values = {"id": 1, "level": definition.WHOLE_ORDER, "steps": (step,)} | values
    return definition.Promotion(kind=definition.ORDER, **values)


def gift(**values):
    one = definition.Gift(MUG, value=D(3), factor=D(2))
    step = definition.Step(threshold=D(10), gifts=(one,))
    values = {"id": 2, "measure": definition.QUANTITY, "steps": (step,)} | values
    return definition.Promotion(kind=definition.GIFT, repeat=True, **values)


def test_each_line_with_its_shares():
    goods = order(line(TEA, 20, 100), line(WATER, 50, 100))
    result = evaluate(Book([amount_off()]), goods)
    tea, water = trial.rate_lines(goods, result, {})
    assert (tea.amount, tea.net, tea.shares) == (100, 95, {1: 5})
    assert (water.key, water.net, water.below) == (WATER, 95, False)


def test_a_floor_is_that_of_one_unit_before_tax():
    floor = trial.Floor(D("3.9"), D(48), 1 / D("1.25"))
    assert floor.per_unit(D(240)) == 4
    assert not floor.is_undercut(D(240), 2)
    assert not floor.is_undercut(D(234), 2)
    assert floor.is_undercut(D("233.98"), 2)


def test_a_floor_finer_than_the_currency_is_kept_by_rounding():
    floor = trial.Floor(D("0.333"), D(3))
    assert not floor.is_undercut(D("1.00"), 2)
    assert floor.is_undercut(D("0.99"), 2)


def test_no_floor_is_never_undercut():
    assert not trial.Floor(D(0), D(1)).is_undercut(D(0), 2)
    assert not trial.Floor(D(1), D(0)).is_undercut(D(0), 2)


def test_what_is_below_without_promotions_is_told_apart():
    goods = order(line(TEA, 20, 100))
    result = evaluate(Book([amount_off()]), goods)
    for least, below, was_below in ((5.5, True, True), (4.6, True, False), (4, 0, 0)):
        floors = {TEA: trial.Floor(D(str(least)), D(20))}
        (outcome,) = trial.rate_lines(goods, result, floors)
        assert (outcome.below, outcome.was_below) == (below, was_below)


def test_gifts_cost_by_the_reference_unit():
    goods = order(line(TEA, 25, 125))
    result = evaluate(Book([gift()]), goods)
    benefit = trial.add_benefits(result.applied, {MUG: D("0.75")})
    assert benefit == trial.Benefit(D(0), D(2), D(6), D(3))
    assert (benefit.worth, benefit.expense) == (6, 3)


def tally_of(*amounts, floor=None):
    """Orders of tea at 5.00, with 10 off from 100 on."""
    tally = trial.Tally()
    book = Book([amount_off()])
    for key, amount in enumerate(amounts):
        goods = order(line(TEA, D(amount) / 5, amount))
        result = evaluate(book, goods)
        floors = {TEA: trial.Floor(D(floor), D(amount) / 5)} if floor else {}
        outcome = trial.rate_order(goods, result, {1}, {}, trial.Benefit(amount=D(1)))
        lines = trial.rate_lines(goods, result, floors)
        tally.add(key, outcome, lines, {TEA: TEA})
    return tally


def test_figures_of_many_orders():
    tally = tally_of(100, 50, 250)
    assert (tally.tried_orders, tally.reached_orders, tally.turnover) == (3, 2, 400)
    assert (tally.tried.amount, tally.before.amount) == (20, 3)
    assert tally.get_share() == 5
    assert tally.by_promotion == {1: 2}


def test_the_share_of_nothing_is_nothing():
    assert trial.Tally().get_share() == 0


def test_the_first_orders_are_those_with_the_most():
    tally = tally_of(100, 300, 200)
    assert [one.key for one in tally.get_top(2)] == [1, 2]


def test_hits_are_counted_with_the_lowest_price():
    tally = tally_of(100, 110, 50, 500, floor="4.6")
    ((product, hit),) = tally.get_hits(5)
    assert (product, hit.lines, hit.lowest) == (TEA, 2, D("4.5"))


def test_other_promotions_are_not_counted_as_tried():
    goods = order(line(TEA, 20, 100))
    result = evaluate(Book([amount_off(), amount_off(id=3, amount=7)]), goods)
    outcome = trial.rate_order(goods, result, {3}, {}, trial.Benefit())
    assert (outcome.tried.amount, outcome.together.amount) == (7, 17)
    assert outcome.reached == {3}


@given(st.lists(st.integers(1, 200).map(lambda n: n * 5), max_size=8))
def test_the_figures_sum_up_the_orders(amounts):
    tally = tally_of(*amounts)
    assert tally.turnover == sum(amounts)
    assert tally.tried.amount == sum(one.tried.amount for one in tally.outcomes)
    assert tally.reached_orders == sum(amount >= 100 for amount in amounts)
