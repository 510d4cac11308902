"""Random orders and sellers, for the laws of sourcing."""

from decimal import Decimal

from fmcg_sourcing.engine import plan_facts as f
from hypothesis import strategies as st

PRODUCTS = range(1, 6)
quantities = st.integers(1, 12).map(Decimal)


def make_lines(*pairs, step=1):
    """Lines of (product, quantity), numbered from 1."""
    return [
        f.Line(key, product, Decimal(quantity), Decimal(step))
        for key, (product, quantity) in enumerate(pairs, 1)
    ]


def make_seller(number, stock, minimum=0, prices=None, **values):
    """A seller with one warehouse, of that number; products in stock cost 1."""
    free = {product: Decimal(quantity) for product, quantity in stock.items()}
    return f.Seller(
        number,
        (10, number),
        dict.fromkeys(free, Decimal(1)) if prices is None else prices,
        values.pop("warehouses", (f.Warehouse(number, free),)),
        minimum=Decimal(minimum),
        **values,
    )


def line_lists(most=6, steps=(1,)):
    pairs = st.tuples(
        st.sampled_from(PRODUCTS), quantities, st.sampled_from(steps).map(Decimal)
    )
    return st.lists(pairs, min_size=1, max_size=most).map(
        lambda found: [f.Line(key, *one) for key, one in enumerate(found, 1)]
    )


warehouses = st.lists(
    st.tuples(
        st.dictionaries(
            st.sampled_from(PRODUCTS), st.integers(0, 15).map(Decimal), max_size=5
        ),
        st.integers(0, 2),
    ),
    max_size=3,
).map(lambda found: tuple(f.Warehouse(key, *one) for key, one in enumerate(found, 1)))


@st.composite
def seller_lists(draw, most=5, minimums=(0,)):
    found = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        offer = draw(st.sets(st.sampled_from(PRODUCTS)))
        price = st.integers(1, 3).map(Decimal)
        own = draw(warehouses)
        found.append(
            f.Seller(
                number,
                (draw(st.integers(0, 2)), number),
                {product: draw(price) for product in sorted(offer)},
                own,
                draw(st.sampled_from([None, *(one.id for one in own)])),
                Decimal(draw(st.sampled_from(minimums))),
            )
        )
    return found
