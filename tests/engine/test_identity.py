"""What is read of a form that asks for other details, and the laws of comparing them."""

from fmcg_channel.engine import identity
from hypothesis import given
from hypothesis import strategies as st

ANYTHING = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.lists(st.integers(), max_size=2)
)
FORMS = st.dictionaries(
    st.sampled_from([*identity.IDENTITY_FIELDS, "id", "active", "parent_id"]), ANYTHING
)


@given(FORMS)
def test_only_what_may_be_asked_for_is_read(raw):
    assert set(identity.tidy(raw)) == set(raw) & set(identity.IDENTITY_FIELDS)


@given(FORMS)
def test_tidying_twice_changes_nothing(raw):
    once = identity.tidy(raw)
    assert identity.tidy(once) == once


@given(FORMS)
def test_texts_are_of_one_line_and_ids_are_numbers(raw):
    for field, value in identity.tidy(raw).items():
        if field.endswith("_id"):
            assert value is False or value >= 0
        else:
            assert value == " ".join(value.split())


@given(FORMS, FORMS)
def test_differences_are_what_would_change(before, raw):
    before, wanted = identity.tidy(before), identity.tidy(raw)
    changed = identity.differences(before, wanted)
    assert identity.differences(before | wanted, wanted) == {}
    assert all(before.get(field) != value for field, value in changed.items())


def test_empty_in_either_way_is_no_difference():
    assert identity.differences({"vat": False}, {"vat": ""}) == {}
    assert identity.differences({"vat": "1"}, {"vat": ""}) == {"vat": ""}


def test_problems_name_the_field():
    found = identity.problems({"name": "", "street": "x" * 201}, ("name",))
    assert found == [
        identity.Problem("name", "missing"),
        identity.Problem("street", "too_long"),
    ]
