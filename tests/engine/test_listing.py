"""Laws of the listing engine."""

from dataclasses import replace

import pytest
from fmcg_catalog.engine import listing
from fmcg_catalog.engine.audience import Audience, Buyer
from fmcg_catalog.engine.listing import (
    ALL,
    BY_DEFAULT,
    BY_RULE,
    CATEGORY,
    NOT_OFFERED,
    PRODUCT,
    Listing,
    Offer,
    Product,
    Rule,
)
from hypothesis import given
from hypothesis import strategies as st

# categories 1 > 2 > 3 and 4; each product with its path
CATEGORIES = {1: (1,), 2: (1, 2), 3: (1, 2, 3), 4: (4,)}
products = st.builds(
    Product,
    id=st.integers(1, 5),
    categories=st.sampled_from([*CATEGORIES.values(), ()]),
    company=st.sampled_from([0, 7, 8]),
)
closeness = st.sampled_from([(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (3, 0), (4, 0)])


@st.composite
def rule_sets(draw):
    rules = []
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from([ALL, CATEGORY, PRODUCT]))
        target, depth = 0, 0
        if kind == PRODUCT:
            target = draw(st.integers(1, 5))
        elif kind == CATEGORY:
            target = draw(st.sampled_from(list(CATEGORIES)))
            depth = len(CATEGORIES[target])
        rules.append(
            Rule(number, draw(closeness), kind, depth, target, draw(st.booleans()))
        )
    return tuple(rules)


def speaks_of(rule, product):
    return (
        rule.kind == ALL
        or (rule.kind == PRODUCT and rule.target == product.id)
        or (rule.kind == CATEGORY and rule.target in product.categories)
    )


def by_levels(asked, product):
    """What a search makes of ``levels``."""
    listed = asked.default
    for level in asked.levels():
        own = {ALL: {0}, PRODUCT: {product.id}, CATEGORY: set(product.categories)}
        listed = bool(listed or own[level.kind] & level.listed)
        listed = listed and not own[level.kind] & level.unlisted
    return listed


@given(rule_sets(), products, st.booleans(), st.randoms())
def test_the_order_of_rules_never_matters(rules, product, default, random):
    shuffled = list(rules)
    random.shuffle(shuffled)
    assert Listing(rules, default).decide(product) == Listing(
        tuple(shuffled), default
    ).decide(product)


@given(rule_sets(), rule_sets(), products, st.booleans())
def test_a_less_specific_rule_changes_nothing(rules, more, product, default):
    decision = Listing(rules, default).decide(product)
    if decision.reason != BY_RULE:
        return
    decisive = next(rule for rule in rules if rule.id == decision.rule)
    weaker = tuple(
        replace(rule, id=rule.id + 100)
        for rule in more
        if rule.specificity < decisive.specificity
    )
    assert Listing(rules + weaker, default).decide(product) == decision


@given(rule_sets(), products, st.booleans())
def test_a_rule_decides_exactly_when_one_speaks_of_the_product(rules, product, default):
    decision = Listing(rules, default).decide(product)
    spoken = any(speaks_of(rule, product) for rule in rules)
    assert decision.reason == (BY_RULE if spoken else BY_DEFAULT)
    if not spoken:
        assert decision.listed == default


@given(rule_sets(), products, st.booleans())
def test_a_search_gives_the_same_answer(rules, product, default):
    asked = Listing(rules, default)
    assert by_levels(asked, product) == asked.decide(product).listed


@given(rule_sets(), rule_sets(), products)
def test_a_distributor_lists_nothing_that_its_supplier_withholds(
    own, upstream, product
):
    supplier = Listing(upstream, True)
    asked = Listing(own, True, company=7, offers=(Offer(supplier),))
    if asked.decide(product).listed and product.company != 7:
        assert supplier.decide(product).listed


def rule(number, closeness, kind, target, listed, depth=0):
    return Rule(number, closeness, kind, depth, target, listed)


TEA = Product(1, (1, 2))


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        (rule(1, (3, 0), PRODUCT, 1, False), rule(2, (4, 0), ALL, 0, True)),
        (rule(1, (2, 1), PRODUCT, 1, False), rule(2, (3, 0), ALL, 0, True)),
        (rule(1, (2, 0), PRODUCT, 1, False), rule(2, (2, 1), ALL, 0, True)),
        (rule(1, (1, 0), PRODUCT, 1, False), rule(2, (2, 0), ALL, 0, True)),
        (rule(1, (0, 0), PRODUCT, 1, False), rule(2, (1, 0), ALL, 0, True)),
        (rule(1, (0, 0), CATEGORY, 2, False, 2), rule(2, (0, 0), PRODUCT, 1, True)),
        (rule(1, (0, 0), CATEGORY, 1, False, 1), rule(2, (0, 0), CATEGORY, 2, True, 2)),
        (rule(1, (0, 0), ALL, 0, False), rule(2, (0, 0), CATEGORY, 1, True, 1)),
        (rule(1, (0, 0), PRODUCT, 1, True), rule(2, (0, 0), PRODUCT, 1, False)),
    ],
)
def test_the_more_specific_rule_decides(weak, strong):
    decision = Listing((weak, strong)).decide(TEA)
    assert (decision.rule, decision.listed) == (strong.id, strong.listed)


def test_own_goods_need_no_supplier():
    nothing = Listing((rule(1, (0, 0), ALL, 0, False),))
    asked = Listing(company=7, offers=(Offer(nothing),))
    assert asked.decide(replace(TEA, company=7)).listed
    assert asked.decide(TEA) == listing.Decision(False, NOT_OFFERED)


def test_one_supplier_is_enough_and_only_within_its_scope():
    everything, nothing = Listing(), Listing(default=False)
    assert Listing(offers=(Offer(nothing), Offer(everything))).decide(TEA).listed
    narrow = Offer(everything, frozenset({4}))
    assert not Listing(offers=(Offer(nothing), narrow)).decide(TEA).listed
    assert Listing(offers=(Offer(everything, frozenset({1})),)).decide(TEA).listed


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience(), (0, 0)),
        (Audience("tier", 5), (1, 0)),
        (Audience("tier", 6), None),
        (Audience("territory", 10), (2, 0)),
        (Audience("territory", 12), (2, 2)),
        (Audience("territory", 13), None),
        (Audience("grade", 3), None),
        (Audience("node", 9), (4, 0)),
    ],
)
def test_how_closely_an_audience_speaks_to_a_buyer(audience, expected):
    buyer = Buyer(node=9, grade=0, tier=5, territories=(10, 11, 12))
    assert audience.closeness(buyer) == expected


def test_a_buyer_names_the_audiences_that_speak_to_it():
    buyer = Buyer(node=9, tier=5, territories=(10, 11))
    named = dict(buyer.audiences())
    assert list(named.values()) == sorted(named.values())
    assert set(named) == {
        Audience(),
        Audience("tier", 5),
        Audience("territory", 10),
        Audience("territory", 11),
        Audience("node", 9),
    }
