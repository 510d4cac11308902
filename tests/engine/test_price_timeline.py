from datetime import datetime, timedelta

from fmcg_pricing.engine.price_timeline import SECOND, Change, Rule, natural_end, plan
from hypothesis import given
from hypothesis import strategies as st

DAY = timedelta(days=1)
START = datetime(2026, 12, 1)


def day(number):
    return START + number * DAY


def test_a_change_ends_the_rule_before_it():
    planned = plan([Rule(1)], [Change(7, day(5))])
    assert planned.ends == {1: day(5) - SECOND}
    assert planned.periods == {7: [(day(5), None)]}


def test_a_later_change_keeps_its_moment():
    planned = plan([Rule(1)], [Change(8, day(10)), Change(7, day(5))])
    assert planned.ends == {1: day(5) - SECOND}
    assert planned.periods == {
        7: [(day(5), day(10) - SECOND)],
        8: [(day(10), None)],
    }


def test_an_ending_has_no_price():
    planned = plan([Rule(1)], [Change(7, day(5), priced=False)])
    assert planned.ends == {1: day(5) - SECOND}
    assert planned.periods == {7: []}


def test_a_rule_that_ended_before_is_left_alone():
    planned = plan([Rule(1, end=day(2))], [Change(7, day(5))])
    assert planned.ends == {1: day(2)}


def test_a_price_goes_on_after_a_later_rule_made_by_hand():
    planned = plan([Rule(1, day(8), day(9))], [Change(7, day(5))])
    assert planned.ends == {1: day(9)}
    assert planned.periods[7] == [
        (day(5), day(8) - SECOND),
        (day(9) + SECOND, None),
    ]


def test_an_open_rule_made_by_hand_ends_the_price_when_it_starts():
    planned = plan([Rule(1, day(8))], [Change(7, day(5))])
    assert planned.periods[7] == [(day(5), day(8) - SECOND)]


def test_a_price_follows_the_end_that_was_set_before():
    assert natural_end([Rule(1, end=day(20))], [], day(5)) == day(20)


def test_an_open_rule_among_those_before_makes_an_open_price():
    rules = [Rule(1), Rule(2, day(1), day(20))]
    assert natural_end(rules, [], day(5)) is None


def test_nothing_before_makes_an_open_price():
    assert natural_end([], [], day(5)) is None


def test_the_end_of_a_change_is_handed_on():
    changes = [Change(7, day(2), until=day(20))]
    assert natural_end([], changes, day(5)) == day(20)


moments = st.integers(0, 60).map(day)
rules = st.lists(
    st.tuples(st.none() | moments, st.none() | moments).filter(
        lambda pair: None in pair or pair[0] < pair[1]
    ),
    max_size=5,
).map(lambda pairs: [Rule(i, *pair) for i, pair in enumerate(pairs)])
changes = st.lists(moments, unique=True, max_size=5).map(
    lambda starts: [Change(i, start) for i, start in enumerate(starts)]
)


def apart(rules, changes):
    """Changes that do not start with a rule: the caller refuses those."""
    starts = {rule.start for rule in rules}
    return [change for change in changes if change.start not in starts]


@given(rules, changes)
def test_at_no_moment_two_changes_hold(rules, changes):
    planned = plan(rules, apart(rules, changes))
    periods = sorted(
        ((start, end or datetime.max) for ps in planned.periods.values() for start, end in ps)
    )
    for (_start, end), (start, _end) in zip(periods, periods[1:], strict=False):
        assert end < start


@given(rules, changes)
def test_rules_are_never_prolonged_and_never_turned_around(rules, changes):
    planned = plan(rules, apart(rules, changes))
    for rule in rules:
        end = planned.ends[rule.id]
        if rule.end:
            assert end <= rule.end
        if rule.start and end:
            assert rule.start < end


@given(rules, changes)
def test_what_is_before_the_first_change_stays(rules, changes):
    changes = apart(rules, changes)
    planned = plan(rules, changes)
    first = min((change.start for change in changes), default=None)
    for rule in rules:
        if first is None or (rule.end and rule.end < first):
            assert planned.ends[rule.id] == rule.end


@given(rules, changes)
def test_a_moment_after_a_change_has_a_price(rules, changes):
    changes = apart(rules, changes)
    planned = plan(rules, changes)
    spans = [span for periods in planned.periods.values() for span in periods]
    spans += [(rule.start or datetime.min, planned.ends[rule.id]) for rule in rules]
    for change in changes:
        moment = change.start + timedelta(hours=12)
        assert any(
            start <= moment and (end is None or moment <= end) for start, end in spans
        )
