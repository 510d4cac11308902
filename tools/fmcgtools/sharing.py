"""A pytest plugin: several processes share one run, each takes the next free file.

    pytest -p fmcgtools.sharing --share=FOLDER --share-part=1/2 …

Every process collects all tests and goes through them in the same order, each from a
place of its own, so that neighbours stay with one process as long as may be: they stand
on the same world (see ``worlds``). What belongs to one file stays together, because its
classes build on what others of it have loaded. A file is taken by creating another one
in ``FOLDER``, which only one process can.
"""

import os

import pytest


def pytest_addoption(parser):
    parser.addoption(
        "--share",
        metavar="FOLDER",
        help="Run only files that no other process with the same FOLDER has taken.",
    )
    parser.addoption(
        "--share-part",
        metavar="N/OF",
        default="1/1",
        help="Begin at the Nth part of the files.",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """As pytest's own, whose errors of collection it leaves to it."""
    folder = session.config.getoption("--share")
    if not folder or session.testsfailed or session.config.option.collectonly:
        return None
    part, parts = map(int, session.config.getoption("--share-part").split("/"))
    items = taken(session.items, folder, (part - 1) / parts)
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


def taken(items, folder, start):
    """Tests of the files that this process gets, one after the other.

    :param start: where it begins, from 0 (the first file) to 1
    """
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    files = list(enumerate(files.values()))
    first = int(start * len(files))
    for number, tests in files[first:] + files[:first]:
        if take(os.path.join(folder, str(number))):
            yield from tests


def take(path):
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
