"""Why a seller serves what it serves under a plan: codes and facts, which others put into
words."""

from . import plan_facts as f
from .reason import because

ONLY_ONE = "only_one"  # products: which nobody else sells to the buyer
HAS_ALL = "has_all"  # has all that nobody else alone has
PREFERRED = "preferred"  # others could as well, and stand behind it
MOST = "most"  # not all is there, and nobody has more
FEWEST = "fewest"  # fewer sellers cannot serve it
FIRST_WITH_IT = "first_with_it"  # line by line


def explain(plan, sellers):
    """
    :param plan: :class:`~.plan_facts.Plan`
    :param sellers: iterable of :class:`~.plan_facts.Seller`, all that might have served
    :return: dict from seller to a tuple of :class:`~.reason.Reason`
    """
    offers = {}
    for seller in sellers:
        for product in seller.prices:
            offers.setdefault(product, set()).add(seller.id)
    return {part.seller: tuple(_explain(plan, part, offers)) for part in plan.parts}


def _explain(plan, part, offers):
    products = dict.fromkeys(one.product for one in part.allocations)
    alone = tuple(product for product in products if len(offers[product]) == 1)
    if alone:
        yield because(ONLY_ONE, products=alone)
    if len(alone) < len(products):
        yield because(_why_not_others(plan, part))


def _why_not_others(plan, part):
    if plan.way == f.FEWEST_SELLERS:
        return FEWEST
    if plan.way == f.LINE_BY_LINE:
        return FIRST_WITH_IT
    complete = not any(one.missing for one in part.allocations)
    if complete:
        return PREFERRED if _could_others(plan) else HAS_ALL
    return MOST if any(one.ready for one in part.allocations) else PREFERRED


def _could_others(plan):
    return any(
        reason.code == f.NOT_NEEDED for one in plan.rejected for reason in one.reasons
    )
