"""Who and when, around the table of a form."""

from datetime import date

import pytest
from fmcg_intake.engine.order_form import (
    CUSTOMER,
    DELIVERY_DAY,
    WRITTEN_DAY,
    is_same_name,
    read_facts,
)


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        (["客户：湖畔便利店"], {CUSTOMER: "湖畔便利店"}),
        (["客户名称:", None, "湖畔便利店"], {CUSTOMER: "湖畔便利店"}),
        (["日期：2026-11-24", "送货日期：2026年11月26日"],
         {WRITTEN_DAY: "2026-11-24", DELIVERY_DAY: "2026年11月26日"}),
        (["客户：湖畔便利店  电话：138  日期：2026-11-24"],
         {CUSTOMER: "湖畔便利店", WRITTEN_DAY: "2026-11-24"}),
        (["送货日期：", date(2026, 11, 26)], {DELIVERY_DAY: date(2026, 11, 26)}),
        (["Customer: Lake Shop"], {CUSTOMER: "Lake Shop"}),
        (["日期"], {}), (["可乐 5箱"], {}), ([None, 5], {}), ([], {}),
    ],
)  # fmt: skip
def test_facts(row, facts):
    assert {fact.kind: fact.cell for fact in read_facts(row)} == facts


def test_names():
    assert is_same_name("湖畔便利店", ["杭州湖畔便利店有限公司"])
    assert is_same_name("Lake Corner Shop (No. 1)", ["lake corner shop"])
    assert not is_same_name("西湖超市", ["湖畔便利店", ""])
