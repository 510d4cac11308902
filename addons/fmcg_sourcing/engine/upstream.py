"""What a seller orders from its own upstream, and what of it is for whom.

The needs are what its customers still wait for. They are covered, each from the oldest
promise to the youngest, by

1. what is on the way and was ordered for them before: what belongs to whom stays,
2. what is free in stock,
3. what else is on the way,
4. what is ordered now.

What the upstream ships straight to a customer is for the needs of that place alone.

How much is ordered is said by a rule. Whatever was ordered and is given back as *coming*
covers what it was ordered for: proposing again orders nothing more. Quantities are
Decimal in the product's base unit.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .allocation import share_out
from .free_stock import Shelf
from .packs import ZERO, Pack, round_up
from .reason import because

# How a seller buys a product
NEVER = "never"
MISSING = "missing"  # only what is missing, as far as the upstream opens cases
FULL_CASES = "full_cases"  # full cases, until stock and what is coming reach the target
BACK_TO_BACK = "back_to_back"  # each need for itself, whatever is in stock
DIRECT = "direct"  # only what is missing, each place for itself, shipped straight there
MODES = (NEVER, MISSING, FULL_CASES, BACK_TO_BACK, DIRECT)

# Where what a need gets comes from, if not from a line of the upstream
STOCK = "stock"


@dataclass(frozen=True)
class Rule:
    """How a seller buys: a product, a category, or whatever has no other rule.

    :param product: id; None for more than one product
    :param category: id; None for all categories
    :param target: of ``FULL_CASES``: what should be left when all needs are covered
    :param returns: whether what customers send back goes up
    :raise ValueError: an unknown mode, or a target below zero
    """

    id: int
    mode: str
    product: int | None = None
    category: int | None = None
    target: Decimal = ZERO
    returns: bool = False

    def __post_init__(self):
        if self.mode not in MODES:
            raise ValueError(
                f"mode of rule {self.id} is {self.mode!r}: give one of {', '.join(MODES)}."
            )
        if self.target < 0:
            raise ValueError(
                f"target of rule {self.id} is {self.target}: give 0 for no stock."
            )


# Who has no rule buys nothing by itself
NO_RULE = Rule(0, NEVER)


def choose_rule(rules, product, categories):
    """The rule of a product: its own, else of its nearest category, else the general
    one, else :data:`NO_RULE`; of two alike the one with the lower id.

    :param rules: iterable of :class:`Rule` of one seller
    :param categories: ids of the product's category, its parent and so on
    """

    def distance(rule):
        if rule.product is not None:
            return -1
        return len(categories) if rule.category is None else places[rule.category]

    places = {category: place for place, category in enumerate(categories)}
    fitting = [
        rule
        for rule in rules
        if rule.product == product
        or (rule.product is None and rule.category in {None, *places})
    ]
    return min(fitting, key=lambda rule: (distance(rule), rule.id), default=NO_RULE)


@dataclass(frozen=True)
class Share:
    """What a need has of a source.

    :param need: its key
    :param source: key of a line of the upstream; ``STOCK``; None for what is ordered now
    """

    need: object
    source: object
    quantity: Decimal


@dataclass(frozen=True)
class Coming:
    """A line that was ordered from the upstream and has not arrived in full.

    :param key: sortable, not ``STOCK``
    :param quantity: still to arrive
    :param day: when it is expected; None when nobody knows
    :param need: key of the need it was ordered for, back to back
    :param shares: tuple of :class:`Share`, what of it is for whom, as proposed before
    :param place: where the upstream ships it straight to; None for the seller's stock
    """

    key: object
    product: int
    quantity: Decimal
    day: date | None = None
    need: object = None
    shares: tuple = ()
    place: object = None

    @property
    def rank(self):
        """Sorts lines, the first to arrive first."""
        return self.day or date.max, self.key


@dataclass(frozen=True)
class Wanted:
    """A line to be ordered from the upstream.

    :param need: key of the only need that it is for, back to back
    :param shares: tuple of :class:`Share`, the oldest promise first
    :param place: where it is to be shipped straight to; None for the seller's stock
    """

    product: int
    quantity: Decimal
    need: object = None
    shares: tuple = ()
    place: object = None

    @property
    def surplus(self):
        """What is ordered for the stock."""
        return self.quantity - sum(share.quantity for share in self.shares)


@dataclass(frozen=True)
class Refused:
    """What a need lacks and is not ordered, and the reason."""

    need: object
    quantity: Decimal
    reason: object


@dataclass(frozen=True)
class Proposal:
    """What is to be ordered.

    :param lines: tuple of :class:`Wanted`, sorted by product and age of the need
    :param shares: tuple of :class:`Share`: what belongs to whom, of all sources
    :param refused: tuple of :class:`Refused`
    """

    lines: tuple = ()
    shares: tuple = ()
    refused: tuple = ()


def propose(needs, stock, coming, rules, packs):
    """What to order from the upstream for all needs together.

    O(n log n) for n needs, coming lines and their shares together.

    :param needs: iterable of :class:`~.allocation.Need`; the quantity is what it still
        waits for: neither reserved, cancelled nor written off as short
    :param stock: dict from product to what is free: a Decimal, or a
        :class:`~.free_stock.Shelf` where goods get old or some shall stay; what is missing
        of that is ordered, too
    :param coming: iterable of :class:`Coming`
    :param rules: dict from product to its :class:`Rule`
    :param packs: dict from product to :class:`~.packs.Pack`
    :return: :class:`Proposal`
    """
    wanted, arriving = _by_product(needs), _by_product(coming)
    shelves = {product: _to_shelf(free) for product, free in stock.items()}
    kept = {product for product, rule in rules.items() if rule.mode == FULL_CASES}
    kept |= {product for product, shelf in shelves.items() if shelf.short}
    lines, shares, refused = [], [], []
    for product in sorted({*wanted, *arriving, *kept}):
        rule = rules.get(product, NO_RULE)
        shelf = shelves.get(product, _to_shelf(ZERO))
        work = _Work(wanted[product], arriving[product], shelf)
        if rule.mode == BACK_TO_BACK:
            lines += work.order_each(product, packs.get(product, Pack()))
        elif rule.mode == DIRECT:
            work.cover()
            lines += work.order_direct(product, packs.get(product, Pack()))
        else:
            work.cover()
            lines += work.order(product, rule, packs.get(product, Pack()))
        shares += work.shares
        refused += work.refuse(rule)
    return Proposal(tuple(lines), tuple(shares), tuple(refused))


def _to_shelf(free):
    return free if isinstance(free, Shelf) else Shelf({0: max(free, ZERO)})


def _by_product(records):
    return _group(records, lambda one: one.product)


def _group(records, key):
    found = defaultdict(list)
    for one in records:
        found[key(one)].append(one)
    return found


class _Work:
    """One product: what its needs still want, and what its sources still have."""

    def __init__(self, needs, coming, shelf):
        self.needs = sorted(needs, key=lambda need: need.age)
        self.coming = sorted(coming, key=lambda line: line.rank)
        self.open = {need.key: need.quantity for need in self.needs}
        self.shelf = shelf
        self.left = {line.key: line.quantity for line in self.coming}
        self.shares = []

    def cover(self):
        """Cover the needs by what was ordered for them, by the stock, and by the rest."""
        for line in self.coming:
            self._keep(line)
        self._share_shelf()
        for line in self.coming:
            self._share(line.key, self._get_reached(line))

    def _get_reached(self, line):
        """The needs that the line may serve."""
        if line.place is None:
            return self.needs
        return [need for need in self.needs if need.place == line.place]

    def _keep(self, line):
        """Leave to each need what of the line is for it; where the line has become less,
        the youngest promise has lost it."""
        kept = defaultdict(Decimal)
        for share in line.shares:
            kept[share.need] += share.quantity
        if line.need is not None:
            kept[line.need] = line.quantity
        self._share(line.key, self.needs, kept)

    def _share_shelf(self):
        """The oldest promise first, of what is fresh enough for it."""
        for need in self.needs:
            free = self.shelf.get_for(need.days)
            for quantity in share_out([(need, self.open[need.key])], free).values():
                self.open[need.key] -= quantity
                self.shelf = self.shelf.without(need.days, quantity)
                self.shares.append(Share(need.key, STOCK, quantity))

    def _share(self, source, needs, most=None):
        """Give what the source has left to needs.

        :param most: dict from key to the most that a need gets; None for all it wants
        """
        wanting = [(need, self._get_wanted(need, most)) for need in needs]
        for key, quantity in share_out(wanting, self.left[source]).items():
            self.open[key] -= quantity
            self.left[source] -= quantity
            self.shares.append(Share(key, source, quantity))

    def _get_wanted(self, need, most):
        wanted = self.open[need.key]
        return wanted if most is None else min(wanted, most.get(need.key, ZERO))

    def order(self, product, rule, pack):
        """The line that covers what is open, and the safety stock and the target."""
        lacking = sum(self.open.values())
        left = sum(self.left.values())
        if rule.mode == MISSING:
            short = max(self.shelf.short - left, ZERO)
            quantity = round_up(lacking + short, pack.loose)
        elif rule.mode == FULL_CASES:
            there = self.shelf.get_for(0) + left
            quantity = round_up(rule.target + self.shelf.short + lacking - there, pack)
        else:
            quantity = ZERO
        if quantity:
            yield self._make_line(product, quantity, self.needs)

    def order_each(self, product, pack):
        """A line for each need that has none, or one that has become too small."""
        for line in self.coming:
            self._keep(line)
        for need in self.needs:
            quantity = round_up(self.open[need.key], pack.loose)
            if quantity:
                yield self._make_line(product, quantity, [need], need.key)

    def order_direct(self, product, pack):
        """A line for each place that lacks something; nothing is ordered for the stock."""
        places = _group(self.needs, lambda need: need.place)
        for place, needs in places.items():
            quantity = round_up(sum(self.open[need.key] for need in needs), pack.loose)
            if quantity:
                yield self._make_line(product, quantity, needs, place=place)

    def _make_line(self, product, quantity, needs, need=None, place=None):
        self.left[None] = quantity
        before = len(self.shares)
        self._share(None, needs)
        return Wanted(product, quantity, need, tuple(self.shares[before:]), place)

    def refuse(self, rule):
        for need in self.needs:
            if self.open[need.key]:
                reason = because(NEVER, rule=rule.id)
                yield Refused(need.key, self.open[need.key], reason)
