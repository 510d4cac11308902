"""What a browser sends back of a plan: read with care, and compared."""

import pytest
from fmcg_sourcing_checkout.engine import seen

PART = {"lines": {"7": [5, 3], "7:2": [1, 1]}, "reviewed": {"total": 5}}


def test_read():
    (part,) = seen.read({"12": PART}).values()
    assert part.lines == {"7": (5.0, 3.0), "7:2": (1.0, 1.0)}
    assert part.reviewed == {"total": 5}


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {"a": PART},
        {"0": PART},
        {"1" * 12: PART},
        {"1": []},
        {"1": {"lines": [], "reviewed": {}}},
        {"1": {"lines": {}, "reviewed": 1}},
        {"1": {"lines": {"7": 5}, "reviewed": {}}},
        {"1": {"lines": {"7": [5]}, "reviewed": {}}},
        {"1": {"lines": {"7": [5, "3"]}, "reviewed": {}}},
        {"1": {"lines": {"7": [True, 3]}, "reviewed": {}}},
        {"1": {"lines": {"7": [5, float("nan")]}, "reviewed": {}}},
        {"1": {"lines": {"7" * 50: [5, 3]}, "reviewed": {}}},
        {str(id_): PART for id_ in range(1, 300)},
    ],
)
def test_what_no_page_of_ours_sends_is_not_read(raw):
    assert seen.read(raw) is None


def test_a_plan_is_kept_where_it_is_the_same_or_better():
    shown = seen.read({"12": PART})
    assert seen.is_kept(shown, {12: {"7": (5, 3), "7:2": (1, 1)}})
    assert seen.is_kept(shown, {12: {"7": (5, 5), "7:2": (1, 1)}})
    for now in (
        {12: {"7": (5, 2), "7:2": (1, 1)}},
        {12: {"7": (4, 4), "7:2": (1, 1)}},
        {12: {"7": (5, 3)}},
        {13: {"7": (5, 3), "7:2": (1, 1)}},
        {},
    ):
        assert not seen.is_kept(shown, now)
