import pytest
from fmcg_portal.engine import cart_key
from hypothesis import given
from hypothesis import strategies as st

ids = st.integers(1, 999_999_999)


@given(ids, ids, ids)
def test_every_key_is_read_as_it_was_written(product, unit, own):
    expected = (product, None if unit == own else unit)
    assert cart_key.read(cart_key.write(product, unit, own)) == expected


@pytest.mark.parametrize(
    "key",
    [None, 7, "", "x", "7:", ":3", "7:3:1", "-7", "7:x", " 7", "7\n", "７", "1" * 10],
)
def test_what_is_no_key(key):
    assert cart_key.read(key) is None


@given(st.text())
def test_any_text_gives_ids_or_nothing(text):
    found = cart_key.read(text)
    assert found is None or found[0] >= 0
