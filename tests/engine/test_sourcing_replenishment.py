"""What a seller should order for its stock."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from fmcg_sourcing.engine import replenishment as r
from fmcg_sourcing.engine.packs import Pack, round_up
from fmcg_sourcing.engine.replenishment import (
    Item,
    Sold,
    find_rate,
    find_rates,
    plan,
    suggest,
)
from hypothesis import given
from hypothesis import strategies as st

TEA, WATER = 1, 2
UNTIL = date(2026, 11, 30)
DOZENS = Pack(case=Decimal(12))


def item(kind=r.COVER, product=TEA, **values):
    exact = {
        name: Decimal(value) if isinstance(value, int) and "days" not in name else value
        for name, value in values.items()
    }
    return Item(product, kind, **exact)


def only(items, rates=None, budget=None):
    (one,) = suggest(items, rates or {}, budget)
    return one


def codes(suggestion):
    return [reason.code for reason in suggestion.reasons]


class TestRates:
    def test_days_without_a_sale_count(self):
        sold = [
            Sold(TEA, UNTIL, Decimal(6)),
            Sold(TEA, UNTIL - timedelta(days=9), Decimal(4)),
            Sold(TEA, UNTIL - timedelta(days=10), Decimal(500)),
            Sold(TEA, UNTIL + timedelta(days=1), Decimal(500)),
        ]
        assert find_rates(sold, UNTIL, 10) == {TEA: 1}

    def test_more_came_back_than_was_sold(self):
        assert find_rates([Sold(TEA, UNTIL, Decimal(-3))], UNTIL, 10) == {}

    def test_no_days(self):
        with pytest.raises(ValueError, match="days is 0"):
            find_rates([], UNTIL, 0)


class TestRate:
    @pytest.mark.parametrize(
        ("back", "total", "rate"),
        [(27, 56, 2), (13, 56, 4), (0, 56, 8), (None, 56, 0), (5, -3, 0)],
        ids=["all days", "new", "of today", "never sold", "more came back"],
    )
    def test_spread_over_the_days_since_the_first_sale(self, back, total, rate):
        first = None if back is None else UNTIL - timedelta(days=back)
        assert find_rate(Decimal(total), first, UNTIL, 28) == rate


class TestMinMax:
    def test_below_the_least_up_to_the_most(self):
        one = only([item(r.MIN_MAX, on_hand=5, on_the_way=4, least=10, most=50)])
        assert one.quantity == 41
        assert codes(one) == [r.BELOW_LEAST]

    def test_at_the_least_nothing(self):
        assert not suggest([item(r.MIN_MAX, on_hand=10, least=10, most=50)], {})

    def test_what_is_owed_is_not_there(self):
        one = only([item(r.MIN_MAX, on_hand=10, owed=3, least=10, most=50)])
        assert one.quantity == 43

    def test_no_case_goes_over_the_most(self):
        one = only([item(r.MIN_MAX, on_hand=5, least=10, most=50, pack=DOZENS)])
        assert one.quantity == 36
        one = only([item(r.MIN_MAX, on_hand=5, least=10, most=10, pack=DOZENS)])
        assert one.quantity == 0
        assert codes(one) == [r.BELOW_LEAST, r.OVER_MOST]


class TestCover:
    cover = {"lead_days": 3, "safety_days": 2, "cover_days": 10}
    rates = {TEA: Decimal(2)}

    def test_what_does_not_last_until_the_next_receipt(self):
        one = only([item(on_hand=9, **self.cover)], self.rates)
        assert one.quantity == 21, "15 days at 2, and 9 are there"
        assert one.days_left == Decimal("1.5"), "4.5 days, 3 of them on the way"
        assert codes(one) == [r.RUNS_OUT]

    def test_what_lasts(self):
        assert not suggest([item(on_hand=10, **self.cover)], self.rates)

    def test_what_is_not_sold(self):
        assert not suggest([item(**self.cover)], {})

    def test_cases_and_a_most(self):
        one = only([item(on_hand=9, pack=DOZENS, **self.cover)], self.rates)
        assert one.quantity == 24
        one = only([item(on_hand=9, pack=DOZENS, most=30, **self.cover)], self.rates)
        assert one.quantity == 12
        assert codes(one) == [r.RUNS_OUT, r.OVER_MOST]


class TestBudget:
    items = [
        item(r.MIN_MAX, 1, on_hand=8, least=10, most=20, price=1, pack=DOZENS),
        item(r.MIN_MAX, 2, on_hand=2, least=10, most=40, price=1, pack=DOZENS),
        item(r.MIN_MAX, 3, on_hand=0, least=10, most=12, price=1, pack=DOZENS),
    ]
    rates = {1: Decimal(1), 2: Decimal(1)}

    def test_the_most_urgent_first(self):
        found = suggest(self.items, self.rates)
        assert [one.product for one in found] == [2, 1, 3]
        assert [one.quantity for one in found] == [36, 12, 12]

    def test_whole_cases_as_far_as_the_money_lasts(self):
        found = suggest(self.items, self.rates, Decimal(47))
        assert [one.quantity for one in found] == [36, 0, 0]
        assert codes(found[1]) == [r.BELOW_LEAST, r.OVER_BUDGET]
        assert found[1].reasons[1]["wanted"] == 12
        found = suggest(self.items, self.rates, Decimal(30))
        assert [one.quantity for one in found] == [24, 0, 0]

    def test_what_costs_nothing_needs_no_budget(self):
        free = item(r.MIN_MAX, least=10, most=12)
        assert only([free], budget=Decimal(0)).quantity == 12


class TestPlan:
    items = TestBudget.items
    rates = TestBudget.rates

    def test_without_a_budget_all_waits(self):
        found = plan(self.items, self.rates)
        assert (found.now, found.waiting) == ((), suggest(self.items, self.rates))

    def test_what_the_money_does_not_last_for_waits(self):
        found = plan(self.items, self.rates, Decimal(40))
        assert [(one.product, one.quantity) for one in found.now] == [(2, 36), (1, 0), (3, 0)]
        assert [(one.product, one.quantity) for one in found.waiting] == [(1, 12), (3, 12)]

    def test_money_that_is_overspent_orders_nothing(self):
        found = plan(self.items, self.rates, Decimal(-5))
        assert not sum(one.quantity for one in found.now)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": "often"}, "kind of product 1 is 'often': give one of"),
        ({"kind": r.MIN_MAX}, "most of product 1 is None: give at least"),
        ({"kind": r.MIN_MAX, "least": 9, "most": 8}, "most of product 1"),
        ({"lead_days": -1}, "lead_days of product 1 is -1: give 0 or more"),
    ],
)
def test_bad_facts(values, message):
    with pytest.raises(ValueError, match=message):
        item(**values)


whole = st.integers(0, 60).map(Decimal)
few_days = st.integers(0, 20)


@st.composite
def items(draw, product):
    least = draw(whole)
    return Item(
        product,
        draw(st.sampled_from(r.KINDS)),
        draw(whole),
        draw(whole),
        draw(whole),
        least,
        least + draw(whole),
        draw(few_days),
        draw(few_days),
        draw(few_days),
        draw(st.integers(0, 300)) / Decimal(100),
        Pack(Decimal(draw(st.sampled_from([1, 6, 12]))), minimum=draw(whole)),
    )


item_lists = st.integers(0, 5).flatmap(
    lambda count: st.tuples(*(items(number) for number in range(count)))
)
all_rates = st.dictionaries(st.integers(0, 4), st.integers(1, 90).map(Decimal))
budgets = st.integers(0, 30000).map(lambda cents: Decimal(cents) / 100)


@given(item_lists, all_rates, budgets)
def test_never_over_budget_and_cut_only_where_the_money_ends(items, rates, budget):
    wanted = {one.product: one for one in suggest(items, rates)}
    by_product = {one.product: one for one in items}
    left = budget
    for one in suggest(items, rates, budget):
        full = wanted[one.product]
        item = by_product[one.product]
        assert one.quantity <= full.quantity
        if one.quantity < full.quantity:
            more = round_up(one.quantity + Decimal("0.01"), item.pack)
            assert more * item.price > left, "one case more would not be paid"
        left -= one.amount
    assert left >= 0


@given(item_lists, all_rates)
def test_whole_cases_within_the_most(items, rates):
    by_product = {one.product: one for one in items}
    for one in suggest(items, rates):
        item = by_product[one.product]
        assert one.quantity % item.pack.step == 0
        assert one.quantity == 0 or one.quantity >= item.pack.minimum
        assert one.quantity == 0 or item.position + one.quantity <= item.most


@given(item_lists, all_rates)
def test_what_was_ordered_is_not_ordered_again(items, rates):
    """With the suggestion on the way, nothing more is due that could be ordered."""
    found = {one.product: one.quantity for one in suggest(items, rates)}
    again = [
        Item(
            **{
                **vars(one),
                "on_the_way": one.on_the_way + found.get(one.product, Decimal(0)),
            }
        )
        for one in items
    ]
    for one in suggest(again, rates):
        assert one.quantity == 0


@given(st.data(), item_lists, all_rates, budgets)
def test_the_order_of_the_products_does_not_matter(data, items, rates, budget):
    shuffled = data.draw(st.permutations(items))
    assert suggest(shuffled, rates, budget) == suggest(items, rates, budget)
