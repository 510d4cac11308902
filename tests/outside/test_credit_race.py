"""Two to eight processes want what is left of one credit limit at the same moment."""

from pathlib import Path

import pytest
from rounds import rounds
from worker_process import Process, started

WORKER = Path(__file__).with_name("credit_worker.py")
# (races, racers, how many orders fit); see test_promotion_race about the winners
ROUNDS = ((rounds(150), 2, 1), (rounds(30), 8, 1), (rounds(20), 8, 3))
MOST_RACERS = 8


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, MOST_RACERS) as workers:
        yield workers


def race(workers, order_ids, shift, command="confirm"):
    """:return: the answers, in the order of the orders"""
    order = [(number + shift) % len(order_ids) for number in range(len(order_ids))]
    for number in order:
        workers[number].tell(command, order_ids[number])
    return [workers[number].hear() for number in range(len(order_ids))]


def check(audit, fits):
    assert audit["confirmed"] == fits
    assert audit["used"] <= audit["limit"], "the limit was passed"
    assert audit["committed"] == audit["counted"], "account and orders differ"
    assert audit["used"] == audit["recount"], "the account differs from the documents"


def test_orders_that_fit_one_at_a_time(workers):
    plan = [(racers, fits) for races, racers, fits in ROUNDS for _race in range(races)]
    prepared = workers[0].ask(
        "prepare", [{"racers": racers, "fits": fits} for racers, fits in plan]
    )
    first = set()
    for number, ((_racers, fits), ids) in enumerate(zip(plan, prepared, strict=True)):
        answers = race(workers, ids, number)
        winners = [answer == "confirmed" for answer in answers]
        assert sum(winners) == fits, answers
        assert all(answer == "confirmed" or "Credit" in answer for answer in answers)
        first.add(winners.index(True))
    audits = workers[0].ask("audit", prepared)
    for (_racers, fits), audit in zip(plan, audits, strict=True):
        check(audit, fits)
    assert len(first) > 1, "the same process won every race: no race at all"


def test_submitted_orders_that_do_not_fit_are_held(workers):
    plan = [{"racers": MOST_RACERS, "fits": 2}] * 3
    prepared = workers[0].ask("prepare", plan)
    for number, ids in enumerate(prepared):
        answers = race(workers, ids, number, "submit_and_confirm")
        assert answers.count("held") == MOST_RACERS - 2, answers
    for audit in workers[0].ask("audit", prepared):
        check(audit, 2)


def test_an_invoice_in_between_neither_doubles_nor_hides_a_debt(workers):
    plan = [{"racers": 3, "fits": 2}] * 10
    prepared = workers[0].ask("prepare", plan)
    for first, second, third in prepared:
        assert workers[0].ask("confirm", first) == "confirmed"
        workers[0].tell("bill", first)
        workers[1].tell("confirm", second)
        workers[2].tell("confirm", third)
        assert workers[0].hear() == "billed"
        assert sorted(
            workers[number].hear() == "confirmed" for number in (1, 2)
        ) == [False, True]
    for audit in workers[0].ask("audit", prepared):
        check(audit, 2)


def test_a_process_killed_before_its_commit_takes_nothing(workers):
    (pair,) = workers[0].ask("prepare", [{"racers": 2, "fits": 1}])
    victim = Process(WORKER)
    victim.tell("confirm_and_hang", pair[0])
    assert victim.hear() == "hanging"
    workers[0].tell("confirm", pair[1])  # waits for the victim's lock
    victim.kill()
    assert workers[0].hear() == "confirmed"
    (audit,) = workers[0].ask("audit", [pair])
    check(audit, 1)


def test_what_is_given_back_can_be_had_once(workers):
    (ids,) = workers[0].ask("prepare", [{"racers": 3, "fits": 1}])
    assert workers[0].ask("confirm", ids[0]) == "confirmed"
    workers[0].tell("give_back", ids[0])
    workers[1].tell("confirm", ids[1])
    workers[2].tell("confirm", ids[2])
    assert workers[0].hear() == "cancelled"
    had = [workers[number].hear() == "confirmed" for number in (1, 2)]
    (audit,) = workers[0].ask("audit", [ids])
    check(audit, sum(had))
