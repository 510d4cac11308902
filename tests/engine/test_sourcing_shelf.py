"""What lies free for buyers who want goods to last, and from where an order is served."""

from datetime import date, timedelta
from decimal import Decimal

from fmcg_sourcing.engine import upstream as u
from fmcg_sourcing.engine.allocation import Need
from fmcg_sourcing.engine.free_stock import Lot, Shelf, make_shelf
from fmcg_sourcing.engine.warehouse_choice import choose_warehouse
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2026, 12, 1)
TEA = 1
ONE, TWO = 1, 2


def lot(quantity, days, reserved=0):
    return Lot(Decimal(quantity), DAY + timedelta(days=days), Decimal(reserved))


def need(key, quantity, days=0, promised=1):
    day = DAY + timedelta(days=promised)
    return Need(key, TEA, Decimal(quantity), day, days=days)


def propose(needs, shelf, mode=u.MISSING, coming=(), target=0):
    rule = u.Rule(1, mode, target=Decimal(target))
    return u.propose(needs, {TEA: shelf}, coming, {TEA: rule}, {})


def ordered(proposal):
    return sum(line.quantity for line in proposal.lines)


def shared(proposal):
    return {
        share.need: share.quantity for share in proposal.shares if share.source == u.STOCK
    }


def test_the_longer_goods_shall_last_the_less_is_free():
    shelf = make_shelf([lot(5, 20), lot(2, 90)], DAY, {30})
    assert (shelf.get_for(0), shelf.get_for(30)) == (7, 2)


def test_who_takes_fresh_goods_leaves_less_for_all():
    shelf = Shelf({0: Decimal(7), 30: Decimal(2)})
    assert shelf.without(30, Decimal(2)).free == {0: 5, 30: 0}
    assert shelf.without(0, Decimal(5)).free == {0: 2, 30: 2}
    assert shelf.without(0, Decimal(6)).get_for(30) == 1, "the fresh ones went, too"


def test_the_safety_stock_is_not_free_and_what_is_missing_of_it_is_known():
    shelf = make_shelf([lot(5, 20)], DAY, safety=Decimal(3))
    assert (shelf.get_for(0), shelf.short) == (2, 0)
    shelf = make_shelf([lot(5, 20, reserved=4)], DAY, safety=Decimal(3))
    assert (shelf.get_for(0), shelf.short) == (0, 2)


def test_what_is_too_old_for_one_goes_to_the_other():
    shelf = make_shelf([lot(5, 20), lot(2, 90)], DAY, {30})
    found = propose([need(1, 4, days=30), need(2, 5)], shelf)
    assert shared(found) == {1: 2, 2: 5}
    assert ordered(found) == 2


def test_the_safety_stock_is_ordered_once():
    shelf = Shelf({0: Decimal(0)}, Decimal(3))
    assert ordered(propose([], shelf)) == 3
    coming = [u.Coming(1, TEA, Decimal(3))]
    assert ordered(propose([], shelf, coming=coming)) == 0
    assert ordered(propose([need(1, 2)], shelf, coming=coming)) == 2
    assert ordered(propose([], shelf, u.NEVER)) == 0


def test_full_cases_fill_the_safety_stock_as_well():
    shelf = Shelf({0: Decimal(0)}, Decimal(3))
    assert ordered(propose([], shelf, u.FULL_CASES, target=10)) == 13


quantities = st.integers(0, 20)


@given(
    st.lists(st.tuples(quantities, st.integers(0, 60)), max_size=6),
    st.lists(st.tuples(quantities, st.sampled_from([0, 10, 30, 50])), max_size=6),
    quantities,
)
def test_no_lot_is_given_to_two_or_too_old_to_anybody(lots, wishes, safety):
    """Law: of goods that last for so many days no more is given than there is of them,
    less the safety stock."""
    lots = [lot(quantity, days) for quantity, days in lots]
    needs = [need(key, quantity, days) for key, (quantity, days) in enumerate(wishes)]
    shelf = make_shelf(lots, DAY, {one.days for one in needs}, Decimal(safety))
    given_to = shared(propose(needs, shelf))
    for days in (0, 10, 30, 50):
        there = sum(one.quantity for one in lots if one.is_fresh(DAY, days))
        taken = sum(given_to.get(one.key, 0) for one in needs if one.days >= days)
        assert taken <= max(there - safety, 0)


class TestWarehouseChoice:
    def choose(self, wanted, *free):
        return choose_warehouse(
            {product: Decimal(quantity) for product, quantity in wanted.items()},
            {number: stock for number, stock in enumerate(free, 1)},
        )

    def test_the_one_that_has_all(self):
        assert self.choose({TEA: 5, 2: 1}, {TEA: 9}, {TEA: 5, 2: 1}) == TWO

    def test_else_the_one_that_splits_the_fewest_goods(self):
        assert self.choose({TEA: 5, 2: 5, 3: 5}, {TEA: 4, 2: 4, 3: 4}, {TEA: 5}) == TWO

    def test_else_the_one_that_lacks_the_least(self):
        assert self.choose({TEA: 5}, {TEA: 1}, {TEA: 4}) == TWO

    def test_of_two_alike_the_first(self):
        assert self.choose({TEA: 5}, {TEA: 6}, {TEA: 7}) == ONE

    def test_of_none_nothing(self):
        assert choose_warehouse({TEA: 5}, {}) is None
