"""Four processes enter the same order at the same moment: a double click, a reload, a
program that tries again while its first call is still under way."""

from pathlib import Path

import pytest
from worker_process import Process, started

RACERS = 4
RACES = 25
WORKER = Path(__file__).with_name("intake_worker.py")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, RACERS) as workers:
        yield workers


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


@pytest.mark.parametrize("way", ["place", "hand_in"])
def test_what_is_handed_in_twice_is_one_order(workers, way):
    """By the portal and by a program; each has keys of its own."""
    agreement, product, _wizards = workers[0].ask("prepare", 0)
    for number in range(RACES):
        key = f"{way}-{agreement}-{number}"
        answers = race(workers, number, way, agreement, product, key)
        assert len(set(answers)) == 1, answers
    assert workers[0].ask("count", agreement) == RACES


def test_one_preview_is_one_order(workers):
    agreement, _product, wizards = workers[0].ask("prepare", RACES)
    for number, wizard in enumerate(wizards):
        answers = race(workers, number, "accept", wizard)
        assert len(set(answers)) == 1, answers
    assert workers[0].ask("count", agreement) == RACES


def test_saving_at_the_desk_twice_is_one_order(workers):
    agreement, product, user = workers[0].ask("prepare_desk")
    makers = set()
    for number in range(RACES):
        key = f"desk-race-{agreement}-{number:04}"
        answers = race(workers, number, "save", agreement, product, user, key, 3, False)
        assert len({order for order, _created in answers}) == 1, answers
        created = [made for _order, made in answers]
        assert created.count(True) == 1, answers
        makers.add(created.index(True))
    found = workers[0].ask("audit", agreement)
    assert [quantities for _order, quantities in found] == [[3.0]] * RACES
    assert len(makers) > 1, "the same process made every order: no race at all"


def test_the_desk_in_two_windows_saves_one_of_both(workers):
    """Drafts: who saves last has the last word, and nothing of the other's is mixed in.
    Handed in: whoever comes later is told, for the order is not his any more."""
    agreement, product, user = workers[0].ask("prepare_desk")
    pair, quantities = workers[:2], (3, 5)
    for submit in (False, True):
        for number in range(RACES):
            key = f"windows-{submit}-{agreement}-{number:04}"
            for worker, quantity in zip(pair, quantities, strict=True):
                worker.tell("save", agreement, product, user, key, quantity, submit)
            answers = [worker.hear() for worker in pair]
            order, (found,) = workers[0].ask("audit", agreement)[-1]
            first = quantities.index(found)
            assert answers[first][0] == order
            if submit:
                assert "submitted before you changed" in answers[1 - first], answers
            else:
                assert answers[1 - first][0] == order
    assert workers[0].ask("count", agreement) == 2 * RACES


def test_a_process_killed_before_its_commit_leaves_the_key_free(workers):
    agreement, product, _wizards = workers[0].ask("prepare", 0)
    command = (agreement, product, f"killed-{agreement}")
    victim = Process(WORKER)
    victim.tell("order_and_hang", *command)
    assert victim.hear() == "hanging"
    workers[0].tell("order", *command)  # waits for the victim's key
    victim.kill()
    order, created = workers[0].hear()
    assert created
    assert workers[1].ask("order", *command) == [order, False]
    assert workers[0].ask("count", agreement) == 1
