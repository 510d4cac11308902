"""Which step of a promotion is reached, and how often."""

from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from .definition import Step


class Reach(NamedTuple):
    """:param times: how often the step is given
    :param reached: what was measured
    """

    step: Step
    times: int
    reached: Decimal


def floor(number):
    return int(number.to_integral_value(ROUND_FLOOR))


def times_of(promotion, step, reached):
    """How often ``reached`` gives a step: 0 where it is not reached."""
    if reached < step.threshold:
        return 0
    if not promotion.repeat or not step.threshold:
        return 1
    times = floor(reached / step.threshold)
    return min(times, promotion.most) if promotion.most else times


def reaches(promotion, reached):
    """All steps that are reached, the highest first."""
    found = [
        Reach(step, times_of(promotion, step, reached), reached)
        for step in promotion.steps
        if reached >= step.threshold
    ]
    if len(found) > 1:
        found.sort(key=lambda reach: -reach.step.threshold)
    return found


def best(options, worth):
    """The option that is worth most, the first of equals; ``None`` where all are worth
    nothing.

    :param worth: function of an option, a number or a tuple of numbers
    """
    winner, most = None, None
    for option in options:
        value = worth(option)
        if _is_something(value) and (winner is None or value > most):
            winner, most = option, value
    return winner


def _is_something(value):
    return any(part > 0 for part in value) if isinstance(value, tuple) else value > 0
