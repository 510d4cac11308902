"""Programs at the same time: their lines, exit codes and ends."""

import os
import sys

import pytest
from fmcgtools import parallel, say


def python(code):
    return [sys.executable, "-c", code]


def test_lines_name_their_program_and_codes_are_kept(capsys):
    commands = {"a": python("print('good')"), "b": python("print('bad'); exit(3)")}
    with parallel.running(commands) as parts:
        assert [(part.name, part.wait()) for part in parts] == [("a", 0), ("b", 3)]
    assert sorted(capsys.readouterr().out.splitlines()) == ["a| good", "b| bad"]


def test_an_environment_is_given_besides(capsys, monkeypatch):
    monkeypatch.setenv("KEPT", "kept")
    code = "import os; print(os.environ['KEPT'], os.environ['GIVEN'])"
    with parallel.running({"a": python(code)}, {"GIVEN": "given"}) as (part,):
        assert part.wait() == 0
    assert capsys.readouterr().out == "a| kept given\n"


def test_a_program_that_is_killed_has_a_code(capsys):
    code = "import os; os.kill(os.getpid(), 9)"
    with parallel.running({"a": python(code)}) as (part,):
        assert part.wait() == -9


def test_whoever_is_interrupted_stops_what_runs(capsys):
    code = "import time; print('on'); time.sleep(60)"
    with pytest.raises(KeyboardInterrupt):
        with parallel.running({"a": python(code), "b": python(code)}) as parts:
            raise KeyboardInterrupt
    assert all(part.process.returncode for part in parts)


def test_jobs(monkeypatch):
    monkeypatch.delenv("JOBS", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: range(16))
    assert parallel.jobs() == 4
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: range(2))
    assert parallel.jobs() == 2
    monkeypatch.setenv("JOBS", "1")
    assert parallel.jobs() == 1
    monkeypatch.setenv("JOBS", "many")
    with pytest.raises(say.Fail, match="JOBS=many"):
        parallel.jobs()
