"""Fingerprints and differences of orders."""

from fmcg_order.engine import content
from fmcg_order.engine.content import ADDED, CHANGED, REMOVED
from hypothesis import given
from hypothesis import strategies as st


def line(product=1, quantity="12", unit=1, price="9", role=""):
    return {
        "product": product,
        "unit": unit,
        "quantity": quantity,
        "price": price,
        "role": role,
    }


def order(*lines, **header):
    return {"buyer": 7, "lines": list(lines)} | header


LINES = st.builds(
    line,
    product=st.integers(1, 3),
    quantity=st.sampled_from(["1", "2", "12"]),
    unit=st.integers(1, 2),
    price=st.sampled_from(["9", "10"]),
    role=st.sampled_from(["", "gift"]),
)
ORDERS = st.builds(
    lambda lines, buyer: order(*lines, buyer=buyer),
    st.lists(LINES, max_size=6),
    st.integers(1, 2),
)


def test_a_number_has_no_idle_zeros():
    assert content.number(12.50, 4) == "12.5"
    assert content.number(100.0, 2) == "100"
    assert content.number(-0.0001, 2) == "0"
    assert content.number(0.1 + 0.2, 6) == "0.3"


def test_a_changed_quantity_is_one_change():
    (change,) = content.changes(order(line()), order(line(quantity="10")))
    assert (change.kind, change.field) == (CHANGED, "quantity")
    assert (change.before, change.after) == ("12", "10")
    assert change.line["product"] == 1


def test_another_unit_is_a_change_of_the_line():
    found = content.changes(order(line(unit=1)), order(line(unit=2, quantity="1")))
    assert {change.field for change in found} == {"unit", "quantity"}


def test_another_product_is_one_line_less_and_one_more():
    found = content.changes(order(line(1)), order(line(2)))
    assert [change.kind for change in found] == [REMOVED, ADDED]


def test_a_gift_is_not_a_bought_line():
    found = content.changes(order(line()), order(line(), line(role="gift", quantity="1")))
    assert [change.kind for change in found] == [ADDED]


def test_the_header_comes_first():
    found = content.changes(order(line()), order(line(price="8"), buyer=8))
    assert [change.field for change in found] == ["buyer", "price"]


def test_an_equal_line_is_never_paired_with_another():
    before = order(line(quantity="1"), line(quantity="2"))
    after = order(line(quantity="2"), line(quantity="3"))
    (change,) = content.changes(before, after)
    assert (change.before, change.after) == ("1", "3")


@given(ORDERS)
def test_nothing_differs_from_itself(one):
    assert content.changes(one, one) == ()


@given(ORDERS, ORDERS)
def test_differences_and_fingerprints_agree(one, other):
    same = content.digest(one) == content.digest(other)
    assert same == (content.changes(one, other) == ())


@given(ORDERS, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(one, random):
    lines = list(one["lines"])
    random.shuffle(lines)
    assert content.digest(one) == content.digest(one | {"lines": lines})


@given(ORDERS, ORDERS)
def test_every_line_is_accounted_for(one, other):
    found = content.changes(one, other)
    added = sum(change.kind == ADDED for change in found)
    removed = sum(change.kind == REMOVED for change in found)
    assert len(one["lines"]) - removed == len(other["lines"]) - added
