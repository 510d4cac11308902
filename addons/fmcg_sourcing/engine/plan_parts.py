"""A seller's part of a plan: from which of its warehouses the goods come.

Goods come from the fewest of the warehouses that may serve, and a line from one of them
if one has it.
"""

from .cover import find_fewest
from .packs import ZERO
from .plan_facts import Allocation, Part
from .reason import because
from .split import share


def make_part(seller, serving, quantities):
    """The order of one seller.

    O(lines × warehouses), and the budget of :mod:`cover` where there are several.

    :param serving: answer of :meth:`~.plan_facts.Seller.serving`
    :param quantities: list of (line, ready, missing), sorted by the lines' keys
    :return: :class:`~.plan_facts.Part`
    """
    warehouses, reason = serving
    wanted = [(line, ready) for line, ready, _missing in quantities if ready]
    chosen = _choose(warehouses, wanted)
    products = {line.product for line, _ready in wanted}
    left = [
        {product: one.free.get(product, ZERO) for product in products}
        for one in warehouses
    ]
    split = share(wanted, chosen, left)
    default = chosen[0] if chosen else None
    for line, ready, missing in quantities:
        # where steps do not add up in several warehouses, the rest comes later
        lack = split.get_lack(line, ready + missing)
        if lack:
            split.wait(line, min(split.get_holders(line), default=default), lack)
    because_of = (because(reason),) if len(seller.warehouses) > 1 else ()
    allocations = sorted(
        (
            Allocation(
                line.key,
                line.product,
                seller.id,
                None if place is None else warehouses[place].id,
                ready,
                missing,
                reasons=because_of,
            )
            for place, shares in split.by_place().items()
            for line, ready, missing in shares
        ),
        key=lambda one: one.line,
    )
    amount = sum(one.quantity * seller.prices[one.product] for one in allocations)
    return Part(seller.id, tuple(allocations), amount)


def _choose(warehouses, wanted):
    """Places of the fewest warehouses; the preferred one where nothing is there."""
    if len(warehouses) < 2 or not wanted:
        return tuple(range(len(warehouses)))[:1]
    needs = {}
    for line, quantity in wanted:
        needs[line.product] = needs.get(line.product, ZERO) + quantity
    capacities = [
        {
            product: min(free, need)
            for product, need in needs.items()
            if (free := one.free.get(product, ZERO)) > 0
        }
        for one in warehouses
    ]
    found = find_fewest(capacities, needs)
    return found.chosen if found else tuple(range(len(warehouses)))

