"""What a plan is made from, and what it says. Quantities are Decimal in the product's
base unit, amounts Decimal in the seller's currency before tax."""

from dataclasses import dataclass, field
from decimal import Decimal

from .packs import ONE, ZERO

# What the buyer wants done where not everything is there
SHIP_AVAILABLE = "ship_available"  # ship what is there, the rest later
WAIT_ALL = "wait_all"  # ship nothing until all is there
ONLY_COMPLETE = "only_complete"  # all from stock, or no order at all
POLICIES = (SHIP_AVAILABLE, WAIT_ALL, ONLY_COMPLETE)

# How a plan was found
ONE_SELLER = "one_seller"
FEWEST_SELLERS = "fewest_sellers"
LINE_BY_LINE = "line_by_line"
NOTHING = "nothing"

# Why a seller has no part, or a line is not served
NOT_OFFERED = "not_offered"  # products: which the seller does not sell to the buyer
LACKS = "lacks"  # products: tuple of (product, ordered, free)
NOT_NEEDED = "not_needed"  # sellers: who serve the order instead
INCOMPLETE = "incomplete"  # missing: what no seller has of the line
# Why a part fails; the hook's own reasons stand beside it
BELOW_MINIMUM = "below_minimum"  # amount, minimum
# Why goods of a line come as they do
SPLIT = "split"  # parts: how many allocations the line has
WAITS = "waits"  # missing: what has to come from above
HELD_BACK = "held_back"  # ready: what is there and waits for the rest
AGREED_WAREHOUSE = "agreed_warehouse"
TERRITORY_WAREHOUSE = "territory_warehouse"
FEWEST_WAREHOUSES = "fewest_warehouses"


@dataclass(frozen=True)
class Line:
    """What is ordered.

    :param key: of the line, sortable; the lowest has first call on scarce goods
    :param step: a part of a line is a multiple of it, unless it ends the line: base
        units in a case, where cases are not opened
    """

    key: int
    product: int
    quantity: Decimal
    step: Decimal = ONE


@dataclass(frozen=True)
class Warehouse:
    """:param free: dict from product to what can be given away
    :param territory: as :attr:`sellers.Agreement.territory`, of the warehouse
    """

    id: int
    free: dict = field(default_factory=dict)
    territory: int = 0


@dataclass(frozen=True)
class Seller:
    """Who may serve, see :mod:`sellers`.

    :param rank: sorts sellers, the preferred one first
    :param prices: dict from product to the price of a base unit; what is not in it is
        not sold to the buyer
    :param warehouse: id of the agreement's one; None where it names none
    :param minimum: least amount of an order
    """

    id: int
    rank: tuple
    prices: dict
    warehouses: tuple = ()
    warehouse: int | None = None
    minimum: Decimal = ZERO

    def serving(self):
        """The warehouses that goods may come from, and the reason.

        The agreement's one if it names one; else those that match the buyer's territory
        most closely; else all of them.
        """
        if self.warehouse is not None:
            found = [one for one in self.warehouses if one.id == self.warehouse]
            return tuple(found), AGREED_WAREHOUSE
        ranked = sorted(self.warehouses, key=lambda one: (-one.territory, one.id))
        closest = ranked[0].territory if ranked else 0
        if closest > 0:
            found = [one for one in ranked if one.territory == closest]
            if len(found) == 1:
                return tuple(found), TERRITORY_WAREHOUSE
            return tuple(found), FEWEST_WAREHOUSES
        return tuple(ranked), FEWEST_WAREHOUSES


@dataclass(frozen=True)
class Allocation:
    """What one warehouse gives to one line.

    :param warehouse: None where the seller has none
    :param ready: free there, to be reserved
    :param missing: has to come from above
    :param ships: leaves at once: ``ready``, or nothing where the policy waits
    :param reasons: tuple of :class:`~.reason.Reason`
    """

    line: int
    product: int
    seller: int
    warehouse: int | None
    ready: Decimal
    missing: Decimal
    ships: Decimal = ZERO
    reasons: tuple = ()

    @property
    def quantity(self):
        return self.ready + self.missing


@dataclass(frozen=True)
class Part:
    """One seller's order out of a plan.

    :param amount: what its allocations cost
    """

    seller: int
    allocations: tuple
    amount: Decimal


@dataclass(frozen=True)
class Unserved:
    """What of a line nobody delivers under the plan, and why."""

    line: int
    product: int
    quantity: Decimal
    reasons: tuple


@dataclass(frozen=True)
class Rejected:
    """A seller that has no part, or whose part fails, and why.

    :param reasons: tuple of :class:`~.reason.Reason`, and of whatever the check answered
    """

    seller: int
    reasons: tuple


@dataclass(frozen=True)
class Plan:
    """Who serves what.

    :param way: how it was found
    :param parts: tuple of :class:`Part`, the preferred seller first
    :param unserved: tuple of :class:`Unserved`
    :param rejected: tuple of :class:`Rejected`, the preferred seller first
    :param failures: tuple of :class:`Rejected` for which this plan must not be ordered:
        it is the best effort where no plan passes
    :param exact: False where a budget ended the search: fewer sellers might do
    """

    policy: str
    way: str
    parts: tuple = ()
    unserved: tuple = ()
    rejected: tuple = ()
    failures: tuple = ()
    exact: bool = True

    @property
    def passes(self):
        return not self.failures

    @property
    def is_complete(self):
        """Whether all that was ordered is there."""
        return not self.unserved and not any(one.missing for one in self.allocations)

    @property
    def sellers(self):
        return tuple(part.seller for part in self.parts)

    @property
    def allocations(self):
        return tuple(one for part in self.parts for one in part.allocations)
