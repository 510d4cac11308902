"""A pytest plugin: several processes share one run, each takes the next free file.

    pytest -p fmcgtools.sharing --share=FOLDER …

Every process collects all tests and goes through them in the same order. What belongs to
one file stays together, because its classes build on what others of it have loaded. A
file is taken by creating another one in ``FOLDER``, which only one process can.
"""

import os

import pytest


def pytest_addoption(parser):
    parser.addoption(
        "--share",
        metavar="FOLDER",
        help="Run only files that no other process with the same FOLDER has taken.",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """As pytest's own, whose errors of collection it leaves to it."""
    folder = session.config.getoption("--share")
    if not folder or session.testsfailed or session.config.option.collectonly:
        return None
    items = taken(session.items, folder)
    item = next(items, None)
    while item:
        # pytest has to know the next test, to keep what both of them use
        following = next(items, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True


def taken(items, folder):
    """Tests of the files that this process gets, one after the other."""
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    for number, tests in enumerate(files.values()):
        if take(os.path.join(folder, str(number))):
            yield from tests


def take(path):
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
