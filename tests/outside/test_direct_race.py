"""Two processes at goods that go straight to a shop: ordered, moved and cancelled once."""

from pathlib import Path

import pytest
from purchase_worker import PIECES
from rounds import rounds
from worker_process import Process, started

RACES = rounds(12)
WORKER = Path(__file__).with_name("direct_worker.py")
MOVED = {
    "purchases": 1,
    "delivered": PIECES,
    "direct": ["done"],
    "received": PIECES,
    "ready": 0,
}


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def both(workers, *command):
    for worker in workers:
        worker.tell(*command)
    return [worker.hear() for worker in workers]


def ordered(worker, order):
    """The supplier's order of what is lacking for ``order``."""
    worker.ask("source", order)
    return worker.ask("find_upstream", order)


def test_what_was_shipped_goes_straight_once(workers):
    for order in workers[0].ask("prepare_direct", RACES):
        assert both(workers, "source", order) == ["sourced"] * 2
        upstream = workers[0].ask("find_upstream", order)
        workers[0].ask("ship", upstream)
        assert both(workers, "follow", upstream) == ["followed"] * 2
        assert workers[0].ask("audit_direct", order) == MOVED


def test_a_process_that_is_killed_is_continued(workers):
    (order,) = workers[0].ask("prepare_direct", 1)
    upstream = ordered(workers[0], order)
    workers[0].ask("ship", upstream)
    victim = Process(WORKER)
    assert victim.ask("follow_and_hang", upstream) == "hanging"
    victim.kill()
    workers[0].ask("follow", upstream)
    assert workers[0].ask("audit_direct", order) == MOVED


def test_cancelled_while_it_is_moved(workers):
    """Whichever was first: goods are with the shop, or with the distributor."""
    for order in workers[0].ask("prepare_direct", RACES):
        upstream = ordered(workers[0], order)
        workers[0].ask("ship", upstream)
        workers[0].tell("cancel", order)
        workers[1].tell("follow", upstream)
        assert workers[0].hear() == "cancelled"
        assert workers[1].hear() == "followed"
        workers[0].ask("source", order)
        workers[0].ask("follow", upstream)
        found = workers[0].ask("audit_direct", order)
        assert (found["purchases"], found["delivered"] + found["ready"]) == (1, PIECES)
