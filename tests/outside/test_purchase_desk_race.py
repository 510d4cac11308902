"""Two processes at the desk of purchasing: a double click, a reload, a lost answer."""

from pathlib import Path

import pytest
from rounds import rounds
from worker_process import Process, started

RACES = rounds(15)
WORKER = Path(__file__).with_name("purchase_desk_worker.py")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def both(workers, *command):
    for worker in workers:
        worker.tell(*command)
    return [worker.hear() for worker in workers]


@pytest.mark.parametrize("submit", [False, True])
def test_one_key_is_one_purchase_and_one_order(workers, submit):
    agreement, product, user = workers[0].ask("prepare_desk")
    makers = set()
    for number in range(RACES):
        key = f"desk-race-{agreement}-{submit}-{number:04}"
        command = ("save", agreement, product, user, key, 3, submit)
        answers = both(workers if number % 2 else workers[::-1], *command)
        assert len({purchase for purchase, _created in answers}) == 1, answers
        created = [made for _purchase, made in answers]
        assert created.count(True) == 1, answers
        makers.add((number % 2, created.index(True)))
    found = workers[0].ask("entered", user)
    assert found == [[[3.0], int(submit)]] * RACES
    assert len(makers) > 1, "the same process made every purchase: no race at all"


def test_a_process_killed_before_its_commit_leaves_the_key_free(workers):
    agreement, product, user = workers[0].ask("prepare_desk")
    command = (agreement, product, user, f"killed-{agreement}-{user:08}", 3, True)
    victim = Process(WORKER)
    victim.tell("save_and_hang", *command)
    assert victim.hear() == "hanging"
    workers[0].tell("save", *command)  # waits for the victim's key
    victim.kill()
    _purchase, created = workers[0].hear()
    assert created
    assert workers[1].ask("save", *command)[1] is False
    assert workers[0].ask("entered", user) == [[[3.0], 1]]
