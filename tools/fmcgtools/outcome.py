"""What the parts of ``make test`` came to, summed up in pytest's own form."""

import contextlib
import os
import re
import time
import xml.etree.ElementTree as ElementTree
from collections import defaultdict

from . import paths, say

WARNING = re.compile(r"^\S+ \S+ (\d+) (?:WARNING|ERROR|CRITICAL) \S+ (.*)")
# Core's own, which no code of ours can mend, each with its reason. All others fail a run.
CORE = (
    # the browser took more than five seconds to end, after the test had passed
    re.compile(r"\S+\.browser: Killing chrome headless with pid \d+: still alive"),
)
SHOWN = 20
SLOWEST = 10
A_DAY = 24 * 60 * 60  # seconds


class Outcome:
    """Collects the parts, then prints one closing line and gives the exit code.

    A step that is not pytest's (lint, upgrade) counts as one error when it failed; so do
    warnings of Odoo that no test expected.
    """

    def __init__(self):
        self.counts = {"failed": 0, "passed": 0, "skipped": 0, "error": 0}
        self.failed_parts = []
        self.failed_tests = []
        self.reports = {}
        self.told = []
        self.stages = []
        self.marks = {}
        for name in ("install", "updated", "upgrade", "odoo-tests"):
            self.marks[name] = self.mark(name)

    def report(self, name):
        """Where the part ``name`` is to write its JUnit report."""
        file = f"{name.replace('/', '-')}-{os.getpid()}.xml"
        path = paths.inside("reports", paths.clone_id()) / file
        path.unlink(missing_ok=True)
        self.reports[name] = path
        return path

    def part(self, name, code):
        """One pytest run, whose report was asked for before."""
        report = load(self.reports[name])
        found = count(report)
        for key, value in found.items():
            self.counts[key] += value
        self.failed_tests += find_failures(report)
        if code:
            self.failed_parts.append(name)
            if not found["failed"] and not found["error"]:
                self.counts["error"] += 1  # it ended without a report, or was killed

    @contextlib.contextmanager
    def stage(self, name):
        """Remember how long it takes; stages may stand beside each other."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.stages.append((name, time.monotonic() - started))

    def step(self, name, good):
        if not good:
            self.failed_parts.append(name)
            self.counts["error"] += 1

    def mark(self, name):
        log = paths.log(name)
        return log.stat().st_size if log.exists() else 0

    def warnings(self, name, mark=None, processes=()):
        """Remember Odoo's warnings since ``mark`` in the log ``name``.

        :param processes: ids of those that count: others may write to the same log
        """
        log = paths.log(name)
        if not log.exists():
            return
        with open(log, "rb") as stream:
            stream.seek(self.marks[name] if mark is None else mark)
            for raw in stream:
                match = WARNING.match(raw.decode(errors="replace").rstrip())
                if match and (not processes or int(match.group(1)) in processes):
                    self.tell(match.group(2))

    def tell(self, text):
        if text not in self.told and not any(core.match(text) for core in CORE):
            self.told.append(text)

    def close(self, seconds):
        if self.told:
            self.step("warnings", False)
            say.line(f"\nOdoo logged {len(self.told)} different warnings:")
            for text in self.told[:SHOWN]:
                say.line(f"  {text[:160]}")
            say.line("Mend their cause, or expect them in their test (mute_logger).")
        self.tell_times()
        if self.failed_parts:
            say.line(f"\nFailed parts: {', '.join(self.failed_parts)}")
        for test, reason in self.failed_tests[:SHOWN]:
            say.line(f"  {test}\n    {reason[:160]}")
        say.line("\nAll parts together:")
        say.line(closing_line(self.counts, seconds))
        return 1 if self.failed_parts else 0

    def tell_times(self):
        say.line("\nSeconds of each stage, and of the slowest classes (with their set-up):")
        for name, seconds in self.stages:
            say.line(f"  {seconds:6.1f}  {name}")
        classes = defaultdict(float)
        for path in self.reports.values():
            for name, seconds in time_classes(load(path)):
                classes[name] += seconds
        slowest = sorted(classes.items(), key=lambda pair: -pair[1])[:SLOWEST]
        for name, seconds in slowest:
            say.line(f"  {seconds:6.1f}  {name}")


def load(path):
    """A JUnit report; an empty one when there is none."""
    if not path.exists():
        return ElementTree.Element("testsuites")
    return ElementTree.parse(path).getroot()


def count(report):
    """How many tests of a report came to what."""
    found = {"failed": 0, "passed": 0, "skipped": 0, "error": 0}
    for suite in report.iter("testsuite"):
        failed, error, skipped = (
            int(suite.get(key)) for key in ("failures", "errors", "skipped")
        )
        found["failed"] += failed
        found["error"] += error
        found["skipped"] += skipped
        found["passed"] += int(suite.get("tests")) - failed - error - skipped
    return found


def time_classes(report):
    """:return: pairs of a test's class and its seconds, set-up and all"""
    found = [
        (case.get("classname"), float(case.get("time") or 0))
        for case in report.iter("testcase")
    ]
    # a class that freezes the time is measured from the present to its own
    return [(name, seconds) for name, seconds in found if seconds < A_DAY]


def find_failures(report):
    """Whoever reads the end of a long output finds there what failed.

    :return: list of pairs of a test's name and the first line of its reason
    """
    return [
        (
            f"{case.get('classname')}.{case.get('name')}",
            (reason.get("message") or "").partition("\n")[0],
        )
        for case in report.iter("testcase")
        for reason in case
        if reason.tag in ("failure", "error")
    ]


def closing_line(counts, seconds):
    plural = {"error": "errors"} if counts["error"] != 1 else {}
    parts = [
        f"{value} {plural.get(key, key)}" for key, value in counts.items() if value
    ] or ["no tests ran"]
    clock = f" ({seconds // 3600:.0f}:{seconds // 60 % 60:02.0f}:{seconds % 60:02.0f})"
    text = f" {', '.join(parts)} in {seconds:.2f}s{clock if seconds >= 60 else ''} "
    return text.center(80, "=")
