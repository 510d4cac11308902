"""The reconciliation finds each fault: one wrong figure in any book is enough."""

from decimal import Decimal

import pytest
from replay import books, load, reconcile

FIGURES = {("store 1", 10): Decimal(3), ("store 2", 10): Decimal("0.5")}
COLUMNS = ("ordered", "shipped", "invoiced", "paid")


def check(**changes):
    columns = {name: {**FIGURES, **changes.get(name, {})} for name in COLUMNS}
    return reconcile.Check("pieces", columns, unit="pieces")


def told(checks):
    lines = []
    return reconcile.report(checks, lines.append), "\n".join(lines)


def test_equal_books_balance():
    count, text = told([check()])
    assert count == 0
    assert "ok  pieces: 2 compared, pieces: ordered 3.5 = shipped 3.5" in text


@pytest.mark.parametrize("book", COLUMNS)
@pytest.mark.parametrize("wrong", [{("store 1", 10): Decimal("3.01")}, {"other": 1}])
def test_one_wrong_figure_in_any_book_is_found(book, wrong):
    count, text = told([check(), check(**{book: wrong})])
    assert count == 1
    assert str(next(iter(wrong))) in text and f"{book} " in text


def test_faults_that_cancel_out_in_the_sum_are_found():
    wrong = {("store 1", 10): Decimal(2), ("store 2", 10): Decimal("1.5")}
    found = check(shipped=wrong)
    assert len(set(reconcile.totals(found).values())) == 1
    assert len(reconcile.differences(found)) == 2


def test_a_figure_that_a_book_lacks_is_found():
    columns = {"ordered": dict(FIGURES), "paid": {}}
    assert len(reconcile.differences(reconcile.Check("pieces", columns))) == 2


def test_stages_are_compared_without_sums():
    columns = {"database": {"a": "settled", "b": "shipped"}, "due": {"a": "settled"}}
    stages = reconcile.Check("stages", columns, missing="absent")
    count, text = told([stages])
    assert count == 1 and "b: database shipped, due absent" in text


def test_many_differences_are_counted_and_some_shown():
    columns = {"ordered": {key: Decimal(1) for key in range(50)}, "paid": {}}
    count, text = told([reconcile.Check("pieces", columns)])
    assert count == 50 and "and 30 more" in text


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (Decimal("12.340"), "12.34"),
        (None, "0"),
        (1e6, "1000000"),
    ],
)
def test_floats_of_the_database_become_exact(value, figure):
    assert books.to_decimal(value) == Decimal(figure)


def test_an_unknown_party_is_told_by_its_number():
    assert books.Books.name([7, 8], [{7: "store 1"}, {}]) == ("store 1", 8)


def test_what_the_data_says_is_added_up_per_store_and_product():
    found = books.Books.__new__(books.Books)
    orders = [load.Order(1, 1, ((10, 2),)), load.Order(1, 2, ((10, 3),))]
    products = {10: load.Product(10, "Soup", "GROCERY", Decimal("1.99"))}
    found.journey = load.Journey(orders, products, [], [1])
    assert found.expected() == {("store 1", 10): 5}
    assert found.expected(amounts=True) == {("store 1", 10): Decimal("9.95")}
