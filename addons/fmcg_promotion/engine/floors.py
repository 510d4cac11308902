"""Where promotions together would take a price below its floor, before any is sold.

Nobody has ordered yet, so the orders are made up: each product alone, in the quantities
at which something is given, by buyers to whom several promotions speak.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from .basket import SALESPERSON, Basket, Buyer
from .definition import BUNDLE, FREIGHT, GIFT, NTH, VALUE
from .evaluate import evaluate
from .shares import rounded
from .trial import Floor, FloorHit, rate_lines

WEEK = 7
# Further steps seldom go lower, and a form waits for the answer
MOST_QUANTITIES = 6


@dataclass(frozen=True)
class Occasion:
    """Somebody who orders some day."""

    buyer: Buyer
    day: date
    channel: str = SALESPERSON


@dataclass(frozen=True)
class Good:
    """A product that is ordered.

    :param line: one own unit of it, at its price; the key is the product
    :param floor: of one own unit
    """

    line: object
    floor: Floor


def meet(audiences, paths, today):
    """Somebody to whom all ``audiences`` speak, the first day from today on.

    :param audiences: list of ``definition.Audience``
    :param paths: dict from territory to a set of itself and all above it
    :return: :class:`Occasion`, or ``None`` where they never meet
    """
    found = {
        name: _pick([getattr(one, name) for one in audiences])
        for name in ("nodes", "tiers", "grades", "channels")
    }
    territories = _pick_territories([one.territories for one in audiences], paths)
    day = _pick_day(audiences, today)
    if None in found.values() or territories is None or day is None:
        return None
    buyer = Buyer(
        node=found["nodes"],
        tier=found["tiers"],
        grade=found["grades"],
        territories=territories,
        first_order=any(one.first_order for one in audiences),
    )
    return Occasion(buyer, day, found["channels"] or SALESPERSON)


def _pick(choices):
    """One that is in all sets, where an empty set has everything: 0 if all have."""
    named = [choice for choice in choices if choice]
    if not named:
        return 0
    common = frozenset.intersection(*named)
    return min(common) if common else None


def _pick_territories(choices, paths):
    named = [choice for choice in choices if choice]
    if not named:
        return frozenset()
    for territory in sorted(frozenset.union(*named)):
        path = frozenset(paths.get(territory, {territory}))
        if all(not path.isdisjoint(choice) for choice in named):
            return path
    return None


def _pick_day(audiences, today):
    first = max([today, *(one.start for one in audiences if one.start)])
    last = min([one.end for one in audiences if one.end], default=date.max)
    for offset in range(WEEK):
        day = first + timedelta(days=offset)
        if day > last:
            return None
        if all(not one.weekdays or day.weekday() in one.weekdays for one in audiences):
            return day
    return None


def matters(promotion):
    """Whether a promotion may change prices of goods: by itself, or since others of its
    group are not given where it is."""
    return promotion.kind not in (GIFT, FREIGHT) or bool(promotion.group)


def find_occasions(promotion, others, paths, today, most):
    """Buyers to whom ``promotion`` and one other each speak, and one to whom it speaks
    in any case; each only once.

    :return: list of at most ``most`` :class:`Occasion`
    """
    own = promotion.audience
    audiences = [[own], *([own, one.audience] for one in others)]
    found = {}
    for together in audiences:
        occasion = meet(together, paths, today)
        if occasion:
            found[occasion] = None
        if len(found) >= most:
            break
    return list(found)


def find_undercuts(book, promotion, goods, counted, occasions, digits):
    """Products that ``promotion`` and what stacks with it take below the floor.

    :param goods: list of :class:`Good` that may get the benefit
    :param counted: of :class:`Good`: what has to be bought along with each of them: the
        other parts of a bundle, or what reaches the threshold; may be empty
    :param occasions: list of :class:`Occasion`
    :return: dict from product to :class:`~.trial.FloorHit`
    """
    hits = {}
    for occasion in occasions:
        for good in goods:
            for lines in _get_orders(book, promotion, good, counted, occasion, digits):
                basket = _make_basket(promotion, lines, occasion, book, digits)
                _note(hits, book, promotion, good, basket)
    return hits


def _note(hits, book, promotion, good, basket):
    floors = {good.line.key: good.floor}
    for outcome in rate_lines(basket, evaluate(book, basket), _scaled(floors, basket)):
        if outcome.below and not outcome.was_below and promotion.id in outcome.shares:
            price = outcome.floor.per_unit(outcome.net)
            hit = hits.setdefault(outcome.key, FloorHit(outcome.floor.price, price))
            hit.lowest = min(hit.lowest, price)
            hit.lines += 1


def _scaled(floors, basket):
    return {
        line.key: replace(floors[line.key], units=line.quantity)
        for line in basket.lines
        if line.key in floors
    }


def _make_basket(promotion, lines, occasion, book, digits):
    return Basket(
        lines=tuple(lines),
        digits=digits,
        currency=promotion.currency,
        buyer=occasion.buyer,
        day=occasion.day,
        channel=occasion.channel,
        coupons=frozenset(book.promotions),
    )


def _get_orders(book, promotion, good, counted, occasion, digits):
    """Made up orders of a product: lists of lines."""
    if promotion.kind == BUNDLE:
        return [_get_set(promotion, good, counted, digits)]
    if counted:
        return [
            [times(counted[0].line, number, digits), times(good.line, 1, digits)]
            for number in _get_quantities([promotion], counted[0].line)
        ]
    basket = _make_basket(promotion, [good.line], occasion, book, digits)
    stacked = [one for one, _lines in book.candidates(basket)]
    return [
        [times(good.line, number, digits)]
        for number in _get_quantities(stacked, good.line)
    ]


def _get_set(promotion, good, counted, digits):
    """Lines of one complete set, with the product wherever it may be a part."""
    lines = {one.line.product: one.line for one in (*counted, good)}
    numbers = {}
    for component in promotion.components:
        fitting = sorted(lines.keys() & component.products)
        if good.line.product in component.products:
            fitting = [good.line.product]
        for product in fitting[:1]:
            number = component.units / lines[product].factor
            numbers[product] = numbers.get(product, 0) + number
    return [
        times(lines[product], number.to_integral_value(ROUND_CEILING), digits)
        for product, number in numbers.items()
    ]


def _get_quantities(promotions, line):
    """Of one product, the whole numbers of units at which something is given."""
    found = {Decimal(1)}
    for promotion in promotions:
        for step in promotion.steps:
            found.add(max(_get_quantity(promotion, step, line), Decimal(1)))
    return sorted(found)[:MOST_QUANTITIES]


def _get_quantity(promotion, step, line):
    if promotion.measure == VALUE and promotion.kind != NTH:
        needed = step.threshold / line.amount
    else:
        needed = step.threshold * promotion.unit / line.factor
    return needed.to_integral_value(ROUND_CEILING)


def times(line, number, digits):
    """So many units of a line of one unit."""
    return replace(
        line, quantity=Decimal(number), amount=rounded(line.amount * number, digits)
    )
