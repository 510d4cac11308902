"""Random promotions of all kinds and random baskets, for the laws of promotions."""

from dataclasses import replace
from decimal import Decimal

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket, Line
from hypothesis import strategies as st

PRODUCTS = range(1, 5)
PER_LINE = (d.LINE_PERCENT, d.LINE_AMOUNT, d.LINE_PRICE)
KINDS = tuple(d.PHASES)
BASES = st.sampled_from((d.ORIGINAL, d.RUNNING))
WHOLE = st.sampled_from((1, 2, 3, 5, 10, 20)).map(Decimal)
PERCENT = st.sampled_from((1, 7, 10, 33, 50, 100)).map(Decimal)

units = st.sampled_from((1, 6)).map(Decimal)


def money(digits, most=3000):
    """Amounts of whole smallest units."""
    return st.integers(1, most).map(lambda number: Decimal(number).scaleb(-digits))


def make_line(key, product, quantity, price, factor=1, fixed=False, freight=False):
    return Line(
        key,
        product,
        Decimal(quantity),
        quantity * price,
        Decimal(factor),
        categories=frozenset({10 + product % 2, 20}),
        brand=30 + product // 3,
        fixed=fixed,
        freight=freight,
    )


@st.composite
def line_values(draw, digits):
    return {
        "product": draw(st.sampled_from(PRODUCTS)),
        "quantity": draw(st.integers(1, 12)),
        "price": draw(money(digits)),
        "factor": draw(st.sampled_from((1, 1, 6))),
    }


def make_basket(values, digits, freight=None):
    """Lines are named by where they stand, so that names cannot help to sort them."""
    lines = [make_line(place, **one) for place, one in enumerate(values)]
    if freight:
        lines.append(make_line("f", 0, 1, freight, freight=True))
    return Basket(tuple(lines), digits)


@st.composite
def scopes(draw):
    kind = draw(
        st.sampled_from(("open", "products", "categories", "brands", "excluded"))
    )
    if kind == "open":
        return d.Scope()
    named = {"categories": (10, 11), "brands": (30, 31)}.get(kind, PRODUCTS)
    return d.Scope(**{kind: draw(st.frozensets(st.sampled_from(named), min_size=1))})


@st.composite
def steps(draw, kind, measure, digits):
    threshold = draw(money(digits, 20000) if measure == d.VALUE else WHOLE)
    if kind == d.NTH:
        threshold = Decimal(draw(st.integers(2, 4)))
    threshold = draw(st.sampled_from((threshold, threshold, Decimal(0))))
    if kind == d.GIFT:
        pieces = draw(st.integers(1, 3))
        value = draw(st.sampled_from((Decimal(0), Decimal(2))))
        product = draw(st.sampled_from((8, 9)))
        gifts = (d.Gift(product, Decimal(pieces), value=value),)
        return d.Step(threshold, gifts=gifts)
    as_percent = draw(st.booleans()) or kind in (d.LINE_PERCENT, d.NTH)
    return d.Step(
        threshold,
        percent=draw(PERCENT) if as_percent else Decimal(0),
        amount=Decimal(0) if as_percent else draw(money(digits)),
        price=draw(money(digits)) if kind == d.LINE_PRICE else None,
    )


@st.composite
def promotions(draw, digits, id_, kinds=KINDS, strict=False):
    """:param strict: thresholds on original amounts, no groups, no stop"""
    kind = draw(st.sampled_from(kinds))
    measure = draw(st.sampled_from((d.VALUE, d.QUANTITY)))
    repeat = draw(st.booleans())
    count = 1 if repeat else draw(st.integers(1, 2))
    level = draw(st.sampled_from((d.EACH_PRODUCT, d.SET, d.WHOLE_ORDER)))
    one = d.Promotion(
        id_,
        kind,
        sequence=draw(st.integers(1, 3)),
        scope=draw(scopes()),
        target=draw(st.none() | scopes()),
        level=level,
        measure=measure,
        unit=draw(units),
        benefit_basis=draw(BASES),
        steps=tuple(draw(steps(kind, measure, digits)) for _number in range(count)),
        repeat=repeat,
        most=draw(st.sampled_from((0, 0, 2))),
        per_unit=draw(st.booleans()),
        same_product=kind == d.GIFT and level == d.EACH_PRODUCT and draw(st.booleans()),
        components=draw(components()) if kind == d.BUNDLE else (),
        bundle_price=draw(money(digits)),
        return_rule=draw(st.sampled_from((d.PROPORTIONAL, d.RECONSIDER))),
    )
    if strict:
        return one
    return replace(
        one,
        threshold_basis=draw(BASES),
        group=draw(st.sampled_from((0, 0, 1, 2))),
        stop=draw(st.sampled_from((False, False, True))),
    )


@st.composite
def components(draw):
    """Of a bundle: no product stands in two of them."""
    products = draw(st.permutations(PRODUCTS))
    cuts = draw(st.sampled_from(((1, 2), (2, 3), (1, 4), (2, 4))))
    parts = (products[: cuts[0]], products[cuts[0] : cuts[1]])
    return tuple(
        d.Component(frozenset(part), Decimal(draw(st.integers(1, 3)))) for part in parts
    )


@st.composite
def cases(draw, most=4, **values):
    """(digits, values of lines, freight, promotions)"""
    digits = draw(st.sampled_from((2, 0, 3)))
    lines = draw(st.lists(line_values(digits), min_size=1, max_size=5))
    count = draw(st.integers(1, most))
    found = [draw(promotions(digits, id_ + 1, **values)) for id_ in range(count)]
    return digits, lines, draw(st.none() | money(digits)), found
