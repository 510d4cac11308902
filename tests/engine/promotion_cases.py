"""Short words for baskets and promotions, shared by the tests of promotions."""

from decimal import Decimal

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket, Line
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.evaluate import evaluate
from fmcg_promotion.engine.returns import entitle

BEER, COLA, CHIPS, GLASS, TOWEL = 1, 2, 3, 8, 9


def num(value):
    return Decimal(str(value))


def line(key, amount, quantity=1, product=BEER, **values):
    return Line(key, product, num(quantity), num(amount), **values)


def order(*amounts, **values):
    """A basket of one piece each of different products, with keys a, b, c …"""
    lines = (
        line("abcdefgh"[place], amount, product=place + 1)
        for place, amount in enumerate(amounts)
    )
    return Basket(tuple(lines), **values)


def step(threshold=0, **values):
    numbers = {
        name: num(values.pop(name))
        for name in ("percent", "amount", "price")
        if name in values
    }
    return d.Step(num(threshold), **numbers, **values)


def gift(product, quantity=1, value=0, factor=1):
    return d.Gift(product, num(quantity), num(factor), num(value))


ids = iter(range(1, 10**9))


def promotion(kind, *steps, **values):
    return d.Promotion(values.pop("id", None) or next(ids), kind, steps=steps, **values)


def off_order(*steps, **values):
    """Off the whole order: steps as pairs of threshold and amount, or whole steps."""
    steps = [
        one if isinstance(one, d.Step) else step(one[0], amount=one[1]) for one in steps
    ]
    return promotion(d.ORDER, *steps, level=d.WHOLE_ORDER, **values)


def only(*products):
    return d.Scope(products=frozenset(products))


def run(basket, *promotions, **values):
    return evaluate(Book(promotions), basket, **values)


def amounts(result):
    """Money off by each promotion, in the order of work."""
    return [one.amount for one in result.applied]


def shares(result, place=0):
    return dict(result.applied[place].shares)


def gifts(result, place=0):
    """Pieces that go with the order now, by product."""
    return {one.product: one.quantity for one in result.applied[place].gifts}


def reasons(result):
    return {one.promotion: one.reason for one in result.refused}


def entitled(basket, promotions, kept):
    """What remains for what is kept of a basket that got these promotions."""
    applied = evaluate(Book(promotions), basket).applied
    return entitle(promotions, basket, applied, {k: num(v) for k, v in kept.items()})


def paid(net):
    return sum(net.values(), Decimal(0))
