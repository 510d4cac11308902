from fmcg_portal.engine.repeated import compare
from hypothesis import given
from hypothesis import strategies as st

carts = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9))


def test_the_same_cart_makes_no_difference():
    assert not compare({"a": 2.0}, {"a": 2})


def test_what_is_more_and_what_is_less():
    found = compare({"a": 2, "b": 1, "c": 5}, {"a": 5, "c": 4, "d": 1})
    assert found.added == {"a": 3, "d": 1}
    assert set(found.fewer) == {"b", "c"}


@given(carts, carts)
def test_the_order_and_what_is_added_hold_at_least_the_cart(ordered, sent):
    found = compare(ordered, sent)
    for thing, number in sent.items():
        assert ordered.get(thing, 0) + found.added.get(thing, 0) >= number
    assert bool(found) == (ordered != sent)
