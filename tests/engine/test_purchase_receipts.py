"""Laws of ``fmcg_purchase/engine/receipts.py``."""

from dataclasses import replace
from decimal import Decimal

from fmcg_purchase.engine.receipts import LineFacts, Shipped, plan
from hypothesis import given
from hypothesis import strategies as st

quantities = st.integers(0, 500).map(Decimal)
shipments = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 500).map(Decimal)), max_size=6
).map(
    lambda found: tuple(
        Shipped(key, parcel, quantity) for key, (parcel, quantity) in enumerate(found, 1)
    )
)


@st.composite
def lines(draw):
    shipped = draw(shipments)
    keys = [one.key for one in shipped]
    known = draw(st.sets(st.sampled_from(keys))) if keys else set()
    return LineFacts(
        key=1,
        ordered=draw(quantities),
        open=draw(quantities),
        shipped=shipped,
        known=frozenset(known),
        expected=draw(quantities),
    )


@given(lines())
def test_what_has_left_and_what_is_expected_is_never_more_than_ordered_unless_shipped(line):
    found = plan(line)
    left = sum((one.quantity for one in line.shipped), Decimal(0))
    assert left + found.expected <= max(line.ordered, left)
    assert found.expected <= line.open


@given(lines())
def test_each_shipment_has_a_receipt_once(line):
    found = plan(line)
    assert {one.key for one in found.arriving} | line.known == {
        one.key for one in line.shipped
    } | line.known
    done = replace(
        line, known=line.known | {one.key for one in found.arriving}, expected=found.expected
    )
    again = plan(done)
    assert not again.arriving
    assert again.expected == found.expected


@given(lines())
def test_ordered_is_what_left_what_is_expected_and_what_will_not_come(line):
    found = plan(line)
    left = sum((one.quantity for one in line.shipped), Decimal(0))
    assert left + found.expected + found.short - found.over == line.ordered


@given(lines())
def test_the_order_of_shipments_does_not_matter(line):
    assert plan(replace(line, shipped=line.shipped[::-1])) == plan(line)
