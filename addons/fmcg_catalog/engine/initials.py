"""By what letters somebody finds a Chinese name quickly: "nmc" for 柠檬茶.

Pure; the readings of characters are those of the library pypinyin, which knows words
and so tells 重庆 (cq) from 重量 (zl).
"""

import unicodedata

from pypinyin import Style, lazy_pinyin

LONGEST = 100


def initials(name):
    """The first letter of each Chinese character of a name; Latin letters and digits
    stay as they are, in lower case, and everything else is left out.

    ``"康师傅 Ice 红茶 500ml"`` gives ``"ksficehc500ml"``.
    """
    text = unicodedata.normalize("NFKC", name or "").lower()
    parts = lazy_pinyin(text, style=Style.FIRST_LETTER, errors=list)
    return keep_letters("".join(parts))[:LONGEST]


def keep_letters(text):
    """What initials are made of, without spaces and signs; as somebody types them."""
    plain = unicodedata.normalize("NFKC", text or "").lower()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
