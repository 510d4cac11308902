import pytest
from fmcg_portal.engine import wishes
from hypothesis import given
from hypothesis import strategies as st

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)


@given(anything)
def test_nothing_breaks_a_reader(raw):
    codes = wishes.read_codes(raw)
    assert codes is None or all(isinstance(code, str) and code for code in codes)
    choices = wishes.read_choices(raw)
    assert choices is None or all(isinstance(id_, int) for id_ in choices.values())
    reviewed = wishes.read_reviewed(raw)
    assert reviewed is None or isinstance(reviewed[0], float)


@given(st.dictionaries(st.integers(1, 999_999_999), st.integers(1, 999_999_999)))
def test_choices_are_read_as_they_were_sent(choices):
    if len(choices) <= wishes.MOST_CHOICES:
        raw = {str(key): value for key, value in choices.items()}
        assert wishes.read_choices(raw) == choices


def test_codes_lose_blanks_and_repetitions():
    assert wishes.read_codes([" A ", "B", "A", "", "  "]) == ["A", "B"]
    assert wishes.read_codes(None) == []


@pytest.mark.parametrize("raw", [["x" * 65], ["A"] * 11, "A", {"A": 1}, [1], [None], 5])
def test_what_is_no_list_of_codes(raw):
    assert wishes.read_codes(raw) is None


@pytest.mark.parametrize("raw", [True, 0, -1, 1.0, "", "0", " 1", "１", "1" * 10, None])
def test_what_is_no_id(raw):
    assert wishes.read_id(raw) is None


def test_a_review_is_a_total_and_gifts():
    assert wishes.read_reviewed({"total": 5}) == (5.0, {})
    assert wishes.read_reviewed({"total": -5.5, "gifts": {"7": 2}}) == (-5.5, {7: 2.0})


@pytest.mark.parametrize("total", [float("nan"), float("inf"), True, "5", None, 10**15])
def test_what_is_no_total(total):
    assert wishes.read_reviewed({"total": total}) is None
