"""The same choice each time; every line in exactly one batch and one process."""

import itertools
from collections import Counter
from decimal import Decimal

import pytest
from fmcgtools import say
from replay import command, crew, load, play, world

SIZES = {"a": 9, "b": 5, "c": 4, "d": 1}
TASKS = [(name, [load.Order(1, 1, ((0, 1),) * size)]) for name, size in SIZES.items()]
KEYS = list(itertools.product(range(40), range(1, 54)))


def order(store, *quantities, week=1):
    return load.Order(store, week, tuple(enumerate(quantities)))


def test_the_choice_does_not_depend_on_the_order_of_the_data():
    assert load.choose(KEYS, 100) == load.choose(KEYS[::-1], 100)


def test_a_larger_choice_holds_the_smaller_one():
    assert set(load.choose(KEYS, 50)) < set(load.choose(KEYS, 100))


def test_orders_are_played_week_by_week():
    chosen = load.choose(KEYS, 100)
    assert chosen == sorted(chosen, key=lambda key: (key[1], key[0]))


def test_stores_are_spread_evenly():
    counts = Counter(load.spread(range(457), 4).values())
    assert sorted(counts.values()) == [114, 114, 114, 115]


def test_rows_become_orders():
    rows = [(1, 5, 20, 2), (1, 5, 10, 1), (2, 5, 10, 4)]
    assert load.to_orders([(1, 5), (2, 5)], rows) == [
        load.Order(1, 5, ((10, 1), (20, 2))),
        load.Order(2, 5, ((10, 4),)),
    ]


@pytest.mark.parametrize(
    ("value", "quantity", "price"),
    [(10.0, 3, "3.33"), (0.25, 2, "0.13"), (0.01, 50, "0.01"), (3.0000001, 1, "3.00")],
)
def test_unit_price_is_rounded_to_the_cent(value, quantity, price):
    assert load.unit_price(value, quantity) == Decimal(price)


def test_batches_keep_the_order_and_the_size():
    orders = [order(store, *[1] * 40) for store in range(7)]
    found = list(play.batches(orders, lines=100))
    assert [len(batch) for batch in found] == [2, 2, 2, 1]
    assert list(itertools.chain(*found)) == orders


def test_an_order_larger_than_a_batch_is_one():
    assert len(list(play.batches([order(1, *[1] * 500)], lines=100))) == 1


def test_needed_adds_up_products():
    assert play.needed([order(1, 2, 3), order(2, 5)]) == {0: 7, 1: 3}


@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
def test_tasks_are_dealt_out_once(jobs):
    hands = crew.divide(TASKS, jobs)
    assert len(hands) == min(jobs, 4)
    assert sorted(name for hand in hands for name, _orders in hand) == list("abcd")


def test_two_processes_share_the_lines_evenly():
    assert [sum(map(crew.weight, hand)) for hand in crew.divide(TASKS, 2)] == [10, 9]


def test_every_fifth_order_needs_approval():
    values = [(1, Decimal(amount)) for amount in range(1, 101)]
    limits = world.approval_limits(values, {1: 0}, cities=2)
    assert limits == [80.0, 0.0]


@pytest.mark.parametrize("text", ["", "x", "-1", "0", "1.5"])
def test_nonsense_numbers_are_refused(text):
    with pytest.raises(say.Fail, match="N="):
        command.number("N", text, 1)
