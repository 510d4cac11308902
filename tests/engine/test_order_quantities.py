"""Laws of order quantities."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from fmcg_catalog.engine.quantities import (
    MAXIMUM,
    MINIMUM,
    MULTIPLE,
    Demand,
    Limits,
    Rule,
    check,
    choose,
    fit,
)
from hypothesis import given
from hypothesis import strategies as st

PIECE, CARTON = 1, 2
FACTORS = {PIECE: Fraction(1), CARTON: Fraction(12)}
amounts = st.integers(0, 60).map(Fraction)


@st.composite
def rules(draw):
    minimum = draw(amounts)
    return Rule(
        id=draw(st.integers(1, 10**6)),
        product=draw(st.integers(1, 2)),
        rank=draw(st.integers(0, 2)),
        unit=draw(st.sampled_from([0, PIECE, CARTON])),
        minimum=minimum,
        multiple=draw(st.integers(0, 20).map(Fraction)),
        maximum=draw(st.sampled_from([Fraction(0), minimum + draw(amounts)])),
    )


@st.composite
def demand_lists(draw):
    demands = []
    for key in range(draw(st.integers(1, 5))):
        unit = draw(st.sampled_from([PIECE, CARTON]))
        quantity = draw(st.one_of(amounts, st.sampled_from([Fraction(1, 2)])))
        product = draw(st.integers(1, 2))
        demands.append(Demand(key, product, unit, quantity, FACTORS[unit]))
    return demands


rule_lists = st.lists(rules(), max_size=5, unique_by=lambda rule: rule.id)


def take_proposals(demands, violations):
    proposed = {v.proposal.key: v.proposal.quantity for v in violations if v.proposal}
    return [replace(d, quantity=proposed.get(d.key, d.quantity)) for d in demands]


@given(demand_lists(), rule_lists)
def test_a_proposal_breaks_nothing(demands, rules):
    violations = check(demands, rules)
    cured = {violation.rule for violation in violations if violation.proposal}
    left = {v.rule for v in check(take_proposals(demands, violations), rules)}
    assert not cured & left


@given(demand_lists(), rule_lists)
def test_a_proposal_never_lowers_a_quantity(demands, rules):
    violations = check(demands, rules)
    for before, after in zip(demands, take_proposals(demands, violations), strict=True):
        assert after.quantity >= before.quantity


@given(demand_lists(), rule_lists)
def test_above_the_maximum_nothing_is_proposed(demands, rules):
    for violation in check(demands, rules):
        if violation.code == MAXIMUM:
            assert violation.proposal is None


@given(demand_lists(), rule_lists, st.randoms())
def test_the_order_of_rules_never_matters(demands, rules, random):
    shuffled = list(rules)
    random.shuffle(shuffled)
    assert check(demands, rules) == check(demands, shuffled)


@given(st.integers(1, 100), st.integers(0, 50), st.integers(0, 12))
def test_the_proposal_is_the_least_that_does(quantity, minimum, multiple):
    rule = Rule(1, 1, minimum=minimum, multiple=multiple)
    violations = check([Demand("line", 1, PIECE, quantity)], [rule])
    if violations:
        least = next(
            number
            for number in range(quantity, 200)
            if number >= minimum and not (multiple and number % multiple)
        )
        assert violations[0].proposal.quantity == least


def broken(demands, *rules):
    return [(v.code, v.total) for v in check(demands, rules)]


def test_lines_of_one_product_count_together():
    lines = [Demand("a", 1, PIECE, 5), Demand("b", 1, PIECE, 7)]
    assert not check(lines, [Rule(1, 1, minimum=12, multiple=12)])


def test_a_maximum_cannot_be_split_over_units():
    lines = [Demand("a", 1, PIECE, 10), Demand("b", 1, CARTON, 1, 12)]
    assert broken(lines, Rule(1, 1, maximum=20)) == [(MAXIMUM, 22)]


def test_the_smallest_unit_is_raised():
    lines = [Demand("a", 1, CARTON, 1, 12), Demand("b", 1, PIECE, 1)]
    (violation,) = check(lines, [Rule(1, 1, multiple=6)])
    assert (violation.code, violation.proposal.key) == (MULTIPLE, "b")
    assert violation.proposal.quantity == 6


def test_whole_cartons_are_proposed():
    (violation,) = check([Demand("a", 1, CARTON, 1, 12)], [Rule(1, 1, multiple=18)])
    assert violation.proposal.quantity == 3


def test_no_proposal_when_the_next_multiple_is_above_the_maximum():
    rule = Rule(1, 1, multiple=12, maximum=20)
    (violation,) = check([Demand("a", 1, PIECE, 13)], [rule])
    assert (violation.code, violation.proposal) == (MULTIPLE, None)


def test_decimal_quantities_are_exact():
    line = Demand("a", 1, PIECE, Decimal("0.30"))
    assert not check([line], [Rule(1, 1, multiple=Decimal("0.10"))])


def test_nothing_ordered_breaks_nothing():
    assert not check([Demand("a", 1, PIECE, 0)], [Rule(1, 1, minimum=12)])


def test_the_closer_audience_wins_then_the_unit():
    everybody = Rule(1, 1, rank=0, unit=CARTON, minimum=5)
    outlet = Rule(2, 1, rank=2, minimum=1)
    outlet_carton = Rule(3, 1, rank=2, unit=CARTON, minimum=3)
    line = Demand("a", 1, CARTON, 2, 12)
    assert choose([line], [everybody, outlet])[1, CARTON] == outlet
    assert broken([line], everybody, outlet, outlet_carton) == [(MINIMUM, 2)]


def order(factor, quantity=1):
    return Demand("line", 1, 2, quantity, factor)


def test_limits_without_a_rule():
    assert fit(order(24), None) == Limits(1, 1, None)


def test_limits_in_the_rules_own_unit_are_the_rules():
    rule = Rule(1, 1, minimum=10, multiple=6, maximum=60)
    assert fit(order(1), rule) == Limits(12, 6, 60)


def test_limits_in_cases_are_whole_cases():
    rule = Rule(1, 1, minimum=30, multiple=6, maximum=100)
    assert fit(order(24), rule) == Limits(2, 1, 4)


def test_packs_that_do_not_divide_the_multiple_are_taken_together():
    assert fit(order(4), Rule(1, 1, multiple=6)) == Limits(3, 3, None)


def test_a_rule_for_the_unit_counts_the_unit():
    rule = Rule(1, 1, unit=2, minimum=3, multiple=3, maximum=9)
    assert fit(order(24), rule) == Limits(3, 3, 9)


def test_of_a_case_above_the_maximum_none_can_be_ordered():
    assert fit(order(24), Rule(1, 1, maximum=20)).most == 0


@given(rules(), st.sampled_from([1, 4, 6, 24]))
def test_the_least_keeps_the_rule_wherever_whole_units_can(rule, factor):
    limits = fit(order(factor), rule)
    possible = any(
        not check([order(factor, quantity)], [replace(rule, product=1)])
        for quantity in range(1, 61)
        if rule.unit in (0, 2)
    )
    if possible:
        assert not check([order(factor, limits.least)], [replace(rule, product=1)])
        assert limits.most is None or limits.least <= limits.most
