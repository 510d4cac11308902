"""Two processes order the same cart from two sellers at the same moment, or two carts of one
buyer: one order for each seller, and no number twice."""

from pathlib import Path

import pytest
from rounds import rounds
from worker_process import Process, started

WORKER = Path(__file__).with_name("checkout_worker.py")
RACES = 40


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def race(workers, shift, commands):
    order = [(number + shift) % 2 for number in range(2)]
    for number in order:
        workers[number].tell("place", *commands[number])
    return [worker.hear() for worker in workers]


def test_one_cart_is_ordered_once(workers):
    """The second would plan otherwise: the first has taken the goods of one seller."""
    agreements, product = workers[0].ask("prepare", 3)
    for number in range(rounds(RACES)):
        command = agreements, product, 4, number
        one, two = race(workers, number, [command, command])
        assert one[:2] == two[:2]
        assert {one[2], two[2]} == {True, False}, "no process found the other's orders"


def test_two_carts_of_one_buyer_have_two_numbers(workers):
    agreements, product = workers[0].ask("prepare", 1000)
    numbers = []
    for number in range(rounds(RACES)):
        commands = [(agreements, product, 1, f"{name}-{number}") for name in "ab"]
        for _orders, found, known in race(workers, number, commands):
            assert not known
            numbers += found
    assert len(numbers) == len(set(numbers)) == 2 * rounds(RACES)


def test_a_process_killed_between_its_orders_leaves_none(workers):
    agreements, product = workers[0].ask("prepare", 3)
    command = agreements, product, 5, "killed"
    victim = Process(WORKER)
    victim.tell("place_and_hang", *command)
    assert victim.hear() == "hanging"
    workers[0].tell("place", *command)  # waits for the victim's turn
    victim.kill()
    orders, numbers, known = workers[0].hear()
    assert not known
    assert len(orders) == 2 and len(set(numbers)) == 1
    assert workers[1].ask("count", agreements) == 2
