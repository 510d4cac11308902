from datetime import date
from decimal import Decimal

from fmcg_portal.engine import offers
from fmcg_promotion.engine.basket import PORTAL, SALESPERSON, Basket, Buyer, Line
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.definition import (
    BUNDLE,
    GIFT,
    LINE_PERCENT,
    ORDER,
    Audience,
    Component,
    Gift,
    Promotion,
    Scope,
    Step,
)

TEA, CAKE, MUG = 1, 2, 3
DRINKS, GREEN = 10, 20


def ids(*values):
    return frozenset(values)


def tea(**values):
    return Line("tea", TEA, Decimal(1), Decimal(5), **values)


def percent(id_=1, **values):
    return Promotion(id_, LINE_PERCENT, currency=6, **values)


def speaking(*promotions, **values):
    basket = Basket(
        **{
            "lines": (),
            "currency": 6,
            "buyer": Buyer(node=7),
            "day": date(2026, 11, 24),
            "channel": PORTAL,
            **values,
        }
    )
    return [one.id for one in offers.speaking(Book(promotions), basket)]


def test_an_empty_cart_is_spoken_to():
    order = Promotion(2, ORDER, currency=6, sequence=1)
    assert speaking(order, percent(1)) == [1, 2]


def test_others_are_not_spoken_to():
    for audience in (
        Audience(nodes=ids(8)),
        Audience(channels=ids(SALESPERSON)),
        Audience(end=date(2026, 11, 23)),
        Audience(weekdays=ids(0)),
        Audience(first_order=True),
    ):
        assert speaking(percent(audience=audience)) == []
    assert speaking(Promotion(1, ORDER, currency=5)) == []


def test_a_coupon_opens_its_promotion_only():
    promotions = percent(1, coupon=True), percent(2, coupon=True)
    assert speaking(*promotions) == []
    assert speaking(*promotions, coupons=ids(2)) == [2]


def test_a_line_is_named_by_product_category_brand_and_target():
    line = tea(categories=ids(DRINKS), brand=GREEN)
    for scope in (
        Scope(products=ids(TEA)),
        Scope(categories=ids(DRINKS)),
        Scope(brands=ids(GREEN)),
    ):
        assert offers.names(percent(scope=scope), line)
    target = percent(scope=Scope(products=ids(CAKE)), target=Scope(products=ids(TEA)))
    assert offers.names(target, line)


def test_what_is_about_everything_names_nothing():
    assert not offers.names(percent(), tea())
    assert not offers.names(percent(scope=Scope(excluded=ids(CAKE))), tea())
    scope = Scope(categories=ids(DRINKS), excluded=ids(TEA))
    assert not offers.names(percent(scope=scope), tea(categories=ids(DRINKS)))


def test_a_bundle_names_its_parts():
    parts = Component(ids(TEA)), Component(ids(CAKE))
    assert offers.names(Promotion(1, BUNDLE, components=parts), tea())
    assert not offers.names(Promotion(1, BUNDLE, components=parts[1:]), tea())


def test_only_what_can_be_bought_is_met():
    seen = offers.Assortment(ids(TEA), ids(DRINKS), ids(GREEN))
    assert seen.meets(percent())
    assert seen.meets(percent(scope=Scope(products=ids(TEA, CAKE))))
    assert seen.meets(percent(scope=Scope(products=ids(CAKE), brands=ids(GREEN))))
    assert not seen.meets(percent(scope=Scope(products=ids(CAKE))))
    assert not seen.meets(percent(scope=Scope(products=ids(TEA), excluded=ids(TEA))))
    assert not seen.meets(percent(target=Scope(products=ids(CAKE))))
    parts = Component(ids(TEA)), Component(ids(CAKE))
    assert not seen.meets(Promotion(1, BUNDLE, components=parts))


def test_a_choice_is_one_of_the_gifts():
    steps = (Step(gifts=(Gift(MUG),)),)
    assert offers.gives_choice_of(Promotion(1, GIFT, steps=steps, one_gift=True), MUG)
    assert not offers.gives_choice_of(Promotion(1, GIFT, steps=steps), MUG)
    assert not offers.gives_choice_of(
        Promotion(1, GIFT, steps=steps, one_gift=True), CAKE
    )


def test_all_named_products_are_found():
    promotions = [
        percent(scope=Scope(products=ids(1), excluded=ids(2))),
        percent(target=Scope(products=ids(3))),
        Promotion(1, BUNDLE, components=(Component(ids(4, 5)),)),
    ]
    assert offers.named_products(promotions) == {1, 2, 3, 4, 5}
