"""Run a program with its output in a log file, and explain a failure in one line."""

import errno
import shutil
import subprocess

from . import paths, say

CAUSES = (
    ("No space left on device", "disk full", "Free some space and run it again"),
    (
        "Temporary failure resolving",
        "no network (a host name could not be resolved)",
        "Check the connection and run it again; what is finished is kept",
    ),
    (
        "Could not connect to",
        "no network (the mirror did not answer)",
        "Check the connection or proxy and run it again",
    ),
    (
        "NewConnectionError",
        "no network (the package index did not answer)",
        "Check the connection or pip's proxy settings and run it again",
    ),
    (
        "Hash Sum mismatch",
        "wrong checksum from the mirror",
        "Run it again; if it stays, choose another with FMCG_DEBIAN_MIRROR",
    ),
)


def explain(text, program, log):
    """The Fail that fits the end of a program's log."""
    for sign, problem, remedy in CAUSES:
        if sign in text:
            return say.Fail(f"{problem}, see {log}", remedy)
    lines = [found.strip() for found in text.splitlines() if found.strip()]
    last = lines[-1][:200] if lines else "no output"
    return say.Fail(f"{program} failed: {last}", f"Details are in {log}")


def logged(command, name, check=True, **options):
    """Run ``command``; its output goes to the end of the log ``name``."""
    log = paths.log(name)
    program = str(command[0])
    if not shutil.which(program):
        raise say.Fail(f"{program} is missing", "Install it and run the command again")
    with open(log, "ab") as stream:
        start = stream.tell()
        stream.write(("$ " + " ".join(map(str, command)) + "\n").encode())
        stream.flush()
        done = subprocess.run(
            [str(part) for part in command],
            stdout=stream,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
            **options,
        )
    text = read_from(log, start)
    if check and done.returncode:
        raise explain(text, program.rsplit("/", 1)[-1], log)
    return done.returncode, text


def read_from(log, start):
    with open(log, "rb") as stream:
        stream.seek(start)
        return stream.read().decode(errors="replace")


def is_disk_full(error):
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
