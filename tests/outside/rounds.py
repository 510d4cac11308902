"""How often two processes race: fewer times in each run, all of them when asked."""

import os

SHARE = 4  # the part that a run of everything has time for
IS_FULL = os.environ.get("RACES") == "full"


def rounds(full):
    """:param full: how often they race in ``make test-races``"""
    return full if IS_FULL else -(-full // SHARE)
