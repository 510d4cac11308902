from datetime import date
from decimal import Decimal as D

from fmcg_promotion.engine import basket, definition, floors
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.trial import Floor

TEA, WATER = 1, 2
TODAY = date(2026, 11, 24)  # a Tuesday
PATHS = {1: {1}, 2: {1, 2}, 3: {1, 3}, 4: {4}}


def audience(**values):
    sets = {
        name: frozenset(value) if isinstance(value, set) else value
        for name, value in values.items()
    }
    return definition.Audience(**sets)


def meet(*audiences):
    return floors.meet(list(audiences), PATHS, TODAY)


def good(product=TEA, price=5, floor=4):
    line = basket.Line(product, product, D(1), D(price))
    return floors.Good(line, Floor(D(floor), D(1)))


def percent(percent, id_=1, threshold=0, **values):
    step = definition.Step(threshold=D(threshold), percent=D(percent))
    return definition.Promotion(
        id=id_, kind=definition.LINE_PERCENT, steps=(step,), **values
    )


def amount_off(threshold, amount, id_=2, **values):
    step = definition.Step(threshold=D(threshold), amount=D(amount))
    return definition.Promotion(
        id=id_,
        kind=definition.ORDER,
        level=definition.WHOLE_ORDER,
        steps=(step,),
        **values,
    )


def undercuts(promotion, *others, goods=None, counted=()):
    occasions = floors.find_occasions(promotion, others, PATHS, TODAY, 6)
    return floors.find_undercuts(
        Book([promotion, *others]), promotion, goods or [good()], counted, occasions, 2
    )


# --- whom several promotions speak to ---


def test_everybody_meets_today():
    occasion = meet(audience(), audience())
    assert (occasion.day, occasion.buyer.tier) == (TODAY, 0)


def test_somebody_in_both():
    occasion = meet(audience(tiers={3, 4}), audience(tiers={4, 5}, grades={7}))
    assert (occasion.buyer.tier, occasion.buyer.grade) == (4, 7)
    assert meet(audience(tiers={3}), audience(tiers={4})) is None


def test_a_territory_and_one_below_meet_in_the_lower_one():
    occasion = meet(audience(territories={1}), audience(territories={2}))
    assert occasion.buyer.territories == {1, 2}
    assert meet(audience(territories={2}), audience(territories={3})) is None


def test_days_and_weekdays():
    soon = audience(start=date(2026, 12, 1))
    assert meet(soon, audience(weekdays={4})).day == date(2026, 12, 4)
    assert meet(soon, audience(end=date(2026, 11, 30))) is None
    assert meet(audience(weekdays={0}), audience(weekdays={1})) is None


def test_ways_in():
    occasion = meet(audience(channels={"portal"}), audience())
    assert occasion.channel == "portal"


def test_who_is_found_speaks_to_the_promotions():
    one = audience(tiers={3}, territories={2}, weekdays={5}, channels={"import"})
    other = audience(grades={8}, nodes={6}, first_order=True, start=date(2027, 1, 1))
    occasion = meet(one, other)
    goods = basket.Basket(
        (), buyer=occasion.buyer, day=occasion.day, channel=occasion.channel
    )
    assert one.has(goods) and other.has(goods)


# --- what goes below ---


def test_alone_above_the_floor():
    assert undercuts(percent(20)) == {}


def test_alone_below_the_floor():
    hit = undercuts(percent(30))[TEA]
    assert (hit.lowest, hit.floor) == (D("3.5"), 4)


def test_only_together_with_another_one():
    assert undercuts(percent(10), amount_off(100, 15))[TEA].lowest == D("3.75")
    assert undercuts(amount_off(100, 15), percent(10, 9))


def test_not_together_with_one_for_others():
    here = percent(10, audience=audience(tiers={1}))
    there = amount_off(100, 15, audience=audience(tiers={2}))
    assert undercuts(here, there) == {}


def test_not_together_where_they_exclude_each_other():
    assert undercuts(percent(10, group=1), amount_off(100, 15, group=1)) == {}


def test_at_the_threshold():
    assert undercuts(percent(30, threshold=99))[TEA].lowest == D("3.5")


def test_what_is_below_anyway_is_not_blamed_on_it():
    assert undercuts(percent(10), goods=[good(price=3)]) == {}


def test_only_what_it_takes_down_itself():
    of_water = percent(10, scope=definition.Scope(products=frozenset({WATER})))
    assert undercuts(of_water, percent(50, 9), goods=[good()]) == {}


def test_a_coupon_counts_as_given():
    assert undercuts(percent(30, coupon=True))


def test_other_products_get_the_benefit():
    promotion = percent(
        30,
        threshold=10,
        scope=definition.Scope(products=frozenset({TEA})),
        target=definition.Scope(products=frozenset({WATER})),
    )
    hits = undercuts(promotion, goods=[good(WATER)], counted=[good(TEA)])
    assert hits[WATER].lowest == D("3.5")


def test_a_bundle_is_a_complete_set():
    bundle = definition.Promotion(
        id=1,
        kind=definition.BUNDLE,
        components=(
            definition.Component(frozenset({TEA}), D(2)),
            definition.Component(frozenset({WATER})),
        ),
        bundle_price=D(9),
    )
    goods = [good(TEA), good(WATER, floor=1)]
    hits = undercuts(bundle, goods=goods, counted=goods)
    assert list(hits) == [TEA]
    assert hits[TEA].lowest == 3


def test_gifts_and_freight_do_not_change_prices():
    free = definition.Promotion(id=5, kind=definition.FREIGHT)
    gift = definition.Promotion(id=6, kind=definition.GIFT)
    in_group = definition.Promotion(id=7, kind=definition.GIFT, group=1)
    found = [floors.matters(one) for one in (free, gift, in_group, percent(10))]
    assert found == [False, False, True, True]
