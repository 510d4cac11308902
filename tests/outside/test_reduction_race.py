"""Two people reduce one confirmed order at the same moment."""

from pathlib import Path

import pytest
from rounds import rounds
from worker_process import started

WORKER = Path(__file__).with_name("reduction_worker.py")
RACES = rounds(40)


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def race(workers, number, *commands):
    pairs = list(zip(workers, commands, strict=True))
    for worker, command in pairs[:: -1 if number % 2 else 1]:
        worker.tell("reduce", *command)
    assert [worker.hear() for worker in workers] == ["done", "done"]


def check(workers, orders, quantities):
    """Whoever comes second counts with what the first has left."""
    for found, wanted in zip(
        workers[0].ask("audit", [order for order, *_lines in orders]),
        quantities,
        strict=True,
    ):
        assert found["quantities"] in wanted
        pieces = sum(found["quantities"])
        # 120 for 24 pieces, in proportion
        assert found["discount"] == found["entries"] == 5 * pieces
        assert found["total"] == 95 * pieces
    used, booked, committed, ordered = workers[0].ask("stand", orders[0][0])
    assert used == booked
    assert committed == ordered


def test_two_lines_of_an_order_at_once(workers):
    orders = workers[0].ask("prepare", RACES)
    for number, (_order, tea, water) in enumerate(orders):
        race(workers, number, (tea, 4), (water, 7))
    check(workers, orders, [[[4, 7]]] * RACES)


def test_one_line_twice_at_once(workers):
    """The last word stands, and the benefit is that of it."""
    orders = workers[0].ask("prepare", RACES)
    for number, (_order, tea, _water) in enumerate(orders):
        race(workers, number, (tea, 4), (tea, 7))
    check(workers, orders, [[[4, 12], [7, 12]]] * RACES)
