"""What is not reached, but not far away: "120 more and you save 300"."""

from decimal import Decimal

from . import gifts
from .basket import ZERO
from .definition import BUNDLE, EACH_PRODUCT, FREIGHT, GIFT, NTH, ORDER, VALUE
from .orders import get_most
from .result import Near
from .steps import times_of
from .work import Sheet

# More than this share of a threshold is too far to mention.
NEAR_SHARE = Decimal("0.5")


def find(work, promotion, lines):
    """The nearest step of a promotion that is not reached yet, or ``None``.

    Money that it would bring is told for benefits of the whole order and its freight
    only: elsewhere it depends on what is added. A step that brings nothing more is not
    worth telling.
    """
    if promotion.kind in (BUNDLE, NTH):
        return None
    found = [
        _find_in_group(work, promotion, group)
        for group in work.groups(promotion, lines)
        if group.counted
    ]
    return min(
        filter(None, found),
        key=lambda near: near.missing / near.step.threshold,
        default=None,
    )


def _find_in_group(work, promotion, group):
    found = _get_next(promotion, group.reached)
    if not found:
        return None
    step, threshold = found
    missing = threshold - group.reached
    if missing > step.threshold * NEAR_SHARE:
        return None
    then = group._replace(reached=threshold)
    gain, more = ZERO, ()
    if promotion.kind in (ORDER, FREIGHT):
        gain = _get_gain(work, promotion, group, then)
        worth_telling = gain > ZERO
    else:
        more = _get_more_gifts(work, promotion, group, then)
        worth_telling = more or promotion.kind != GIFT
    if not worth_telling:
        return None
    product = group.product if promotion.level == EACH_PRODUCT else 0
    return Near(promotion.id, missing, step, gain, more, product)


def _get_next(promotion, reached):
    """The next step and the threshold to reach, or ``None``."""
    ahead = [step for step in promotion.steps if reached < step.threshold]
    if ahead:
        step = min(ahead, key=lambda step: step.threshold)
        return step, step.threshold
    if not promotion.repeat or not promotion.steps or not promotion.steps[0].threshold:
        return None
    step = promotion.steps[0]
    times = times_of(promotion, step, reached)
    if times == promotion.most:
        return None
    return step, step.threshold * (times + 1)


def _get_gain(work, promotion, now, then):
    """Additional money off, if what is missing is added at its price."""
    sheet = Sheet(work, promotion)
    target = work.freight if promotion.kind == FREIGHT else now.target
    basis, payable = sheet.total(target), sheet.payable(target)
    before = get_most(sheet, promotion, now.reached, basis, payable)
    if promotion.measure == VALUE and _is_about_the_same(promotion, now):
        added = then.reached - now.reached
        basis, payable = basis + added, payable + added
    return get_most(sheet, promotion, then.reached, basis, payable) - before


def _is_about_the_same(promotion, group):
    """Whether what is counted is also what gets the benefit."""
    return (
        promotion.kind == ORDER
        and promotion.target is None
        and len(group.target) == len(group.counted)
    )


def _get_more_gifts(work, promotion, now, then):
    """Pairs of a product and its additional pieces."""
    if promotion.kind != GIFT:
        return ()
    before = {
        gift.product: gift.quantity for gift in gifts.get_due(work, promotion, now)
    }
    more = [
        (gift.product, gift.quantity - before.get(gift.product, ZERO))
        for gift in gifts.get_due(work, promotion, then)
    ]
    return tuple((product, pieces) for product, pieces in more if pieces > ZERO)
