"""Which product and which unit somebody means, out of those there are.

Pure. What is not certain is a problem: of several products none is chosen.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

UNKNOWN_PRODUCT = "unknown_product"
AMBIGUOUS_PRODUCT = "ambiguous_product"
NOT_OFFERED = "not_offered"
UNKNOWN_UNIT = "unknown_unit"
AMBIGUOUS_UNIT = "ambiguous_unit"
OPEN_UNIT = "open_unit"

# What a product may be called by
BARCODE, CODE, NAME, ID = "barcode", "code", "name", "id"
ANY = (BARCODE, CODE, NAME)  # people do not know ids

# Of how many characters a part of a name tells something, and how many goods are named
LEAST_SIMILAR = 2
MOST_SIMILAR = 5

# How an enterprise reads a word that means a case to one and a piece to another
ASK, CASE, PIECE = "ask", "case", "piece"
GTIN_LENGTHS = (12, 13, 14)
# By which people make a spreadsheet keep a code as text
APOSTROPHES = ("'", "‘", "’", "`", "＇")

# Words of one meaning, where the product's own units do not have the word
CASE_WORDS = frozenset(
    "箱 case cases cs ctn ctns carton cartons box boxes".split()
)
# Of any piece, whatever it is called
ANY_PIECE_WORDS = frozenset(
    "个 只 单位 单元 unit units piece pieces pc pcs ea each".split()
)
# Of a piece of the same kind; some words name two kinds
PIECE_KINDS = tuple(
    frozenset(words.split())
    for words in (
        "瓶 支 bottle bottles",
        "听 罐 can cans tin tins",
        "袋 包 bag bags packet packets",
        "盒 box boxes",
        "桶 碗 tub tubs bowl bowls",
        "杯 cup cups",
        "支 根 条 stick sticks bar bars",
        "块 cake cakes",
        "卷 roll rolls",
        "提",
    )
)
PIECE_WORDS = ANY_PIECE_WORDS.union(*PIECE_KINDS)
# In this trade mostly a case, and sometimes a piece
OPEN_WORDS = frozenset(["件"])
_LEADING_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Unit:
    """:param names: in all languages that people may write in
    :param piece: whether it is the single piece, as opposed to packagings and weights
    :param digits: decimals that a quantity may have; none of pieces and cases
    :param contains: how many reference units are in it, 0 where nobody has said
    """

    id: int
    names: tuple
    piece: bool = False
    digits: int = 0
    contains: Decimal = Decimal(0)

    @cached_property
    def keys(self):
        return frozenset(fold(name) for name in self.names)

    @cached_property
    def words(self):
        """First words of the names: "case" of "Case of 24", "箱" of "箱（24 件）"."""
        matches = (_LEADING_WORD.match(name.strip().casefold()) for name in self.names)
        return frozenset(match.group() for match in matches if match)


@dataclass(frozen=True)
class Good:
    """A product as far as orders name it.

    :param names: in all languages that people may write in
    :param units: :class:`Unit` objects that it is ordered in, its own one first
    :param barcodes: pairs of a barcode and the id of the unit that it stands on
    :param offered: whether this customer may order it
    :param open_word: how the seller reads ``OPEN_WORDS``: ASK, CASE or PIECE
    """

    id: int
    code: str = ""
    names: tuple = ()
    units: tuple = ()
    barcodes: tuple = ()
    offered: bool = True
    open_word: str = ASK


@dataclass(frozen=True)
class Found:
    """The answer for a product: ``good``, or ``problem`` and whom it is about.

    :param unit: id of the unit that the barcode stands on, 0 if none was named
    """

    good: Good | None = None
    unit: int = 0
    problem: str = ""
    about: tuple = ()


def fold(text):
    """Text without what does not tell two names apart: case and spaces."""
    return "".join(text.casefold().split())


def spellings(text):
    """How a barcode or code may be written in a list of goods: a GTIN-12, GTIN-13 and
    GTIN-14 of the same digits differ by zeros in front only."""
    text = text.strip()
    bare = text[1:].strip() if text[:1] in APOSTROPHES else text
    found = {text, bare, bare.upper(), bare.lower(), "".join(bare.split())}
    if gtin := read_gtin(bare):
        found |= {gtin[start:] for start in range(3) if not gtin[:start].strip("0")}
    return found - {""}


def read_gtin(text):
    """A barcode of 12 to 14 digits as the 14 digits that they stand for, else ""."""
    is_gtin = len(text) in GTIN_LENGTHS and text.isascii() and text.isdigit()
    return text.zfill(max(GTIN_LENGTHS)) if is_gtin else ""


class Directory:
    """The goods by what they are called."""

    def __init__(self, goods):
        self.goods = tuple(goods)
        self._by = {kind: defaultdict(list) for kind in (*ANY, ID)}
        for good in self.goods:
            self._by[ID][str(good.id)].append((good, 0))
            for barcode, unit in good.barcodes:
                self._add_barcode(fold(barcode), good, unit)
            if good.code:
                self._by[CODE][fold(good.code)].append((good, 0))
            for name in {fold(name) for name in good.names}:
                self._by[NAME][name].append((good, 0))

    def _add_barcode(self, barcode, good, unit):
        for key in {barcode, read_gtin(barcode)} - {""}:
            self._by[BARCODE][key].append((good, unit))

    def _look_up(self, kind, key):
        """The goods that are called just so."""
        found = self._by[kind]
        return found.get(key) or (kind == BARCODE and found.get(read_gtin(key))) or []

    def find(self, text, kinds=ANY):
        """The good that is called ``text``: exactly so, or whose name alone begins so.

        Of several goods, the only one that is offered is meant: the others cannot be
        ordered.

        :param kinds: what ``text`` may be, the strongest first
        :rtype: Found
        """
        key = fold(text)
        if key[:1] in APOSTROPHES and not self.knows(text, kinds):
            key = key[1:]
        if not key:
            return Found(problem=UNKNOWN_PRODUCT)
        for kind in kinds:
            if hits := self._look_up(kind, key):
                return _choose(hits)
        near = self._find_shortened(key, kinds)
        if NAME not in kinds:
            return Found(problem=UNKNOWN_PRODUCT, about=near)
        if hits := self._begins_with(key):
            return _choose(hits)
        return Found(problem=UNKNOWN_PRODUCT, about=near or self._find_similar(key))

    def _find_shortened(self, key, kinds):
        """Goods whose code or barcode is ``key`` behind zeros: a spreadsheet that takes
        00123 for a number shows 123. To choose from, not to be taken for meant."""
        if not (key.isascii() and key.isdigit() and key.strip("0")):
            return ()
        hits = (
            good
            for kind in (BARCODE, CODE)
            if kind in kinds
            for good, _unit in self._without_zeros[kind].get(key.lstrip("0"), ())
            if good.offered
        )
        return tuple(islice(dict.fromkeys(hits), MOST_SIMILAR))

    @cached_property
    def _without_zeros(self):
        shortened = {BARCODE: defaultdict(list), CODE: defaultdict(list)}
        for kind, found in shortened.items():
            for key, hits in self._by[kind].items():
                if key.isascii() and key.isdigit():
                    found[key.lstrip("0")] += hits
        return shortened

    def _find_similar(self, key):
        """Goods to choose from: offered, and with ``key`` somewhere in their names."""
        if len(key) < LEAST_SIMILAR:
            return ()
        hits = (
            good
            for name in self._sorted_names
            if key in name
            for good, _unit in self._by[NAME][name]
            if good.offered
        )
        return tuple(islice(dict.fromkeys(hits), MOST_SIMILAR))

    def knows(self, text, kinds=ANY):
        """Whether goods are called exactly so."""
        return any(self._look_up(kind, fold(text)) for kind in kinds)

    @cached_property
    def _sorted_names(self):
        return sorted(self._by[NAME])

    def _begins_with(self, key):
        names = self._sorted_names
        hits = []
        for place in range(bisect_left(names, key), len(names)):
            if not names[place].startswith(key):
                break
            hits += self._by[NAME][names[place]]
        return hits


def _choose(hits):
    by_good = {}
    for good, unit in hits:
        by_good.setdefault(good.id, (good, unit))
    offered = [hit for hit in by_good.values() if hit[0].offered]
    if len(offered) == 1:
        return Found(*offered[0])
    if len(by_good) == 1:
        ((good, unit),) = by_good.values()
        return Found(good, unit, NOT_OFFERED)
    about = tuple(good for good, _unit in (offered or by_good.values()))
    return Found(problem=AMBIGUOUS_PRODUCT, about=about)


def find_unit(good, word, default=0):
    """The unit of a good that ``word`` means.

    The name of a unit of its own comes first, then the first word of one, then words of
    the piece's kind, then the usual words for a case and for a piece.

    :param word: as it was written; empty for ``default``
    :param default: id of the unit that is meant without a word, 0 for the good's own
    :return: id of the unit and an empty text, or 0 and the code of what is wrong
    """
    if not word:
        return default or good.units[0].id, ""
    key = fold(word)
    units = [unit for unit in good.units if key in unit.keys]
    units = units or [unit for unit in good.units if key in unit.words]
    if not units and key in OPEN_WORDS:
        return _find_open_unit(good)
    units = units or _find_usual_units(good, key)
    if len(units) == 1:
        return units[0].id, ""
    return 0, AMBIGUOUS_UNIT if units else UNKNOWN_UNIT


def _find_usual_units(good, key):
    """The units that a usual word means: a bottle is no bag, and a case no piece."""
    pieces = [unit for unit in good.units[:1] if unit.piece]
    if any(_is_of_kind(unit, key) for unit in pieces):
        return pieces
    if key in CASE_WORDS:
        return [u for u in good.units if not u.piece and u.words & CASE_WORDS]
    if key in ANY_PIECE_WORDS:
        return pieces
    if key in PIECE_WORDS:
        return [unit for unit in pieces if not _has_kind(unit)]
    return []


def _is_of_kind(unit, key):
    return any(key in kind and unit.words & kind for kind in PIECE_KINDS)


def _has_kind(unit):
    """Whether a piece is called what it is, instead of just a piece."""
    return any(unit.words & kind for kind in PIECE_KINDS)


def _find_open_unit(good):
    """What the seller reads ``OPEN_WORDS`` as; a good that comes in one unit means it."""
    if len(good.units) == 1:
        return good.units[0].id, ""
    if good.open_word == ASK:
        return 0, OPEN_UNIT
    units = _find_usual_units(good, {CASE: "箱", PIECE: "个"}[good.open_word])
    if len(units) == 1:
        return units[0].id, ""
    return 0, AMBIGUOUS_UNIT if units else UNKNOWN_UNIT
