"""Another clock for one command: ``make test CLOCK="2027-02-28 23:50"``.

What:  the command, its servers, browsers and PostgreSQL see a clock that starts at that
       moment and goes on from there. It is Shanghai's time, or UTC with "UTC" behind it.
How:   Debian's ``faketime`` shifts the clock of each process that inherits our environment
       by one number of seconds, the same for all of them; PostgreSQL's is shifted by a
       small library of ours, because its timers do not run with faketime
       (``clocked/server_clock.c``).
Where: databases, files and templates of such runs stand in a folder of the cache and a
       PostgreSQL cluster of their own (``paths.inside``); only what is fetched is shared.
       There is one such cluster: two commands share it when they ask for the same clock.

Templates are installed at the same hour of the day before, so that the tests begin at the
moment that was asked for and find nothing that comes from the future.

Left alone on purpose:
- the monotonic clock: Python's locks wait until a point of it, in the kernel;
- times of files: compiled Python is valid by them, and it is shared with other runs;
- the set-up before it: certificates of mirrors are valid today.
"""

import contextlib
import datetime
import fcntl
import glob
import json
import os
import re
import shutil
import subprocess
import time
import zoneinfo
from pathlib import Path

from . import apt, commands, paths, postgres, say

PACKAGE = "faketime"
LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1"
ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")
FORM = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?( ?UTC| ?Z)?", re.ASCII)
SITE = Path(__file__).parent / "clocked"
SERVER_CLOCK = SITE / "server_clock.c"
COMPILER = ("gcc", "libc6-dev")  # packages
DAY = 24 * 60 * 60
CLONING = ("test", "demo", "demo-reset", "clone")  # need a template
BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
# Chromium ends when its clocks disagree: for it the monotonic one is shifted as well.
BROWSER = '#!/bin/sh\nunset FAKETIME_DONT_FAKE_MONOTONIC\nexec {program} "$@"\n'


def asked():
    """The moment that CLOCK names; nothing without one."""
    text = (os.environ.get("CLOCK") or "").strip()
    return read(text) if text else None


def read(text):
    """A moment with its zone; raises :class:`say.Fail` on what is none."""
    found = FORM.fullmatch(text)
    try:
        if not found:
            raise ValueError("it has another form")
        *numbers, zone = found.groups()
        parts = [int(number or 0) for number in numbers]
        return datetime.datetime(*parts, tzinfo=datetime.timezone.utc if zone else ZONE)
    except ValueError as error:
        raise say.Fail(
            f"CLOCK={text} is no moment ({error})",
            'For example: CLOCK="2027-02-28 23:50" (Shanghai), "2027-01-03 00:30 UTC"',
        ) from None


def name_of(moment):
    """A moment as part of names of files: in UTC, so that each has one name."""
    return moment.astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def entered():
    """True where nothing is left to be done: no clock was asked for, or it is this one."""
    moment = asked()
    return not moment or os.environ.get(paths.CLOCK) == name_of(moment)


def applied(env, name, arguments, python):
    """``env`` changed to that of a process that lives at the clock.

    :param env: with PATH and PYTHONPATH as they are to be
    :param name: the command, with its ``arguments``: some need a template first
    :param python: the environment's Python
    """
    moment = asked()
    if not moment:
        return env
    if postgres.external():
        raise say.Fail(
            "CLOCK needs a PostgreSQL of its own, and PGHOST names another", "Unset PGHOST"
        )
    os.environ[paths.CLOCK] = name_of(moment)
    env = {**env, paths.CLOCK: name_of(moment)}
    if name == "stop":  # whatever clock its PostgreSQL is at
        return env
    library = prepare()

    def before():
        if needs_template(name, arguments):
            offset = seconds_until(moment) - DAY
            install(python, {**env, **shifted(library, offset, env)})

    offset = join(moment, before)
    now = datetime.datetime.fromtimestamp(time.time() + offset, ZONE)
    say.note(f"the clock: {now:%Y-%m-%d %H:%M:%S} in Shanghai")
    return {**env, **shifted(library, offset, env)}


def prepare():
    """Fetch under the right clock whatever will be needed; the library's path."""
    missing = apt.missing_system_packages()
    missing += [] if glob.glob(LIBRARY) else [PACKAGE]
    apt.install([*missing, *([] if shutil.which("cc") else COMPILER)])
    postgres.programs()
    compile_server_clock()
    found = glob.glob(LIBRARY)
    if not found:
        raise say.Fail(f"{LIBRARY} is missing", f"Install the package {PACKAGE}")
    return found[0]


def server_library():
    """Where PostgreSQL's account can read it."""
    return postgres.home() / "server_clock.so"


def compile_server_clock():
    target = server_library()
    temporary = target.with_suffix(f".{os.getpid()}")
    command = ["cc", "-shared", "-fPIC", "-O2", "-o", temporary, SERVER_CLOCK]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise say.Fail(f"the clock of PostgreSQL: {done.stderr.strip()}", "See cc above")
    temporary.chmod(0o755)
    temporary.replace(target)


def for_server(env):
    """``env`` for PostgreSQL: at the same clock by other means; as it is without one."""
    if not env.get("FAKETIME"):
        return env
    kept = {key: value for key, value in env.items() if not key.startswith("FAKETIME")}
    offset = env["FAKETIME"].removesuffix("s")
    return {**kept, "LD_PRELOAD": str(server_library()), "FMCG_CLOCK_OFFSET": offset}


def join(moment, before):
    """Seconds between the clock and the right one.

    While others are at the clock, or its PostgreSQL runs, it goes on as it is; else it is
    set to ``moment``, after ``before()``. The lease is held until this process ends,
    whatever program it becomes.
    """
    lease = os.open(paths.inside("locks") / "clock.lease", os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(lease, True)
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not postgres.runs():
            before()
            record(moment)
    fcntl.flock(lease, fcntl.LOCK_SH)  # waits for who sets it just now
    try:
        return offset_of(moment)
    except say.Fail:
        os.close(lease)
        raise


def record(moment):
    note = {"clock": name_of(moment), "offset": seconds_until(moment)}
    state_file().write_text(json.dumps(note))


def offset_of(moment):
    """The recorded offset; a failure when others are at another clock."""
    known = json.loads(state_file().read_text())
    if known["clock"] != name_of(moment):
        raise say.Fail(
            f"other commands run at the clock {known['clock']}",
            "Wait for their end, or set FMCG_CACHE",
        )
    return known["offset"]


def state_file():
    return paths.inside("run") / "clock.json"


def seconds_until(moment):
    return round(moment.timestamp() - time.time())


def needs_template(name, arguments):
    return name in CLONING and not any(
        text.startswith(commands.WITHOUT_ODOO) for text in arguments
    )


def install(python, env):
    """Have a template, at the clock of the day before; its PostgreSQL stops again."""
    command = [str(python), "-m", "fmcgtools", "template"]
    if subprocess.run(command, env=env, check=False).returncode:
        raise say.Fail("no template at the clock of the day before")


def shifted(library, offset, env):
    """What is other in ``env`` for processes whose clock is ``offset`` seconds ahead."""
    return {
        "LD_PRELOAD": library,
        "FAKETIME": f"{offset:+d}s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
        "FAKE_UTIME": "0",
        "PATH": in_front(browsers(), env.get("PATH")),
        "PYTHONPATH": in_front(SITE, env.get("PYTHONPATH")),
    }


def in_front(folder, others):
    return os.pathsep.join([str(folder), *([others] if others else [])])


def browsers():
    """A folder to look for browsers in before all others."""
    folder = paths.inside("bin")
    for name in BROWSERS:
        program = shutil.which(name)
        if program and not program.startswith(str(folder)):
            (folder / name).write_text(BROWSER.format(program=program))
            (folder / name).chmod(0o755)
    return folder


def without(env):
    """``env`` for programs that have nothing to do with the clock (lint)."""
    ours = ("LD_PRELOAD", "FAKETIME", "CLOCK", paths.CLOCK)
    return {key: value for key, value in env.items() if key not in ours}
