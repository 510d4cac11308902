"""Which step of a promotion is reached, and how often."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from .basket import ZERO
from .definition import Step


@dataclass(frozen=True)
class Reach:
    """:param times: how often the step is given
    :param reached: what was measured
    """

    step: Step
    times: int
    reached: Decimal


def times_of(promotion, step, reached):
    """How often ``reached`` gives a step: 0 where it is not reached."""
    if reached < step.threshold:
        return 0
    if not promotion.repeat or not step.threshold:
        return 1
    times = int((reached / step.threshold).to_integral_value(ROUND_FLOOR))
    return min(times, promotion.most) if promotion.most else times


def reaches(promotion, reached):
    """All steps that are reached, the highest first."""
    found = (
        Reach(step, times_of(promotion, step, reached), reached)
        for step in sorted(promotion.steps, key=lambda step: step.threshold, reverse=True)
    )
    return [reach for reach in found if reach.times]


def best(options, worth):
    """The option that is worth most; the first of equals.

    :param worth: function of an option
    """
    winner, most = None, ZERO
    for option in options:
        value = worth(option)
        if value > most:
            winner, most = option, value
    return winner
