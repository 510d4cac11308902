"""What products are found by."""

import pytest
from fmcg_catalog.engine.search_key import encode, fold, make_key, read_words
from hypothesis import given
from hypothesis import strategies as st

COLA = make_key(
    ["Classic Cola 330 ml", "经典可乐（罐装）330毫升", "Lake Foods", "湖畔食品"],
    ["SOD-01", "6901234567892", "16901234567899"],
)
BISCUIT = make_key(["Butter biscuits", "黄油饼干"], ["BIS-01"])


def finds(text, key, finer=False):
    words = read_words(text, finer)
    return bool(words) and all(word in key for word in words)


@pytest.mark.parametrize(
    "text",
    [
        "可乐", "可樂", "經典可樂", "kele", "KELE", "jdkl", "jingdian kele", "可乐330", "330 可乐",
        "cola classic", "Cola", "ｃｏｌａ", "sod01", "SOD-01", "sod-01", "345678", "6901234567892",
        "湖畔", "hpsp", "lake cola", "罐装 330 经典", "乐",
    ],
)  # fmt: skip
def test_found(text):
    assert finds(text, COLA)


@pytest.mark.parametrize("text", ["饼干", "bis01", "可乐饼", "", "%", "_", "· '", "colac"])
def test_not_found(text):
    assert not finds(text, COLA)


def test_letters_and_numbers_apart():
    assert not finds("cola330x", COLA, finer=True)
    assert not finds("classic330", COLA)
    assert finds("classic330", COLA, finer=True)
    assert finds("bis01", BISCUIT)


def test_characters_are_never_found_between_two_others():
    for text in ("可乐", "经典可乐", "茶"):
        assert encode(text).isascii()
        assert len(encode(text)) == 5 * len(text)
    assert len(encode("𠮷")) == 10


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_law_a_part_of_a_folded_name_is_found(before, text, after):
    key = make_key([before + text + after])
    if fold(text) and fold(before + text + after) == fold(before) + fold(text) + fold(after):
        assert encode(fold(text)) in key


@given(st.text("可乐茶水饮料经典湖畔", min_size=1, max_size=5), st.text("可乐茶水饮料经典湖畔", min_size=1, max_size=3))
def test_law_nothing_else_is_found(name, text):
    assert (encode(text) in encode(name)) == (text in name)
