"""A worker between the tiers is killed in the middle of its notes; another one continues:
nothing happens twice, nothing is lost."""

from pathlib import Path

import pytest
from purchase_worker import PIECES
from rounds import rounds
from worker_process import Process, started

RACES = rounds(8)
WORKER = Path(__file__).with_name("chain_worker.py")
FOLLOW = "channel.purchase.note"
SOURCE = "channel.sourcing.note"


@pytest.fixture(scope="module")
def worker():
    with started(WORKER, 1) as (worker,):
        yield worker


@pytest.fixture
def victim():
    victim = Process(WORKER)
    yield victim
    victim.kill()


def hang_and_kill(victim, model, record):
    assert victim.ask("work_off_and_hang", model, record) == "hanging"
    victim.kill()


def test_shipments_stand_ready_once(worker, victim):
    """One of three was done, one was about to be, one had not begun."""
    purchases, orders = worker.ask("prepare_shipped", 3)
    hang_and_kill(victim, FOLLOW, orders[1])
    for _again in range(2):
        worker.ask("work_off", FOLLOW)
    for purchase in purchases:
        found = worker.ask("audit", purchase)
        assert (found["receipts"], found["notes"]) == (["assigned", "cancel"], 0)
        assert worker.ask("receive", purchase) == 1
    worker.ask("work_off", FOLLOW)
    for purchase in purchases:
        assert worker.ask("audit", purchase)["told"] == 1
        assert worker.ask("balance", purchase) == [PIECES, PIECES, 0]


def test_returns_stand_ready_once(worker, victim):
    purchases, orders = worker.ask("prepare_shipped", 3)
    worker.ask("work_off", FOLLOW)
    for purchase in purchases:
        assert worker.ask("receive", purchase) == 1
    worker.ask("work_off", FOLLOW)
    for purchase in purchases:
        worker.ask("send_back", purchase, 3)
    hang_and_kill(victim, FOLLOW, orders[1])
    for _again in range(2):
        worker.ask("work_off", FOLLOW)
    for purchase, order in zip(purchases, orders, strict=True):
        assert worker.ask("take_in", order) == 1
        worker.ask("work_off", FOLLOW)
        assert worker.ask("balance", purchase)[:2] == [PIECES - 3, PIECES - 3]
    assert worker.ask("balance", purchases[0])[2] == 0


def test_what_is_lacking_is_ordered_once(worker, victim):
    order, company = worker.ask("prepare_lacking")
    hang_and_kill(victim, SOURCE, company)
    assert worker.ask("ordered_for", order) == [[], []]
    for _again in range(2):
        worker.ask("work_off", SOURCE)
        worker.ask("work_off", FOLLOW)
    wanted = PIECES - 3
    assert worker.ask("ordered_for", order) == [[[wanted, "purchase"]], [wanted]]


def test_two_workers_at_the_same_notes_do_nothing_twice(worker):
    with started(WORKER, 1) as (other,):
        for _race in range(RACES):
            purchases, _orders = worker.ask("prepare_shipped", 2)
            for one in (worker, other):
                one.tell("work_off", FOLLOW)
            assert {one.hear() for one in (worker, other)} == {"worked off"}
            worker.ask("work_off", FOLLOW)
            for purchase in purchases:
                assert worker.ask("receive", purchase) == 1
            worker.ask("work_off", FOLLOW)
            for purchase in purchases:
                assert worker.ask("balance", purchase) == [PIECES, PIECES, 0]
