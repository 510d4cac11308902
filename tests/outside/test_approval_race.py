"""Two approvers decide about one order at the same moment."""

from pathlib import Path

import pytest
from worker_process import started

RACES = 15
WORKER = Path(__file__).with_name("approval_worker.py")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def race(workers, number, *commands):
    """:return: the answers, in the order of the commands"""
    pairs = list(zip(workers, commands, strict=True))
    for worker, command in pairs[:: -1 if number % 2 else 1]:
        worker.tell("decide", *command)
    return [worker.hear() for worker in workers]


def test_one_decision_stands(workers):
    """Who comes second is told that it was decided; nothing is decided twice."""
    users, orders = workers[0].ask("prepare", RACES, 1)
    winners = set()
    for number, order in enumerate(orders):
        answers = race(
            workers, number, *[(order, user, "approve") for user in users]
        )
        assert answers.count("done") == 1, answers
        winners.add(answers.index("done"))
    assert len(winners) > 1, "the same process won every race: no race at all"
    for found in workers[0].ask("audit", orders):
        assert found == ["sale", ["approved"], ["approved"]]


def test_yes_and_no_at_once_is_one_of_them(workers):
    users, orders = workers[0].ask("prepare", RACES, 1)
    expected = []
    for number, order in enumerate(orders):
        answers = race(
            workers, number, (order, users[0], "approve"), (order, users[1], "reject")
        )
        assert answers.count("done") == 1, answers
        expected.append("approved" if answers[0] == "done" else "rejected")
    assert len(set(expected)) > 1, "the same process won every race: no race at all"
    for kind, (state, kinds, statuses) in zip(
        expected, workers[0].ask("audit", orders), strict=True
    ):
        assert (kinds, statuses) == ([kind], [kind])
        assert (state == "sale") == (kind == "approved")


def test_approval_while_the_order_is_taken_back(workers):
    """It was approved, and is confirmed; or it was taken back, and nobody approved it."""
    users, orders = workers[0].ask("prepare", RACES, 1)
    for number, order in enumerate(orders):
        commands = (("decide", order, users[0], "approve"), ("take_back", order))
        pairs = list(zip(workers, commands, strict=True))
        for worker, command in pairs[:: -1 if number % 2 else 1]:
            worker.tell(*command)
        approved, _taken_back = [worker.hear() for worker in workers]
        ((state, kinds, statuses),) = workers[0].ask("audit", [order])
        if approved == "done":
            assert (state, kinds) == ("sale", ["approved"])
        else:
            assert (state, kinds, statuses) == ("sent", ["taken_back"], [])


def test_the_last_two_approvals_at_once_let_the_order_go_on(workers):
    """Two rules are asked side by side. Each approver decides one of them and must not
    take the other for undecided, or nobody would let the order go on."""
    users, orders = workers[0].ask("prepare", RACES, 2)
    for number, order in enumerate(orders):
        answers = race(
            workers,
            number,
            *[
                (order, user, "approve", f"Rule {rule}")
                for rule, user in enumerate(users)
            ],
        )
        assert answers == ["done", "done"]
    for found in workers[0].ask("audit", orders):
        assert found == ["sale", ["approved"] * 2, ["approved"] * 2]
