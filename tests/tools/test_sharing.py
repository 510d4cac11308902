"""Processes that share a run leave no test out, and run none twice."""

import os
import subprocess
import sys

import pytest
from fmcgtools.sharing import way

CONFTEST = """
import os, pytest

@pytest.fixture(scope="session", autouse=True)
def registry():
    yield
    print("END OF SESSION")

@pytest.fixture(autouse=True)
def note(request):
    with open(os.environ["NOTES"], "a") as stream:
        print(request.node.nodeid, file=stream)
"""
FILE = """
import time, unittest

class TestFirst(unittest.TestCase):
    def test_one(self):
        time.sleep(0.05)

class TestSecond(unittest.TestCase):
    def test_two(self):
        assert "{name}" != "bad"
"""


@pytest.fixture
def share(tmp_path):
    """Start two processes on the files of these names; their exit codes and outputs."""

    def run(*names):
        (tmp_path / "conftest.py").write_text(CONFTEST)
        for name in names:
            (tmp_path / f"test_{name}.py").write_text(FILE.format(name=name))
        folder = tmp_path / "taken"
        folder.mkdir()
        command = [sys.executable, "-m", "pytest", "-s", "-p", "no:cacheprovider"]
        command += ["-p", "no:odoo", "-p", "fmcgtools.sharing", f"--share={folder}"]
        processes = [
            subprocess.Popen(
                [*command, "--rootdir=.", "."],
                cwd=tmp_path,
                env={**os.environ, "NOTES": str(tmp_path / "notes")},
                stdout=subprocess.PIPE,
                text=True,
            )
            for _number in range(2)
        ]
        outputs = [process.communicate()[0] for process in processes]
        return [process.returncode for process in processes], outputs

    return run


def test_each_test_runs_once(share, tmp_path):
    codes, outputs = share(*"abcdefgh")
    assert codes == [0, 0]
    ran = (tmp_path / "notes").read_text().splitlines()
    assert len(ran) == len(set(ran)) == 16
    assert [text.count("END OF SESSION") for text in outputs] == [1, 1]


def test_one_that_fails_is_told_by_the_process_that_ran_it(share):
    codes, outputs = share("a", "bad", "c")
    assert sorted(codes) == [0, 1]
    failed = outputs[codes.index(1)]
    assert "1 failed" in failed and "test_bad.py::TestSecond::test_two" in failed


def test_one_that_cannot_be_loaded_fails_all(share, tmp_path):
    (tmp_path / "test_broken.py").write_text("import nothing_like_this")
    codes, _outputs = share("a")
    assert codes == [2, 2]
    assert not (tmp_path / "notes").exists()


def test_a_process_that_finds_nothing_left_is_content(share):
    codes, _outputs = share("a")
    assert codes == [0, 0]


def test_two_go_towards_each_other():
    assert way(1, 2, 4) == [0, 1, 2, 3]
    assert way(2, 2, 4) == [3, 2, 1, 0]


@pytest.mark.parametrize("parts", range(1, 6))
@pytest.mark.parametrize("count", (0, 1, 2, 5, 12))
def test_each_process_looks_at_every_file(parts, count):
    for part in range(1, parts + 1):
        assert sorted(way(part, parts, count)) == list(range(count))


def test_more_processes_begin_in_pairs():
    """Each pair meets within its own part, and takes what others have left."""
    assert [way(part, 4, 8)[0] for part in range(1, 5)] == [0, 3, 4, 7]
