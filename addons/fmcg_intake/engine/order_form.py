"""What stands around the table of an order form: for whom it is, and for which day.

Pure.
"""

import re
from dataclasses import dataclass

from .order_text import plain

CUSTOMER, DELIVERY_DAY, WRITTEN_DAY = "customer", "delivery_day", "written_day"

LABELS = {
    CUSTOMER: (
        "客户名称", "客户", "门店名称", "门店", "店名", "购货单位", "订货单位", "收货单位",
        "采购单位", "买方", "customer", "buyer", "store", "shop", "ship to", "sold to",
    ),
    DELIVERY_DAY: (
        "送货日期", "交货日期", "到货日期", "要货日期", "配送日期", "送达日期",
        "delivery date", "requested date", "delivery day",
    ),
    WRITTEN_DAY: (
        "订货日期", "下单日期", "订单日期", "制单日期", "填表日期", "日期",
        "order date", "date",
    ),
}  # fmt: skip
_NAMES = {label: kind for kind, labels in LABELS.items() for label in labels}
_PATTERN = re.compile(
    rf"(?<![^\W\d_])({'|'.join(sorted(_NAMES, key=len, reverse=True))})\s*:\s*", re.I
)
# Where the value of one label ends because another one begins
_NEXT = re.compile(r"\s+[^\W\d_]{2,6}\s*:")


@dataclass(frozen=True)
class Fact:
    """:param kind: one of the keys of ``LABELS``
    :param cell: what stands behind the label: a text, or the next cell as it is
    """

    kind: str
    cell: object


def read_facts(row):
    """The facts of one row of cells: "客户：湖畔便利店", or 日期： and a date beside it."""
    facts = []
    for index, cell in enumerate(row):
        if not isinstance(cell, str):
            continue
        text = plain(cell)
        matches = list(_PATTERN.finditer(text))
        followers = [*matches[1:], None][: len(matches)]
        for match, following in zip(matches, followers, strict=True):
            end = following.start() if following else len(text)
            value = _NEXT.split(text[match.end() : end])[0].strip()
            if not value and following is None:
                value = next((other for other in row[index + 1 :] if other), None)
            if value:
                facts.append(Fact(_NAMES[match.group(1).casefold()], value))
    return facts


def is_same_name(written, names):
    """Whether what a form writes may be one of the names: one is a part of the other."""
    folded = "".join(plain(str(written)).casefold().split())
    known = ["".join(plain(name).casefold().split()) for name in names if name]
    return any(folded in name or name in folded for name in known)
