"""A pytest plugin: several processes share one run, each takes the next free file.

    pytest -p fmcgtools.sharing --share=FOLDER --share-part=1/2 …

Every process collects all tests in the same order. Two go through them towards each
other, so that neighbours stay with one process as long as may be (they stand on the same
world, see ``worlds``), what takes long at either end is begun early, and both end within
one file of each other. What belongs to one file stays together, because its classes
build on what others of it have loaded. A file is taken by creating another one in
``FOLDER``, which only one process can.
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
        help="Which of how many processes this is.",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """As pytest's own, whose errors of collection it leaves to it."""
    folder = session.config.getoption("--share")
    if not folder or session.testsfailed or session.config.option.collectonly:
        return None
    part, parts = map(int, session.config.getoption("--share-part").split("/"))
    items = taken(session.items, folder, part, parts)
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


def taken(items, folder, part, parts):
    """Tests of the files that this process gets, one after the other."""
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    files = list(files.values())
    for number in way(part, parts, len(files)):
        if take(os.path.join(folder, str(number))):
            yield from files[number]


def way(part, parts, count):
    """Numbers of all files, in the order in which this process looks at them: the odd
    processes go up from where they begin, the even ones down, then all round.

    :param part: 1 is the first process
    """
    if part % 2:
        first = (part - 1) * count // parts
        return [*range(first, count), *range(first)]
    last = part * count // parts - 1
    return [*range(last, -1, -1), *range(count - 1, last, -1)]


def take(path):
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
