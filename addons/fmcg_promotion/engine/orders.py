"""Benefits of the whole order and of its freight."""

from .basket import ZERO
from .lines import HUNDRED
from .result import Part
from .steps import best, reaches
from .work import Sheet


def draft(work, promotion, lines):
    """An amount or a percentage off what the promotion is about.

    :return: (list of (line key, money off), list of :class:`Part`)
    """
    shares, parts = [], []
    groups = work.groups(promotion, lines)
    sheet = Sheet(work, promotion, several=len(groups) > 1)
    for group in groups:
        part = _draft_part(sheet, promotion, group, group.target)
        if part:
            off = sheet.share(part.amount, group.target)
            parts.append(part)
            shares += off.items()
            sheet.take(off)
    return shares, parts


def draft_freight(work, promotion, lines):
    """The same off the order's freight: the threshold is measured on the goods. Where
    each product counts on its own, the best one earns it."""
    sheet = Sheet(work, promotion)
    drafts = [
        _draft_part(sheet, promotion, group, work.freight)
        for group in work.groups(promotion, lines)
    ]
    part = best(filter(None, drafts), lambda part: part.amount)
    if not part:
        return [], []
    return list(sheet.share(part.amount, work.freight).items()), [part]


def get_most(sheet, promotion, reached, basis, payable):
    """The most money off that any step gives for what is reached."""
    found = _get_best(sheet, reaches(promotion, reached), basis, payable)
    return found[1] if found else ZERO


def _draft_part(sheet, promotion, group, target):
    found = reaches(promotion, group.reached)
    if not found:
        return None
    basis = sheet.total(target)
    option = _get_best(sheet, found, basis, sheet.payable(target))
    if not option:
        return None
    reach, amount = option
    return Part(reach.step, reach.times, group.product, reach.reached, basis, amount)


def _get_best(sheet, found, basis, payable):
    """The best of the steps that are reached and its amount, or ``None``."""
    options = [
        (reach, min(_get_amount(sheet, reach, basis), payable)) for reach in found
    ]
    return best(options, lambda option: option[1])


def _get_amount(sheet, reach, basis):
    """Money off before a look at what is left to pay."""
    step = reach.step
    return sheet.work.money(step.amount * reach.times + basis * step.percent / HUNDRED)
