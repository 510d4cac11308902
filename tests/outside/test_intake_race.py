"""Four processes enter the same order at the same moment: a double click, a reload, a
program that tries again while its first call is still under way."""

from pathlib import Path

import pytest
from worker_process import Process

RACERS = 4
RACES = 25
WORKER = Path(__file__).with_name("intake_worker.py")


@pytest.fixture(scope="module")
def workers():
    workers = [Process(WORKER) for _number in range(RACERS)]
    assert [worker.hear() for worker in workers] == ["ready"] * RACERS
    yield workers
    for worker in workers:
        worker.end()


def race(workers, shift, *command):
    order = [(number + shift) % RACERS for number in range(RACERS)]
    for number in order:
        workers[number].tell(*command)
    return [worker.hear() for worker in workers]


def test_one_key_is_one_order(workers):
    agreement, product, _wizards = workers[0].ask("prepare", 0)
    makers = set()
    for number in range(RACES):
        answers = race(
            workers, number, "order", agreement, product, f"race-{agreement}-{number}"
        )
        assert len({order for order, _created in answers}) == 1, answers
        created = [made for _order, made in answers]
        assert created.count(True) == 1, answers
        makers.add(created.index(True))
    assert workers[0].ask("count", agreement) == RACES
    assert len(makers) > 1, "the same process made every order: no race at all"


def test_one_preview_is_one_order(workers):
    agreement, _product, wizards = workers[0].ask("prepare", RACES)
    for number, wizard in enumerate(wizards):
        answers = race(workers, number, "accept", wizard)
        assert len(set(answers)) == 1, answers
    assert workers[0].ask("count", agreement) == RACES


def test_a_process_killed_before_its_commit_leaves_the_key_free(workers):
    agreement, product, _wizards = workers[0].ask("prepare", 0)
    command = (agreement, product, f"killed-{agreement}")
    victim = Process(WORKER)
    assert victim.hear() == "ready"
    victim.tell("order_and_hang", *command)
    assert victim.hear() == "hanging"
    workers[0].tell("order", *command)  # waits for the victim's key
    victim.kill()
    order, created = workers[0].hear()
    assert created
    assert workers[1].ask("order", *command) == [order, False]
    assert workers[0].ask("count", agreement) == 1
