"""Which quotas an order line counts in, and what has to be booked for it.

Amounts are floats in the quota's unit, rounded to ``DIGITS``.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from .periods import Period, start_of

EACH = "each"
NODE = "node"
SUBTREE = "subtree"
EVERYBODY = "all"

ONCE = "once"
# A quota that is never renewed has one period.
BEGINNING = date(1970, 1, 1)

DIGITS = 6
# Twelve twelfths, each rounded, are one.
TOLERANCE = 1e-4


@dataclass(frozen=True)
class Quota:
    """:param unit_factor: how many reference units one unit of the quota is
    :param node_path: path of the outlet that the quota is for, such as ``1/5/``
    """

    id: int
    product: int
    limit: float
    scope: str = EACH
    period: str = ONCE
    validity: Period = field(default_factory=Period)
    unit_factor: float = 1.0
    node: int = 0
    node_path: str = ""

    def speaks_to(self, buyer, day):
        if not self.validity.has(day):
            return False
        if self.scope == NODE:
            return buyer.node == self.node
        if self.scope == SUBTREE:
            return buyer.path.startswith(self.node_path)
        return True

    def counter(self, buyer, day):
        """Whose orders of which period count together."""
        start = BEGINNING if self.period == ONCE else start_of(self.period, day)
        each = self.scope in (EACH, NODE)
        return Counter(self.id, start, buyer.node if each else 0)


@dataclass(frozen=True)
class Counter:
    """:param node: the buyer, 0 when buyers are counted together"""

    quota: int
    start: date
    node: int = 0


@dataclass(frozen=True)
class Buyer:
    node: int
    path: str = ""


@dataclass(frozen=True)
class Demand:
    """:param amount: in the reference unit of the product's units"""

    key: object
    product: int
    amount: float


def targets(quotas, buyer, day, demands):
    """What the demands of one order use of which quota.

    :param quotas: dict from product to a list of :class:`Quota`
    :return: dict from :class:`Counter` to a dict from demand key to amount
    """
    found = defaultdict(dict)
    for demand in demands:
        for quota in quotas.get(demand.product, ()):
            if quota.speaks_to(buyer, day):
                amount = round(demand.amount / quota.unit_factor, DIGITS)
                found[quota.counter(buyer, day)][demand.key] = amount
    return dict(found)


def differences(target, booked):
    """What has to be booked so that the ledger says ``target``.

    Both are dicts from anything to an amount; what is nowhere is zero.
    """
    keys = list(dict.fromkeys([*target, *booked]))
    changes = {
        key: round(target.get(key, 0.0) - booked.get(key, 0.0), DIGITS) for key in keys
    }
    return {key: change for key, change in changes.items() if change}


def exceeds(used, limit):
    return used > limit + TOLERANCE
