"""An order and a seller's promotions for ``promotions.py``, the same in each run."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket, Buyer, Line

DAY = date(2026, 11, 24)
LINES, PROMOTIONS = 300, 1000
CATALOG, BRANDS, PARENTS, CATEGORIES = 3000, 60, 12, 120
LADDERS, GROUPS, RIVALS = 20, 20, 2
LINE_KINDS = (d.LINE_PERCENT, d.LINE_AMOUNT, d.LINE_PRICE, d.NTH, d.GIFT, d.BUNDLE)
SHOP = Buyer(node=7, tier=3, territories=frozenset({1, 11, 111}), grade=2)


def product_line(product, quantity, price):
    category = product % CATEGORIES
    return Line(
        key=product,
        product=product,
        quantity=Decimal(quantity),
        amount=Decimal(price) * quantity,
        factor=Decimal(1),
        template=product,
        categories=frozenset({1000 + category, 2000 + category % PARENTS, 3000}),
        brand=1 + product % BRANDS,
    )


def make_basket():
    """300 lines of distinct products, and freight."""
    dice = random.Random(1)
    lines = [
        product_line(
            product, dice.randint(1, 48), Decimal(dice.randint(200, 9900)) / 100
        )
        for product in dice.sample(range(1, CATALOG + 1), LINES)
    ]
    freight = Line("freight", 0, Decimal(1), Decimal(120), freight=True)
    return Basket((*lines, freight), buyer=SHOP, day=DAY)


def make_promotions(count=PROMOTIONS, start=1, hits=None):
    """Promotions of all kinds: order ladders, freight, the others on what they name.

    :param hits: products to choose from; all of the catalogue by default
    """
    dice = random.Random(start)
    products = hits or range(1, CATALOG + 1)
    found = [
        _make_ladder(dice, start + number) for number in range(min(LADDERS, count))
    ]
    for number in range(len(found), count):
        kind = d.FREIGHT if number % 100 == 99 else LINE_KINDS[number % len(LINE_KINDS)]
        found.append(_make_one(dice, start + number, kind, products))
    return _set_rivals(found)


def _set_rivals(promotions):
    """Groups of exclusion: pairs of order ladders, and of one kind on one scope."""
    for number in range(min(GROUPS, len(promotions) // (2 * RIVALS))):
        if number < LADDERS // RIVALS:
            places = [number * RIVALS + step for step in range(RIVALS)]
        else:
            start = LADDERS + number * RIVALS * len(LINE_KINDS)
            places = [start + step * len(LINE_KINDS) for step in range(RIVALS)]
        for place in places:
            scope = promotions[places[0]].scope
            changes = {"scope": scope, "group": 1 + number}
            promotions[place] = replace(promotions[place], **changes)
    return promotions


def _make_ladder(dice, id_):
    steps = tuple(
        d.Step(Decimal(threshold), amount=Decimal(threshold // 10))
        for threshold in (1000 * dice.randint(1, 9), 20000, 100000)
    )
    return d.Promotion(id_, d.ORDER, level=d.WHOLE_ORDER, steps=steps)


def _make_one(dice, id_, kind, products):
    promotion = d.Promotion(
        id_,
        kind,
        sequence=dice.randint(1, 50),
        scope=_make_scope(dice, products),
        level=dice.choice((d.EACH_PRODUCT, d.SET)),
        measure=dice.choice((d.VALUE, d.QUANTITY)),
        benefit_basis=dice.choice((d.ORIGINAL, d.RUNNING)),
        repeat=kind == d.GIFT,
        shortage=dice.choice((d.OWED, d.SUBSTITUTE, d.NOTHING)),
    )
    if kind == d.FREIGHT:
        promotion = replace(promotion, level=d.WHOLE_ORDER)
    if kind == d.BUNDLE:
        return _make_bundle(dice, promotion, products)
    return replace(promotion, steps=_make_steps(dice, kind, promotion.measure))


def _make_scope(dice, products):
    named = dice.choice(("product", "product", "product", "category", "brand"))
    if named == "product":
        return d.Scope(products=frozenset(dice.sample(list(products), 8)))
    if named == "category":
        return d.Scope(categories=frozenset({1000 + dice.randrange(CATEGORIES)}))
    return d.Scope(brands=frozenset({1 + dice.randrange(BRANDS)}))


def _make_bundle(dice, promotion, products):
    components = tuple(
        d.Component(frozenset({product}), Decimal(dice.randint(1, 3)))
        for product in dice.sample(list(products), 2)
    )
    return replace(promotion, components=components, bundle_price=Decimal(20))


def _make_steps(dice, kind, measure):
    if kind == d.NTH:
        return (d.Step(Decimal(dice.randint(2, 4)), percent=Decimal(50)),)
    thresholds = (100, 1000) if measure == d.VALUE else (10, 60)
    gift = d.Gift(5000 + dice.randrange(50), value=Decimal(3))
    return tuple(
        d.Step(
            Decimal(threshold),
            percent=Decimal(3 * (place + 1)) if kind != d.LINE_AMOUNT else Decimal(0),
            amount=Decimal(place + 1) / 2 if kind == d.LINE_AMOUNT else Decimal(0),
            price=Decimal(20 - place) if kind == d.LINE_PRICE else None,
            gifts=(gift,) if kind == d.GIFT else (),
        )
        for place, threshold in enumerate(thresholds)
    )


def make_inapplicable(basket, start):
    """1,000 promotions that give nothing here: other products, buyers and days."""
    bought = {line.product for line in basket.lines}
    others = [product for product in range(1, CATALOG + 1) if product not in bought]
    found = make_promotions(PROMOTIONS, start)
    return [_divert(one, place, others) for place, one in enumerate(found)]


def _divert(promotion, place, others):
    if (
        place % 3 == 0
        and promotion.level != d.WHOLE_ORDER
        and promotion.kind != d.BUNDLE
    ):
        named = frozenset(others[(place * 8 + step) % len(others)] for step in range(8))
        return replace(promotion, scope=d.Scope(products=named))
    if place % 3 == 1:
        return replace(promotion, audience=d.Audience(end=DAY - timedelta(days=1)))
    return replace(promotion, audience=d.Audience(tiers=frozenset({SHOP.tier + 1})))
