"""Which products a seller lists to a buyer: the most specific rule decides.

``Listing.decide`` answers for one product, ``Listing.levels`` hands out the same rules
as sets, so that a whole catalogue can be asked for in one search.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

ALL = 0
CATEGORY = 1
PRODUCT = 2

# Why a decision is what it is.
BY_RULE = "rule"
BY_DEFAULT = "default"
NOT_OFFERED = "not_offered"


@dataclass(frozen=True)
class Product:
    """:param categories: ids from the top category down to the product's own
    :param company: id of the company that alone owns the product, 0 if shared
    """

    id: int
    categories: tuple = ()
    company: int = 0


@dataclass(frozen=True)
class Rule:
    """One rule that speaks to the buyer.

    :param closeness: what ``Audience.closeness`` said; greater is more specific
    :param kind: ``ALL``, ``CATEGORY`` or ``PRODUCT``
    :param depth: how deep the category lies; 0 for other kinds
    :param target: id of the product or the category, 0 for ``ALL``
    """

    id: int
    closeness: tuple
    kind: int
    depth: int
    target: int
    listed: bool

    @property
    def specificity(self):
        return (*self.closeness, self.kind, self.depth)

    @property
    def strength(self):
        """Orders rules by who has the last word; unlisting wins among equals.

        The id only makes the named rule the same one each time.
        """
        return self.specificity, not self.listed, -self.id


@dataclass(frozen=True)
class Decision:
    """:param rule: id of the rule that decided, ``None`` when none did"""

    listed: bool
    reason: str
    rule: int | None = None


@dataclass(frozen=True)
class Level:
    """The targets of all rules of one specificity."""

    kind: int
    listed: frozenset
    unlisted: frozenset


@dataclass(frozen=True)
class Offer:
    """What one upstream seller lists to this one.

    :param scope: ids of the only categories it may be bought from; ``None``: of all
    """

    listing: "Listing"
    scope: frozenset | None = None

    def has(self, product):
        in_scope = self.scope is None or bool(self.scope.intersection(product.categories))
        return in_scope and self.listing.decide(product).listed


@dataclass(frozen=True)
class Listing:
    """What a seller lists to one buyer.

    :param rules: the seller's rules that speak to the buyer, in any order
    :param default: whether a product is listed that no rule mentions
    :param company: id of the seller's company: its own goods need no upstream
    :param offers: what its upstream sellers list to it; ``None`` for a seller that
        buys from nobody and therefore offers everything
    """

    rules: tuple = ()
    default: bool = True
    company: int = 0
    offers: tuple | None = field(default=None)

    @cached_property
    def _by_target(self):
        found = defaultdict(list)
        for rule in self.rules:
            found[rule.kind, rule.target].append(rule)
        return {key: max(rules, key=_strength) for key, rules in found.items()}

    def offered(self, product):
        """Whether the seller has the product to offer at all."""
        if self.offers is None or (product.company and product.company == self.company):
            return True
        return any(offer.has(product) for offer in self.offers)

    def decide(self, product):
        if not self.offered(product):
            return Decision(False, NOT_OFFERED)
        keys = [(ALL, 0), (PRODUCT, product.id)]
        keys += [(CATEGORY, category) for category in product.categories]
        rules = [self._by_target[key] for key in keys if key in self._by_target]
        if not rules:
            return Decision(self.default, BY_DEFAULT)
        last = max(rules, key=_strength)
        return Decision(last.listed, BY_RULE, last.id)

    def levels(self):
        """The rules from the least to the most specific, as sets of targets."""
        grouped = defaultdict(lambda: (set(), set()))
        for rule in self.rules:
            grouped[rule.specificity][not rule.listed].add(rule.target)
        return [
            Level(specificity[2], frozenset(listed), frozenset(unlisted))
            for specificity, (listed, unlisted) in sorted(grouped.items())
        ]


def _strength(rule):
    return rule.strength
