"""Loaded by each Python under ``CLOCK``, see ``fmcgtools.clock``.

libfaketime 0.9.10 gets a sleep until a point of the monotonic clock wrong when it leaves
that clock alone: ``time.sleep`` ends with "Invalid argument". ``select`` it leaves alone.
"""

import select
import time


def sleep(seconds):
    """As ``time.sleep``: signals do not shorten it."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = sleep
