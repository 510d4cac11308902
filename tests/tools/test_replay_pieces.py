"""What counts whole pieces is decided from the sales, department by department."""

import pytest
from replay import pieces


def sales(department="GROCERY", category="SOUP", lines=200, prices=2, large=0):
    return pieces.Sales(department, category, lines, prices, large)


@pytest.mark.parametrize(
    ("product", "reason"),
    [
        (sales(), ""),
        (sales(prices=20), ""),
        (sales(prices=21), "weighed"),
        (sales(large=2), ""),
        (sales(large=3), "metered"),
        (sales(department=None), pieces.NO_DEPARTMENT),
        (sales(department="COUPON"), pieces.IS_COUPON),
        (sales(lines=99, prices=1), "too few"),
    ],
)
def test_reasons(product, reason):
    told = pieces.judge([product])
    assert told.startswith(reason) and bool(told) == bool(reason)


def test_rarely_sold_products_say_nothing_about_prices():
    rare = [sales(lines=19, prices=19) for _number in range(50)]
    assert not pieces.judge([sales(), *rare])


def test_every_product_is_played_or_counted_as_left_out():
    found = {
        1: sales(),
        2: sales(category="COUPON/MISC ITEMS", lines=5),
        3: sales("FISH", prices=190, lines=300),
        4: sales("FISH", prices=190, lines=310),
    }
    played, left_out = pieces.divide(found)
    assert played == {1}
    assert [(g.name, g.lines, g.products) for g in left_out] == [
        ("FISH", 610, 2),
        ("GROCERY, coupons", 5, 1),
    ]


def test_products_without_a_category_are_no_coupons():
    assert pieces.divide({1: sales(category=None)}) == ({1}, [])
