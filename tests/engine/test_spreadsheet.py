"""Sheets as people really send them, and the laws of reading them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from fmcg_channel.engine import cells, spreadsheet
from fmcg_channel.engine.spreadsheet import Column, Problem, read
from hypothesis import given
from hypothesis import strategies as st

CODE = Column("code", ("Code", "编码", "产品编码"), required=True)
PRICE = Column("price", ("Price", "单价"), kind="number")
START = Column("start", ("Start Date", "开始日期"), kind="date")
ON_SALE = Column("on_sale", ("On Sale", "可销售"), kind="bool")
COLUMNS = (CODE, PRICE, START, ON_SALE)
FULL_WIDTH = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")


def values(*rows):
    table = read(rows, COLUMNS)
    assert table.problems == []
    return [row.values for row in table.rows]


def problems(*rows):
    return read(rows, COLUMNS).problems


def test_columns_in_any_order():
    assert values(["Price", "Code"], [2, "A"]) == [{"code": "A", "price": Decimal(2)}]


@pytest.mark.parametrize(
    "header",
    [
        "Start Date",
        "start date",
        "StartDate",
        " START  DATE ",
        "ｓｔａｒｔ　ｄａｔｅ",
        "开始日期*",
        "开始 日期：",
    ],
)
def test_headers_without_case_space_and_width(header):
    assert "start" in values(["Code", header], ["A", None])[0]


def test_header_below_merged_titles():
    table = read(
        [
            ["2026 price list", None, None],
            [],
            ["Department:", "Sales"],
            ["编码", "单价"],
            ["A", 1],
        ],
        COLUMNS,
    )
    assert [(row.number, row.values["code"]) for row in table.rows] == [(5, "A")]


def test_title_that_is_also_a_header_is_no_header():
    assert values(["Price"], ["Code", "Price"], ["A", 3])[0]["price"] == 3


def test_the_wrong_sheet():
    (problem,) = problems(["Name", "Phone"], ["Zhang", "138"])
    assert (problem.code, problem.row, problem.about) == ("no_header", 0, "Code")


def test_no_rows_at_all():
    assert problems()[0].code == spreadsheet.NO_HEADER


def test_missing_required_column_is_a_problem_of_the_header():
    (problem,) = problems([], ["Price"], [1])
    assert (problem.row, problem.column, problem.code) == (2, "Code", "missing_column")


def test_two_columns_of_one_meaning():
    (problem,) = problems(["Code", "产品编码"], ["A", "B"])
    assert (problem.column, problem.code) == ("产品编码", "double_column")


def test_columns_that_the_sheet_lacks_have_no_value():
    assert values(["Code"], ["A"]) == [{"code": "A"}]


def test_empty_cells_are_none():
    assert values(["Code", "Price"], ["A", " \u3000"]) == [{"code": "A", "price": None}]


def test_empty_rows_are_skipped_but_counted():
    rows = read([["Code"], [None], ["  "], [], ["A"]], COLUMNS).rows
    assert [row.number for row in rows] == [5]


def test_unknown_headers_are_told():
    assert read([["Code", "Colour"], ["A", "red"]], COLUMNS).ignored == ("Colour",)


def test_short_rows():
    assert values(["Code", "Price"], ["A"]) == [{"code": "A", "price": None}]


def test_every_problem_is_found():
    assert problems(
        ["Code", "Price", "开始日期"],
        [None, "dear", "soon"],
        ["A", 1, "2026-11-24"],
        ["B", "1,5", "2026-02-30"],
    ) == [
        Problem(2, "Code", "", "empty"),
        Problem(2, "Price", "dear", "not_a_number"),
        Problem(2, "开始日期", "soon", "not_a_date"),
        Problem(4, "Price", "1,5", "not_a_number"),
        Problem(4, "开始日期", "2026-02-30", "not_a_date"),
    ]


def test_rows_count_with_and_without_problems():
    table = read([["Code", "Price"], ["A", 1], ["B", "x"], [], ["C", 2]], COLUMNS)
    assert (table.row_count, len(table.rows)) == (3, 2)


def test_a_bad_header_has_no_rows():
    assert read([["Price"], [1], [2]], COLUMNS).row_count == 0


def test_duplicates_name_the_first_row():
    rows = read([["Code"], ["a"], ["B"], ["A"], ["a"]], COLUMNS).rows
    found = spreadsheet.duplicates(rows, "code")
    assert [(problem.row, problem.about) for problem in found] == [(4, "2"), (5, "2")]


def test_labels_by_language():
    assert (CODE.label(), CODE.label("zh_CN")) == ("Code", "编码")
    assert Column("sku", ("SKU",)).label("zh_CN") == "SKU"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  tea ", "tea"),
        ("\ufefftea\u200b", "tea"),
        ("柠檬茶（500 毫升）", "柠檬茶（500 毫升）"),
        (6901234567892, "6901234567892"),
        (6901234567892.0, "6901234567892"),
        (1.5, "1.5"),
        (3.0000000000000004, "3"),
        (2.9999999999999996, "3"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        ('="00123"', "00123"),
        ("007", "007"),
        (datetime(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 9, 30), "2026-11-24 09:30:00"),
        (True, "TRUE"),
        (None, None),
        ("   ", None),
    ],
)
def test_text(cell, text):
    assert cells.read_text(cell) == (text, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("６９０１２３４ ５６７８９２", "6901234567892"),
        (6901234567892, "6901234567892"),
        (" ", None),
        ("'00123", "00123"),
        ("‘00123", "00123"),
        ("'", None),
    ],
)
def test_codes(cell, code):
    assert cells.read_code(cell) == (code, None)


@pytest.mark.parametrize("cell", ["6.90123E+12", "6E+12", 1e15, 123456789012345678])
def test_text_that_the_spreadsheet_has_rounded(cell):
    assert cells.read_text(cell) == (None, cells.ROUNDED)


@pytest.mark.parametrize("kind", cells.READERS)
def test_results_of_broken_formulas(kind):
    assert cells.READERS[kind]("#REF!") == (None, cells.FORMULA_ERROR)


@pytest.mark.parametrize("kind", cells.READERS)
def test_formulas_that_nobody_has_calculated(kind):
    assert cells.READERS[kind](cells.Formula("2*3")) == (None, cells.NOT_CALCULATED)


def test_a_formula_without_a_value_is_a_problem_of_its_cell():
    table = read([["Code", "Price"], ["A", cells.Formula("2*3")]], COLUMNS)
    assert table.problems == [Problem(2, "Price", "=2*3", "not_calculated")]
    assert [row.values["code"] for row in table.flawed] == ["A"]


def test_hidden_rows_are_problems():
    sheet = spreadsheet.Sheet([["Code"], ["A"], ["B"], []], hidden=[3, 4])
    table = read(sheet, COLUMNS)
    assert [row.values["code"] for row in table.rows] == ["A"]
    assert table.problems == [Problem(3, "Code", "B", "hidden")]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("１２．５", "12.5"),
        ("1,234,567.80", "1234567.8"),
        ("１，２３４", "1234"),
        (" 12 ", "12"),
        ("-3", "-3"),
        (".5", "0.5"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (7, "7"),
    ],
)
def test_numbers(cell, number):
    assert cells.read_number(cell) == (Decimal(number), None)


@pytest.mark.parametrize(
    "cell",
    [
        "1,5",
        "1.234,50",
        "12 34",
        "¥12",
        "12元",
        "1e3",
        "50%",
        "nan",
        float("inf"),
        float("nan"),
        True,
        "一",
        date(2026, 1, 1),
    ],
)
def test_what_is_no_number(cell):
    assert cells.read_number(cell) == (None, cells.NOT_A_NUMBER)


def test_numbers_beyond_what_a_spreadsheet_keeps():
    assert cells.read_number("1000000000000000") == (None, cells.TOO_LARGE)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-24",
        "2026/11/24",
        "2026.11.24",
        "20261124",
        20261124,
        20261124.0,
        "2026年11月24日",
        "２０２６年１１月２４日",
        "2026-11-24 00:00:00",
        " 2026-11-24 ",
        date(2026, 11, 24),
        datetime(2026, 11, 24),
    ],
)
def test_dates(cell):
    assert cells.read_date(cell) == (date(2026, 11, 24), None)


@pytest.mark.parametrize(
    "cell",
    [
        "24/11/2026",
        "11/24/26",
        "2026-13-01",
        "2026-11",
        46350,
        "tomorrow",
        True,
        datetime(2026, 11, 24, 9),
        "2026-11/24",
    ],
)
def test_what_is_no_date(cell):
    assert cells.read_date(cell) == (None, cells.NOT_A_DATE)


@pytest.mark.parametrize(
    "cell", ["是", "Yes", "Y", "TRUE", "1", "１", 1, 1.0, True, " 是 "]
)
def test_yes(cell):
    assert cells.read_bool(cell) == (True, None)


@pytest.mark.parametrize("cell", ["否", "no", "n", "false", "0", 0, 0.0, False])
def test_no(cell):
    assert cells.read_bool(cell) == (False, None)


@pytest.mark.parametrize("cell", ["maybe", 2, "11", "对"])
def test_neither_yes_nor_no(cell):
    assert cells.read_bool(cell) == (None, cells.NOT_A_BOOL)


# Laws


def number_spellings(number):
    plain = f"{number:f}"
    return [
        plain,
        f" {number:,f} ",
        f"{number:,f}".translate(FULL_WIDTH),
        float(number),
        *([int(number)] if number == number.to_integral_value() else []),
    ]


def date_spellings(day):
    text = day.isoformat()
    return [
        text,
        text.replace("-", "/"),
        text.replace("-", ""),
        text.translate(FULL_WIDTH),
        f"{day.year:04}年{day.month}月{day.day}日",
        day,
        datetime(day.year, day.month, day.day),
        int(text.replace("-", "")) if day.year >= 1000 else text,
    ]


BOOL_SPELLINGS = {
    True: ["是", "yes", "YES", "１", 1, True],
    False: ["否", "no", "No", "０", 0, False],
}
codes = st.text("ABCDEF-茶水", min_size=1)
numbers = st.decimals(-(10**9), 10**9, places=3)
days = st.dates(min_value=date(1, 1, 1))


def spelled(values, spellings):
    return values.flatmap(
        lambda value: st.tuples(st.just(value), st.sampled_from(spellings(value)))
    )


row_of_values = st.tuples(
    spelled(codes, lambda code: [code, f" {code}", f"{code}\u3000"]),
    spelled(numbers, number_spellings),
    spelled(days, date_spellings),
    spelled(st.booleans(), BOOL_SPELLINGS.get),
)


@given(st.lists(row_of_values, min_size=1), st.permutations(range(4)))
def test_values_come_back_from_any_spelling(rows, order):
    sheet = [[COLUMNS[place].label("zh_CN") for place in order]]
    sheet += [[row[place][1] for place in order] for row in rows]
    read_back = values(*sheet)
    for row, row_values in zip(rows, read_back, strict=True):
        for column, (value, _spelling) in zip(COLUMNS, row, strict=True):
            assert row_values[column.name] == value


anything = st.one_of(
    st.text(),
    st.floats(),
    st.integers(),
    st.none(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@given(st.lists(st.lists(anything)))
def test_anything_is_read_without_an_error(rows):
    read([["Code", "Price", "Start Date", "On Sale"], *rows], COLUMNS)
    read(rows, COLUMNS)


@given(st.sampled_from(sorted(cells.READERS)), anything)
def test_a_cell_has_a_value_or_a_reason_or_is_empty(kind, cell):
    value, code = cells.READERS[kind](cell)
    assert value is None or code is None
    if value is None and code is None:
        assert cells.is_empty(cell)
