"""Two processes want the last pieces at the same moment: ours does what core does.

Core locks the rows of stock that it reserves, and passes over those that another process
has locked; it then books the reservation on a new row. So must we.
"""

from pathlib import Path

import pytest
from worker_process import Process

RACES = 15
PRODUCTS = 5
PIECES = 4
WORKER = Path(__file__).with_name("reservation_worker.py")


@pytest.fixture(scope="module")
def workers():
    workers = [Process(WORKER), Process(WORKER)]
    assert [worker.hear() for worker in workers] == ["ready", "ready"]
    yield workers
    for worker in workers:
        worker.end()


@pytest.fixture(params=["core", "ours"])
def code(request, workers):
    """Whose code reserves."""
    for worker in workers if request.param == "core" else ():
        worker.ask("use_core", True)
    yield request.param
    for worker in workers if request.param == "core" else ():
        worker.ask("use_core", False)


def test_while_another_has_not_committed(workers, code):
    """The rows are locked. Both get the goods (core has no guard against that), the
    second on rows of its own: of both codes, the books are the same."""
    first, second = workers
    products, pickings = first.ask("prepare", 2, PRODUCTS, PIECES)
    assert first.ask("reserve_and_wait", pickings[0]) == [PIECES] * PRODUCTS
    assert second.ask("reserve", pickings[1]) == [PIECES] * PRODUCTS
    assert first.ask("go on") == "committed"
    for quants, reserved in first.ask("audit", products):
        assert quants == [[0, PIECES], [PIECES, PIECES]]
        assert reserved == 2 * PIECES


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
            assert reserved >= PIECES
