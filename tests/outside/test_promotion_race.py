"""Two to eight processes want what is left of one budget at the same moment."""

from pathlib import Path

import pytest
from rounds import rounds
from worker_process import Process, started

WORKER = Path(__file__).with_name("promotion_worker.py")
# (races, racers, budget, winners): 10 off or 2 gifts for each order.
# Orders of one buyer also meet at its credit account, so that eight of them at once need
# more attempts than the five of Odoo's requests: racers have 40, see promotion_worker.
ROUNDS = (
    (rounds(100), 2, {"measure": "uses", "limit": 1}, 1),
    (rounds(40), 2, {"measure": "money", "limit": 15}, 1),
    (rounds(40), 2, {"measure": "money", "limit": 15, "partial": True}, 2),
    (rounds(8), 4, {"measure": "gifts", "limit": 5}, 2),
    (rounds(6), 4, {"measure": "money", "limit": 25, "partial": True}, 3),
    (rounds(6), 8, {"measure": "uses", "limit": 3}, 3),
)
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
    answers = [workers[number].hear() for number in range(len(order_ids))]
    refused = [answer for answer in answers if not isinstance(answer, list)]
    assert not refused, refused
    return answers


def get_worth(answer, measure):
    amount, pieces = answer
    return {"money": amount, "gifts": pieces, "uses": float(bool(amount))}[measure]


def check(audit, budget, winners, racers):
    assert audit["limit"] == budget["limit"]
    assert audit["used"] <= audit["limit"], "overspent"
    assert audit["used"] == audit["entries"], "ledger and counter differ"
    assert audit["lost"] == 0, "an order has the benefit and no entry"
    assert audit["winners"] == audit["booked"] == winners
    assert audit["funded"] == 0, "funders pay something else than was given"
    assert audit["confirmed"] == racers, "who gets nothing is confirmed without it"


def test_nothing_is_overspent_and_nothing_lost(workers):
    plan = [
        (racers, budget, winners)
        for races, racers, budget, winners in ROUNDS
        for _race in range(races)
    ]
    prepared = workers[0].ask(
        "prepare", [{"racers": racers, **budget} for racers, budget, _winners in plan]
    )
    first = set()
    for number, ((_racers, budget, winners), ids) in enumerate(
        zip(plan, prepared, strict=True)
    ):
        answers = race(workers, ids, number)
        worths = [get_worth(answer, budget["measure"]) for answer in answers]
        assert sum(map(bool, worths)) == winners, answers
        first.add(worths.index(max(worths)))
    audits = workers[0].ask("audit", prepared)
    assert len(audits) == len(plan)
    for (racers, budget, winners), audit in zip(plan, audits, strict=True):
        check(audit, budget, winners, racers)
    assert len(first) > 1, "the same process won every race: no race at all"


def test_submitting_reserves_once(workers):
    """Submission and confirmation, each in a transaction, by eight at once."""
    budget = {"measure": "money", "limit": 35, "partial": True}
    prepared = workers[0].ask("prepare", [{"racers": MOST_RACERS, **budget}] * 4)
    for number, ids in enumerate(prepared):
        answers = race(workers, ids, number, "submit_and_confirm")
        assert sorted(amount for amount, _pieces in answers) == [0.0] * 4 + [5, 10, 10, 10]
    for audit in workers[0].ask("audit", prepared):
        check(audit, budget, 4, MOST_RACERS)


def test_what_is_given_back_can_be_had_once(workers):
    budget = {"measure": "uses", "limit": 1}
    (pair,) = workers[0].ask("prepare", [{"racers": 2, **budget}])
    assert workers[0].ask("confirm", pair[0]) == [10, 0]
    workers[0].tell("give_back", pair[0])
    workers[1].tell("confirm", pair[1])
    assert workers[0].hear() == "cancelled"
    had = int(workers[1].hear() == [10, 0])
    (audit,) = workers[0].ask("audit", [pair])
    assert (audit["used"], audit["entries"], audit["winners"]) == (had, had, had)
    assert audit["lost"] == 0


def test_a_worker_that_dies_is_told_at_once():
    victim = Process(WORKER)
    victim.connection.settimeout(10)
    victim.kill()
    with pytest.raises(AssertionError, match="the worker has died"):
        victim.hear()


@pytest.mark.parametrize("command", ["confirm_and_hang", "submit_and_hang"])
def test_a_process_killed_before_its_commit_takes_nothing(workers, command):
    budget = {"measure": "money", "limit": 10}
    (pair,) = workers[0].ask("prepare", [{"racers": 2, **budget}])
    victim = Process(WORKER)
    victim.tell(command, pair[0])
    assert victim.hear() == "hanging"
    workers[0].tell("confirm", pair[1])  # waits for the victim's lock
    victim.kill()
    assert workers[0].hear() == [10, 0]
    (audit,) = workers[0].ask("audit", [pair])
    check(audit, budget, 1, 1)
