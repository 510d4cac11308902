"""What is not reached, but not far away: "120 more and you save 300"."""

from decimal import ROUND_FLOOR, Decimal

from .basket import ZERO
from .definition import BUNDLE, EACH_PRODUCT, GIFT, NTH, ORDER, VALUE
from .lines import HUNDRED
from .result import Near
from .steps import times_of

# More than this share of a threshold is too far to mention.
NEAR_SHARE = Decimal("0.5")


def find(work, promotion, lines):
    """The nearest step of a promotion that is not reached yet, or ``None``.

    Money that it would bring is told for benefits of the whole order only: elsewhere it
    depends on what is added.
    """
    if promotion.kind in (BUNDLE, NTH):
        return None
    found = [
        near
        for product, counted, target in work.groups(promotion, lines)
        if counted
        for near in [_find_in_group(work, promotion, product, counted, target)]
        if near
    ]
    return min(found, key=lambda near: near.missing / near.step.threshold, default=None)


def _find_in_group(work, promotion, product, counted, target):
    reached = work.measure(promotion, counted)
    found = _get_next(promotion, reached)
    if not found:
        return None
    step, threshold = found
    missing = threshold - reached
    if missing > step.threshold * NEAR_SHARE:
        return None
    return Near(
        promotion.id,
        missing,
        step,
        _get_gain(work, promotion, step, target, reached, missing),
        _get_gifts(promotion, step, product),
        product if promotion.level == EACH_PRODUCT else 0,
    )


def _get_next(promotion, reached):
    """The next step and the threshold to reach, or ``None``."""
    steps = sorted(promotion.steps, key=lambda step: step.threshold)
    for step in steps:
        if reached < step.threshold:
            return step, step.threshold
    if not promotion.repeat or not steps or not steps[0].threshold:
        return None
    step = steps[0]
    times = int((reached / step.threshold).to_integral_value(ROUND_FLOOR)) + 1
    if promotion.most and times > promotion.most:
        return None
    return step, step.threshold * times


def _get_gain(work, promotion, step, target, reached, missing):
    if promotion.kind != ORDER:
        return ZERO
    if promotion.repeat:
        return step.amount
    basis = work.total(promotion.benefit_basis, target)
    now = max(
        (
            _get_amount(work, one, basis)
            for one in promotion.steps
            if times_of(promotion, one, reached)
        ),
        default=ZERO,
    )
    if promotion.measure == VALUE:
        basis += missing
    return max(_get_amount(work, step, basis) - now, ZERO)


def _get_amount(work, step, basis):
    return step.amount + work.money(basis * step.percent / HUNDRED)


def _get_gifts(promotion, step, product):
    if promotion.kind != GIFT:
        return ()
    gifts = step.gifts[:1] if promotion.one_gift else step.gifts
    return tuple(
        (product if promotion.same_product else gift.product, gift.quantity)
        for gift in gifts
    )
