"""What the person at the terminal reads: steps with seconds, and failures in one line."""

import contextlib
import sys
import time


class Fail(Exception):
    """A step that cannot go on: what happened, and what to do about it."""

    def __init__(self, problem, remedy="", code=1):
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.code = code

    def __str__(self):
        return f"{self.problem}. {self.remedy}" if self.remedy else self.problem


def line(text=""):
    print(text, flush=True)


def note(text):
    line(f"      {text}")


@contextlib.contextmanager
def step(text):
    """Announce a step, then say how long it took (or that it failed)."""
    started = time.monotonic()
    line(f"  ..  {text}")
    try:
        yield
    except BaseException:
        line(f"  !!  {text} ({time.monotonic() - started:.1f} s)")
        raise
    line(f"  ok  {text} ({time.monotonic() - started:.1f} s)")


def fail(error):
    print(f"FAILED: {error}", file=sys.stderr, flush=True)
