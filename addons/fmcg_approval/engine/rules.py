"""Which approval rules an order meets, and why.

Pure: frozen facts in, matches out. A rule is a set of conditions that all have to hold;
a condition that is empty does not matter, so that a rule without conditions is met by
every order.
"""

from dataclasses import dataclass

# Conditions, and with the same names the reasons that are given
AMOUNT = "amount"
DISCOUNT = "discount"
FLOOR = "floor"
CREDIT = "credit"
FIRST_ORDER = "first_order"
YOUNG = "young"
CATEGORY = "category"
TIER = "tier"
TERRITORY = "territory"
GRADE = "grade"
GIFT = "gift"


@dataclass(frozen=True)
class Rule:
    """The conditions of one rule. Zero, False and empty mean: does not matter.

    :param min_amount: of the order with tax, in the seller's currency, itself included
    :param min_discount: percent off the list price on any one line, itself included
    :param new_customer: nothing of the buyer was confirmed before
    :param new_days: or its agreement is younger than so many days
    :param categories: ids of product categories; a product below one of them counts
    :param territories: ids; a buyer below one of them counts
    :param min_gift: worth of what is given for free, in the seller's currency
    """

    id: int
    min_amount: float = 0.0
    min_discount: float = 0.0
    below_floor: bool = False
    credit_overrun: bool = False
    new_customer: bool = False
    new_days: int = 0
    categories: frozenset = frozenset()
    tiers: frozenset = frozenset()
    territories: frozenset = frozenset()
    grades: frozenset = frozenset()
    min_gift: float = 0.0

    @property
    def asks(self):
        """The conditions that matter to this rule."""
        wanted = {
            AMOUNT: self.min_amount,
            DISCOUNT: self.min_discount,
            FLOOR: self.below_floor,
            CREDIT: self.credit_overrun,
            FIRST_ORDER: self.new_customer,
            YOUNG: self.new_days,
            CATEGORY: self.categories,
            TIER: self.tiers,
            TERRITORY: self.territories,
            GRADE: self.grades,
            GIFT: self.min_gift,
        }
        return frozenset(name for name, value in wanted.items() if value)


@dataclass(frozen=True)
class Facts:
    """What the rules look at in one order.

    :param agreement_days: age of the buyer's agreement; ``None`` if it has no start
    :param categories: ids of the categories of its products, those above included
    :param territories: ids of the buyer's territory and of those above it
    """

    amount: float = 0.0
    discount: float = 0.0
    below_floor: bool = False
    credit_overrun: bool = False
    first_order: bool = False
    agreement_days: int | None = None
    categories: frozenset = frozenset()
    tier: int | None = None
    territories: frozenset = frozenset()
    grade: int | None = None
    gift: float = 0.0


@dataclass(frozen=True)
class Reason:
    """One condition that holds.

    :param wanted: what the rule says: a number, or the ids that were met
    :param found: what the order has
    """

    code: str
    wanted: object = None
    found: object = None


@dataclass(frozen=True)
class Match:
    """A rule that an order meets; without reasons when the rule has no conditions."""

    rule: int
    reasons: tuple = ()


def get_asked(rules):
    """All conditions that any of ``rules`` looks at: what has to be loaded."""
    return frozenset().union(*(rule.asks for rule in rules))


def find_matches(rules, facts):
    """The rules that ``facts`` meet, in the order in which they are given.

    :return: tuple of :class:`Match`
    """
    found = ((rule, find_reasons(rule, facts)) for rule in rules)
    return tuple(Match(rule.id, reasons) for rule, reasons in found if reasons is not None)


def find_reasons(rule, facts):
    """Why ``facts`` meet ``rule``: a tuple of :class:`Reason`, ``None`` if they do not."""
    reasons = []
    for look in _CONDITIONS:
        asked, reason = look(rule, facts)
        if asked and reason is None:
            return None
        if reason:
            reasons.append(reason)
    return tuple(reasons)


# --- conditions: each tells whether it matters, and the reason if it holds ---


def _least(code, rule_name, fact_name):
    def look(rule, facts):
        wanted, found = getattr(rule, rule_name), getattr(facts, fact_name)
        if not wanted:
            return False, None
        return True, Reason(code, wanted, found) if found >= wanted else None

    return look


def _flag(code, name):
    def look(rule, facts):
        wanted = getattr(rule, name)
        return wanted, Reason(code) if wanted and getattr(facts, name) else None

    return look


def _one_of(code, rule_name, fact_name):
    def look(rule, facts):
        wanted, found = getattr(rule, rule_name), getattr(facts, fact_name)
        if not wanted:
            return False, None
        found = found if isinstance(found, frozenset) else frozenset([found])
        met = wanted & found
        return True, Reason(code, tuple(sorted(met))) if met else None

    return look


def _new_customer(rule, facts):
    """A first order, or a young agreement: either is enough."""
    if not (rule.new_customer or rule.new_days):
        return False, None
    if rule.new_customer and facts.first_order:
        return True, Reason(FIRST_ORDER)
    days = facts.agreement_days
    if rule.new_days and days is not None and days < rule.new_days:
        return True, Reason(YOUNG, rule.new_days, days)
    return True, None


_CONDITIONS = (
    _least(AMOUNT, "min_amount", "amount"),
    _least(DISCOUNT, "min_discount", "discount"),
    _flag(FLOOR, "below_floor"),
    _flag(CREDIT, "credit_overrun"),
    _new_customer,
    _one_of(CATEGORY, "categories", "categories"),
    _one_of(TIER, "tiers", "tier"),
    _one_of(TERRITORY, "territories", "territories"),
    _one_of(GRADE, "grades", "grade"),
    _least(GIFT, "min_gift", "gift"),
)
