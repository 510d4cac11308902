"""What is ordered from above, and for whom."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from fmcg_sourcing.engine import upstream as u
from fmcg_sourcing.engine.allocation import Need
from fmcg_sourcing.engine.packs import Pack
from fmcg_sourcing.engine.upstream import Coming, Rule, Share, choose_rule, propose
from hypothesis import given
from hypothesis import strategies as st

TEA, WATER = 1, 2
DAY = date(2026, 12, 1)
CASES = {TEA: Pack(case=Decimal(12))}


def need(key, quantity, day=1, product=TEA):
    return Need(key, product, Decimal(quantity), DAY + timedelta(days=day))


def rule(mode, target=0, **values):
    return Rule(1, mode, target=Decimal(target), **values)


def order(needs, mode, stock=0, coming=(), packs=None, target=0):
    return propose(
        needs, {TEA: Decimal(stock)}, coming, {TEA: rule(mode, target)}, packs or {}
    )


def quantities(proposal):
    return [line.quantity for line in proposal.lines]


class TestModes:
    def test_never(self):
        found = order([need(1, 5)], u.NEVER, stock=2)
        assert found.lines == ()
        (refused,) = found.refused
        assert (refused.need, refused.quantity, refused.reason.code) == (1, 3, u.NEVER)

    def test_who_has_no_rule_orders_nothing(self):
        found = propose([need(1, 5)], {}, [], {}, {})
        assert (found.lines, len(found.refused)) == ((), 1)

    def test_only_what_is_missing_opens_cases(self):
        assert quantities(order([need(1, 7)], u.MISSING, stock=2, packs=CASES)) == [5]

    def test_but_keeps_multiple_and_minimum(self):
        packs = {TEA: Pack(multiple=Decimal(6), minimum=Decimal(10))}
        found = order([need(1, 7)], u.MISSING, packs=packs)
        assert quantities(found) == [12]
        assert found.lines[0].surplus == 5

    def test_straight_to_each_place_what_stock_and_what_is_coming_do_not_cover(self):
        needs = [
            replace(need(1, 4), place="A"),
            replace(need(2, 3, day=2), place="A"),
            replace(need(3, 5, day=3), place="B"),
        ]
        coming = [Coming(7, TEA, Decimal(1))]
        found = order(needs, u.DIRECT, stock=2, coming=coming, packs=CASES)
        lines = [(line.place, line.quantity) for line in found.lines]
        assert lines == [("A", 4), ("B", 5)]
        assert [share.need for share in found.lines[0].shares] == [1, 2]

    def test_what_goes_straight_to_a_place_is_for_nobody_elsewhere(self):
        needs = [replace(need(1, 4), place="A"), replace(need(2, 3, day=0), place="B")]
        shares = (Share(1, 7, Decimal(4)),)
        coming = [Coming(7, TEA, Decimal(6), shares=shares, place="A")]
        for mode in (u.DIRECT, u.MISSING):
            assert quantities(order(needs, mode, coming=coming)) == [3]

    def test_nothing_missing(self):
        assert order([need(1, 7)], u.MISSING, stock=7).lines == ()

    def test_full_cases_up_to_a_target(self):
        found = order([need(1, 7)], u.FULL_CASES, stock=2, packs=CASES, target=10)
        assert quantities(found) == [24], "5 are missing, 15 with the target"

    def test_a_target_is_reached_without_needs(self):
        assert quantities(order([], u.FULL_CASES, stock=9, target=10)) == [1]
        assert order([], u.FULL_CASES, stock=10, target=10).lines == ()

    def test_back_to_back_orders_each_need_whatever_is_there(self):
        needs = [need(1, 7), need(2, 3)]
        found = order(needs, u.BACK_TO_BACK, stock=99, packs=CASES)
        assert [(line.need, line.quantity) for line in found.lines] == [(1, 7), (2, 3)]

    def test_back_to_back_does_not_take_what_was_ordered_for_another(self):
        coming = [Coming("p", TEA, Decimal(7), need=1)]
        found = order([need(1, 7), need(2, 3, day=0)], u.BACK_TO_BACK, coming=coming)
        assert [(line.need, line.quantity) for line in found.lines] == [(2, 3)]


class TestWhose:
    def test_several_customers_share_one_line(self):
        found = order([need(1, 5, day=2), need(2, 4, day=1)], u.MISSING, stock=3)
        (line,) = found.lines
        assert line.quantity == 6
        assert line.shares == (Share(2, None, 1), Share(1, None, 5))
        assert Share(2, u.STOCK, 3) in found.shares

    def test_what_was_ordered_for_whom_stays_when_an_older_promise_turns_up(self):
        shares = (Share(1, None, Decimal(5)),)
        coming = [Coming("p", TEA, Decimal(6), shares=shares)]
        found = order([need(1, 5, day=9), need(2, 4, day=0)], u.MISSING, coming=coming)
        assert Share(1, "p", 5) in found.shares
        assert Share(2, "p", 1) in found.shares
        assert quantities(found) == [3]

    def test_a_line_that_became_less_is_lacking_to_the_youngest(self):
        shares = (Share(1, None, Decimal(5)), Share(2, None, Decimal(5)))
        coming = [Coming("p", TEA, Decimal(6), shares=shares)]
        found = order([need(1, 5, day=9), need(2, 5, day=0)], u.MISSING, coming=coming)
        assert found.shares[:2] == (Share(2, "p", 5), Share(1, "p", 1))
        assert quantities(found) == [4]

    def test_what_a_cancelled_need_leaves_serves_others(self):
        coming = [Coming("p", TEA, Decimal(5), shares=(Share(1, None, Decimal(5)),))]
        assert order([need(2, 5)], u.MISSING, coming=coming).lines == ()

    def test_the_first_to_arrive_serves_the_oldest_promise(self):
        coming = [
            Coming("late", TEA, Decimal(5), DAY + timedelta(days=9)),
            Coming("soon", TEA, Decimal(5), DAY),
        ]
        found = order([need(1, 5, day=2), need(2, 5, day=1)], u.MISSING, coming=coming)
        assert found.shares == (Share(2, "soon", 5), Share(1, "late", 5))


class TestRules:
    rules = [
        Rule(1, u.NEVER),
        Rule(2, u.MISSING, category=10),
        Rule(3, u.FULL_CASES, category=11),
        Rule(4, u.BACK_TO_BACK, product=TEA),
        Rule(5, u.NEVER, product=TEA),
    ]

    @pytest.mark.parametrize(
        ("product", "categories", "expected"),
        [
            (TEA, (11, 10), 4),
            (WATER, (11, 10), 3),
            (WATER, (10,), 2),
            (WATER, (12,), 1),
            (WATER, (), 1),
        ],
    )
    def test_the_closest_one(self, product, categories, expected):
        assert choose_rule(self.rules, product, categories).id == expected
        assert choose_rule(self.rules[::-1], product, categories).id == expected

    def test_none(self):
        assert choose_rule([], TEA, (10,)) == u.NO_RULE

    def test_bad_rules(self):
        with pytest.raises(ValueError, match="mode of rule 1 is 'often': give one of"):
            Rule(1, "often")
        with pytest.raises(ValueError, match="target of rule 1 is -1"):
            rule(u.FULL_CASES, -1)


# --- laws ---

quantity = st.integers(1, 20).map(Decimal)
needs_lists = st.lists(
    st.builds(
        Need,
        key=st.integers(1, 99),
        product=st.sampled_from([TEA, WATER]),
        quantity=quantity,
        promised=st.none() | st.integers(0, 5).map(lambda n: DAY + timedelta(days=n)),
    ),
    max_size=7,
    unique_by=lambda one: one.key,
)
stocks = st.dictionaries(st.sampled_from([TEA, WATER]), st.integers(0, 30).map(Decimal))
rules = st.fixed_dictionaries(
    {
        product: st.builds(
            Rule,
            id=st.just(product),
            mode=st.sampled_from(u.MODES),
            target=st.integers(0, 40).map(Decimal),
        )
        for product in (TEA, WATER)
    }
)
packs = st.dictionaries(
    st.sampled_from([TEA, WATER]),
    st.builds(
        Pack,
        st.sampled_from([1, 6, 12]).map(Decimal),
        st.sampled_from([1, 4]).map(Decimal),
        st.sampled_from([0, 15]).map(Decimal),
    ),
)
comings = st.lists(
    st.builds(
        Coming,
        key=st.text("xyz", min_size=1, max_size=3),
        product=st.sampled_from([TEA, WATER]),
        quantity=quantity,
        day=st.none() | st.integers(0, 5).map(lambda n: DAY + timedelta(days=n)),
        need=st.none() | st.integers(1, 5),
        shares=st.lists(
            st.builds(Share, st.integers(1, 99), st.none(), quantity), max_size=3
        ).map(tuple),
    ),
    max_size=4,
    unique_by=lambda one: one.key,
)


def place(proposal):
    """What was proposed, as lines that are on the way."""
    return [
        Coming(f"new{number}", line.product, line.quantity, None, line.need, line.shares)
        for number, line in enumerate(proposal.lines)
    ]


@given(needs_lists, stocks, comings, rules, packs)
def test_proposing_again_orders_nothing_more(needs, stock, coming, rules, packs):
    found = propose(needs, stock, coming, rules, packs)
    again = propose(needs, stock, [*coming, *place(found)], rules, packs)
    assert again.lines == ()
    assert again.refused == found.refused

    def for_whom(proposal):
        total = Counter()
        for share in proposal.shares:
            total[share.need] += share.quantity
        return total

    assert for_whom(again) == for_whom(found)


@given(needs_lists, stocks, comings, rules, packs)
def test_each_need_is_covered_or_refused(needs, stock, coming, rules, packs):
    found = propose(needs, stock, coming, rules, packs)
    got = Counter()
    for one in (*found.shares, *found.refused):
        assert one.quantity > 0
        got[one.need] += one.quantity
    assert got == {one.key: one.quantity for one in needs}
    assert all(rules[line.product].mode != u.NEVER for line in found.lines)


@given(needs_lists, stocks, comings, rules, packs)
def test_no_source_gives_more_than_it_has(needs, stock, coming, rules, packs):
    found = propose(needs, stock, coming, rules, packs)
    product_of = {one.key: one.product for one in needs}
    given_out = Counter()
    for share in found.shares:
        given_out[product_of[share.need], share.source] += share.quantity
    has = {(product, u.STOCK): free for product, free in stock.items()}
    has.update({(line.product, line.key): line.quantity for line in coming})
    for line in found.lines:
        key = line.product, None
        has[key] = has.get(key, 0) + line.quantity
        assert line.surplus >= 0
    assert all(taken <= has[source] for source, taken in given_out.items())


@given(needs_lists, stocks, comings, rules, packs)
def test_no_more_is_ordered_than_packs_and_targets_ask_for(
    needs, stock, coming, rules, packs
):
    for line in propose(needs, stock, coming, rules, packs).lines:
        pack = packs.get(line.product, Pack())
        rule = rules[line.product]
        full = rule.mode == u.FULL_CASES
        step = pack.step if full else pack.loose.step
        assert line.quantity % step == 0
        assert line.quantity >= pack.minimum
        target = rule.target if full else 0
        assert line.surplus < max(pack.minimum + step, step + target)


@given(st.data(), needs_lists, stocks, comings, rules, packs)
def test_the_order_of_the_facts_does_not_matter(data, needs, stock, coming, rules, packs):
    found = propose(needs, stock, coming, rules, packs)
    coming = [
        replace(one, shares=tuple(data.draw(st.permutations(one.shares))))
        for one in data.draw(st.permutations(coming))
    ]
    assert propose(data.draw(st.permutations(needs)), stock, coming, rules, packs) == found
