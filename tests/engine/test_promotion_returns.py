"""What remains of benefits and gifts when goods come back."""

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.basket import Basket
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.evaluate import evaluate
from fmcg_promotion.engine.returns import entitle
from promotion_cases import (
    BEER,
    CHIPS,
    COLA,
    GLASS,
    TOWEL,
    entitled,
    gift,
    line,
    num,
    off_order,
    order,
    paid,
    promotion,
    run,
    step,
)

ALWAYS = {"return_rule": d.RECONSIDER}


def giving(threshold, *gifts, **values):
    values.setdefault("level", d.WHOLE_ORDER)
    return promotion(d.GIFT, step(threshold, gifts=gifts), **values)


def test_nothing_returned_nothing_changes():
    promotions = [
        promotion(d.LINE_PERCENT, step(percent=7)),
        off_order((100, 10)),
        off_order((100, 9), **ALWAYS),
    ]
    basket = order("33.33", "66.66", "77.77")
    found = run(basket, *promotions)
    after = entitled(basket, promotions, {})
    assert after.net == found.net
    assert after.shares == {one.promotion: dict(one.shares) for one in found.applied}


def test_benefits_of_lines_stay_with_what_is_kept():
    """The ten that earned it are no ten any more, but the price was that."""
    tenth = promotion(d.LINE_PERCENT, step(10, percent=10), measure=d.QUANTITY)
    basket = Basket((line("a", 100, 10),))
    assert entitled(basket, [tenth], {"a": 4}).shares == {tenth.id: {"a": 4}}


def test_the_net_amount_is_cumulative_with_several_promotions():
    promotions = [off_order((1, 5), sequence=place) for place in range(2)]
    basket = Basket((line("a", 10, 3),))
    for kept in (0, 1, 2, 3):
        assert entitled(basket, promotions, {"a": kept}).net == {"a": 0}


def test_reconsidered_with_a_proportional_one_after_it():
    first = off_order((1000, 100), sequence=1, **ALWAYS)
    second = off_order(step(percent=10), sequence=2)
    basket = order(700, 300)
    assert paid(run(basket, first, second).net) == 810
    after = entitled(basket, [first, second], {"b": 0})
    assert after.shares == {first.id: {}, second.id: {"a": 63}}
    assert after.net == {"a": 637, "b": 0}


def test_reconsidered_never_brings_more_than_was_given():
    off = off_order((100, 50), **ALWAYS)
    basket = order(100, 100)
    limits = {off.id: [d.Limit(d.MONEY, num(30), partial=True)]}
    applied = evaluate(Book([off]), basket, limits).applied
    assert applied[0].amount == 30
    after = entitle([off], basket, applied, {"b": num(0)})
    assert after.shares == {off.id: {"a": 30}}


def test_customers_codes_days_and_rivals_do_not_matter_any_more():
    audience = d.Audience(first_order=True, tiers=frozenset({3}))
    off = off_order((500, 40), audience=audience, coupon=True, group=1, **ALWAYS)
    basket = order(500, 500)
    applied = run(basket, off_order((500, 40), id=off.id)).applied
    after = entitle([off], basket, applied, {"b": num(0)})
    assert after.shares == {off.id: {"a": 40}}


def test_what_was_not_given_does_not_come_with_a_return():
    off, other = off_order((500, 40), **ALWAYS), off_order((100, 10), **ALWAYS)
    basket = order(500, 500)
    applied = run(basket, off).applied
    assert set(entitle([off, other], basket, applied, {"b": num(0)}).shares) == {off.id}


def test_free_freight_stays():
    free = promotion(d.FREIGHT, step(100, percent=100), level=d.WHOLE_ORDER)
    basket = Basket((line("a", 100, 10), line("f", 20, freight=True)))
    after = entitled(basket, [free], {"a": 1})
    assert after.net == {"a": 10, "f": 0}


def test_a_bundle_goes_in_proportion():
    bundle = promotion(
        d.BUNDLE,
        components=(d.Component(frozenset({BEER})), d.Component(frozenset({COLA}))),
        bundle_price=num(10),
    )
    basket = Basket((line("a", 10, 2), line("b", 20, 2, product=COLA)))
    after = entitled(basket, [bundle], {"a": 1, "b": 2})
    assert after.net == {"a": num("3.34"), "b": num("13.33")}


# Gifts -------------------------------------------------------------------------


def test_each_gift_by_what_it_was_earned_with():
    both = giving(10, gift(GLASS), gift(TOWEL, 2), measure=d.QUANTITY, repeat=True)
    basket = Basket((line("a", 100, 20),))
    assert entitled(basket, [both], {"a": 19}).gifts == {both.id: {GLASS: 1, TOWEL: 2}}


def test_the_same_product_by_product():
    tenth = giving(
        10,
        gift(0),
        measure=d.QUANTITY,
        level=d.EACH_PRODUCT,
        same_product=True,
        repeat=True,
    )
    basket = Basket((line("a", 100, 30), line("b", 33, 10, product=COLA)))
    after = entitled(basket, [tenth], {"a": 11})
    assert after.gifts == {tenth.id: {BEER: 1, COLA: 1}}


def test_never_more_gifts_than_were_given():
    glasses = giving(10, gift(GLASS), measure=d.QUANTITY, repeat=True)
    basket = Basket((line("a", 100, 30),))
    applied = run(basket, glasses, stock={GLASS: num(2)}).applied
    for kept, pieces in ((30, 2), (20, 2), (19, 1)):
        after = entitle([glasses], basket, applied, {"a": num(kept)})
        assert after.gifts == {glasses.id: {GLASS: pieces}}


def test_one_that_was_missing_does_not_come_with_another_kind():
    both = giving(10, gift(GLASS), gift(TOWEL), measure=d.QUANTITY, repeat=True)
    basket = Basket((line("a", 100, 20),))
    applied = run(basket, both, stock={TOWEL: num(0)}).applied
    after = entitle([both], basket, applied, {"a": num(10)})
    assert after.gifts == {both.id: {GLASS: 1}}


def test_a_substitute_stands_for_what_it_replaced():
    either = giving(
        10,
        gift(GLASS),
        gift(TOWEL),
        measure=d.QUANTITY,
        repeat=True,
        one_gift=True,
        shortage=d.SUBSTITUTE,
    )
    basket = Basket((line("a", 100, 30),), choices=((either.id, GLASS),))
    applied = run(basket, either, stock={GLASS: num(1), TOWEL: num(9)}).applied
    found = {
        kept: entitle([either], basket, applied, {"a": num(kept)}).gifts[either.id]
        for kept in (30, 20, 10, 9)
    }
    assert found == {
        30: {GLASS: 1, TOWEL: 2},
        20: {GLASS: 1, TOWEL: 1},
        10: {GLASS: 1},
        9: {},
    }


def test_what_is_owed_counts_as_given():
    owed = giving(10, gift(GLASS), measure=d.QUANTITY, repeat=True, shortage=d.OWED)
    basket = Basket((line("a", 100, 30),))
    applied = run(basket, owed, stock={GLASS: num(1)}).applied
    after = entitle([owed], basket, applied, {"a": num(29)})
    assert after.gifts == {owed.id: {GLASS: 2}}


def test_a_lower_step_with_another_gift_leaves_nothing_of_the_higher_one():
    ladder = promotion(
        d.GIFT,
        step(100, gifts=(gift(GLASS),)),
        step(200, gifts=(gift(TOWEL, 2),)),
        level=d.WHOLE_ORDER,
    )
    basket = Basket((line("a", 200, 2, product=CHIPS),))
    assert entitled(basket, [ladder], {"a": 1}).gifts == {ladder.id: {}}
