"""Approval rules: every condition alone, all of them together, and who comes next."""

from dataclasses import replace
from itertools import product

import pytest
from fmcg_approval.engine import passing, rules
from fmcg_approval.engine.rules import Facts, Rule, find_matches, find_reasons
from hypothesis import given
from hypothesis import strategies as st

# Facts that meet everything
ALL = Facts(
    amount=500.0,
    discount=15.0,
    below_floor=True,
    credit_overrun=True,
    first_order=True,
    agreement_days=5,
    categories=frozenset({1, 12}),
    tier=3,
    territories=frozenset({4, 41}),
    grade=6,
    gift=80.0,
)

# Condition: what the rule says, facts that just meet it, facts that just do not
CONDITIONS = {
    rules.AMOUNT: (
        {"min_amount": 500.0},
        {"amount": 500.0},
        {"amount": 499.99},
    ),
    rules.DISCOUNT: (
        {"min_discount": 15.0},
        {"discount": 15.0},
        {"discount": 14.99},
    ),
    rules.FLOOR: ({"below_floor": True}, {"below_floor": True}, {"below_floor": False}),
    rules.CREDIT: (
        {"credit_overrun": True},
        {"credit_overrun": True},
        {"credit_overrun": False},
    ),
    rules.FIRST_ORDER: (
        {"new_customer": True},
        {"first_order": True},
        {"first_order": False},
    ),
    rules.YOUNG: (
        {"new_days": 6},
        {"agreement_days": 5},
        {"agreement_days": 6},
    ),
    rules.CATEGORY: (
        {"categories": frozenset({12, 99})},
        {"categories": frozenset({1, 12})},
        {"categories": frozenset({1})},
    ),
    rules.TIER: ({"tiers": frozenset({3})}, {"tier": 3}, {"tier": None}),
    rules.TERRITORY: (
        {"territories": frozenset({4})},
        {"territories": frozenset({4, 42})},
        {"territories": frozenset({5})},
    ),
    rules.GRADE: ({"grades": frozenset({6, 7})}, {"grade": 7}, {"grade": 8}),
    rules.GIFT: ({"min_gift": 80.0}, {"gift": 80.0}, {"gift": 79.0}),
}


def codes(rule, facts):
    reasons = find_reasons(rule, facts)
    return None if reasons is None else {reason.code for reason in reasons}


@pytest.mark.parametrize("code", CONDITIONS)
def test_each_condition_alone(code):
    says, met, missed = CONDITIONS[code]
    rule = Rule(1, **says)
    assert rule.asks == {code}
    assert codes(rule, replace(Facts(), **met)) == {code}
    assert codes(rule, replace(Facts(), **missed)) is None


@pytest.mark.parametrize("code, other", product(CONDITIONS, CONDITIONS))
def test_every_pair_holds_together(code, other):
    """A rule of two conditions is met when both are, whatever else the order has."""
    new = {rules.FIRST_ORDER, rules.YOUNG}
    says, met, missed = CONDITIONS[code]
    rule = Rule(1, **says | CONDITIONS[other][0])
    assert codes(rule, replace(ALL, **met | CONDITIONS[other][1]))
    expected_miss = codes(rule, replace(ALL, **missed))
    if {code, other} == new and code != other:
        assert expected_miss  # either is enough for a new customer
    else:
        assert expected_miss is None


def test_rule_without_conditions_is_met_without_reasons():
    assert find_reasons(Rule(1), Facts()) == ()


def test_customer_without_a_start_is_not_young():
    assert codes(Rule(1, new_days=9), Facts(agreement_days=None)) is None


def test_matches_stand_in_the_order_of_the_rules():
    found = find_matches(
        [Rule(7, min_amount=1.0), Rule(3, min_amount=900.0), Rule(5)], ALL
    )
    assert [match.rule for match in found] == [7, 5]


def test_reasons_say_what_was_wanted_and_found():
    (reason,) = find_reasons(Rule(1, min_discount=10.0), ALL)
    assert (reason.wanted, reason.found) == (10.0, 15.0)


def test_only_what_any_rule_asks_is_loaded():
    asked = rules.get_asked([Rule(1, min_amount=1.0), Rule(2, below_floor=True)])
    assert asked == {rules.AMOUNT, rules.FLOOR}
    assert rules.get_asked([]) == frozenset()


subsets = st.sets(st.sampled_from(sorted(CONDITIONS)))


@given(subsets, subsets)
def test_a_further_condition_never_adds_orders(some, more):
    """Except for a young agreement, which widens what a new customer is."""
    more = more - {rules.YOUNG, rules.FIRST_ORDER}
    facts = replace(ALL, discount=0.0, tier=None, gift=0.0)
    says = {}
    for code in some:
        says |= CONDITIONS[code][0]
    narrow = dict(says)
    for code in more:
        narrow |= CONDITIONS[code][0]
    if codes(Rule(1, **narrow), facts) is not None:
        assert codes(Rule(1, **says), facts) is not None


# --- passing up ---


def test_superior_skips_who_is_barred():
    superiors = {"ann": "bob", "bob": "cy"}
    assert passing.find_superior("ann", superiors) == "bob"
    assert passing.find_superior("ann", superiors, {"bob"}) == "cy"
    assert passing.find_superior("cy", superiors) is None


@given(st.dictionaries(st.integers(0, 5), st.integers(0, 5)), st.integers(0, 5))
def test_circles_end(superiors, user):
    found = passing.find_superior(user, superiors)
    assert found is None or found != user


def test_superior_comes_before_others_whatever_their_limit():
    limits = {"ann": 10, "bob": 20}
    args = (100, {"ann": "bob"}, limits, [{"cy"}], frozenset())
    assert passing.find_next("ann", *args) == {"bob"}


def test_without_superior_those_with_a_high_enough_limit():
    limits = {"ann": 10, "bob": 20, "cy": 100}
    first, second = {"ann", "bob"}, {"bob", "cy", "di"}
    args = (100, {}, limits, [first, second])
    assert passing.find_next("ann", *args, frozenset()) == {"cy", "di"}
    assert passing.find_next("ann", *args, frozenset({"cy", "di"})) == set()


@given(
    st.dictionaries(st.integers(0, 6), st.integers(0, 6)),
    st.dictionaries(st.integers(0, 6), st.integers(0, 200)),
    st.frozensets(st.integers(0, 6)),
)
def test_who_is_barred_never_comes_next(superiors, limits, barred):
    found = passing.find_next(0, 100, superiors, limits, [set(range(7))], barred)
    assert not found & barred
    assert 0 not in found
