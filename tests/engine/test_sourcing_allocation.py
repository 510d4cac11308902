"""Whose goods are there: examples and laws."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from fmcg_sourcing.engine import allocation as a
from fmcg_sourcing.engine.allocation import Event, Need, derive
from hypothesis import given
from hypothesis import strategies as st

TEA, WATER = 1, 2
DAY = date(2026, 12, 1)


def need(key, quantity, day=1, since=0, product=TEA):
    promised = None if day is None else DAY + timedelta(days=day)
    return Need(key, product, Decimal(quantity), promised, since)


def event(key, kind, quantity, to=None, product=TEA):
    of_product = kind in a.OF_PRODUCT
    return Event(key, kind, Decimal(quantity), product if of_product else None, to)


def shown(standings, name):
    return {key: getattr(one, name) for key, one in sorted(standings.needs.items())}


class TestReceipts:
    def test_the_oldest_promise_first(self):
        needs = [need(1, 5, day=3), need(2, 5, day=1), need(3, 5, day=None)]
        found = derive(needs, [event("r", a.RECEIVED, 7)])
        assert shown(found, "reserved") == {1: 2, 2: 5, 3: 0}
        assert shown(found, "waiting") == {1: 3, 2: 0, 3: 5}

    def test_then_the_oldest_need_then_the_id(self):
        needs = [need(1, 5, since=2), need(3, 5, since=1), need(2, 5, since=1)]
        found = derive(needs, [event("r", a.RECEIVED, 7)])
        assert shown(found, "reserved") == {1: 0, 2: 5, 3: 2}

    def test_never_more_than_needed(self):
        found = derive([need(1, 5)], [event("r", a.RECEIVED, 7)])
        assert (found.needs[1].reserved, found.stock[TEA]) == (5, 2)

    def test_a_receipt_that_arrives_twice_counts_once(self):
        once = [event("r", a.RECEIVED, 3)]
        assert derive([need(1, 5)], once) == derive([need(1, 5)], once * 3)

    def test_one_product_on_two_lines_is_not_received_twice_over(self):
        found = derive([need(1, 5), need(2, 5)], [event("r", a.RECEIVED, 5)])
        assert sum(shown(found, "reserved").values()) == 5

    def test_delivered_goods_do_not_go_to_an_older_promise(self):
        events = [event("r", a.RECEIVED, 5), event("d", a.DELIVERED, 4, to=1)]
        found = derive([need(1, 5, day=9), need(2, 5, day=1)], events)
        assert shown(found, "delivered") == {1: 4, 2: 0}
        assert shown(found, "reserved") == {1: 0, 2: 1}

    def test_goods_ordered_for_a_need_are_its_own(self):
        needs = [need(1, 5, day=9), need(2, 5, day=1)]
        found = derive(needs, [event("r", a.RECEIVED, 7, to=1)])
        assert shown(found, "reserved") == {1: 5, 2: 2}

    def test_and_everybodys_when_it_does_not_want_them_any_more(self):
        needs = [need(1, 5, day=9), need(2, 5, day=1)]
        events = [event("r", a.RECEIVED, 7, to=1), event("c", a.CANCELLED, 3, to=1)]
        assert shown(derive(needs, events), "reserved") == {1: 2, 2: 5}

    def test_what_is_lost_is_lacking_to_the_youngest(self):
        events = [event("r", a.RECEIVED, 10), event("b", a.SENT_BACK, 3)]
        found = derive([need(1, 5, day=1), need(2, 5, day=2)], events)
        assert shown(found, "reserved") == {1: 5, 2: 2}


class TestLess:
    needs = [need(1, 5, day=1), need(2, 5, day=2)]

    def test_a_shortage_hits_the_youngest_promise(self):
        found = derive(self.needs, [event("s", a.SHORT, 7)])
        assert shown(found, "short") == {1: 2, 2: 5}
        assert shown(found, "waiting") == {1: 3, 2: 0}

    def test_no_more_than_is_waited_for_can_be_short(self):
        events = [event("s", a.SHORT, 70), event("r", a.RECEIVED, 6)]
        found = derive(self.needs, events)
        assert shown(found, "reserved") == {1: 5, 2: 1}
        assert shown(found, "short") == {1: 0, 2: 4}

    def test_what_else_is_coming_replaces_it(self):
        events = [event("s", a.SHORT, 7)]
        found = derive(self.needs, events, {TEA: Decimal(8)})
        assert shown(found, "short") == {1: 0, 2: 2}
        assert shown(found, "waiting") == {1: 5, 2: 3}

    def test_what_is_cancelled_goes_to_the_others(self):
        events = [event("r", a.RECEIVED, 7), event("c", a.CANCELLED, 4, to=1)]
        assert shown(derive(self.needs, events), "reserved") == {1: 1, 2: 5}

    def test_what_was_delivered_cannot_be_cancelled(self):
        events = [
            event("r", a.RECEIVED, 7),
            event("d", a.DELIVERED, 3, to=1),
            event("c", a.CANCELLED, 5, to=1),
        ]
        one = derive(self.needs, events).needs[1]
        assert (one.delivered, one.cancelled, one.reserved) == (3, 2, 0)

    def test_a_return_becomes_stock_and_is_not_wanted_again(self):
        events = [
            event("r", a.RECEIVED, 5),
            event("d", a.DELIVERED, 5, to=1),
            event("x", a.RETURNED, 2, to=1),
        ]
        found = derive(self.needs[:1], events)
        one = found.needs[1]
        assert (one.delivered, one.returned, one.waiting) == (3, 2, 0)
        assert found.stock[TEA] == 2
        assert derive(self.needs, events).needs[2].reserved == 2, "or serves another"


class TestBadFacts:
    @pytest.mark.parametrize(
        ("events", "message"),
        [
            ([event("d", a.DELIVERED, 1, to=1)], "delivered of product 1 is 1"),
            ([event("d", a.DELIVERED, 6, to=1)], "delivered of need 1 is 6, more than"),
            ([event("x", a.RETURNED, 1, to=1)], "returned of need 1 is 1, more than"),
            ([event("c", a.CANCELLED, 1, to=9)], "with a need that is among the needs"),
            ([Event("r", a.RECEIVED, Decimal(1))], "with a product"),
            ([Event("r", "stolen", Decimal(1), TEA)], "'stolen' of product 1"),
            ([event("r", a.RECEIVED, 0)], "Event.quantity of 'r' is 0"),
            (
                [event("r", a.RECEIVED, 1), event("r", a.RECEIVED, 2)],
                "Event.key 'r' is given to two different ones",
            ),
        ],
    )
    def test_events(self, events, message):
        with pytest.raises(ValueError, match=message):
            derive([need(1, 5)], events)

    def test_two_needs_with_a_key(self):
        with pytest.raises(ValueError, match="Need.key 1 is given to two different"):
            derive([need(1, 5), need(1, 6)], [])


# --- laws ---

amounts = st.integers(1, 9)


@st.composite
def histories(draw):
    """Needs, and events that can have happened to them."""
    needs = [
        need(
            key,
            draw(amounts),
            draw(st.none() | st.integers(0, 3)),
            draw(st.integers(0, 2)),
            draw(st.sampled_from([TEA, WATER])),
        )
        for key in range(1, draw(st.integers(0, 6)) + 1)
    ]
    events = []
    for kind in draw(st.lists(st.sampled_from([*a.OF_PRODUCT, *a.OF_NEED]), max_size=15)):
        one = _draw_event(draw, f"e{len(events)}", kind, needs, events)
        try:
            derive(needs, [*events, *one])
        except ValueError:
            continue  # cannot have happened
        events += one
    return needs, events


def _draw_event(draw, key, kind, needs, events):
    if kind in a.OF_PRODUCT:
        product = draw(st.sampled_from([TEA, WATER]))
        pins = [None, *(one.key for one in needs if one.product == product)]
        to = draw(st.sampled_from(pins)) if kind == a.RECEIVED else None
        return [event(key, kind, draw(amounts), to, product)]
    if not needs:
        return []
    return [event(key, kind, draw(amounts), draw(st.sampled_from(needs)).key)]


def total(events, kind, product):
    return sum(
        one.quantity for one in events if (one.kind, one.product) == (kind, product)
    )


@given(histories())
def test_goods_are_kept(history):
    needs, events = history
    found = derive(needs, events)
    for product in (TEA, WATER):
        there = total(events, a.RECEIVED, product) - total(events, a.SENT_BACK, product)
        allocated = sum(
            one.allocated for one in found.needs.values() if one.need.product == product
        )
        stock = found.stock.get(product, 0)
        assert stock >= 0
        assert allocated + stock == max(there, 0)


@given(histories())
def test_each_need_is_accounted_for(history):
    needs, events = history
    for one in derive(needs, events).needs.values():
        parts = (
            one.delivered,
            one.returned,
            one.reserved,
            one.cancelled,
            one.short,
            one.waiting,
        )
        assert min(parts) >= 0
        assert sum(parts) == one.need.quantity
        assert one.allocated <= one.need.quantity


@given(st.data(), histories())
def test_repeated_and_reordered_events_change_nothing(data, history):
    needs, events = history
    again = data.draw(st.lists(st.sampled_from(events))) if events else []
    shuffled = data.draw(st.permutations([*events, *again]))
    found = derive(data.draw(st.permutations(needs)), shuffled)
    assert found == derive(needs, events)


@given(histories())
def test_nobody_waits_while_goods_lie_there(history):
    found = derive(*history)
    for one in found.needs.values():
        if one.waiting or one.short:
            assert not found.stock.get(one.need.product, 0)


@given(histories())
def test_a_younger_promise_has_nothing_that_an_older_one_waits_for(history):
    """Unless it was received for it."""
    needs, events = history
    events = [replace(one, need=None) if one.product else one for one in events]
    standings = derive(needs, events).needs.values()
    for older in standings:
        for younger in standings:
            same = older.need.product == younger.need.product
            if same and older.need.age < younger.need.age:
                assert not (younger.reserved and (older.waiting or older.short))
                assert not (older.short and younger.waiting)


@given(histories(), amounts)
def test_more_goods_never_make_anybody_wait_longer(history, quantity):
    needs, events = history
    before = derive(needs, events)
    after = derive(needs, [*events, event("more", a.RECEIVED, quantity)])
    for key, one in before.needs.items():
        now = after.needs[key]
        assert now.reserved >= one.reserved
        assert now.waiting + now.short <= one.waiting + one.short
