"""A cart for several sellers: units, what sellers say to their parts, and the reasons."""

from datetime import date
from decimal import Decimal as D

from fmcg_sourcing.engine import arrivals, plan_why, planner
from fmcg_sourcing.engine import plan_facts as f
from fmcg_sourcing.engine.allocation import Need
from fmcg_sourcing.engine.purchase import ROUNDS, Purchase, Wish, to_base_prices
from fmcg_sourcing.engine.upstream import Coming, Share

TEA, CAKE, SODA = 1, 2, 3
LAKE, COAST = 10, 20


def seller(id_, free, rank=None, prices=(TEA, CAKE), **values):
    warehouse = f.Warehouse(id_, {product: D(number) for product, number in free.items()})
    return f.Seller(
        id_, (rank or id_,), dict.fromkeys(prices, D(5)), (warehouse,), **values
    )


def purchase(*sellers, **wishes):
    found = [
        Wish(place, product, 0, D(quantity), D(contains))
        for place, (product, quantity, contains) in enumerate(wishes["wishes"])
    ]
    return Purchase(tuple(found), sellers)


def accept(_seller, _given):
    return ()


def test_a_part_is_told_in_the_units_of_the_cart():
    asked = purchase(
        seller(LAKE, {TEA: 40}), seller(COAST, {TEA: 60}), wishes=[(TEA, 3, 24)]
    )
    plan, _refused = asked.plan_asking(f.SHIP_AVAILABLE, accept)
    given = {part.seller: asked.to_given(part)[0] for part in plan.parts}
    assert given[LAKE].quantity == 1 and given[COAST].quantity == 2
    assert not given[LAKE].missing


def test_what_a_seller_refuses_goes_to_the_next():
    asked = purchase(
        seller(LAKE, {TEA: 40}), seller(COAST, {TEA: 60}), wishes=[(TEA, 7, 1)]
    )
    plan, refused = asked.plan_asking(
        f.SHIP_AVAILABLE, lambda id_, _given: ["only sixes"] if id_ == LAKE else []
    )
    assert plan.sellers == (COAST,) and not refused
    (rejected,) = plan.rejected
    assert rejected.reasons[0]["texts"] == ("only sixes",)


def test_where_all_refuse_the_best_effort_and_its_reasons_are_told():
    asked = purchase(seller(LAKE, {TEA: 40}), wishes=[(TEA, 7, 1)])
    plan, refused = asked.plan_asking(f.SHIP_AVAILABLE, lambda *_: ["never"])
    assert plan.sellers == (LAKE,)
    assert refused == {LAKE: ("never",)}


def test_nobody_is_asked_twice_about_the_same_and_not_without_end():
    questions = []

    def ask(id_, given):
        questions.append((id_, tuple(given.items())))
        return ["no"]

    sellers = [seller(id_, {TEA: 4, CAKE: 4}) for id_ in range(1, 13)]
    asked = purchase(*sellers, wishes=[(TEA, 9, 1), (CAKE, 9, 1)])
    _plan, refused = asked.plan_asking(f.SHIP_AVAILABLE, ask)
    assert refused
    assert len(questions) == len(set(questions))
    assert len(questions) <= ROUNDS * len(sellers)


def test_a_product_in_two_units_costs_what_its_units_cost():
    wishes = [Wish(0, TEA, 1, D(4), D(1)), Wish(1, TEA, 2, D(1), D(24))]
    prices = to_base_prices(wishes, {(TEA, 1): D(5), (TEA, 2): D(92)})
    assert prices == {TEA: D(4)}


def test_what_lacks_a_price_in_one_of_its_units_is_not_sold():
    wishes = [Wish(0, TEA, 1, D(4)), Wish(1, TEA, 2, D(1), D(24)), Wish(2, CAKE, 1, D(1))]
    prices = {(TEA, 1): D(5), (TEA, 2): None, (CAKE, 1): D(8)}
    assert to_base_prices(wishes, prices) == {CAKE: D(8)}


def why(plan, sellers):
    return {
        id_: [reason.code for reason in reasons]
        for id_, reasons in plan_why.explain(plan, sellers).items()
    }


def test_why_it_is_this_seller():
    lake, coast = seller(LAKE, {TEA: 10}, prices=[TEA, CAKE]), seller(COAST, {TEA: 20})
    for quantity, code in ((5, plan_why.PREFERRED), (15, plan_why.HAS_ALL)):
        plan = planner.plan([f.Line(0, TEA, D(quantity))], [lake, coast])
        assert list(why(plan, [lake, coast]).values()) == [[code]]
    plan = planner.plan([f.Line(0, TEA, D(25))], [lake, coast])
    assert set(map(tuple, why(plan, [lake, coast]).values())) == {(plan_why.FEWEST,)}


def test_why_where_only_one_sells_it_and_where_nobody_has_it():
    lake = seller(LAKE, {}, prices=[TEA, CAKE])
    coast = seller(COAST, {TEA: 3}, prices=[TEA])
    plan = planner.plan([f.Line(0, CAKE, D(5))], [lake, coast])
    assert why(plan, [lake, coast]) == {LAKE: [plan_why.ONLY_ONE]}
    empty = seller(COAST, {}, prices=[TEA])
    plan = planner.plan([f.Line(0, TEA, D(5))], [lake, empty])
    assert why(plan, [lake, empty]) == {LAKE: [plan_why.PREFERRED]}
    plan = planner.plan([f.Line(0, TEA, D(5))], [lake, coast])
    assert why(plan, [lake, coast]) == {COAST: [plan_why.MOST]}


def test_what_comes_belongs_first_to_those_who_wait():
    first, second = date(2026, 12, 1), date(2026, 12, 5)
    coming, waiting = arrivals.find_spare(
        [
            Coming(1, TEA, D(10), first, shares=(Share(7, 1, D(4)),)),
            Coming(2, TEA, D(10), second),
            Coming(3, TEA, D(99), None),
        ],
        [Need(7, TEA, D(4)), Need(8, TEA, D(3))],
    )
    assert waiting == {TEA: D(3)}
    assert arrivals.find_day(coming[TEA], waiting[TEA], D(3)) == first
    assert arrivals.find_day(coming[TEA], waiting[TEA], D(4)) == second
    assert arrivals.find_day(coming[TEA], waiting[TEA], D(14)) is None
