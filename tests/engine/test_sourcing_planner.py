"""Who serves which line: examples, and laws against a brute force."""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations, product

import pytest
from fmcg_sourcing.engine import plan_facts as f
from fmcg_sourcing.engine import planner
from hypothesis import given, settings
from hypothesis import strategies as st
from sourcing_strategies import line_lists, make_lines, make_seller, seller_lists

TEA, WATER, SOAP = 1, 2, 3


def who(plan):
    """Who gives how much of each line, and from above."""
    return {
        (one.line, one.seller): (one.ready, one.missing) for one in plan.allocations
    }


def codes(reasons):
    return [reason.code for reason in reasons]


def said_of(plan, seller):
    return next(one.reasons for one in plan.rejected if one.seller == seller)


class TestChoice:
    def test_one_seller_for_everything_goes_before_a_preferred_one(self):
        lines = make_lines((TEA, 5), (WATER, 5))
        near, far = make_seller(1, {TEA: 9}), make_seller(2, {TEA: 9, WATER: 9})
        plan = planner.plan(lines, [near, far])
        assert (plan.way, plan.sellers) == (f.ONE_SELLER, (2,))
        assert codes(said_of(plan, 1)) == [f.NOT_OFFERED]

    def test_of_two_that_have_everything_the_preferred_one_serves(self):
        sellers = [make_seller(2, {TEA: 9}), make_seller(1, {TEA: 9})]
        plan = planner.plan(make_lines((TEA, 5)), sellers)
        assert plan.sellers == (1,)
        (reason,) = said_of(plan, 2)
        assert (reason.code, reason["sellers"]) == (f.NOT_NEEDED, (1,))

    def test_two_sellers_go_before_three_preferred_ones(self):
        lines = make_lines((TEA, 5), (WATER, 5), (SOAP, 5))
        sellers = [
            make_seller(1, {TEA: 5}),
            make_seller(2, {WATER: 5}),
            make_seller(3, {SOAP: 5}),
            make_seller(4, {TEA: 5, WATER: 5}),
        ]
        plan = planner.plan(lines, sellers)
        assert (plan.way, plan.sellers) == (f.FEWEST_SELLERS, (3, 4))

    def test_a_line_that_nobody_has_alone_is_split(self):
        sellers = [make_seller(1, {TEA: 5}), make_seller(2, {TEA: 9})]
        plan = planner.plan(make_lines((TEA, 12)), sellers)
        assert who(plan) == {(1, 1): (5, 0), (1, 2): (7, 0)}
        assert all(codes(one.reasons) == [f.SPLIT] for one in plan.allocations)

    def test_cases_stay_whole(self):
        sellers = [make_seller(1, {TEA: 17}), make_seller(2, {TEA: 17})]
        plan = planner.plan(make_lines((TEA, 24), step=12), sellers)
        assert who(plan) == {(1, 1): (12, 0), (1, 2): (12, 0)}

    def test_what_nobody_has_waits_where_the_line_is_served(self):
        sellers = [make_seller(1, {TEA: 0}), make_seller(2, {TEA: 5})]
        plan = planner.plan(make_lines((TEA, 12)), sellers)
        assert who(plan) == {(1, 2): (5, 7)}
        (waits,) = plan.allocations[0].reasons
        assert (waits.code, waits["missing"]) == (f.WAITS, 7)
        assert said_of(plan, 1)[0]["products"] == ((TEA, 12, 0),)

    def test_what_nobody_has_at_all_waits_at_the_preferred_seller(self):
        sellers = [make_seller(1, {TEA: 0}), make_seller(2, {TEA: 0})]
        assert who(planner.plan(make_lines((TEA, 12)), sellers)) == {(1, 1): (0, 12)}

    def test_what_nobody_sells_is_not_served(self):
        plan = planner.plan(make_lines((TEA, 1), (SOAP, 2)), [make_seller(1, {TEA: 5})])
        (unserved,) = plan.unserved
        assert (unserved.line, unserved.quantity) == (2, 2)
        assert codes(unserved.reasons) == [f.NOT_OFFERED]
        assert not plan.is_complete

    def test_two_lines_of_a_product_share_its_stock(self):
        plan = planner.plan(make_lines((TEA, 5), (TEA, 5)), [make_seller(1, {TEA: 8})])
        assert who(plan) == {(1, 1): (5, 0), (2, 1): (3, 2)}

    def test_nothing_ordered_and_nobody_there(self):
        assert planner.plan([], []).way == f.NOTHING
        plan = planner.plan(make_lines((TEA, 5)), [])
        assert (plan.way, plan.parts, len(plan.unserved)) == (f.NOTHING, (), 1)


class TestChecks:
    def test_a_seller_below_its_minimum_is_not_chosen(self):
        sellers = [make_seller(1, {TEA: 9}, minimum=6), make_seller(2, {TEA: 9})]
        plan = planner.plan(make_lines((TEA, 5)), sellers)
        assert plan.sellers == (2,) and plan.passes
        (reason,) = said_of(plan, 1)
        assert reason.code == f.BELOW_MINIMUM
        assert (reason["amount"], reason["minimum"]) == (5, 6)

    def test_goods_move_to_a_seller_below_its_minimum(self):
        lines = make_lines((TEA, 10), (WATER, 5))
        sellers = [
            make_seller(1, {TEA: 10}),
            make_seller(2, {TEA: 10, WATER: 5}, minimum=8),
            make_seller(3, {WATER: 5}, minimum=8),
        ]
        plan = planner.plan(lines, [sellers[0], sellers[2]])
        assert codes(plan.failures[0].reasons) == [f.BELOW_MINIMUM]
        plan = planner.plan(lines, sellers)
        assert plan.sellers == (2,) and plan.passes
        lines = make_lines((TEA, 15), (WATER, 5))
        plan = planner.plan(lines, sellers)
        assert plan.passes
        assert who(plan) == {(1, 1): (10, 0), (1, 2): (5, 0), (2, 2): (5, 0)}
        lines = make_lines((TEA, 5), (SOAP, 4), (WATER, 5))
        sellers[0] = make_seller(1, {TEA: 10, SOAP: 9})
        plan = planner.plan(lines, sellers[:2])
        assert plan.passes
        assert who(plan)[1, 2] == (3, 0)

    def test_goods_come_from_several_that_keep_their_own_minimum(self):
        """Too many lines to try all ways: 6 are lacking, 4 and 3 can be spared."""
        lines = make_lines((1, 2), (2, 2), (3, 2), *[(4, 2)] * 5, *[(5, 2)] * 3)
        sellers = [
            make_seller(1, {1: 2, 4: 10}, minimum=8),
            make_seller(2, {2: 2, 5: 6}, minimum=5),
            make_seller(3, {3: 2, 4: 10, 5: 6}, minimum=8),
        ]
        plan = planner.plan(lines, sellers)
        assert plan.passes
        assert [part.amount for part in plan.parts] == [8, 6, 8]

    def test_the_hook_refuses_a_part(self):
        def accepts(seller, part):
            return ["too dear"] if seller.id == 1 and part.amount > 4 else []

        sellers = [make_seller(1, {TEA: 9}), make_seller(2, {TEA: 9})]
        lines = make_lines((TEA, 5))
        assert planner.plan(lines, sellers, accepts=accepts).sellers == (2,)
        assert said_of(planner.plan(lines, sellers, accepts=accepts), 1) == ("too dear",)
        plan = planner.plan(lines, sellers[:1], accepts=accepts)
        assert not plan.passes
        assert plan.failures == (f.Rejected(1, ("too dear",)),)
        assert who(plan) == {(1, 1): (5, 0)}, "the best effort is still told"

    def test_a_refusal_that_another_share_avoids(self):
        """The first seller takes one line only; the second one takes the other."""

        def accepts(seller, part):
            return ["one line"] if len(part.allocations) > 1 else []

        lines = make_lines((TEA, 5), (WATER, 5))
        sellers = [make_seller(n, {TEA: 9, WATER: 9}) for n in (1, 2)]
        plan = planner.plan(lines, sellers, accepts=accepts)
        assert plan.passes
        assert who(plan) == {(1, 1): (5, 0), (2, 2): (5, 0)}

    def test_the_hook_is_asked_once_for_a_part(self):
        asked = Counter()

        def accepts(seller, part):
            asked[seller.id, part] += 1
            return ["no"]

        sellers = [make_seller(n, {TEA: 9, WATER: 9}) for n in (1, 2, 3)]
        planner.plan(make_lines((TEA, 5), (WATER, 5)), sellers, accepts=accepts)
        assert set(asked.values()) == {1}


class TestPolicy:
    lines = make_lines((TEA, 5), (WATER, 5))
    short = make_seller(1, {TEA: 9, WATER: 3})

    def test_ship_available(self):
        plan = planner.plan(self.lines, [self.short], f.SHIP_AVAILABLE)
        assert [one.ships for one in plan.allocations] == [5, 3]

    def test_wait_all_keeps_what_is_there(self):
        plan = planner.plan(self.lines, [self.short], f.WAIT_ALL)
        assert [one.ships for one in plan.allocations] == [0, 0]
        assert [one.ready for one in plan.allocations] == [5, 3]
        assert codes(plan.allocations[0].reasons) == [f.HELD_BACK]

    def test_only_complete_says_what_is_missing(self):
        plan = planner.plan(self.lines, [self.short], f.ONLY_COMPLETE)
        assert (plan.way, plan.parts) == (f.NOTHING, ())
        assert [one.reasons[0]["missing"] for one in plan.unserved] == [0, 2]

    def test_an_unknown_policy(self):
        with pytest.raises(ValueError, match="give one of ship_available"):
            planner.plan(self.lines, [self.short], "later")


class TestWarehouses:
    def plan(self, *warehouses, agreed=None, lines=((TEA, 5), (WATER, 5))):
        seller = make_seller(
            1,
            {},
            prices={TEA: Decimal(1), WATER: Decimal(1)},
            warehouses=tuple(
                f.Warehouse(key, {p: Decimal(q) for p, q in free.items()}, territory)
                for key, free, territory in warehouses
            ),
            warehouse=agreed,
        )
        plan = planner.plan(make_lines(*lines), [seller])
        return plan, [(one.line, one.warehouse, one.ready) for one in plan.allocations]

    def test_the_agreements_one_alone(self):
        plan, found = self.plan((7, {TEA: 3}, 0), (8, {TEA: 9}, 3), agreed=7)
        assert found == [(1, 7, 3), (2, 7, 0)]
        assert codes(plan.allocations[0].reasons) == [f.AGREED_WAREHOUSE, f.WAITS]

    def test_else_the_closest_territory(self):
        plan, found = self.plan((7, {TEA: 9, WATER: 9}, 1), (8, {TEA: 9}, 3))
        assert found == [(1, 8, 5), (2, 8, 0)]
        assert codes(plan.allocations[0].reasons) == [f.TERRITORY_WAREHOUSE]

    def test_else_the_fewest(self):
        plan, found = self.plan(
            (7, {TEA: 9}, 0), (8, {WATER: 9}, 0), (9, {TEA: 5, WATER: 5}, 0)
        )
        assert found == [(1, 9, 5), (2, 9, 5)]
        assert codes(plan.allocations[0].reasons) == [f.FEWEST_WAREHOUSES]

    def test_a_line_out_of_two(self):
        _plan, found = self.plan((7, {TEA: 3}, 0), (8, {TEA: 2}, 0), lines=[(TEA, 5)])
        assert found == [(1, 7, 3), (1, 8, 2)]

    def test_a_warehouse_that_the_seller_has_not(self):
        _plan, found = self.plan((7, {TEA: 9}, 0), agreed=99)
        assert found == [(1, None, 0), (2, None, 0)]


class TestBadFacts:
    def test_a_line_twice(self):
        with pytest.raises(ValueError, match="Line.key 1 is given twice"):
            planner.plan(make_lines((TEA, 1)) * 2, [])

    def test_a_quantity_of_nothing(self):
        with pytest.raises(ValueError, match="quantity of line 1 is 0"):
            planner.plan(make_lines((TEA, 0)), [])


# --- laws ---

ORDERS = line_lists()
SELLERS = seller_lists()
STRICT = seller_lists(minimums=(0, 0, 5, 20))
POLICIES = st.sampled_from(f.POLICIES)


def refuse_some(seller, part):
    """A check that knows neither reason nor measure, and always says the same."""
    total = int(sum(one.quantity * (one.line + 1) for one in part.allocations))
    return ["odd"] if (total + seller.id) % 3 == 0 else []


CHECKS = st.sampled_from([planner.accept_all, refuse_some])


def free_of(seller):
    """Dict from product to all that the seller can give away."""
    free = Counter()
    for warehouse in seller.serving()[0]:
        free.update(warehouse.free)
    return free


def wanted_of(lines):
    wanted = Counter()
    for line in lines:
        wanted[line.product] += line.quantity
    return wanted


def get_missing(lines, chosen):
    """What chosen sellers lack; None where they do not sell all that can be had."""
    return {
        product: max(
            wanted - sum(free_of(one)[product] for one in chosen if product in one.prices),
            0,
        )
        for product, wanted in wanted_of(lines).items()
    }


def count_fewest(lines, sellers):
    """The least number of sellers that lack no more than all of them, and sell
    everything that any of them sells."""
    least = get_missing(lines, sellers)
    sold = {line.product for line in lines if any(line.product in s.prices for s in sellers)}
    for size in range(len(sellers) + 1):
        for chosen in combinations(sellers, size):
            if get_missing(lines, chosen) == least and all(
                any(product in one.prices for one in chosen) for product in sold
            ):
                return size
    raise AssertionError("all sellers together do")


@given(ORDERS, SELLERS)
def test_never_more_sellers_than_a_brute_force(lines, sellers):
    plan = planner.plan(lines, sellers)
    assert len(plan.sellers) == count_fewest(lines, sellers)
    assert plan.exact
    missing = Counter()
    for one in (*plan.allocations, *plan.unserved):
        missing[one.product] += getattr(one, "missing", one.quantity)
    assert missing == Counter(get_missing(lines, sellers)), "and nothing is left in stock"


def find_by_brute_force(lines, sellers, accepts):
    """The least number of sellers to whom whole lines can be given out of stock so that
    all of them accept; None where there is no such way."""
    found = []
    for takers in product(sellers, repeat=len(lines)):
        used = defaultdict(list)
        for line, seller in zip(lines, takers, strict=True):
            used[seller.id].append((line, seller))
        if found and len(used) >= min(found):
            continue
        if all(_can_take(pairs, accepts) for pairs in used.values()):
            found.append(len(used))
    return min(found, default=None)


def _can_take(pairs, accepts):
    seller = pairs[0][1]
    free = free_of(seller)
    amount = 0
    for line, _seller in pairs:
        if line.product not in seller.prices:
            return False
        free[line.product] -= line.quantity
        amount += line.quantity * seller.prices[line.product]
    if amount < seller.minimum or any(left < 0 for left in free.values()):
        return False
    allocations = tuple(
        f.Allocation(line.key, line.product, seller.id, None, line.quantity, Decimal(0))
        for line, _seller in pairs
    )
    return not accepts(seller, f.Part(seller.id, allocations, amount))


@settings(max_examples=60)
@given(line_lists(4), seller_lists(4, minimums=(0, 0, 5, 20)), CHECKS)
def test_never_more_sellers_than_a_brute_force_with_checks(lines, sellers, accepts):
    fewest = find_by_brute_force(lines, sellers, accepts)
    plan = planner.plan(lines, sellers, accepts=accepts)
    if fewest is not None:
        assert plan.passes
        assert plan.is_complete
        assert len(plan.sellers) <= fewest


@given(line_lists(steps=(1, 2, 6)), STRICT, POLICIES, CHECKS)
def test_each_line_is_served_or_not_to_the_last_unit(lines, sellers, policy, accepts):
    plan = planner.plan(lines, sellers, policy, accepts)
    found = Counter()
    for one in (*plan.allocations, *plan.unserved):
        found[one.line] += one.quantity
        assert one.quantity > 0
    assert found == {line.key: line.quantity for line in lines}


@given(line_lists(steps=(1, 2, 6)), STRICT, CHECKS)
def test_nothing_is_given_twice(lines, sellers, accepts):
    taken = Counter()
    for one in planner.plan(lines, sellers, accepts=accepts).allocations:
        taken[one.seller, one.warehouse, one.product] += one.ready
    free = {
        (seller.id, warehouse.id, product): quantity
        for seller in sellers
        for warehouse in seller.warehouses
        for product, quantity in warehouse.free.items()
    }
    for place, quantity in taken.items():
        assert not quantity or quantity <= free[place]


@given(ORDERS, STRICT, CHECKS)
def test_what_passes_keeps_what_is_asked(lines, sellers, accepts):
    plan = planner.plan(lines, sellers, accepts=accepts)
    by_id = {seller.id: seller for seller in sellers}
    refused = {
        part.seller
        for part in plan.parts
        if part.amount < by_id[part.seller].minimum
        or accepts(by_id[part.seller], part)
    }
    assert refused == {one.seller for one in plan.failures}
    for part in plan.parts:
        assert part.amount == sum(
            one.quantity * by_id[part.seller].prices[one.product]
            for one in part.allocations
        )


@given(ORDERS, STRICT, CHECKS)
def test_wait_all_never_ships_a_part(lines, sellers, accepts):
    plan = planner.plan(lines, sellers, f.WAIT_ALL, accepts)
    ships = sum(one.ships for one in plan.allocations)
    assert ships in (0, sum(line.quantity for line in lines))
    assert bool(ships) == plan.is_complete


@given(ORDERS, SELLERS, CHECKS)
def test_who_waits_is_served_by_the_same_sellers(lines, sellers, accepts):
    one = planner.plan(lines, sellers, f.SHIP_AVAILABLE, accepts)
    other = planner.plan(lines, sellers, f.WAIT_ALL, accepts)
    assert who(one) == who(other)


@given(ORDERS, STRICT, CHECKS)
def test_only_complete_is_all_or_nothing(lines, sellers, accepts):
    plan = planner.plan(lines, sellers, f.ONLY_COMPLETE, accepts)
    if plan.parts:
        assert plan.is_complete
        assert sum(one.ships for one in plan.allocations) == sum(
            line.quantity for line in lines
        )
    else:
        assert {one.line for one in plan.unserved} == {line.key for line in lines}
        assert all(one.reasons for one in plan.unserved)


@given(ORDERS, SELLERS)
def test_only_complete_plans_whatever_is_there(lines, sellers):
    complete = not any(get_missing(lines, sellers).values())
    assert bool(planner.plan(lines, sellers, f.ONLY_COMPLETE).parts) == complete


@given(st.data(), line_lists(steps=(1, 2)), STRICT, POLICIES, CHECKS)
def test_the_order_of_the_facts_does_not_matter(data, lines, sellers, policy, accepts):
    plan = planner.plan(lines, sellers, policy, accepts)
    lines = data.draw(st.permutations(lines))
    sellers = data.draw(st.permutations(sellers))
    assert planner.plan(lines, sellers, policy, accepts) == plan


@given(ORDERS, STRICT, POLICIES, CHECKS)
def test_each_seller_has_a_part_or_a_reason(lines, sellers, policy, accepts):
    plan = planner.plan(lines, sellers, policy, accepts)
    rejected = [one.seller for one in plan.rejected]
    assert sorted([*plan.sellers, *rejected]) == sorted(one.id for one in sellers)
    if plan.parts:
        assert all(one.reasons for one in plan.rejected)


# --- many sellers: the search instead of all choices ---

@pytest.fixture
def searching(monkeypatch):
    monkeypatch.setattr(planner, "EXHAUSTIVE", 0)


class TestSearch:
    """The same laws where choices are not compared but searched."""

    def test_the_fewest_again(self, searching):
        @given(ORDERS, SELLERS)
        def check(lines, sellers):
            plan = planner.plan(lines, sellers)
            assert len(plan.sellers) == count_fewest(lines, sellers)
            assert plan.exact

        check()

    def test_laws_again(self, searching):
        for law in (
            test_each_line_is_served_or_not_to_the_last_unit,
            test_nothing_is_given_twice,
            test_what_passes_keeps_what_is_asked,
            test_wait_all_never_ships_a_part,
            test_only_complete_is_all_or_nothing,
            test_the_order_of_the_facts_does_not_matter,
        ):
            law()

    def test_a_seller_that_fails_is_left_out(self, searching):
        sellers = [
            make_seller(1, {TEA: 9, WATER: 9}, minimum=50),
            make_seller(2, {TEA: 9}),
            make_seller(3, {WATER: 9}),
        ]
        plan = planner.plan(make_lines((TEA, 5), (WATER, 5)), sellers)
        assert plan.passes and plan.sellers == (2, 3)
        assert codes(said_of(plan, 1)) == [f.BELOW_MINIMUM]

    def test_rather_later_than_from_a_seller_that_refuses(self, searching):
        sellers = [make_seller(1, {TEA: 9}, minimum=50), make_seller(2, {TEA: 0})]
        plan = planner.plan(make_lines((TEA, 5)), sellers)
        assert plan.passes
        assert who(plan) == {(1, 2): (0, 5)}
