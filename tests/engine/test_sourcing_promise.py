"""The promised day, and whether promises were kept."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from fmcg_sourcing.engine import promise as p
from fmcg_sourcing.engine.otif import Delivered, Promised, Score, measure
from fmcg_sourcing.engine.promise import Terms, find_promise
from hypothesis import given
from hypothesis import strategies as st

MONDAY = date(2026, 11, 30)
NOON = datetime(2026, 11, 30, 12, 0)


def day(number):
    return MONDAY + timedelta(days=number)


def codes(promise):
    return [reason.code for reason in promise.reasons]


class TestPromise:
    def test_at_once(self):
        found = find_promise(NOON, Terms())
        assert (found.leaves, found.arrives, found.reasons) == (MONDAY, MONDAY, ())

    @pytest.mark.parametrize(("minute", "expected"), [(0, 0), (1, 1)])
    def test_the_cut_off_itself_is_in_time(self, minute, expected):
        found = find_promise(NOON.replace(minute=minute), Terms(cutoff=time(12)))
        assert found.arrives == day(expected)
        assert codes(found) == [p.CUT_OFF] * expected

    def test_goods_that_are_still_to_come(self):
        found = find_promise(NOON, Terms(1, cutoff=time(11)), day(3))
        assert (found.leaves, found.arrives) == (day(3), day(4))
        assert codes(found) == [p.GOODS, p.TRANSPORT]

    def test_goods_that_come_before_the_order_leaves(self):
        assert find_promise(NOON, Terms(cutoff=time(11)), MONDAY).arrives == day(1)

    def test_days_of_delivery(self):
        found = find_promise(NOON, Terms(2, frozenset({0, 4})))
        assert (found.leaves, found.arrives) == (day(2), day(4))
        assert codes(found) == [p.TRANSPORT, p.WEEKDAY]

    def test_a_closed_day(self):
        found = find_promise(NOON, Terms(0, frozenset({0}), closed=frozenset({day(0)})))
        assert found.arrives == day(7)
        assert codes(found) == [p.CLOSED, p.WEEKDAY]

    def test_bad_facts(self):
        with pytest.raises(ValueError, match="with a time zone"):
            find_promise(NOON.replace(tzinfo=timezone.utc), Terms())
        with pytest.raises(ValueError, match=r"weekdays has \[7\]"):
            Terms(weekdays=frozenset({7}))
        with pytest.raises(ValueError, match="transport_days is -1"):
            Terms(-1)
        never = frozenset(day(number) for number in range(p.FURTHEST + 1))
        with pytest.raises(ValueError, match="leave no day"):
            find_promise(NOON, Terms(closed=never))


terms = st.builds(
    Terms,
    st.integers(0, 9),
    st.frozensets(st.integers(0, 6)),
    st.none() | st.times(),
    st.frozensets(st.integers(0, 30).map(day), max_size=9),
)
moments = st.datetimes(datetime(2026, 11, 30), datetime(2026, 12, 20))
availables = st.none() | st.integers(-9, 30).map(day)


@given(moments, terms, availables)
def test_never_on_a_forbidden_day_and_as_early_as_can_be(ordered, terms, available):
    found = find_promise(ordered, terms, available)

    def can_arrive(day):
        allowed = not terms.weekdays or day.weekday() in terms.weekdays
        return allowed and day not in terms.closed

    in_time = terms.cutoff is None or ordered.time() <= terms.cutoff
    start = ordered.date() if in_time else ordered.date() + timedelta(days=1)
    first = max(start, available or start) + timedelta(days=terms.transport_days)
    assert can_arrive(found.arrives)
    earlier = (found.arrives - first).days
    assert earlier >= 0
    assert not any(can_arrive(first + timedelta(days=n)) for n in range(earlier))
    assert found.arrives - found.leaves == timedelta(days=terms.transport_days)
    assert bool(found.reasons) == (found.arrives > ordered.date())


@given(moments, terms, availables, st.integers(0, 50))
def test_who_orders_later_is_not_promised_earlier(ordered, terms, available, hours):
    later = ordered + timedelta(hours=hours)
    one, other = (find_promise(at, terms, available) for at in (ordered, later))
    assert one.arrives <= other.arrives


def promised(key, quantity, on, order="A"):
    return Promised(key, order, Decimal(quantity), day(on))


def delivered(key, quantity, on):
    return Delivered(key, Decimal(quantity), day(on))


class TestOtif:
    @pytest.mark.parametrize(
        ("deliveries", "marks"),
        [
            ([], (0, 0, 0)),
            ([(5, 3)], (1, 1, 1)),
            ([(2, 1), (3, 3)], (1, 1, 1)),
            ([(3, 3)], (1, 0, 0)),
            ([(3, 3), (2, 4)], (0, 1, 0)),
            ([(5, 4)], (0, 1, 0)),
            ([(5, 3), (1, 4)], (1, 1, 1)),
            ([(5, 10)], (0, 0, 0)),
        ],
    )
    def test_a_line_of_5_for_day_3_seen_on_day_9(self, deliveries, marks):
        came = [delivered(1, *one) for one in deliveries]
        found = measure([promised(1, 5, 3)], came, day(9))
        assert found.lines == Score(1, *marks)
        assert found.orders == found.lines

    def test_an_order_is_what_all_its_lines_are(self):
        lines = [promised(1, 5, 3), promised(2, 5, 3), promised(3, 5, 3, "B")]
        came = [delivered(1, 5, 1), delivered(3, 5, 1)]
        found = measure(lines, came, day(9))
        assert found.lines == Score(3, 2, 2, 2)
        assert found.orders == Score(2, 1, 1, 1)
        assert found.orders.share("otif") == Decimal("0.5")

    def test_nothing_due_has_no_share(self):
        found = measure([promised(1, 5, 3), promised(2, 0, 1)], [], day(2))
        assert found.lines == Score()
        assert found.lines.share("otif") is None

    def test_an_order_is_due_with_its_last_line(self):
        lines = [promised(1, 5, 1), promised(2, 5, 9)]
        found = measure(lines, [delivered(1, 5, 1)], day(3))
        assert (found.lines.due, found.orders.due) == (1, 0)

    facts = (
        st.lists(
            st.builds(
                promised,
                st.integers(1, 99),
                st.integers(0, 9),
                st.integers(0, 5),
                st.sampled_from("AB"),
            ),
            max_size=6,
            unique_by=lambda one: one.key,
        ),
        st.lists(
            st.builds(delivered, st.integers(1, 9), st.integers(1, 9), st.integers(0, 7)),
            max_size=9,
        ),
    )

    @given(*facts, st.integers(0, 9).map(day))
    def test_both_is_each_and_no_more(self, lines, came, until):
        found = measure(lines, came, until)
        for score in (found.lines, found.orders):
            assert score.otif <= min(score.on_time, score.in_full)
            assert max(score.on_time, score.in_full) <= score.due
        one_by_one = [measure([line], came, until).lines for line in lines]
        for score in one_by_one:
            assert score.otif == (score.on_time and score.in_full)
        for name in ("due", "on_time", "in_full", "otif"):
            each = sum(getattr(score, name) for score in one_by_one)
            assert getattr(found.lines, name) == each
