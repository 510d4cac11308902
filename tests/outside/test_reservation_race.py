"""Two processes want the last pieces at the same moment.

When people check availability, the second waits for its turn (``fmcg_stock_guard``) and
begins again. When a transfer is confirmed, goods that others are reserving at this moment
are reserved after the commit, or by the scheduled action when they are still held then;
nobody has to begin again. How many meet in all ways: ``test_stock_guard_race.py``.
"""

from pathlib import Path

import pytest
from worker_process import started

RACES = 15
PRODUCTS = 5
PIECES = 4
WORKER = Path(__file__).with_name("reservation_worker.py")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


@pytest.fixture(params=["core", "ours"])
def code(request, workers):
    """Whose code reserves."""
    for worker in workers if request.param == "core" else ():
        worker.ask("use_core", True)
    yield request.param
    for worker in workers if request.param == "core" else ():
        worker.ask("use_core", False)


def test_while_another_has_not_committed(workers, code):
    """The second waits, and then sees that nothing is left."""
    first, second = workers
    products, pickings = first.ask("prepare", 2, PRODUCTS, PIECES)
    assert first.ask("reserve_and_wait", pickings[0]) == [PIECES] * PRODUCTS
    second.tell("reserve", pickings[1])
    assert first.ask("go on") == "committed"
    assert second.hear() == [0] * PRODUCTS
    assert_promised_once(first, products)


def test_after_another_has_committed(workers, code):
    first, second = workers
    products, pickings = first.ask("prepare", 2, PRODUCTS, PIECES)
    assert first.ask("reserve", pickings[0]) == [PIECES] * PRODUCTS
    assert second.ask("reserve", pickings[1]) == [0] * PRODUCTS
    for quants, reserved in first.ask("audit", products):
        assert (quants, reserved) == ([[PIECES, PIECES]], PIECES)


def test_books_agree_after_races(workers, code):
    """Whoever wins: what is reserved on the rows is what the move lines have."""
    for number in range(RACES):
        products, pickings = workers[0].ask("prepare", 2, PRODUCTS, PIECES)
        order = workers if number % 2 else workers[::-1]
        for worker, picking in zip(order, pickings, strict=True):
            worker.tell("reserve", picking)
        got = [worker.hear() for worker in order]
        books = workers[0].ask("audit", products)
        for position, (quants, reserved) in enumerate(books):
            assert sum(quantity for quantity, _reserved in quants) == PIECES
            assert sum(row for _quantity, row in quants) == reserved
            assert reserved == sum(quantities[position] for quantities in got)
            assert reserved == PIECES


def assert_promised_once(worker, products):
    for quants, reserved in worker.ask("audit", products):
        assert (quants, reserved) == ([[PIECES, PIECES]], PIECES)


def test_confirming_what_another_is_reserving(workers):
    """The last pieces are promised once, and both transfers are confirmed."""
    first, second = workers
    products, pickings = first.ask("prepare_to_confirm", 2, PRODUCTS, PIECES)
    assert first.ask("confirm_and_wait", pickings[0]) == [PIECES] * PRODUCTS
    assert second.ask("confirm", pickings[1]) == [[0] * PRODUCTS, 1]
    assert first.ask("go on") == "committed"
    assert second.ask("reserve_postponed") == "done"
    assert_promised_once(first, products)


def test_confirming_what_another_has_reserved_since_we_began(workers):
    """Core would have to begin again; the request is not repeated."""
    first, second = workers
    products, pickings = first.ask("prepare_to_confirm", 2, PRODUCTS, 2 * PIECES)
    assert second.ask("look_and_confirm", pickings[1]) == "looked"
    assert first.ask("confirm", pickings[0]) == [[2 * PIECES] * PRODUCTS, 1]
    assert second.ask("go on") == [[0] * PRODUCTS, 1]  # as it was before the commit
    for quants, reserved in first.ask("audit", products):
        assert (quants, reserved) == ([[2 * PIECES, 2 * PIECES]], 2 * PIECES)


def test_nothing_is_lost_in_races_of_confirmations(workers):
    """However they meet, each of two gets all of its goods of a stock for both."""
    for number in range(RACES):
        products, pickings = workers[0].ask("prepare_to_confirm", 2, PRODUCTS, PIECES)
        workers[0].ask("stock_up", products, PIECES)
        order = workers if number % 2 else workers[::-1]
        for worker, picking in zip(order, pickings, strict=True):
            worker.tell("confirm", picking)
        assert [worker.hear()[1] for worker in order] == [1, 1]
        for worker in workers:  # two scheduled actions at once, as after a restart
            worker.tell("reserve_postponed")
        assert [worker.hear() for worker in workers] == ["done", "done"]
        workers[0].ask("reserve_postponed")
        for quants, reserved in workers[0].ask("audit", products):
            assert (quants, reserved) == ([[2 * PIECES, 2 * PIECES]], 2 * PIECES)
