"""Laws of ``fmcg_sourcing/engine/sent_back.py``."""

from collections import Counter
from decimal import Decimal

from fmcg_sourcing.engine.sent_back import Goods, Receipt, match
from hypothesis import given
from hypothesis import strategies as st

LOTS = (None, 1, 2)
above_zero = st.integers(1, 30).map(Decimal)


@st.composite
def goods_and_receipts(draw):
    goods = [
        Goods(
            number,
            draw(st.sampled_from((1, 2))),
            draw(above_zero),
            draw(st.sampled_from(LOTS)),
            frozenset(draw(st.sets(st.integers(1, 4)))),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    receipts = [
        Receipt(
            number,
            draw(st.integers(1, 4)),
            draw(st.sampled_from((1, 2))),
            draw(above_zero),
            draw(st.dictionaries(st.sampled_from(LOTS), above_zero)),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return goods, receipts


@given(goods_and_receipts())
def test_no_more_goes_back_than_came_back_and_than_was_received(world):
    goods, receipts = world
    back, by_receipt, by_lot = Counter(), Counter(), Counter()
    for part in match(goods, receipts):
        assert part.quantity > 0
        back[part.goods] += part.quantity
        by_receipt[part.receipt] += part.quantity
        by_lot[part.receipt, part.lot] += part.quantity
    for one in goods:
        assert back[one.key] <= one.quantity
    for one in receipts:
        assert by_receipt[one.key] <= one.left
        for lot in LOTS:
            assert by_lot[one.key, lot] <= one.lots.get(lot, 0)


@given(goods_and_receipts())
def test_each_goes_back_by_a_receipt_of_its_own_product(world):
    goods, receipts = world
    products = {one.key: one.product for one in goods}
    by_key = {one.key: one for one in receipts}
    for part in match(goods, receipts):
        assert by_key[part.receipt].product == products[part.goods]


def receipt(key, line, left=10):
    return Receipt(key, line, 1, Decimal(left), {7: Decimal(left)})


def test_what_was_ordered_for_the_customer_comes_before_what_is_newer():
    goods = Goods(1, 1, Decimal(12), 7, frozenset({5}))
    parts = match([goods], [receipt(1, 5), receipt(2, 6), receipt(3, 6)])
    assert [(part.receipt, part.quantity) for part in parts] == [(1, 10), (3, 2)]


def test_another_lot_stays():
    assert not match([Goods(1, 1, Decimal(1), 8)], [receipt(1, 5)])
