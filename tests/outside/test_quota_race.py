"""Two processes want the last piece of a quota at the same moment."""

from pathlib import Path

import pytest
from rounds import rounds
from worker_process import Process, started

RACES = rounds(200)
WORKER = Path(__file__).with_name("quota_worker.py")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def race(workers, pair):
    for worker, order_id in zip(workers, pair, strict=True):
        worker.tell("confirm", order_id)
    return [worker.hear() for worker in workers]


def test_exactly_one_gets_the_last_piece(workers):
    pairs = workers[0].ask("prepare", RACES)
    winners = []
    for number, pair in enumerate(pairs):
        answers = race(workers, pair if number % 2 else pair[::-1])
        refusals = [answer for answer in answers if answer != "confirmed"]
        assert len(refusals) == 1, answers
        assert "the quota is 1 Units (once), and 0 Units are left" in refusals[0]
        winners.append(answers.index("confirmed"))
    audit = workers[0].ask("audit", [order for pair in pairs for order in pair])
    assert audit == [[1.0, 1.0, 1]] * RACES
    assert len(set(winners)) == 2, "the same process won every race: no race at all"


def test_what_is_given_back_can_be_had_once(workers):
    (pair,) = workers[0].ask("prepare", 1)
    assert workers[0].ask("confirm", pair[0]) == "confirmed"
    workers[0].tell("give_back", pair[0])
    workers[1].tell("confirm", pair[1])
    assert workers[0].hear() == "cancelled"
    confirmed = int(workers[1].hear() == "confirmed")
    assert workers[0].ask("audit", list(pair)) == [[confirmed, confirmed, confirmed]]


def test_a_process_killed_before_its_commit_takes_nothing(workers):
    (pair,) = workers[0].ask("prepare", 1)
    victim = Process(WORKER)
    victim.tell("confirm_and_hang", pair[0])
    assert victim.hear() == "hanging"
    workers[0].tell("confirm", pair[1])  # waits for the victim's lock
    victim.kill()
    assert workers[0].hear() == "confirmed"
    assert workers[0].ask("audit", list(pair)) == [[1.0, 1.0, 1]]
