"""Sums and gifts among the rows of an order."""

import pytest
from fmcg_intake.engine.order_marks import (
    is_gift_heading,
    is_gift_note,
    is_total,
    is_total_row,
    split_gift,
)


@pytest.mark.parametrize(
    "text",
    [
        "合计", "合 计", "合计：", "总计:300箱", "本页小计", "合计数量", "合计金额(大写)：叁佰元整",
        "Grand Total", "Total: 1,200.50", "合计 5箱3瓶", "小计 ¥300.00",
    ],
)  # fmt: skip
def test_total(text):
    assert is_total(text)


@pytest.mark.parametrize("text", ["", "合计装可乐", "和前天的合计一起送", "Total Cola", "12"])
def test_no_total(text):
    assert not is_total(text)


def test_a_row_that_names_a_product_is_no_sum():
    assert is_total_row(["", ""], ["", "", "合计", "19"])
    assert is_total_row(["合计", ""], ["合计", "", "19"])
    assert not is_total_row(["TEA-01"], ["TEA-01", "5", "合计"])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("赠品 可乐", "可乐"), ("可乐(赠)", "可乐"), ("【赠品】可乐 330ml", "可乐 330ml"),
        ("可乐（赠品）", "可乐"), ("赠：可乐", "可乐"), ("可乐-赠", "可乐"), ("赠品可乐", "可乐"),
        ("Cola (free)", "Cola"), ("可乐 2箱 赠", "可乐 2箱"), ("赠品", ""),
    ],
)  # fmt: skip
def test_gift(text, rest):
    assert split_gift(text) == (rest, True)


@pytest.mark.parametrize("text", ["可乐", "Freeze tea", "Gifted cola", "买一赠一装可乐", ""])
def test_no_gift(text):
    assert split_gift(text) == (text, False)


def test_gift_headings_and_notes():
    assert is_gift_heading("以下为赠品：") and is_gift_heading("Gift")
    assert not is_gift_heading("赠品 可乐")
    assert is_gift_note("随货赠2瓶") and is_gift_note("free of charge")
    assert not is_gift_note("早上送")
