"""From rows to quantities of products, without a guess."""

from decimal import Decimal

import pytest
from fmcg_intake.engine import order_entry, order_goods, order_sheet
from fmcg_intake.engine.order_entry import Entry, is_total, understand
from fmcg_intake.engine.order_goods import (
    ANY,
    BARCODE,
    CODE,
    NAME,
    Directory,
    Good,
    Unit,
)
from fmcg_intake.engine.order_sheet import (
    Places,
    guess_places,
    holds_line,
    is_list_of_lines,
)
from fmcg_intake.engine.order_text import Amount, read_amounts, read_line
from hypothesis import given
from hypothesis import strategies as st

PIECE = Unit(1, ("Units",), piece=True, contains=Decimal(1))
CASE = Unit(2, ("Case of 24", "箱（24 件）"), contains=Decimal(24))
KILO = Unit(3, ("kg",), digits=2)
TEA = Good(1, "TEA-01", ("Lemon tea 500 ml", "柠檬茶"), (PIECE, CASE), (("690024", 2),))
COLA = Good(2, "COL-01", ("Cola", "可乐 330ml"), (PIECE, CASE))
SEVEN = Good(3, "SEV-01", ("7 Up",), (PIECE, CASE))
RICE = Good(4, "RIC-01", ("Rice",), (KILO,))
SECRET = Good(5, "SEC-01", ("Secret",), (PIECE,), offered=False)
DIRECTORY = Directory([TEA, COLA, SEVEN, RICE, SECRET])


def row(name, quantity, kinds=ANY, **values):
    amounts, problem = read_amounts(quantity)
    return Entry(1, name, ((name, kinds),), amounts, problem=problem or "", **values)


def line(text):
    return Entry(1, text, readings=tuple(read_line(text)))


def ordered(entry):
    answer = understand(entry, DIRECTORY)
    assert not answer.problem, answer
    return answer.good, [(unit, int(number)) for unit, number in answer.quantities]


def problem(entry):
    answer = understand(entry, DIRECTORY)
    assert not answer.quantities
    return answer.problem


def test_row():
    assert ordered(row("TEA-01", "5箱")) == (TEA, [(2, 5)])
    assert ordered(row("TEA-01", "5箱3瓶")) == (TEA, [(2, 5), (1, 3)])
    assert ordered(row("690024", "5")) == (TEA, [(2, 5)])
    assert ordered(row("690024", "5瓶")) == (TEA, [(1, 5)])
    assert ordered(row("Cola", "5", unit="箱")) == (COLA, [(2, 5)])
    assert ordered(row("Cola", "5箱", unit="case")) == (COLA, [(2, 5)])


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (row("TEA-99", "5"), order_goods.UNKNOWN_PRODUCT),
        (row("SEC-01", "5"), order_goods.NOT_OFFERED),
        (row("TEA-01", ""), order_entry.NO_QUANTITY),
        (row("TEA-01", "5托"), order_goods.UNKNOWN_UNIT),
        (row("TEA-01", "5箱", unit="瓶"), order_entry.TWO_UNITS),
        (row("TEA-01", "1.5"), order_entry.TOO_FINE),
        (row("RIC-01", "1.555"), order_entry.TOO_FINE),
        (row("TEA-01", "much"), "not_a_quantity"),
        (Entry(1, "5", (), (Amount(Decimal(5)),)), order_entry.NO_PRODUCT),
    ],
)
def test_row_with_a_problem(entry, code):
    assert problem(entry) == code


@pytest.mark.parametrize(
    ("quantity", "pieces"), [("半箱", 12), ("1.5箱", 36), ("0.125 case", 3)]
)
def test_a_part_of_a_case_is_so_many_pieces(quantity, pieces):
    assert ordered(row("TEA-01", quantity)) == (TEA, [(1, pieces)])


def test_a_part_of_a_case_that_is_no_whole_piece_is_a_problem():
    assert problem(row("TEA-01", "0.3箱")) == order_entry.TOO_FINE


@pytest.mark.parametrize("question", [order_entry.HIDDEN, order_entry.GIFT])
def test_a_question_proposes_what_would_be_ordered(question):
    answer = understand(row("TEA-01", "5箱", question=question), DIRECTORY)
    assert (answer.problem, answer.quantities) == (question, ())
    assert (answer.good, answer.proposal) == (TEA, ((2, 5),))


def test_what_is_wrong_comes_before_the_question():
    answer = understand(row("TEA-99", "5", question=order_entry.GIFT), DIRECTORY)
    assert (answer.problem, answer.proposal) == (order_goods.UNKNOWN_PRODUCT, ())


def test_a_single_near_match_is_proposed_with_its_quantity():
    answer = understand(row("mon tea", "5箱"), DIRECTORY)
    assert (answer.problem, answer.good) == (order_goods.UNKNOWN_PRODUCT, None)
    assert (answer.candidates, answer.proposal) == ((TEA,), ((2, 5),))


def test_what_was_said_is_kept_with_a_problem():
    answer = understand(row("nothing", "5箱3瓶"), DIRECTORY)
    assert answer.said == ((5, "箱"), (3, "瓶"))
    assert understand(row("TEA-01", "5", unit="托"), DIRECTORY).said == ((5, "托"),)


def test_a_bad_cell_leaves_the_product_known():
    answer = understand(row("TEA-01", "much"), DIRECTORY)
    assert (answer.problem, answer.good) == ("not_a_quantity", TEA)


def test_weights_may_be_divided():
    answer = understand(row("RIC-01", "1.55"), DIRECTORY)
    assert answer.quantities == ((3, Decimal("1.55")),)


def names(*pairs):
    return Entry(1, "", tuple(pairs), (Amount(Decimal(1)),))


def test_barcode_and_code_must_agree():
    pairs = (("690024", (BARCODE,)), ("COL-01", (CODE,)))
    assert problem(names(*pairs)) == order_entry.OTHER_PRODUCT


def test_a_name_beside_the_code_is_only_a_name():
    assert ordered(names(("TEA-01", (CODE,)), ("Our tea", (NAME,))))[0] == TEA
    assert ordered(names(("X-1", (CODE,)), ("Cola", (NAME,))))[0] == COLA


@pytest.mark.parametrize(
    ("text", "good", "quantities"),
    [
        ("5箱 可乐330ml", COLA, [(2, 5)]),
        ("可乐330ml 5箱", COLA, [(2, 5)]),
        ("可乐 330ml 5箱", COLA, [(2, 5)]),
        ("TEA-01 x 12", TEA, [(1, 12)]),
        ("7 Up 5箱", SEVEN, [(2, 5)]),
        ("5箱 7 Up", SEVEN, [(2, 5)]),
        ("1、柠檬茶 5箱", TEA, [(2, 5)]),
        ("Lemon tea 500 ml 2 cases", TEA, [(2, 2)]),
    ],
)
def test_line(text, good, quantities):
    assert ordered(line(text)) == (good, quantities)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("老板好", order_entry.NOT_UNDERSTOOD),
        ("Lemon tea 500", order_entry.NO_QUANTITY),
        ("TEA-01", order_entry.NO_QUANTITY),
        ("Fanta 5箱", order_goods.UNKNOWN_PRODUCT),
        ("Cola 5托", order_goods.UNKNOWN_UNIT),
        ("Secret 5", order_goods.NOT_OFFERED),
    ],
)
def test_line_with_a_problem(text, code):
    assert problem(line(text)) == code


def test_a_line_with_two_meanings_has_none():
    five, twelve = Good(6, "5", (), (PIECE,)), Good(7, "12", (), (PIECE,))
    answer = understand(line("5 x 12"), Directory([five, twelve]))
    assert answer.problem == order_entry.UNCLEAR_LINE


@pytest.mark.parametrize("cell", ["合计", "合计：", "Total", " Grand Total ", "小计"])
def test_total(cell):
    assert is_total(["", cell, "300"])


def test_no_total():
    assert not is_total(["Total Cola", "5"])


def test_lines():
    assert is_list_of_lines([["可乐 5箱"], [], ["", "茶 3箱"]])
    assert not is_list_of_lines([["可乐", "5箱"]])


@pytest.mark.parametrize("text", ["可乐 3箱", "3 cases cola", "cola x 2 瓶"])
def test_a_line_below_a_table(text):
    assert holds_line(["", text])
    assert not holds_line([text, "5"])


@pytest.mark.parametrize("text", ["2026年11月订单", "Order no. 5", "the usual", ""])
def test_a_title_is_no_line(text):
    assert not holds_line([text])


def places(*rows):
    return guess_places([list(row) for row in rows], DIRECTORY.knows)


def test_places():
    assert places(("TEA-01", "5"), ("COL-01", "")) == (Places(0, 1), None)
    assert places(("5箱", "note", "Cola")) == (Places(2, 0), None)
    assert places(("Cola", "箱", "5")) == (Places(0, 2, 1), None)


def test_the_column_that_counts_the_rows_is_no_quantity():
    rows = [("1", "Cola", "7"), ("2", "TEA-01", "7"), ("3", "7 Up", "8")]
    assert places(*rows) == (Places(1, 2), None)


def test_a_column_with_units_is_the_quantity():
    assert places(("Cola", "3.5", "5箱")) == (Places(0, 2), None)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("What", "5")], order_sheet.NO_PRODUCT_COLUMN),
        ([], order_sheet.NO_PRODUCT_COLUMN),
        ([("Cola", "many")], order_sheet.NO_QUANTITY_COLUMN),
        ([("Cola", "5", "3.5")], order_sheet.SEVERAL_QUANTITY_COLUMNS),
    ],
)
def test_no_places(rows, code):
    assert places(*rows) == (None, code)


@given(st.permutations(["TEA-01", "5箱", "soon", ""]))
def test_law_the_order_of_columns_does_not_matter(cells):
    found, code = places(cells)
    assert code is None
    assert (cells[found.product], cells[found.quantity]) == ("TEA-01", "5箱")


@given(
    st.sampled_from([TEA, COLA, SEVEN]),
    st.integers(1, 9999),
    st.sampled_from(["箱", "case", "瓶", "pcs"]),
    st.booleans(),
)
def test_law_a_line_means_what_its_columns_would(good, number, unit, first):
    text = f"{number}{unit} {good.code}" if first else f"{good.code} {number}{unit}"
    assert ordered(line(text)) == ordered(row(good.code, f"{number}{unit}"))
