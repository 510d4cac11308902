"""Words that people write beside goods: sums under a table, and gifts.

Pure.
"""

import re

from .order_text import plain

TOTALS = "合计 总计 小计 共计 总数 累计 total totals subtotal grandtotal sum".split()
_WHOLE = "(?:本页|本单|本张|以上|全部|订单)?"
_WHAT = "(?:数量|总数|箱数|件数|瓶数|金额)?(?:\\([^()]*\\))?"
_MONEY = "(?:人民币)?[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿元圆角分整正]+"
_NUMBERS = "(?:[¥￥$]?\\d[\\d.,]*[^\\W\\d_]{0,3}[,、;+]?)*"
_TOTAL = re.compile(rf"{_WHOLE}(?:{'|'.join(TOTALS)}){_WHAT}:?(?:{_MONEY}|{_NUMBERS})")

_GIFT_WORD = "(?:赠品|赠送|搭赠|随赠|附赠|赠|免费|gift|free|foc)"
_OPEN, _CLOSE = r"[(\[【<《〔「]", r"[)\]】>》〕」]"
_GIFT_BEFORE = re.compile(
    rf"^\s*(?:{_OPEN}\s*{_GIFT_WORD}\s*{_CLOSE}\s*[:\-]?|{_GIFT_WORD}(?:\s*[:\-]|\s+))\s*"
    rf"|^\s*(?:赠品|赠送|搭赠)\s*(?=\S)",
    re.I,
)
_GIFT_AFTER = re.compile(
    rf"\s*(?:{_OPEN}\s*{_GIFT_WORD}\s*{_CLOSE}|(?:\s|-){_GIFT_WORD}|(?:赠品|赠送|搭赠))\s*$",
    re.I,
)
_GIFT_ALONE = re.compile(rf"\s*(?:以下)?(?:为|是)?{_GIFT_WORD}(?:部分|清单|明细)?\s*:?\s*", re.I)
_GIFT_NOTE = re.compile(r"赠|搭送|免费|\b(?:gifts?|free|foc)\b", re.I)


def is_total(text):
    """Whether a cell says that its row is a sum: "合计", "合计：300箱", "Grand Total"."""
    folded = "".join(plain(text).casefold().split())
    return bool(_TOTAL.fullmatch(folded))


def is_total_row(names, cells):
    """Whether a row is the sum under a table, and orders nothing itself.

    :param names: texts that should name its product
    :param cells: all its texts; a note that says 合计 beside a product means nothing
    """
    if any(name and not is_total(name) for name in names):
        return False
    return any(map(is_total, cells))


def is_gift_heading(text):
    """Whether a text that stands alone says that gifts follow."""
    return bool(_GIFT_ALONE.fullmatch(plain(text)))


def is_gift_note(text):
    return bool(_GIFT_NOTE.search(plain(text)))


def split_gift(text):
    """The text without the mark that makes it a gift, and whether it had one: "可乐" of
    "可乐(赠)" and of "赠品 可乐"."""
    text = plain(text)
    if is_gift_heading(text):
        return "", True
    for pattern in (_GIFT_BEFORE, _GIFT_AFTER):
        rest = pattern.sub("", text).strip()
        if rest != text and rest:
            return rest, True
    return text, False
