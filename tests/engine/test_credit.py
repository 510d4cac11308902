"""What an order commits its buyer to, and the arithmetic of exposures."""

from datetime import date

from fmcg_credit.engine.commitment import (
    BY_DELIVERY,
    BY_ORDER,
    LineFacts,
    committed,
    expected,
    to_invoice,
)
from fmcg_credit.engine.exposure import Exposure, Raise
from hypothesis import given
from hypothesis import strategies as st

quantities = st.integers(0, 50).map(float)
lines = st.builds(
    LineFacts,
    policy=st.sampled_from([BY_ORDER, BY_DELIVERY]),
    ordered=quantities,
    delivered=quantities,
    pending=st.none() | quantities,
    invoiced=st.integers(-5, 60).map(float),
    price=st.integers(0, 100).map(float),
)
money = st.integers(-1000, 1000).map(float)
exposures = st.builds(
    Exposure,
    checked=st.booleans(),
    limit=st.integers(0, 1000).map(float),
    raises=st.lists(
        st.builds(Raise, st.integers(1, 500).map(float), st.integers(1, 4)), max_size=4
    ).map(tuple),
    receivable=money,
    committed=st.integers(0, 1000).map(float),
    late=st.integers(0, 100).map(float),
    prepaid=st.integers(0, 100).map(float),
)


def line(policy=BY_DELIVERY, ordered=10.0, delivered=0.0, pending=10.0, invoiced=0.0):
    return LineFacts(policy, ordered, delivered, pending, invoiced, 2.0)


def test_goods_on_their_way():
    assert to_invoice(line()) == 10
    assert to_invoice(line(delivered=4.0, pending=6.0, invoiced=4.0)) == 6
    assert to_invoice(line(delivered=8.0, pending=0.0, invoiced=8.0)) == 0


@given(
    ordered=st.integers(1, 5000),
    price=st.integers(1, 99999).map(lambda cents: cents / 100),
    rate=st.floats(0, 1),
    data=st.data(),
)
def test_what_is_invoiced_of_goods_and_discount_is_no_longer_to_come(
    ordered, price, rate, data
):
    """However small the part is: 14 of 3,000 is no part of a discount's two decimals."""
    invoiced = data.draw(st.integers(0, ordered))
    rest = ordered - invoiced
    one = LineFacts(BY_DELIVERY, ordered, invoiced, rest, invoiced, price)
    assert expected(one) == ordered
    share = -rate * price * (expected(one) - invoiced)
    on_documents = invoiced * price * (1 - rate)
    whole = ordered * price * (1 - rate)
    found = committed([one], discounts=share) + on_documents
    assert abs(found - whole) < 1e-6 * max(whole, 1)


def test_goods_that_came_back_are_no_debt_to_come():
    assert to_invoice(line(delivered=7.0, pending=0.0, invoiced=10.0)) == 0


def test_more_than_was_ordered():
    assert to_invoice(line(delivered=12.0, pending=0.0)) == 12
    assert to_invoice(line(delivered=12.0, pending=None)) == 12


def test_by_order_the_delivery_does_not_matter():
    assert to_invoice(line(policy=BY_ORDER, delivered=2.0, pending=0.0)) == 10


def test_goods_that_are_taken_back_lower_it():
    back = line(policy=BY_ORDER, ordered=-3.0, pending=None)
    assert to_invoice(back) == -3
    assert committed([line(), back]) == 14


def test_down_payments_are_receivables_already():
    assert committed([line()], prepaid=5.0) == 15
    assert committed([line()], prepaid=50.0) == 0


@given(st.lists(lines))
def test_nothing_less_than_nothing_is_committed(facts):
    assert committed(facts) >= 0


@given(lines, st.integers(1, 9))
def test_more_invoices_never_commit_more(facts, more):
    later = LineFacts(**{**vars(facts), "invoiced": facts.invoiced + more})
    assert to_invoice(later) <= to_invoice(facts)


@given(exposures, st.integers(0, 500).map(float))
def test_what_fits_is_what_is_left(exposure, amount):
    fits = not exposure.excess(amount)
    assert fits == (not exposure.checked or amount <= exposure.left)


@given(exposures, st.integers(0, 500).map(float))
def test_after_what_fitted_nothing_is_over(exposure, amount):
    if exposure.checked and not exposure.excess(amount):
        values = {**vars(exposure), "committed": exposure.committed + amount}
        assert not Exposure(**values).is_over


@given(exposures, st.integers(0, 500).map(float), st.sets(st.integers(1, 4)))
def test_authors_never_get_more_than_others(exposure, amount, authors):
    assert exposure.excess(amount, authors) >= exposure.excess(amount)


@given(exposures, st.integers(0, 500).map(float), st.integers(0, 1000).map(float))
def test_a_ceiling_never_helps(exposure, amount, most):
    assert exposure.excess(amount, (), most) >= exposure.excess(amount)


def test_without_a_limit_everything_fits():
    exposure = Exposure(receivable=1e9)
    assert exposure.excess(1e9) == 0
    assert exposure.left is None
    assert not exposure.is_over


def test_a_ceiling_counts_where_the_limit_was_taken_away():
    assert Exposure(receivable=50.0).excess(60.0, (1,), 100.0) == 10


def test_prepayments_cover_the_oldest_debts():
    since = date(2026, 1, 1)
    assert Exposure(late=10.0, prepaid=9.0, overdue_since=since).is_late
    assert not Exposure(late=10.0, prepaid=10.0, overdue_since=since).is_late
