"""CLOCK: which moments are understood, who shares a clock, and what stays apart."""

import datetime
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fmcgtools import clock, hashing, odootree, paths, postgres, say, templates

LIBRARY = next(iter(clock.glob.glob(clock.LIBRARY)), None)


@pytest.fixture
def cluster(monkeypatch):
    """Whether the clock's PostgreSQL runs."""
    state = {"runs": False}
    monkeypatch.setattr(postgres, "runs", lambda: state["runs"])
    return state


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-02-28 23:50", utc(2027, 2, 28, 15, 50)),
        ("2026-12-31 23:59", utc(2026, 12, 31, 15, 59)),
        ("2027-01-01 00:05", utc(2026, 12, 31, 16, 5)),
        ("2028-02-29 08:00", utc(2028, 2, 29, 0, 0)),
        ("2027-01-03T08:00:30", utc(2027, 1, 3, 0, 0, 30)),
        ("2027-01-03 00:30 UTC", utc(2027, 1, 3, 0, 30)),
        ("2027-01-03 00:30Z", utc(2027, 1, 3, 0, 30)),
    ],
)
def test_shanghai_unless_utc_is_said(text, moment):
    assert clock.read(text) == moment


@pytest.mark.parametrize(
    "text",
    ["tomorrow", "2027-02-29 08:00", "2027-02-28", "2027-02-28 24:00", "2027-1-1 8:00"],
)
def test_another_text_is_refused_with_an_example(text):
    with pytest.raises(say.Fail, match="is no moment") as caught:
        clock.read(text)
    assert "2027-02-28 23:50" in str(caught.value)


def test_without_a_clock_nothing_changes(monkeypatch):
    monkeypatch.setenv("CLOCK", " ")  # as make exports it
    assert clock.entered()
    assert clock.applied({"A": "1"}, "test", (), "python") == {"A": "1"}


def test_children_are_at_the_clock_already(monkeypatch):
    monkeypatch.setenv("CLOCK", "2027-02-28 23:50")
    assert not clock.entered()
    monkeypatch.setenv(paths.CLOCK, "20270228T155000Z")
    assert clock.entered()
    monkeypatch.setenv("CLOCK", "2027-03-01 23:50")
    assert not clock.entered()


def test_a_server_of_somebody_else_is_not_shifted(monkeypatch):
    monkeypatch.setenv("CLOCK", "2027-02-28 23:50")
    monkeypatch.setenv("PGHOST", "db")
    with pytest.raises(say.Fail, match="PGHOST"):
        clock.applied({}, "test", (), "python")


def test_databases_stand_apart_and_what_is_fetched_does_not(cache, monkeypatch):
    fetched, made = paths.inside("venv"), paths.inside("postgres")
    monkeypatch.setenv(paths.CLOCK, "20270228T155000Z")
    assert paths.inside("venv") == fetched == cache / "venv"
    assert paths.inside("postgres") == cache / "clock" / "postgres" != made
    assert paths.log("odoo-tests").parent == cache / "clock" / "logs"


def test_templates_are_of_one_clock(monkeypatch):
    monkeypatch.setattr(odootree, "python_path", lambda: "odoo")
    monkeypatch.setattr(hashing, "of_requirements", lambda *names: "r")
    keys = [templates.platform_key()]
    for name in ("20270228T155000Z", "20280229T000000Z"):
        monkeypatch.setenv(paths.CLOCK, name)
        keys.append(templates.platform_key())
    assert len(set(keys)) == 3


def test_a_story_from_the_future_is_told_again(monkeypatch):
    monkeypatch.setattr(templates.databases, "exists", lambda name: True)
    for built, told in ((time.time() - 60, True), (time.time() + 60, False)):
        templates.facts_file("fmcg_story_x").write_text(json.dumps({"built": built}))
        assert bool(templates.story_is_told("fmcg_story_x")) is told


def test_the_template_is_made_before_the_clock_is_set(cluster):
    moment = utc(2027, 2, 28, 15, 50)
    seen = []

    def before():
        seen.append(clock.state_file().exists())
        time.sleep(1.1)

    offset = clock.join(moment, before)
    assert seen == [False]
    assert abs(time.time() + offset - moment.timestamp()) <= 1


def test_a_running_clock_goes_on(cluster):
    moment = utc(2027, 2, 28, 15, 50)
    clock.record(moment)
    known = json.loads(clock.state_file().read_text())
    clock.state_file().write_text(json.dumps({**known, "offset": 1234}))
    cluster["runs"] = True
    assert clock.join(moment, pytest.fail) == 1234
    with pytest.raises(say.Fail, match="20270228T155000Z"):
        clock.join(utc(2028, 1, 1), pytest.fail)


def test_others_at_another_clock_are_not_disturbed(cluster, tmp_path):
    """The lease of a process counts for as long as it lives."""
    code = (
        "import datetime, sys, time; from fmcgtools import clock, postgres\n"
        "postgres.runs = lambda: False\n"
        "clock.join(datetime.datetime(2027, 1, 1, tzinfo=datetime.timezone.utc), int)\n"
        "print('joined', flush=True); time.sleep(60)"
    )
    path = clock.in_front(paths.ROOT / "tools", os.environ.get("PYTHONPATH"))
    env = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=env
    ) as other:
        try:
            assert other.stdout.readline() == b"joined\n"
            with pytest.raises(say.Fail, match="20270101T000000Z"):
                clock.join(utc(2028, 1, 1), pytest.fail)
        finally:
            other.kill()
    assert clock.join(utc(2028, 1, 1), int)


@pytest.mark.parametrize(
    ("name", "arguments", "needed"),
    [
        ("test", (), True),
        ("test", ("addons/fmcg_order",), True),
        ("test", ("tests/outside",), True),
        ("test", ("tests/tools", "-q"), False),
        ("demo", (), True),
        ("lint", (), False),
        ("pytest", ("dev", "addons/fmcg_order"), False),
    ],
)
def test_only_what_clones_waits_for_a_template(name, arguments, needed):
    assert clock.needs_template(name, arguments) is needed


def test_lint_has_nothing_to_do_with_the_clock():
    env = {**clock.shifted("lib.so", 5, {}), "CLOCK": "x", paths.CLOCK: "y", "HOME": "/"}
    rest = clock.without(env)
    assert rest["HOME"] == "/"
    assert not {"LD_PRELOAD", "FAKETIME", "CLOCK", paths.CLOCK} & set(rest)


def test_a_browser_gets_a_monotonic_clock_that_agrees(tmp_path, monkeypatch):
    program = tmp_path / "chromium"
    program.write_text('#!/bin/sh\necho "${FAKETIME_DONT_FAKE_MONOTONIC-gone} $1"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    env = {**os.environ, **clock.shifted("", 5, os.environ), "LD_PRELOAD": ""}
    done = subprocess.run(
        ["chromium", "a b"], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "gone a b\n"


@pytest.mark.skipif(
    not LIBRARY or "FAKETIME" in os.environ,
    reason="Debian's faketime comes with the first CLOCK, and cannot be shifted twice",
)
def test_python_and_its_children_live_at_the_clock(tmp_path):
    """Time is shifted and goes on; waiting takes as long as it should."""
    code = (
        "import datetime, os, threading, time, sys\n"
        "begun = time.monotonic()\n"
        "lock = threading.Lock(); lock.acquire(); lock.acquire(timeout=0.2)\n"
        "threading.Event().wait(0.2); time.sleep(0.2)\n"
        "waited = time.monotonic() - begun\n"
        "os.system('date -u +%Y')\n"
        "print(datetime.datetime.now(datetime.timezone.utc).year, 0.5 < waited < 5)\n"
        "print(abs(os.stat(sys.argv[1]).st_mtime - float(sys.argv[2])) < 5)\n"
    )
    file = Path(tmp_path / "file")
    file.write_text("x")
    offset = clock.seconds_until(utc(2031, 7, 1))
    env = {**os.environ, **clock.shifted(LIBRARY, offset, os.environ)}
    done = subprocess.run(
        [sys.executable, "-c", code, file, str(file.stat().st_mtime)],
        env=env, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["2031", "2031", "True", "True"]


def test_the_server_has_the_same_clock_by_other_means(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "home", lambda: tmp_path)
    plain = {"PATH": "/bin"}
    assert clock.for_server(plain) == plain
    env = {**plain, "LD_PRELOAD": "faketime.so", "FAKETIME": "+86400s", "FAKETIME_X": "1"}
    assert clock.for_server(env) == {
        **plain,
        "LD_PRELOAD": str(tmp_path / "server_clock.so"),
        "FMCG_CLOCK_OFFSET": "+86400",
    }


def run_python(code, env):
    return subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.skipif(not clock.shutil.which("cc"), reason="there is no compiler")
def test_timers_run_at_the_servers_clock(monkeypatch, tmp_path):
    """A handler that interrupts a wait sees the shifted clock: faketime's saw the real."""
    monkeypatch.setattr(postgres, "home", lambda: tmp_path)
    clock.compile_server_clock()
    code = (
        "import select, signal, time\n"
        "seen = []\n"
        "signal.signal(signal.SIGALRM, lambda *_: seen.append(time.time()))\n"
        "start = time.time()\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.1)\n"
        "select.epoll().poll(0.3)\n"
        "print(start, seen[0] - start)\n"
    )
    plain = clock.without(os.environ)
    env = clock.for_server({**plain, "FAKETIME": "+864000s"})
    start, waited = map(float, run_python(code, env).split())
    # these tests may run at another clock themselves
    now = float(run_python("import time; print(time.time())", plain))
    assert abs(start - now - 864000) < 60
    assert 0 < waited < 10
