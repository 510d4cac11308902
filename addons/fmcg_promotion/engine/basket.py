"""What is bought, by whom, when and how: everything promotions look at."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)

PORTAL = "portal"
SALESPERSON = "salesperson"
IMPORT = "import"


@dataclass(frozen=True)
class Line:
    """Goods of an order, before any promotion; or its freight.

    :param key: names the line in the result
    :param categories: the product's category and all above it
    :param quantity: in the ordered unit
    :param factor: how many reference units (``uom.factor``) one ordered unit is
    :param amount: what is to be paid without promotions, as prices are quoted (with
        the taxes that prices include), rounded to the currency
    :param fixed: somebody set the price by hand: no benefit of a line changes it, but
        the line counts and takes part in what the whole order gets
    """

    key: object
    product: int
    quantity: Decimal
    amount: Decimal
    factor: Decimal = Decimal(1)
    template: int = 0
    categories: frozenset = frozenset()
    brand: int = 0
    fixed: bool = False
    freight: bool = False

    @property
    def units(self):
        """Quantity in reference units, which lines of a product have in common."""
        return self.quantity * self.factor


@dataclass(frozen=True)
class Buyer:
    """:param territories: the buyer's own one and all above it
    :param first_order: nothing was ever confirmed for the buyer by this seller
    """

    node: int = 0
    tier: int = 0
    territories: frozenset = frozenset()
    grade: int = 0
    first_order: bool = False


@dataclass(frozen=True)
class Basket:
    """One order as promotions see it.

    :param digits: decimals of the currency
    :param currency: id; promotions in another currency do not apply
    :param coupons: ids of the promotions for which the buyer gave a valid code
    :param declined: ids of the promotions that somebody took off this order
    :param choices: pairs of (promotion id, product id): which gift was chosen where a
        promotion leaves the choice
    """

    lines: tuple
    digits: int = 2
    currency: int = 0
    buyer: Buyer = field(default_factory=Buyer)
    day: date = date(1970, 1, 1)
    channel: str = SALESPERSON
    coupons: frozenset = frozenset()
    declined: frozenset = frozenset()
    choices: tuple = ()
