"""What a measurement came to, and whether that is within its limit. No Odoo, no clock.

Every limit is one of a ratio: to stock, to the same step where there is less, or to the
yardstick (``yardstick.py``), measured in the same run. The same code takes 2.3 times as
long on another machine, and so does what it is compared with.
"""

import math
from dataclasses import dataclass

TOO_MUCH = "TOO MUCH"


@dataclass(frozen=True)
class Figure:
    """One figure and what it is compared with.

    :param base: of the same unit as ``ours``; 0 or nothing when it was not measured
    :param base_name: a word for it: ``stock``, ``few``, ``yardstick`` …
    :param most: the most that the ratio of ``ours`` to ``base`` may be
    """

    name: str
    ours: float
    base: float | None = None
    base_name: str = "stock"
    most: float | None = None

    @property
    def ratio(self):
        return self.ours / self.base if self.base else math.nan

    @property
    def good(self):
        """A limit holds only where both were measured."""
        return self.most is None or self.ratio <= self.most

    def line(self):
        """``NAME ours=… stock=… ratio=… ratio_limit=… ok``."""
        parts = [self.name, f"ours={self.ours:.4f}"]
        if self.base:
            parts += [f"{self.base_name}={self.base:.4f}", f"ratio={self.ratio:.4f}"]
        if self.most is not None:
            parts += [f"ratio_limit={self.most}", "ok" if self.good else TOO_MUCH]
        return " ".join(parts)


def is_figure(line):
    """Whether ``line`` is one of :meth:`Figure.line`, or tells what it is made of."""
    return " ours=" in line or "on the clock" in line


class Verdict:
    """What a run of several measurements came to."""

    def __init__(self):
        self.failed = []
        self.over = []  # of the measurement that runs

    def read(self, line):
        """Take notice of a line that a measurement printed."""
        if " ours=" in line and line.rstrip().endswith(TOO_MUCH):
            self.over.append(line.strip())

    def close(self, name, code):
        """A measurement has ended with the exit code ``code``; it may fail for another
        reason than a limit: what it made was wrong, or more queries were asked."""
        self.failed += [f"{name}: {line}" for line in self.over]
        if code and not self.over:
            self.failed.append(f"{name}: ended with the exit code {code}")
        self.over = []

    def tell(self):
        """Lines that close the run."""
        if not self.failed:
            return ["All figures are within their limits."]
        return ["Over their limits, or failed:", *(f"  {line}" for line in self.failed)]

    @property
    def code(self):
        return 1 if self.failed else 0
