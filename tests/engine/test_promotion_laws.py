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


def shares_among_all(promotion):
    """Whether each line's part of the benefit follows what is left to pay of it.

    A bundle gives to the units in its sets, and neither it nor the n-th piece at running
    prices saves in proportion to what is left. If something that is about a part of
    their lines only comes after them, more units may move the saving there, where the
    later promotion would have taken it anyway; so the law cannot hold for these. (100
    and 10, either with a 10 for 19.99, then the second one free: 100.01 off. With one
    more 10 the free one is in a set, too: 93.10 off.)
    """
    return promotion.kind != d.BUNDLE and (
        promotion.kind != d.NTH or promotion.benefit_basis == d.ORIGINAL
    )


@given(st.data(), cases(strict=True))
def test_adding_units_never_lowers_the_benefit_of_a_stack(data, case):
    """But for the last unit of each line that is shared among: largest remainders may
    move it from one line to another, before a promotion that is about one of them."""
    digits, lines, freight, found = case
    found = [one for one in found if shares_among_all(one)]
    last_units = quantum(digits) * len(found) * (len(lines) + 1)
    assert gained(data, (digits, lines, freight, found)) >= -last_units


@given(st.data(), cases(strict=True))
def test_nor_with_a_bundle_if_what_follows_is_about_the_whole_order(data, case):
    digits, lines, freight, found = case
    sets = [one for one in found if not shares_among_all(one)][:1]
    others = [one for one in found if shares_among_all(one) and one.kind != d.NTH]
    found = [_about_all(one) if one.kind == d.ORDER else one for one in others]
    found += [replace(one, sequence=9) for one in sets]  # n-th: after other lines
    last_units = quantum(digits) * len(found) * (len(lines) + 1)
    assert gained(data, (digits, lines, freight, found)) >= -last_units


def _about_all(promotion):
    return replace(promotion, scope=d.Scope(), target=None, level=d.WHOLE_ORDER)


# Splitting ---------------------------------------------------------------------


@given(st.data(), cases(most=1, strict=True))
def test_two_lines_of_a_product_are_like_one(data, case):
    """Where amounts split exactly: nothing of a line is rounded."""
    digits, lines, freight, (promotion,) = case
    exact = Decimal(600)
    lines = [one | {"price": one["price"] * exact} for one in lines]
    # prices and amounts may be those of a unit of several pieces: they split as well
    steps = [
        replace(
            step, price=step.price and step.price * exact, amount=step.amount * exact
        )
        for step in promotion.steps
    ]
    promotion = replace(promotion, steps=tuple(steps))
    one = data.draw(
        st.sampled_from([line for line in lines if line["quantity"] > 1] or [{}])
    )
    if not one:
        return
    part = data.draw(st.integers(1, one["quantity"] - 1))
    rest = [line for line in lines if line is not one]
    halves = [one | {"quantity": part}, one | {"quantity": one["quantity"] - part}]
    book = Book([promotion])
    baskets = [
        make_basket(values, digits, freight)
        for values in ([*rest, one], [*rest, *halves])
    ]
    whole, split = (allocations(evaluate(book, basket), basket) for basket in baskets)
    assert set(whole) == set(split)
    last_units = quantum(digits) * 2
    rounding = last_units if promotion.kind in SHARED or _compounds(promotion) else ZERO
    for key in whole:
        assert abs(whole[key] - split[key]) <= rounding
    difference = abs(sum(whole.values()) - sum(split.values()))
    assert difference <= (last_units if _compounds(promotion) else ZERO)


def _compounds(promotion):
    """Each product that reaches the step lowers the target's lines once more: from the
    second time on they are no amounts that split exactly."""
    running = promotion.benefit_basis == d.RUNNING
    lines = promotion.kind in (d.LINE_PERCENT, d.LINE_PRICE)
    return running and lines and promotion.target and promotion.level == d.EACH_PRODUCT


SHARED = (d.ORDER, d.NTH, d.BUNDLE, d.LINE_AMOUNT)


# Returns -----------------------------------------------------------------------


@st.composite
def returns(draw, basket):
    """A chain of what is kept after each return; nothing in the end."""
    kept = {line.key: int(line.quantity) for line in basket.lines}
    chain = []
    for _number in range(draw(st.integers(0, 3))):
        kept = {key: draw(st.integers(0, count)) for key, count in kept.items()}
        chain.append({key: Decimal(count) for key, count in kept.items()})
    return [*chain, {line.key: ZERO for line in basket.lines}]


def refunds(found, basket, result, chain):
    """What is refunded with each return: what was paid for so far, less what is kept
    costs; never below nothing."""
    left, parts = paid(result.net), []
    for kept in chain:
        net = entitle(found, basket, result.applied, kept).net
        assert all(amount >= 0 for amount in net.values())
        parts.append(max(left - paid(net), ZERO))
        left -= parts[-1]
    return parts


@given(st.data(), cases())
def test_a_full_return_refunds_what_was_paid_in_one_part_or_many(data, case):
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    result = evaluate(Book(found), basket)
    chain = data.draw(returns(basket))
    assert sum(refunds(found, basket, result, chain), ZERO) == paid(result.net)
    assert refunds(found, basket, result, chain[-1:]) == [paid(result.net)]


@given(st.data(), cases())
def test_what_is_not_counted_again_is_refunded_by_quantity(data, case):
    """Each return then gives what its goods cost, and never less than nothing."""
    digits, lines, freight, found = case
    found = [replace(one, return_rule=d.PROPORTIONAL) for one in found]
    basket = make_basket(lines, digits, freight)
    result = evaluate(Book(found), basket)
    before = result.net
    for kept in data.draw(returns(basket)):
        net = entitle(found, basket, result.applied, kept).net
        for line in basket.lines:
            exact = result.net[line.key] * kept[line.key] / line.quantity
            assert net[line.key] <= before[line.key]
            assert abs(net[line.key] - exact) <= quantum(digits) / 2
        before = net


@given(cases())
def test_who_returns_nothing_keeps_everything(case):
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    result = evaluate(Book(found), basket)
    after = entitle(found, basket, result.applied, {})
    assert after.net == result.net
    for one in result.applied:
        assert after.shares.get(one.promotion, {}) == dict(one.shares)
        pieces = Counter()
        for gift in one.gifts:
            pieces[gift.product] += gift.pieces
        assert after.gifts.get(one.promotion, {}) == pieces


@given(st.data(), cases())
def test_a_return_never_brings_more(data, case):
    digits, lines, freight, found = case
    basket = make_basket(lines, digits, freight)
    result = evaluate(Book(found), basket)
    given_ = {one.promotion: one for one in result.applied}
    for kept in data.draw(returns(basket)):
        after = entitle(found, basket, result.applied, kept)
        for id_, shares in after.shares.items():
            assert sum(shares.values(), ZERO) <= given_[id_].amount
        for id_, gifts in after.gifts.items():
            most = {one.product: one.pieces for one in given_[id_].gifts}
            assert all(pieces <= most[product] for product, pieces in gifts.items())
