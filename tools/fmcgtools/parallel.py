"""Programs that run at the same time; their lines are told as they come."""

import contextlib
import os
import signal
import subprocess
import threading

from . import paths, say

PATIENCE = 20  # seconds to end in order


def jobs():
    """How many parts of a proof run at once: JOBS, or one for each of four cores."""
    asked = os.environ.get("JOBS") or min(len(os.sched_getaffinity(0)), 4)
    try:
        return max(1, int(asked))
    except ValueError:
        raise say.Fail(f"JOBS={asked} is no number", "For example: JOBS=2") from None


class Part:
    """A program of its own.

    :param name: what is in front of each of its lines
    :param command: its arguments
    :param env: what its environment has besides
    """

    def __init__(self, name, command, env=None):
        self.name = name
        self.process = subprocess.Popen(
            command,
            cwd=paths.ROOT,
            env={**os.environ, **(env or {}), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C reaches us only, and we stop it in order
        )
        self.teller = threading.Thread(target=self.tell, daemon=True)
        self.teller.start()

    def tell(self):
        for line in self.process.stdout:
            say.line(f"{self.name}| {line.rstrip()}")

    def wait(self):
        """:return: the exit code, once all is told"""
        code = self.process.wait()
        # a browser that outlives it may hold the pipe: then there is no end to wait for
        self.teller.join(PATIENCE)
        return code

    def stop(self):
        if self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def running(commands, env=None):
    """Start ``{name: command}``; what still runs at the end is stopped.

    :param env: what their environment has besides
    :return: list of :class:`Part`
    """
    parts = []
    try:
        for name, command in commands.items():
            parts.append(Part(name, command, env))
        yield parts
    finally:
        for part in parts:
            part.stop()
