"""Benefits of the whole order and of its freight."""

from .basket import ZERO
from .lines import HUNDRED
from .result import Part
from .steps import best, reaches


def draft(work, promotion, lines):
    """An amount or a percentage off what the promotion is about.

    :return: (list of (line key, money off), list of :class:`Part`)
    """
    shares, parts = [], []
    for product, counted, target in work.groups(promotion, lines):
        part = _draft_part(work, promotion, counted, target, product)
        if part:
            parts.append(part)
            shares += work.share(part.amount, target).items()
    return shares, parts


def draft_freight(work, promotion, lines):
    """The same off the order's freight: the threshold is measured on the goods."""
    for _product, counted, _target in work.groups(promotion, lines):
        part = _draft_part(work, promotion, counted, work.freight, 0)
        if part:
            return list(work.share(part.amount, work.freight).items()), [part]
    return [], []


def _draft_part(work, promotion, counted, target, product):
    basis = work.total(promotion.benefit_basis, target)
    payable = sum((work.left[line.key] for line in target), ZERO)

    def worth(reach):
        return min(_get_amount(work, reach, basis), payable)

    reach = best(reaches(promotion, work.measure(promotion, counted)), worth)
    if not reach:
        return None
    return Part(reach.step, reach.times, product, reach.reached, basis, worth(reach))


def _get_amount(work, reach, basis):
    step = reach.step
    return step.amount * reach.times + work.money(basis * step.percent / HUNDRED)
