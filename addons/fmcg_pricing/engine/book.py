"""Find the rule of a list for a demand, without looking at the other products' rules."""

from collections import defaultdict
from typing import NamedTuple

from .rule import (
    CATEGORY,
    GLOBAL,
    LESS_SPECIFIC,
    PRODUCT,
    QUANTITY,
    UNIT,
    VARIANT,
    Rule,
    rejection,
)

# A list that has a rule rejected for one of these knows the product all the same.
KNOWN_BUT = (QUANTITY, UNIT)


class Offer(NamedTuple):
    """The rule by which a list prices a demand.

    :param exact: the rule is for the ordered unit itself, though it is not the
        product's own
    :param threshold: from which quantity it applies, in the product's unit
    """

    rule: Rule
    exact: bool
    threshold: float


class RuleBook:
    """The rules of some lists, by what they are for.

    How to use: ``RuleBook(rules)``, then ``offer(list_id, demand)``.

    How it works: a demand can only meet rules for its variant, its product, its
    categories or all products; each of these is one look-up. Core's order decides
    among those that fit: the more specific target, the larger minimum quantity, the
    deeper category, the younger rule.
    """

    def __init__(self, rules):
        self._rules = defaultdict(list)
        for rule in rules:
            self._rules[rule.list_id, rule.applied_on, rule.target].append(rule)

    def _groups(self, list_id, demand):
        """Rules that may be for the demand, the most specific group first."""
        rules = self._rules
        yield rules.get((list_id, VARIANT, demand.product), ())
        yield rules.get((list_id, PRODUCT, demand.template), ())
        yield [
            rule
            for category in demand.categories
            for rule in rules.get((list_id, CATEGORY, category), ())
        ]
        yield rules.get((list_id, GLOBAL, None), ())

    def offer(self, list_id, demand):
        """The :class:`Offer` of the list, or ``None``."""
        if demand.unit != demand.product_unit:
            found = self._choose(list_id, demand, exact=True)
            if found:
                return Offer(found, True, found.min_quantity * demand.factor)
        found = self._choose(list_id, demand, exact=False)
        return Offer(found, False, found.min_quantity) if found else None

    def _choose(self, list_id, demand, exact):
        for rules in self._groups(list_id, demand):
            fitting = [rule for rule in rules if not rejection(rule, demand, exact)]
            if fitting:
                return max(fitting, key=_rank)
        return None

    def knows(self, list_id, demand):
        """Whether the list prices the product at this moment, in whatever quantity."""
        return any(
            rejection(rule, demand, exact=False) in (None, *KNOWN_BUT)
            for rules in self._groups(list_id, demand)
            for rule in rules
        )

    def rejected(self, list_id, demand, chosen=None):
        """Pairs of each other rule for the demand's product and why it is not taken."""
        foreign = demand.unit != demand.product_unit
        for rules in self._groups(list_id, demand):
            for rule in sorted(rules, key=_rank, reverse=True):
                if rule is chosen:
                    continue
                exact = foreign and rule.unit == demand.unit
                yield rule, rejection(rule, demand, exact) or LESS_SPECIFIC


def _rank(rule):
    return rule.min_quantity, rule.depth, rule.id
