"""The key by which a product is found, and the words that are looked for in it.

Pure. Of each name there stand the name itself, its pinyin and its initials, all of it
folded: without case, width, signs and spaces, in simplified characters. What is typed is
folded the same way, so that a word is found wherever it is a part.

Chinese is written in Latin capitals, five for each character: the trigram index of a
database with the collation "C" knows nothing but Latin letters and digits, and with them
finds a single character at once. Folded text has no capitals of its own, and each
character begins with a Z, so that nothing is found between two characters.
"""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

from .initials import initials

LONGEST_NAME = 200
MOST_WORDS = 10
_LETTERS = "ABCDEFGHIJKLMNOP"
_PARTS = re.compile(r"[a-z0-9]+|[^a-z0-9]+")
_FINER_PARTS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]+")


@lru_cache
def _get_converter():
    return OpenCC("t2s")


@lru_cache(maxsize=30_000)
def _simplify(sign):
    """One character: words would be converted as a whole, and their parts otherwise."""
    return sign if sign.isascii() else _get_converter().convert(sign)


def fold(text):
    """Text without what does not tell two names apart."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(_simplify(sign) for sign in plain if sign.isalnum())


def encode(folded):
    """Folded text in Latin letters and digits."""
    return "".join(
        sign if sign.isascii() else _encode_sign(sign) for sign in folded
    )


def make_key(names, codes=()):
    """The key of a product.

    :param names: what it is called in any language: of the product, its brand
    :param codes: its codes and barcodes
    :rtype: str
    """
    tokens = {}
    for name in names:
        tokens |= dict.fromkeys(_spell(name))
    tokens |= dict.fromkeys(map(fold, codes))
    return "".join(f" {encode(token)}" for token in tokens if token)


def read_words(text, finer=False):
    """What somebody looks for, as it stands in keys; all of it has to be found.

    :param bool finer: letters and digits as words of their own: "cola330" is part of
        no name of "Cola Zero 330 ml"
    """
    pattern = _FINER_PARTS if finer else _PARTS
    words = [
        part for word in text.split() for part in pattern.findall(fold(word))
    ]
    return [encode(word) for word in dict.fromkeys(words)][:MOST_WORDS]


def _spell(name):
    """A name as it is written, in pinyin and by its initials."""
    folded = fold((name or "")[:LONGEST_NAME])
    if folded.isascii():
        return [folded]
    return [folded, fold("".join(lazy_pinyin(folded))), initials(folded)]


def _encode_sign(sign):
    units = sign.encode("utf-16-be")
    return "".join(
        "Z" + "".join(_LETTERS[half] for byte in pair for half in divmod(byte, 16))
        for pair in (units[place : place + 2] for place in range(0, len(units), 2))
    )
