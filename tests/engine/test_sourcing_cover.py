"""The fewest candidates that have enough of everything."""

from itertools import combinations

from fmcg_sourcing.engine.cover import find_fewest
from hypothesis import given, settings
from hypothesis import strategies as st

ROWS = "abcde"

capacity = st.dictionaries(st.sampled_from(ROWS), st.integers(1, 5))
candidates = st.lists(capacity, max_size=9)
amounts = st.dictionaries(st.sampled_from(ROWS), st.integers(1, 12))


def covers(capacities, chosen, needs):
    return all(
        sum(capacities[place].get(row, 0) for place in chosen) >= need
        for row, need in needs.items()
    )


def by_brute_force(capacities, needs):
    for size in range(len(capacities) + 1):
        for chosen in combinations(range(len(capacities)), size):
            if covers(capacities, chosen, needs):
                return chosen
    return None


@settings(max_examples=400)
@given(candidates, amounts)
def test_as_few_as_by_brute_force(capacities, needs):
    found, expected = find_fewest(capacities, needs), by_brute_force(capacities, needs)
    if expected is None:
        assert found is None
    else:
        assert found.exact
        assert len(found.chosen) == len(expected)
        assert covers(capacities, found.chosen, needs)


@given(candidates, amounts)
def test_without_a_budget_it_still_covers_and_does_not_boast(capacities, needs):
    found, expected = find_fewest(capacities, needs, 0), by_brute_force(capacities, needs)
    if found and found.exact:
        assert len(found.chosen) == len(expected)
    if expected is not None:
        assert covers(capacities, found.chosen, needs)
        needless = [
            place
            for place in found.chosen
            if covers(capacities, set(found.chosen) - {place}, needs)
        ]
        assert not needless


@given(candidates, amounts)
def test_whoever_has_everything_serves_alone_and_the_preferred_of_them(
    capacities, needs
):
    found, expected = find_fewest(capacities, needs), by_brute_force(capacities, needs)
    if expected is not None and len(expected) == 1:
        assert found.chosen == expected


def test_of_two_choices_the_one_with_a_preferred_candidate():
    """The first and the last, or the second and the last."""
    first, last = {"a": 1, "b": 1}, {"c": 1, "d": 1}
    found = find_fewest([first, first, last], {row: 1 for row in "abcd"})
    assert found.chosen == (0, 2)


def test_whoever_is_needed_anyway_is_not_counted_twice():
    """The last one is needed for c, and has not enough of it."""
    small = {"a": 1, "b": 1, "c": 1}
    needs = {"a": 1, "b": 1, "c": 7}
    found = find_fewest([small, small, small, {"a": 1, "b": 1, "c": 5}], needs)
    assert found.chosen == (0, 1, 3)


def test_nothing_needed():
    assert find_fewest([{"a": 1}], {}).chosen == ()
    assert find_fewest([], {}).chosen == ()


def test_nobody_has_it():
    assert find_fewest([{"b": 1}], {"a": 1}) is None


def test_greed_alone_would_take_three():
    """Each time the largest is taken, of what the two have that are enough."""
    left = {f"l{number}": 1 for number in range(7)}
    right = {f"r{number}": 1 for number in range(7)}
    greedy = [
        {f"{side}{number}": 1 for side in "lr" for number in numbers}
        for numbers in (range(4), range(4, 6), range(6, 7))
    ]
    found = find_fewest([*greedy, left, right], left | right)
    assert found.chosen == (3, 4)
    assert find_fewest([*greedy, left, right], left | right, 0).chosen == (0, 1, 2)


@st.composite
def covers_of_two(draw):
    """Twelve rows, two candidates that cover them, and others that look better."""
    rows = range(12)
    half = draw(st.sets(st.sampled_from(rows), min_size=5, max_size=7))
    others = draw(
        st.lists(st.sets(st.sampled_from(rows), min_size=5, max_size=8), max_size=6)
    )
    chosen = draw(st.permutations([half, set(rows) - half, *others]))
    return [dict.fromkeys(one, 1) for one in chosen], dict.fromkeys(rows, 1)


@settings(max_examples=300)
@given(covers_of_two())
def test_two_that_are_enough_are_found(question):
    capacities, needs = question
    found = find_fewest(capacities, needs)
    assert len(found.chosen) <= 2
    assert found.exact
