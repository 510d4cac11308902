"""What a promotion is: whom it speaks to, what it asks for, what it gives."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .basket import ZERO

# Kinds of benefit, in the order of work
LINE_PERCENT = "line_percent"
LINE_AMOUNT = "line_amount"
LINE_PRICE = "line_price"
NTH = "nth"
GIFT = "gift"
BUNDLE = "bundle"
ORDER = "order"
FREIGHT = "freight"

# Phases: first lines, then gifts and bundles, then the order, then freight
PHASES = {
    LINE_PERCENT: 1,
    LINE_AMOUNT: 1,
    LINE_PRICE: 1,
    NTH: 1,
    GIFT: 2,
    BUNDLE: 2,
    ORDER: 3,
    FREIGHT: 4,
}

# Where a threshold is measured
EACH_PRODUCT = "product"
SET = "set"
WHOLE_ORDER = "order"

VALUE = "value"
QUANTITY = "quantity"

ORIGINAL = "original"
RUNNING = "running"

# What to do when a gift is out of stock
SUBSTITUTE = "substitute"
OWED = "owed"
NOTHING = "none"

# What remains of a benefit when less is kept than was ordered
PROPORTIONAL = "proportional"
RECONSIDER = "reconsider"

# What a limit counts
MONEY = "money"
PIECES = "gifts"
USES = "uses"


@dataclass(frozen=True)
class Scope:
    """Products that a promotion is about; nothing named means all.

    A line is in it if its product, template, brand or one of its categories is named,
    and its product is not excluded.
    """

    products: frozenset = frozenset()
    templates: frozenset = frozenset()
    categories: frozenset = frozenset()
    brands: frozenset = frozenset()
    excluded: frozenset = frozenset()

    @property
    def is_open(self):
        return not (self.products or self.templates or self.categories or self.brands)

    def has(self, line):
        if line.product in self.excluded:
            return False
        return (
            self.is_open
            or line.product in self.products
            or line.template in self.templates
            or line.brand in self.brands
            or not self.categories.isdisjoint(line.categories)
        )


@dataclass(frozen=True)
class Audience:
    """Who is spoken to, and when; an empty set means everybody.

    What is named of several kinds must all hold: a tier *and* a territory.

    :param weekdays: 0 is Monday
    :param channels: ways in which the order comes
    """

    tiers: frozenset = frozenset()
    territories: frozenset = frozenset()
    grades: frozenset = frozenset()
    nodes: frozenset = frozenset()
    channels: frozenset = frozenset()
    weekdays: frozenset = frozenset()
    start: date | None = None
    end: date | None = None
    first_order: bool = False

    def has(self, basket):
        return self._has_day(basket.day) and self._has_buyer(basket)

    def _has_day(self, day):
        return (self.start or date.min) <= day <= (self.end or date.max) and (
            not self.weekdays or day.weekday() in self.weekdays
        )

    def _has_buyer(self, basket):
        buyer = basket.buyer
        return (
            (not self.tiers or buyer.tier in self.tiers)
            and (
                not self.territories
                or not self.territories.isdisjoint(buyer.territories)
            )
            and (not self.grades or buyer.grade in self.grades)
            and (not self.nodes or buyer.node in self.nodes)
            and (not self.channels or basket.channel in self.channels)
            and (not self.first_order or buyer.first_order)
        )


@dataclass(frozen=True)
class Gift:
    """One thing that may be given.

    :param quantity: pieces given each time, in the gift's unit
    :param factor: reference units in one piece
    :param value: what one piece is worth: counts in budgets, is shared among funders,
        and is charged when the gift is not given back
    """

    product: int
    quantity: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)
    value: Decimal = ZERO


@dataclass(frozen=True)
class Step:
    """What is given from a threshold on.

    :param threshold: a value in the currency or a quantity in the promotion's unit;
        of :data:`NTH` the n
    :param percent: 0 to 100
    :param amount: money off; of :data:`LINE_AMOUNT` per unit or per product
    :param price: of :data:`LINE_PRICE`, and of :data:`NTH` if not ``None``, per unit
    :param gifts: of :data:`GIFT`; see ``Promotion.one_gift``
    """

    threshold: Decimal = ZERO
    percent: Decimal = ZERO
    amount: Decimal = ZERO
    price: Decimal | None = None
    gifts: tuple = ()


@dataclass(frozen=True)
class Component:
    """A part of a bundle: so many units of one of the products, which may be mixed.

    :param units: in reference units
    """

    products: frozenset
    units: Decimal = Decimal(1)


@dataclass(frozen=True)
class Promotion:
    """One promotion.

    :param scope: the products that are counted; an order without any of them gets
        nothing. Where the whole order is counted it says only who gets the benefit, and
        what is excluded does not count
    :param target: the products that get the benefit; ``None``: those of the scope
    :param level: whether the threshold is reached by each product on its own, by the
        products of the scope together, or by the whole order
    :param unit: reference units in one unit of thresholds, prices and amounts per unit
    :param repeat: the (only) step again for each time its threshold is reached
    :param most: how many times at most; 0: without end
    :param per_unit: of :data:`LINE_AMOUNT`: off each unit instead of off each product
    :param one_gift: of :data:`GIFT`: the buyer gets one of the gifts, not all of them
    :param same_product: of :data:`GIFT`: the gift is the product that was bought, each
        product counts on its own; a gift without a value is worth what a piece costs
    :param group: of promotions that exclude each other; 0: it stacks
    :param stop: lines that got something, or earned a gift, take no part in what comes
        later
    :param return_rule: :data:`PROPORTIONAL`, :data:`RECONSIDER` or empty: the kind's
    """

    id: int
    kind: str
    sequence: int = 10
    currency: int = 0
    audience: Audience = field(default_factory=Audience)
    coupon: bool = False
    scope: Scope = field(default_factory=Scope)
    target: Scope | None = None
    level: str = SET
    measure: str = VALUE
    unit: Decimal = Decimal(1)
    threshold_basis: str = ORIGINAL
    benefit_basis: str = RUNNING
    steps: tuple = ()
    repeat: bool = False
    most: int = 0
    per_unit: bool = True
    one_gift: bool = False
    same_product: bool = False
    shortage: str = NOTHING
    components: tuple = ()
    bundle_price: Decimal = ZERO
    group: int = 0
    stop: bool = False
    return_rule: str = ""

    @property
    def is_counted_again(self):
        """Whether what is kept has to earn the benefit; else a part of it stays. Gifts
        are counted again where nothing else is said."""
        default = RECONSIDER if self.kind == GIFT else PROPORTIONAL
        return (self.return_rule or default) == RECONSIDER

    @property
    def phase(self):
        return PHASES[self.kind]

    @property
    def turn(self):
        """Sorts promotions in the order of work."""
        return (self.phase, self.sequence, self.id)


@dataclass(frozen=True)
class Limit:
    """What is left of one budget of a promotion.

    :param measure: :data:`MONEY` (benefit and value of gifts), :data:`PIECES` or
        :data:`USES` (orders)
    :param partial: give what is left rather than nothing
    """

    measure: str
    left: Decimal
    partial: bool = False
