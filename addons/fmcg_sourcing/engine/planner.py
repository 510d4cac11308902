"""Which seller and which warehouse serves which line of an order.

A plan serves whatever some seller may sell to the buyer. Among plans that pass the checks
of every seller's part, one is chosen that

1. has the least missing, which is what no choice of sellers has in stock,
2. has the fewest sellers: one for everything if one can,
3. has the preferred sellers.

What is missing waits at a seller that has a part of the line, or else at the first one of
the plan that sells it; it orders the goods from above. The policy says what leaves when,
and not who serves: a buyer that waits for all is served by the same sellers.

Orders with few sellers are planned exactly: all choices of sellers are compared, and where
the lines are few also all ways to give whole lines to them, until one passes. Others are
searched for the fewest sellers (:mod:`cover`), those whose part fails are left out and the
rest is searched again, and at last each line goes to the first seller that has it. All
budgets count steps and not seconds, and ties are broken by rank and id: the same facts
always give the same plan, in whatever order they come.
"""

from dataclasses import replace
from heapq import heappop, heappush
from itertools import combinations

from . import plan_facts as f
from .cover import BUDGET
from .plan_checks import Checker
from .plan_demand import Demand
from .plan_told import tell

# Choices of sellers × products up to which all choices are compared
EXHAUSTIVE = 4096
# Searches among many sellers before each line goes its own way
TRIES = 12
# Of searches after the first one, see :mod:`cover`: their first answer is good enough
RETRY_BUDGET = BUDGET // 10


def accept_all(seller, part):
    """The check that accepts every part."""
    return ()


def plan(lines, sellers, policy=f.SHIP_AVAILABLE, accepts=accept_all):
    """The best plan for an order, see the module.

    O(lines × sellers) for each choice of sellers that is looked at, of which there are at
    most ``EXHAUSTIVE`` or ``TRIES``; in addition the budgets of :mod:`cover` and
    :mod:`plan_checks`.

    :param lines: iterable of :class:`~.plan_facts.Line`
    :param sellers: iterable of :class:`~.plan_facts.Seller`
    :param policy: one of ``POLICIES``
    :param accepts: function of a :class:`~.plan_facts.Seller` and a
        :class:`~.plan_facts.Part`, which returns the reasons (hashable, of any type) for
        which the seller does not accept it; it must always give the same answer
    :return: :class:`~.plan_facts.Plan`
    :raise ValueError: an unknown policy, a quantity or step that is not above zero, two
        lines or sellers with one key
    """
    if policy not in f.POLICIES:
        raise ValueError(f"policy is {policy!r}: give one of {', '.join(f.POLICIES)}.")
    demand = Demand(lines, sellers)
    checker = Checker(demand, accepts)
    only_complete = policy == f.ONLY_COMPLETE
    best, failed = None, []
    if only_complete and not demand.is_in_stock():
        return tell(demand, policy, None, failed)
    for draft in _find_drafts(demand, checker):
        if only_complete and not draft.is_complete:
            continue
        if best is None or draft.badness < best.badness:
            best = draft
        if not draft.failures:
            break
        failed.append(draft)
    if best and checker.is_spent:
        best = replace(best, exact=False)
    return tell(demand, policy, best, failed)


def _find_drafts(demand, checker):
    """Drafts of a plan, the best one first."""
    if demand.count_choices() * len(demand.products) <= EXHAUSTIVE:
        return _compare_all(demand, checker)
    return _search(demand, checker)


def _get_way(chosen):
    return f.ONE_SELLER if len(chosen) == 1 else f.FEWEST_SELLERS


def _compare_all(demand, checker):
    """Every choice of sellers, by what it lacks, its size and its ranks."""
    choices = [
        (missing, size, chosen)
        for size in range(1, len(demand.able) + 1)
        for chosen in combinations(demand.able, size)
        if (missing := demand.get_missing(chosen)) is not None
    ]
    for _missing, _size, chosen in sorted(choices):
        yield from checker.find_drafts(_get_way(chosen), chosen)


def _search(demand, checker):
    """The fewest sellers; then without those whose part failed; then line by line."""
    waiting, seen = [], {()}
    _add_search(demand, waiting, ())
    for _try in range(TRIES):
        if not waiting:
            break
        _missing, _size, chosen, banned, exact = heappop(waiting)
        failing = set()
        for draft in checker.find_drafts(_get_way(chosen), chosen, partial=True):
            yield replace(draft, exact=exact and not banned)
            failing.update(draft.failures)
        for place in sorted(failing):
            more = tuple(sorted({*banned, place}))
            if more not in seen:
                seen.add(more)
                _add_search(demand, waiting, more)
    if not demand.able:
        return
    for draft in checker.find_drafts(f.LINE_BY_LINE, demand.able, partial=True):
        yield replace(draft, exact=False)


def _add_search(demand, waiting, banned):
    """Put the fewest sellers outside of ``banned`` in the queue, if they can serve."""
    cover = demand.find_cover(banned, RETRY_BUDGET if banned else BUDGET)
    if cover and cover.chosen:
        missing = demand.get_missing(cover.chosen)
        entry = missing, len(cover.chosen), cover.chosen, banned, cover.exact
        heappush(waiting, entry)
