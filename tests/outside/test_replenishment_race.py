"""Two processes that look at the same moment spend the same money once."""

from pathlib import Path

import pytest
from replenishment_worker import PIECES
from rounds import rounds
from worker_process import started

RACES = rounds(20)
WORKER = Path(__file__).with_name("replenishment_worker.py")


@pytest.fixture(scope="module")
def workers():
    with started(WORKER, 2) as workers:
        yield workers


def test_the_budget_is_spent_once(workers):
    for _race in range(RACES):
        company, product = workers[0].ask("prepare_race")
        for worker in workers:
            worker.tell("replenish", company)
        assert [worker.hear() for worker in workers] == ["replenished"] * 2
        found = workers[0].ask("audit_race", company, product)
        assert found == [PIECES, 0, 0]
