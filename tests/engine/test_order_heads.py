"""Heads of columns, in one row and in two."""

import pytest
from fmcg_intake.engine.order_heads import (
    GIFT,
    QUANTITY,
    find_header,
    find_loose,
    fold,
    read_quantity_head,
)

NAMES = {fold(text): text for text in ("编码", "品名", "数量", "单位", "备注")}


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("件数", (QUANTITY, "件")), ("数量(件)", (QUANTITY, "件")), ("数量（箱）", (QUANTITY, "箱")),
        ("数量/瓶", (QUANTITY, "瓶")), ("箱", (QUANTITY, "箱")), ("订货箱数", (QUANTITY, "箱")),
        ("数量", (QUANTITY, "")), ("Qty.", (QUANTITY, "")), ("Cases", (QUANTITY, "cases")),
        ("散瓶", (QUANTITY, "瓶")), ("赠品", (GIFT, "")), ("赠送(瓶)", (GIFT, "瓶")),
        ("赠", (GIFT, "")), ("Free Qty", (GIFT, "")),
    ],
)  # fmt: skip
def test_quantity_head(text, head):
    assert read_quantity_head(text) == head


@pytest.mark.parametrize("text", ["单位", "Unit", "编码", "规格", "箱规", "瓶盖", "", "备注", "单价"])
def test_other_heads(text):
    assert read_quantity_head(text) is None


def header(*rows):
    return find_header([list(row) for row in rows], NAMES, 20)


def test_one_row():
    found = header(("订货单", ""), ("编码", "数量"), ("A", "5"))
    assert (found.first, found.last, found.labels) == (1, 1, ("编码", "数量"))


@pytest.mark.parametrize("low", [("", "", "箱", "瓶", ""), ("编码", "品名", "箱", "瓶", "备注")])
def test_units_under_a_quantity(low):
    found = header(("编码", "品名", "数量", "", "备注"), low, ("A", "茶", "5", "3", ""))
    assert (found.first, found.last) == (0, 1)
    assert found.labels == ("编码", "品名", "数量(箱)", "数量(瓶)", "备注")


def test_the_lower_row_may_name_more():
    found = header(("", "", "订货数量", ""), ("编码", "品名", "箱", "瓶"), ("A", "", "5", "3"))
    assert (found.first, found.last) == (0, 1)
    assert found.labels == ("编码", "品名", "订货数量(箱)", "订货数量(瓶)")


def test_goods_are_no_second_row():
    assert header(("品名", "数量"), ("茶", "箱")).last == 0
    assert header(("品名", "数量"), ("茶", "5")).last == 0


def test_no_header():
    assert header(("老板好", "5箱"), ()) is None


def test_numbers_beside_a_quantity_without_a_head():
    found = header(("品名", "数量", "", "备注"), ("茶", "5", "3", ""))
    assert find_loose([["茶", "5", "3", ""]], found) == [2]
    assert find_loose([["茶", "5", "", ""], ["水", "5", "送", ""]], found) == []
