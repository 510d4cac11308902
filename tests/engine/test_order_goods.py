"""Which product and unit is meant; nothing is guessed."""

from dataclasses import replace

import pytest
from fmcg_intake.engine.order_goods import (
    AMBIGUOUS_PRODUCT,
    AMBIGUOUS_UNIT,
    BARCODE,
    CODE,
    NOT_OFFERED,
    OPEN_UNIT,
    UNKNOWN_PRODUCT,
    UNKNOWN_UNIT,
    Directory,
    Good,
    Unit,
    find_unit,
    fold,
    spellings,
)
from hypothesis import given
from hypothesis import strategies as st

PIECE = Unit(1, ("Units", "单位"), piece=True)
CASE = Unit(2, ("Case of 24", "箱（24 件）"))
PACK = Unit(3, ("Pack of 6", "包（6 件）"))
BIG_CASE = Unit(4, ("Case of 48", "箱（48 件）"))
KILO = Unit(5, ("kg", "千克"))
TEA = Good(
    1,
    "TEA-01",
    ("Lemon tea 500 ml", "柠檬茶 500毫升"),
    (PIECE, CASE),
    (("690001", 1), ("690024", 2)),
)
BIG_TEA = Good(2, "TEA-02", ("Lemon tea 1 l", "柠檬茶 1升"), (PIECE, CASE))
COLA = Good(3, "COL-01", ("Cola", "可乐"), (PIECE, PACK, CASE))
COLA_ZERO = Good(4, "COL-02", ("Cola zero", "零度可乐"), (PIECE, CASE, BIG_CASE))
SECRET = Good(5, "SEC-01", ("Secret soda",), (PIECE,), offered=False)
GOODS = (TEA, BIG_TEA, COLA, COLA_ZERO, SECRET)
DIRECTORY = Directory(GOODS)


@pytest.mark.parametrize(
    ("text", "good", "unit"),
    [
        ("TEA-01", TEA, 0),
        ("tea-01", TEA, 0),
        ("690001", TEA, 1),
        ("690024", TEA, 2),
        ("Lemon tea 500 ml", TEA, 0),
        ("lemon tea 500ml", TEA, 0),
        ("柠檬茶500毫升", TEA, 0),
        ("Lemon tea 1", BIG_TEA, 0),
        ("柠檬茶1", BIG_TEA, 0),
        ("Cola", COLA, 0),
        ("Cola z", COLA_ZERO, 0),
    ],
)
def test_found(text, good, unit):
    found = DIRECTORY.find(text)
    assert (found.good, found.unit, found.problem) == (good, unit, "")


@pytest.mark.parametrize("text", ["", "Tea", "mon tea", "TEA-0", "69000", "Colas"])
def test_unknown(text):
    assert DIRECTORY.find(text).problem == UNKNOWN_PRODUCT


def test_parts_of_names_are_no_names_but_tell_what_may_be_meant():
    assert set(DIRECTORY.find("mon tea").about) == {TEA, BIG_TEA}
    assert DIRECTORY.find("m").about == ()
    assert DIRECTORY.find("mon tea", (CODE,)).about == ()
    assert SECRET not in DIRECTORY.find("ecre").about
    many = [Good(n, "", (f"The cola {n}",), (PIECE,)) for n in range(10, 30)]
    assert len(Directory(many).find("cola").about) == 5


def test_several_begin_so():
    found = DIRECTORY.find("Lemon")
    assert found.problem == AMBIGUOUS_PRODUCT
    assert set(found.about) == {TEA, BIG_TEA}
    assert found.good is None


def test_not_offered():
    found = DIRECTORY.find("SEC-01")
    assert (found.good, found.problem) == (SECRET, NOT_OFFERED)


def test_the_only_one_that_is_offered_is_meant():
    twin = Good(6, "TEA-01", ("Other tea",), (PIECE,), offered=False)
    assert Directory([*GOODS, twin]).find("TEA-01").good == TEA


def test_kinds_are_kept_apart():
    assert DIRECTORY.find("TEA-01", (BARCODE,)).problem == UNKNOWN_PRODUCT
    assert DIRECTORY.find("Cola", (CODE,)).problem == UNKNOWN_PRODUCT


def test_a_barcode_tells_more_than_a_code():
    twin = Good(6, "690001", ("Twin",), (PIECE,))
    assert Directory([twin, TEA]).find("690001").good == TEA


EAN = Good(9, "00123", ("Water",), (PIECE, CASE), (("6900000000017", 1),))
UPC = Good(10, "0456", ("Juice",), (PIECE,), (("0012345678905", 1),))
NUMBERED = Directory([EAN, UPC])


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("06900000000017", EAN),
        ("6900000000017", EAN),
        ("'6900000000017", EAN),
        ("012345678905", UPC),
        ("00012345678905", UPC),
        ("'00123", EAN),
        ("‘0456", UPC),
    ],
)
def test_zeros_before_a_gtin_and_apostrophes_mean_nothing(text, good):
    assert NUMBERED.find(text).good == good


@pytest.mark.parametrize(
    ("text", "good"), [("123", EAN), ("456", UPC), ("12345678905", UPC)]
)
def test_a_code_whose_zeros_are_lost_is_only_near(text, good):
    found = NUMBERED.find(text)
    assert (found.good, found.problem, found.about) == (None, UNKNOWN_PRODUCT, (good,))
    assert NUMBERED.find(text, (BARCODE, CODE)).about == (good,)


def test_spellings_of_a_gtin():
    assert spellings("06900000000017") == {"06900000000017", "6900000000017"}
    assert "012345678905" in spellings("0012345678905")
    assert spellings("'TEA-01") >= {"TEA-01", "tea-01"}


@pytest.mark.parametrize(
    ("good", "word", "unit"),
    [
        (TEA, "", 1),
        (TEA, "箱", 2),
        (TEA, "case", 2),
        (TEA, "Cases", 2),
        (TEA, "ctn", 2),
        (TEA, "Case of 24", 2),
        (TEA, "瓶", 1),
        (TEA, "pcs", 1),
        (COLA, "包", 3),
        (COLA, "pack", 3),
        (COLA, "箱", 2),
    ],
)
def test_unit(good, word, unit):
    assert find_unit(good, word) == (unit, "")


def test_the_barcode_chooses_where_no_word_does():
    assert find_unit(TEA, "", 2) == (2, "")
    assert find_unit(TEA, "瓶", 2) == (1, "")


@pytest.mark.parametrize(
    ("good", "word", "problem"),
    [
        (TEA, "ml", UNKNOWN_UNIT),
        (TEA, "包裹", UNKNOWN_UNIT),
        (BIG_TEA, "pallet", UNKNOWN_UNIT),
        (SECRET, "箱", UNKNOWN_UNIT),
        (COLA_ZERO, "箱", AMBIGUOUS_UNIT),
        (COLA_ZERO, "ctn", AMBIGUOUS_UNIT),
        (Good(7, units=(KILO,)), "瓶", UNKNOWN_UNIT),
        (Good(8, units=(PIECE, PACK)), "箱", UNKNOWN_UNIT),
    ],
)
def test_no_unit(good, word, problem):
    assert find_unit(good, word) == (0, problem)


BOTTLE = Unit(6, ("Bottles", "瓶"), piece=True)
BOX = Unit(7, ("Boxes", "盒"), piece=True)
CASE_OF_BOTTLES = Unit(8, ("Case of 24 Bottles", "箱（24 瓶）"))
CASE_OF_BOXES = Unit(9, ("Case of 24 Boxes", "箱（24 盒）"))
WATER = Good(9, units=(BOTTLE, CASE_OF_BOTTLES))
MINTS = Good(10, units=(BOX, CASE_OF_BOXES))


@pytest.mark.parametrize(
    ("good", "word", "unit"),
    [
        (WATER, "瓶", 6),
        (WATER, "支", 6),
        (WATER, "bottle", 6),
        (WATER, "个", 6),
        (WATER, "箱", 8),
        (MINTS, "盒", 7),
        (MINTS, "box", 7),
        (MINTS, "cases", 9),
        (MINTS, "箱", 9),
    ],
)
def test_a_piece_is_called_what_it_is(good, word, unit):
    assert find_unit(good, word) == (unit, "")


@pytest.mark.parametrize("word", ["袋", "包", "盒", "cans"])
def test_a_bottle_is_called_nothing_else(word):
    assert find_unit(WATER, word) == (0, UNKNOWN_UNIT)


@pytest.mark.parametrize(
    ("open_word", "answer"),
    [("ask", (0, OPEN_UNIT)), ("case", (8, "")), ("piece", (6, ""))],
)
def test_the_seller_says_what_jian_means(open_word, answer):
    assert find_unit(replace(WATER, open_word=open_word), "件") == answer


def test_jian_of_goods_in_one_unit_or_with_such_a_unit_is_certain():
    assert find_unit(Good(11, units=(BOTTLE,)), "件") == (6, "")
    own = Unit(12, ("件",))
    assert find_unit(Good(11, units=(BOTTLE, own)), "件") == (12, "")


def test_jian_is_a_question_where_two_cases_are_meant():
    good = replace(COLA_ZERO, open_word="case")
    assert find_unit(good, "件") == (0, AMBIGUOUS_UNIT)


@given(
    st.lists(st.text("abAB可乐 ", min_size=1, max_size=4), min_size=1, max_size=8),
    st.text("abAB可乐 ", max_size=4),
)
def test_law_what_is_found_is_the_only_one(names, text):
    goods = [Good(number, names=(name,), units=(PIECE,)) for number, name in enumerate(names)]
    found = Directory(goods).find(text)
    key = fold(text)
    exact = [good for good in goods if fold(good.names[0]) == key]
    begin = [good for good in goods if fold(good.names[0]).startswith(key)]
    if found.good:
        assert found.good in (exact or begin) and len(exact or begin) == 1
    else:
        assert not key or len(exact or begin) != 1
