"""Eight processes want the same goods at the same moment, in all ways there are.

After each round no more is promised than there is, rows of stock and move lines agree,
and what could be reserved is reserved.
"""

from pathlib import Path

import pytest
from rounds import IS_FULL, rounds
from worker_process import started

WORKER = Path(__file__).with_name("stock_guard_worker.py")
RACERS = 8
ON_HAND, WANTED = 10, 3  # three are served in full, one in part, four not at all
# a round of each kind takes half a second on two busy processors
ROUNDS = {
    kind: most if IS_FULL else -(-most // 25)
    for kind, most in {"check": 500, "confirm": 100, "type": 100, "mixed": 200}.items()
}
WAYS = ("check_availability", "confirm_transfer", "type_quantity", "type_line")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, RACERS) as workers:
        yield workers


def race(workers, commands, shift=0):
    """:param commands: list of (way, id of the transfer), one for each worker
    :return: what became of each
    """
    order = [(number + shift) % len(commands) for number in range(len(commands))]
    for number in order:
        workers[number].tell(*commands[number])
    return [workers[number].hear() for number in range(len(commands))]


def assert_promised_once(found):
    assert found["reserved"] == found["promised"], "rows and move lines differ"
    assert found["promised"] <= found["on_hand"], "the same goods were promised twice"


def settle(workers, product):
    """What the scheduled action does with what was postponed and is still held then."""
    workers[0].ask("reserve_postponed")
    return workers[0].ask("audit_race", product)


def test_check_availability(workers):
    for number in range(ROUNDS["check"]):
        product, waiting, _drafts = workers[0].ask("prepare_race", ON_HAND, RACERS, WANTED)
        commands = [("check_availability", picking) for picking in waiting]
        assert race(workers, commands, number) == ["done"] * RACERS
        found = workers[0].ask("audit_race", product)
        assert_promised_once(found)
        assert found["promised"] == ON_HAND, "goods are left that somebody waits for"


def test_confirmed_at_once(workers):
    for number in range(ROUNDS["confirm"]):
        product, _waiting, drafts = workers[0].ask("prepare_race", ON_HAND, RACERS, WANTED)
        commands = [("confirm_transfer", picking) for picking in drafts]
        assert race(workers, commands, number) == ["done"] * RACERS
        found = settle(workers, product)
        assert_promised_once(found)
        assert found["promised"] == ON_HAND, "goods are left that somebody waits for"


@pytest.mark.parametrize("way", ["type_quantity", "type_line"])
def test_typed_by_hand(workers, way):
    """Three get all that they typed; the others are refused, since one piece is left."""
    for number in range(ROUNDS["type"]):
        product, waiting, _drafts = workers[0].ask("prepare_race", ON_HAND, RACERS, WANTED)
        answers = race(workers, [(way, picking) for picking in waiting], number)
        assert sorted(answers) == ["done"] * 3 + ["refused"] * 5
        assert_promised_once(workers[0].ask("audit_race", product))


def test_all_ways_at_once(workers):
    for number in range(ROUNDS["mixed"]):
        product, waiting, drafts = workers[0].ask("prepare_race", ON_HAND, RACERS, WANTED)
        commands = [
            (way, (drafts if way == "confirm_transfer" else waiting)[position])
            for position, way in enumerate(WAYS * 2)
        ]
        answers = race(workers, commands, number)
        assert answers[0] == answers[1] == answers[4] == answers[5] == "done"
        assert_promised_once(settle(workers, product))
        workers[0].ask("check_availability", waiting[0])
        workers[0].ask("check_availability", waiting[4])
        found = workers[0].ask("audit_race", product)
        assert_promised_once(found)
        assert found["promised"] == ON_HAND, "goods are left that somebody waits for"


def test_shipping_what_others_reserve(workers):
    """What left is not promised to anybody any more, however the two met."""
    for number in range(rounds(40)):
        product, waiting, _drafts = workers[0].ask("prepare_race", ON_HAND, RACERS, 5)
        ways = ["ship_anyway", *["check_availability"] * 3]
        commands = list(zip(ways, waiting, strict=False))
        assert race(workers[:4], commands, number) == ["done"] * 4
        found = workers[0].ask("audit_race", product)
        assert found["on_hand"] == ON_HAND - 5
        assert_promised_once(found)
