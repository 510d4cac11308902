"""Laws of ``fmcg_purchase/engine/returns.py``."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from fmcg_purchase.engine.returns import Request, Sent, plan
from hypothesis import given
from hypothesis import strategies as st

SOURCES = (1, 2, 3)
above_zero = st.integers(1, 50).map(Decimal)
from_zero = st.integers(0, 50).map(Decimal)


@st.composite
def worlds(draw):
    """What was sent back, what the supplier has taken note of, what it asks for, and what
    the buyer has."""
    requests = [
        Request(
            100 + number,
            draw(st.sampled_from(SOURCES)),
            draw(from_zero),
            draw(from_zero),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    keys = [0, *(request.key for request in requests)]
    sent = [
        Sent(
            number,
            draw(st.sampled_from(SOURCES)),
            draw(above_zero),
            draw(st.sampled_from(keys)),
        )
        for number in range(1, draw(st.integers(1, 6)))
    ]
    known = draw(st.sets(st.sampled_from([one.key for one in sent]))) if sent else set()
    there = {source: draw(from_zero) for source in SOURCES}
    return sent, frozenset(known), requests, there


@given(worlds())
def test_what_was_sent_is_taken_in_once(world):
    sent, known, _requests, _there = world
    found = plan(*world)
    arriving = [one.key for one in found.arriving]
    assert len(set(arriving)) == len(arriving)
    assert set(arriving) | known == {one.key for one in sent} | known
    assert not known & set(arriving)


@given(worlds())
def test_no_more_is_set_aside_than_there_is(world):
    _sent, _known, requests, there = world
    by_key = {answer.key: answer for answer in plan(*world).answers}
    more = Counter()
    for request in requests:
        more[request.source] += by_key[request.key].standing - request.open
    for source in SOURCES:
        assert more[source] <= there[source]


@given(worlds())
def test_what_stands_ready_is_never_more_than_is_wanted(world):
    for answer in plan(*world).answers:
        assert 0 <= answer.standing <= answer.wanted
        assert not (answer.refused and answer.wanted)


@given(worlds())
def test_applied_it_leaves_nothing_more_to_do(world):
    sent, known, requests, there = world
    found = plan(*world)
    by_key = {answer.key: answer for answer in found.answers}
    left = Counter(there)
    applied = []
    for request in requests:
        answer = by_key[request.key]
        left[request.source] -= answer.standing - request.open
        applied.append(replace(request, wanted=answer.wanted, open=answer.standing))
    again = plan(sent, known | {one.key for one in found.arriving}, applied, left)
    assert not again.arriving
    for answer in again.answers:
        before = by_key[answer.key]
        assert (answer.wanted, answer.standing) == (before.wanted, before.standing) or (
            answer.refused == before.wanted
        )
        if answer.refused:
            assert not before.standing


def test_a_request_shrinks_by_what_has_left_and_the_rest_may_be_refused():
    sent = [Sent(7, 1, Decimal(6), request=100)]
    request = Request(100, 1, Decimal(15), refused=True)
    (answer,) = plan(sent, frozenset(), [request], {1: Decimal(20)}).answers
    assert (answer.wanted, answer.standing, answer.refused) == (0, 0, 9)


def test_what_was_not_received_is_not_set_aside():
    request = Request(100, 1, Decimal(15))
    (answer,) = plan([], frozenset(), [request], {1: Decimal(4)}).answers
    assert (answer.wanted, answer.standing) == (15, 4)
