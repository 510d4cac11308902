"""Barcodes with check digits, and what a row about a product may say."""

from decimal import Decimal

import pytest
from fmcg_catalog.engine import gtin, product_row
from fmcg_catalog.engine.product_row import Packaging
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "barcode",
    ["6901234567892", "96385074", "036000291452", "16901234567899", "2012345610255"],
)
def test_right_check_digits(barcode):
    assert gtin.right_check_digit(barcode) is None


@pytest.mark.parametrize(
    ("barcode", "digit"),
    [("6901234567890", "2"), ("96385070", "4"), ("16901234567890", "9")],
)
def test_wrong_check_digits(barcode, digit):
    assert gtin.right_check_digit(barcode) == digit


@pytest.mark.parametrize(
    "barcode",
    [None, False, "", "123", "TEA-1", "1234567890", "６９０１２３４５６７８９０"],
)
def test_internal_codes_have_no_check_digit(barcode):
    assert gtin.right_check_digit(barcode) is None


@given(st.sampled_from(gtin.LENGTHS), st.data())
def test_exactly_one_last_digit_is_right(length, data):
    body = data.draw(st.text("0123456789", min_size=length - 1, max_size=length - 1))
    codes = [f"{body}{digit}" for digit in range(10)]
    right = [code for code in codes if gtin.right_check_digit(code) is None]
    assert len(right) == 1
    assert all(
        f"{body}{gtin.right_check_digit(c)}" in right for c in codes if c not in right
    )


def codes(**values):
    return [(column, code) for column, code, _about in product_row.faults(values)]


def test_a_row_without_faults():
    assert not codes(
        code="A",
        barcode="6901234567892",
        pack_size=Decimal(6),
        case_size=Decimal(24),
        case_barcode="16901234567899",
        shelf_life=Decimal(180),
        list_price=Decimal("0"),
    )


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"list_price": Decimal(-1)}, ("list_price", product_row.NEGATIVE)),
        ({"shelf_life": Decimal("1.5")}, ("shelf_life", product_row.NOT_WHOLE)),
        ({"case_size": Decimal(1)}, ("case_size", product_row.TOO_SMALL)),
        ({"case_size": Decimal(0)}, ("case_size", product_row.TOO_SMALL)),
        ({"case_barcode": "X"}, ("case_barcode", product_row.NO_SIZE)),
        ({"pack_unit": "Shrink"}, ("pack_unit", product_row.NO_SIZE)),
        ({"barcode": "6901234567890"}, ("barcode", product_row.BAD_GTIN)),
        (
            {"pack_size": Decimal(6), "case_size": Decimal(6)},
            ("case_size", product_row.SAME_SIZE),
        ),
    ],
)
def test_faults(values, fault):
    assert codes(**values) == [fault]


def test_all_faults_are_found():
    assert len(codes(list_price=Decimal(-1), weight=Decimal(-1), case_barcode="X")) == 3


def test_packagings():
    values = {"pack_size": None, "case_size": Decimal(24), "case_barcode": "X"}
    assert product_row.packagings(values) == [Packaging("case", 24, "X")]
