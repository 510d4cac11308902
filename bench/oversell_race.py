"""How often are the same goods promised twice, and what does it cost that they are not?

    python3 bench/oversell_race.py

Eight processes check the availability of transfers that all want the same product at the
same moment, ``ROUNDS`` times: with our guard, and with stock Odoo's way of reserving (our
guard left out). Counted is how many rounds promised more than there was: with the guard
none, else the exit code is 1. Beside it, how long a round takes from the first question to
the last answer, in milliseconds: with the guard seven of eight begin again.
"""

import os
import statistics
import sys
import time

import common

ROUNDS = int(os.environ.get("ROUNDS", 500))
RACERS = 8
ON_HAND, WANTED = 10, 3
NAME = "oversell_race"
OUTSIDE = common.ROOT / "tests" / "outside"


def race(workers):
    """:return: whether goods were promised twice, whether some were left, milliseconds"""
    product, waiting, _drafts = workers[0].ask("prepare_race", ON_HAND, RACERS, WANTED)
    start = time.monotonic()
    for worker, picking in zip(workers, waiting, strict=True):
        worker.tell("check_availability", picking)
    answers = [worker.hear() for worker in workers]
    taken = (time.monotonic() - start) * 1000
    assert answers == ["done"] * RACERS, answers
    found = workers[0].ask("audit_race", product)
    return found["promised"] > ON_HAND, found["promised"] < ON_HAND, taken


def run(workers):
    """:return: rounds that promised too much, that left something, median of their time"""
    rounds = [race(workers) for _number in range(ROUNDS)]
    over, left, taken = zip(*rounds, strict=True)
    return sum(over), sum(left), statistics.median(taken)


def main():
    from fmcgtools import testing

    sys.path.insert(0, str(OUTSIDE))
    from worker_process import close_nursery, started

    database = common.database(f"bench_{NAME}")
    os.environ.update(testing.outside_env(database))
    with started(OUTSIDE / "stock_guard_worker.py", RACERS) as workers:
        over, left, ours = run(workers)
        for worker in workers:
            worker.ask("without_guard")
        stock_over, _left, stock = run(workers)
    close_nursery()
    common.drop(database)
    print(f"  promised twice: ours {over}, stock {stock_over} of {ROUNDS} rounds")
    print(f"  goods left although somebody waits: ours {left} of {ROUNDS} rounds")
    common.result(f"{NAME}_{RACERS}_processes_{ROUNDS}_rounds", ours, stock)
    return 0 if not over and not left else 1


if __name__ == "__main__":
    common.start()
    sys.exit(main())
