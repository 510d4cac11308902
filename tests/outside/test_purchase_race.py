"""Two processes at one purchase at the same moment: what follows an order is applied once."""

from pathlib import Path

import pytest
from purchase_worker import PIECES
from rounds import rounds
from worker_process import Process, started

RACES = rounds(20)
WORKER = Path(__file__).with_name("purchase_worker.py")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def both(workers, *command):
    for worker in workers:
        worker.tell(*command)
    return [worker.hear() for worker in workers]


def test_handed_in_twice_is_one_order(workers):
    for purchase in workers[0].ask("prepare", RACES):
        first, second = both(workers, "hand_in", purchase)
        assert first == second
        found = workers[0].ask("audit", purchase)
        assert found["orders"] == 1, found


def test_what_was_shipped_stands_ready_once(workers):
    for purchase in workers[0].ask("prepare", RACES):
        order = workers[0].ask("hand_in", purchase)
        assert workers[0].ask("ship", order) == "shipped"
        assert both(workers, "follow", order) == ["followed"] * 2
        assert workers[0].ask("audit", purchase)["receipts"] == ["assigned", "cancel"]
        assert workers[0].ask("receive", purchase) == 1
        assert both(workers, "follow", order) == ["followed"] * 2
        assert workers[0].ask("audit", purchase) == {
            "state": "purchase",
            "stage": "received",
            "orders": 1,
            "receipts": ["cancel", "done"],
            "received": PIECES,
            "told": 1,
            "notes": 0,
        }


def test_withdrawing_and_following_at_once_agree(workers):
    """Below the minimum it waits at the supplier, and is withdrawn once."""
    for purchase in workers[0].ask("prepare", RACES, 1000):
        order = workers[0].ask("hand_in", purchase)
        workers[0].tell("withdraw", purchase)
        workers[1].tell("follow", order)
        assert workers[0].hear() == "withdrawn"
        assert workers[1].hear() == "followed"
        workers[1].ask("follow", order)
        found = workers[0].ask("audit", purchase)
        assert (found["state"], found["orders"]) == ("draft", 0)


@pytest.mark.parametrize("step", ["hand_in", "follow"])
def test_a_process_that_is_killed_is_continued(workers, step):
    (purchase,) = workers[0].ask("prepare", 1)
    victim = Process(WORKER)
    if step == "hand_in":
        assert victim.ask("hand_in_and_hang", purchase) == "hanging"
        victim.kill()
        order = workers[0].ask("hand_in", purchase)
    else:
        order = workers[0].ask("hand_in", purchase)
        workers[0].ask("ship", order)
        assert victim.ask("follow_and_hang", order) == "hanging"
        victim.kill()
    workers[0].ask("ship", order)
    workers[0].ask("follow", order)
    found = workers[0].ask("audit", purchase)
    assert (found["orders"], found["receipts"]) == (1, ["assigned", "cancel"])
