"""Laws that hold for all promotions on all baskets."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from fmcg_promotion.engine import definition as d
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.evaluate import evaluate
from fmcg_promotion.engine.returns import entitle
from fmcg_promotion.engine.shares import allocate, quantum
from hypothesis import given
from hypothesis import strategies as st
from promotion_cases import paid
from promotion_strategies import (
    PER_LINE,
    cases,
    line_values,
    make_basket,
    promotions,
)

ZERO = Decimal(0)


def allocations(result, basket):
    """Money off and gifts by promotion and product."""
    products = {line.key: line.product for line in basket.lines}
    found = Counter()
    for one in result.applied:
        for key, share in one.shares:
            found[one.promotion, products[key]] += share
        for gift in one.gifts:
            found[one.promotion, "gift", gift.product] += gift.pieces
    return found


@given(st.data(), cases(most=5))
def test_the_order_of_lines_and_promotions_does_not_matter(data, case):
    digits, lines, freight, found = case
    book, basket = Book(found), make_basket(lines, digits, freight)
    shuffled = make_basket(data.draw(st.permutations(lines)), digits, freight)
    other = Book(data.draw(st.permutations(found)))
    first, second = evaluate(book, basket), evaluate(other, shuffled)
    assert allocations(first, basket) == allocations(second, shuffled)
    assert first.refused == second.refused and first.near == second.near
    assert first == evaluate(book, basket)  # a warm book says the same


@given(cases(most=5))
def test_shares_sum_to_the_amount_and_nothing_falls_below_zero(case):
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    result = evaluate(Book(found), basket)
    left = {line.key: line.amount for line in basket.lines}
    for one in result.applied:
        assert one.amount == sum((part.amount for part in one.parts), ZERO)
        for key, share in one.shares:
            assert share > 0 and share == share.quantize(quantum(digits))
            left[key] -= share
            assert left[key] >= 0
    assert left == result.net
    assert paid(result.net) + result.amount == sum(line.amount for line in basket.lines)


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=8),
    st.floats(0, 1),
    st.sampled_from((0, 2, 3)),
)
def test_allocation_is_exact_and_next_to_proportional(weights, part, digits):
    unit, total = quantum(digits), sum(weights)
    amount = int(total * part)
    found = allocate(
        amount * unit,
        [(place, weight * unit, place) for place, weight in enumerate(weights)],
        digits,
    )
    assert sum(found.values(), ZERO) == amount * unit
    for place, weight in enumerate(weights):
        share = found.get(place, ZERO) / unit
        assert share <= weight
        assert not total or abs(share - Decimal(amount) * weight / total) < 1


# Adding ------------------------------------------------------------------------


@st.composite
def more(draw, digits, lines):
    """The same lines with more of one of them at its price, or with a new one."""
    place = draw(st.integers(0, len(lines)))
    if place == len(lines):
        return [*lines, draw(line_values(digits))]
    quantity = lines[place]["quantity"] + draw(st.integers(1, 12))
    return [*lines[:place], lines[place] | {"quantity": quantity}, *lines[place + 1 :]]


def gained(data, case):
    """What adding units brings to the buyer: money off and the value of gifts."""
    digits, lines, freight, found = case
    book, added = Book(found), data.draw(more(digits, lines))
    before = evaluate(book, make_basket(lines, digits, freight))
    after = evaluate(book, make_basket(added, digits, freight))
    return after.worth - before.worth


@given(st.data(), cases(most=1, strict=True))
def test_adding_units_never_lowers_the_benefit_of_any_one_promotion(data, case):
    assert gained(data, case) >= 0


@given(st.data(), cases(strict=True, kinds=(*PER_LINE, d.GIFT, d.FREIGHT)))
def test_adding_units_never_lowers_the_benefit_of_lines_gifts_and_freight(data, case):
    assert gained(data, case) >= 0


def keeps_the_law(promotion):
    """Whether it may stand before a promotion on a part of its lines: see
    ``docs`` of the law below."""
    return promotion.kind != d.BUNDLE and (
        promotion.kind != d.NTH or promotion.benefit_basis == d.ORIGINAL
    )


@given(st.data(), cases(strict=True))
def test_adding_units_never_lowers_the_benefit_of_a_stack(data, case):
    digits, lines, freight, found = case
    found = [one for one in found if keeps_the_law(one)]
    assert gained(data, (digits, lines, freight, found)) >= 0
