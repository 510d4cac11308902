"""Names are found by the first letters of their characters."""

import pytest
from fmcg_catalog.engine.initials import LONGEST, initials, keep_letters
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("柠檬茶", "nmc"),
        ("康师傅 Ice 红茶 500ml", "ksficehc500ml"),
        ("重庆火锅底料", "cqhgdl"),
        ("Lemon Tea (500 ml)", "lemontea500ml"),
        ("ＡＤ钙奶", "adgn"),
        ("绿茶", "lc"),
        ("¥ — !", ""),
        ("", ""),
        (False, ""),
        (None, ""),
    ],
)
def test_examples(name, expected):
    assert initials(name) == expected


@given(st.text(max_size=200))
def test_initials_are_lower_letters_and_digits(name):
    found = initials(name)
    assert found == keep_letters(found)
    assert len(found) <= LONGEST


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=LONGEST))
def test_latin_names_stay(name):
    assert initials(name) == name


@given(st.text(alphabet="柠檬茶水牛奶可乐红绿", max_size=50))
def test_one_letter_for_each_character(name):
    assert len(initials(name)) == len(name)
