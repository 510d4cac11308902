import pytest
from rounds import IS_FULL, SHARE, rounds
from worker_process import close_nursery


@pytest.fixture(scope="session", autouse=True)
def nursery():
    """Its workers are ended by whoever started them."""
    yield
    close_nursery()


def pytest_report_header():
    if IS_FULL:
        return "races: all rounds (200 of each kind)"
    return f"races: {rounds(200)} rounds of 200, one in {SHARE} (make test-races: all)"
