"""The chain of price lists: examples of the trade, and laws that always hold."""

from datetime import datetime

import pytest
from fmcg_pricing.engine import chain as chains
from fmcg_pricing.engine.book import RuleBook
from fmcg_pricing.engine.chain import LOWEST, MERGE, STOP, Link
from fmcg_pricing.engine.rule import CATEGORY, GLOBAL, PRODUCT, VARIANT, Demand, Rule
from hypothesis import given
from hypothesis import strategies as st

PIECE, PACK, CASE = 1, 2, 3
FACTORS = {PIECE: 1.0, PACK: 6.0, CASE: 24.0}
NOON = datetime(2026, 11, 24, 12)

ids = iter(range(1, 10**9))


def rule(list_id, price, minimum=0, unit=None, applied_on=PRODUCT, target=7, **values):
    defaults = {
        "id": next(ids),
        "list_id": list_id,
        "applied_on": applied_on,
        "target": target,
        "depth": 0,
        "min_quantity": minimum,
        "unit": unit,
        "date_start": None,
        "date_end": None,
        "kind": "fixed",
        "fixed_price": price,
        "percent_price": 0,
        "base": "list_price",
        "base_list_id": None,
        "discount": 0,
        "surcharge": 0,
        "round": 0,
        "min_margin": 0,
        "max_margin": 0,
    }
    return Rule(**defaults | values)


def demand(quantity, unit=PIECE, date=NOON):
    return Demand(
        key="line",
        product=70,
        template=7,
        categories=(30, 20, 10),
        quantity=quantity,
        unit=unit,
        product_unit=PIECE,
        product_quantity=quantity * FACTORS[unit],
        factor=FACTORS[unit],
        date=date,
    )


def price_of(offer, asked):
    """Per ordered unit, as the formula gives it for fixed prices."""
    if offer.exact:
        return offer.rule.fixed_price
    return offer.rule.fixed_price * asked.factor


def ask(rules, modes, asked):
    """The price of a chain of the lists 1, 2, … with these modes, or ``None``."""
    book = RuleBook(rules)
    chain = [Link(number, mode, "test") for number, mode in enumerate(modes, start=1)]
    offers = [book.offer(link.list_id, asked) for link in chain]
    winner, _outcomes = chains.resolve(
        chain,
        offers,
        lambda index: book.knows(chain[index].list_id, asked),
        lambda index: price_of(offers[index], asked),
    )
    return None if winner is None else price_of(offers[winner], asked)


# The example of the issue: an earlier and a later list, by quantity.
EARLIER = [rule(1, 9, 1), rule(1, 8, 2), rule(1, 6, 5)]
LATER = [rule(2, 8, 1), rule(2, 7, 2), rule(2, 7, 4)]


@pytest.mark.parametrize(
    ("mode", "prices"),
    [(MERGE, (9, 8, 7, 6)), (STOP, (9, 8, 8, 6)), (LOWEST, (8, 7, 7, 6))],
)
def test_two_lists_by_quantity(mode, prices):
    found = [ask(EARLIER + LATER, (mode, MERGE), demand(q)) for q in (1, 2, 4, 5)]
    assert tuple(found) == prices


def test_stop_decides_alone_even_without_a_price_for_the_quantity():
    rules = [rule(1, 9, 10), rule(2, 8, 1)]
    assert ask(rules, (STOP, MERGE), demand(5)) is None
    assert ask(rules, (MERGE, MERGE), demand(5)) == 8


def test_stop_lets_products_pass_that_it_does_not_know():
    assert ask([rule(1, 9, target=8), rule(2, 8)], (STOP, MERGE), demand(1)) == 8


def test_stop_forgets_a_product_whose_price_has_ended():
    old = rule(1, 9, date_end=datetime(2026, 11, 1))
    assert ask([old, rule(2, 8)], (STOP, MERGE), demand(1)) == 8


def test_no_list_no_price():
    assert ask([], (MERGE, STOP, LOWEST), demand(1)) is None
    assert ask([rule(1, 5)], (), demand(1)) is None


def test_a_case_has_its_own_price():
    rules = [rule(1, 1), rule(1, 20, unit=CASE)]
    assert ask(rules, (MERGE,), demand(2, CASE)) == 20
    assert ask(rules, (MERGE,), demand(48)) == 1


def test_a_case_without_its_own_price_is_24_pieces():
    assert ask([rule(1, 1)], (MERGE,), demand(2, CASE)) == 24


def test_a_pack_is_not_priced_by_the_case():
    assert ask([rule(1, 20, unit=CASE)], (MERGE,), demand(4, PACK)) is None


def test_a_piece_is_not_priced_by_the_case():
    assert ask([rule(1, 20, unit=CASE)], (MERGE,), demand(24)) is None


def test_the_quantity_of_a_case_price_is_in_cases():
    rules = [rule(1, 20, 1, CASE), rule(1, 18, 10, CASE)]
    assert ask(rules, (MERGE,), demand(9, CASE)) == 20
    assert ask(rules, (MERGE,), demand(10, CASE)) == 18


def test_when_merging_a_later_case_price_goes_before_earlier_pieces():
    rules = [rule(1, 1), rule(2, 20, unit=CASE)]
    assert ask(rules, (MERGE, MERGE), demand(1, CASE)) == 20
    assert ask(rules, (STOP, MERGE), demand(1, CASE)) == 24


def test_the_lowest_of_a_case_price_and_pieces():
    rules = [rule(1, 25, unit=CASE), rule(2, 1)]
    assert ask(rules, (LOWEST, MERGE), demand(1, CASE)) == 24


def test_a_variant_goes_before_its_product_before_category_before_all():
    rules = [
        rule(1, 4, applied_on=GLOBAL, target=None),
        rule(1, 3, applied_on=CATEGORY, target=20, depth=2),
        rule(1, 2),
        rule(1, 1, applied_on=VARIANT, target=70),
    ]
    for last in (1, 2, 3, 4):
        assert ask(rules, (MERGE,), demand(1)) == last
        rules.pop()


def test_the_deeper_category_wins_at_equal_quantity():
    rules = [
        rule(1, 5, applied_on=CATEGORY, target=30, depth=3),
        rule(1, 6, applied_on=CATEGORY, target=10, depth=1),
    ]
    assert ask(rules, (MERGE,), demand(1)) == 5


def test_a_price_holds_from_its_first_to_its_last_moment():
    first, last = datetime(2026, 11, 1), datetime(2026, 11, 30, 23, 59, 59)
    rules = [rule(1, 5, date_start=first, date_end=last)]
    for moment, price in (
        (datetime(2026, 10, 31, 23, 59, 59), None),
        (first, 5),
        (last, 5),
        (datetime(2026, 12, 1), None),
    ):
        assert ask(rules, (MERGE,), demand(1, date=moment)) == price


def test_rejected_rules_say_why():
    chosen, wide, late, small, cases = (
        rule(1, 1),
        rule(1, 2, applied_on=GLOBAL, target=None),
        rule(1, 3, date_start=datetime(2027, 1, 1)),
        rule(1, 4, 100),
        rule(1, 5, unit=CASE),
    )
    book = RuleBook([wide, cases, chosen, late, small])
    rejected = dict(book.rejected(1, demand(1), chosen))
    assert rejected == {
        wide: "less_specific",
        late: "not_started",
        small: "quantity",
        cases: "unit",
    }


def test_outcomes_of_the_lists():
    def outcomes(modes, rules):
        book = RuleBook(rules)
        chain = [Link(n, mode, "test") for n, mode in enumerate(modes, start=1)]
        offers = [book.offer(link.list_id, demand(1)) for link in chain]
        return chains.resolve(
            chain,
            offers,
            lambda index: bool(offers[index]),
            lambda index: offers[index].rule.fixed_price,
        )[1]

    rules = [rule(1, 9), rule(3, 7), rule(4, 8)]
    assert outcomes((MERGE,) * 4, rules) == [
        chains.TAKEN,
        chains.NOTHING,
        chains.OVERRIDDEN,
        chains.OVERRIDDEN,
    ]
    assert outcomes((STOP,) * 4, rules) == [chains.TAKEN, *[chains.NOT_VISITED] * 3]
    assert outcomes((LOWEST,) * 4, rules) == [
        chains.DEARER,
        chains.NOTHING,
        chains.TAKEN,
        chains.DEARER,
    ]


# -- laws -----------------------------------------------------------------------

prices = st.integers(min_value=1, max_value=50)
minima = st.sampled_from([0, 1, 2, 5, 10, 24, 48])
units = st.sampled_from([None, None, PIECE, PACK, CASE])
modes = st.sampled_from([MERGE, STOP, LOWEST])


@st.composite
def lists_of_rules(draw, most=5):
    """Rules of the lists 1 to ``most`` and the modes of the lists."""
    count = draw(st.integers(min_value=1, max_value=most))
    rules = []
    for list_id in range(1, count + 1):
        rows = st.tuples(prices, minima, units, st.sampled_from([PRODUCT, VARIANT, GLOBAL]))
        for price, minimum, unit, applied_on in draw(st.lists(rows, max_size=5)):
            target = {PRODUCT: 7, VARIANT: 70, GLOBAL: None}[applied_on]
            unit = None if applied_on == GLOBAL else unit
            rules.append(rule(list_id, price, minimum, unit, applied_on, target))
    return rules, draw(st.lists(modes, min_size=count, max_size=count))


demands = st.builds(
    demand, st.integers(min_value=1, max_value=60), st.sampled_from([PIECE, PACK, CASE])
)


@given(lists_of_rules(), st.lists(st.tuples(prices, minima), max_size=4), demands)
def test_a_less_specific_list_never_changes_a_price_found_with_stop(found, more, asked):
    rules, _modes = found
    count = max((r.list_id for r in rules), default=1)
    before = ask(rules, [STOP] * count, asked)
    added = [rule(count + 1, price, minimum) for price, minimum in more]
    after = ask(rules + added, [STOP] * (count + 1), asked)
    if before is not None:
        assert after == before


@given(lists_of_rules(), demands)
def test_lowest_never_exceeds_merge(found, asked):
    rules, list_modes = found
    lowest = ask(rules, [LOWEST] * len(list_modes), asked)
    merged = ask(rules, [MERGE] * len(list_modes), asked)
    assert (lowest is None) == (merged is None)
    assert lowest is None or lowest <= merged


@given(lists_of_rules(), demands, st.randoms())
def test_the_order_in_which_rules_are_given_never_matters(found, asked, random):
    rules, list_modes = found
    shuffled = random.sample(rules, len(rules))
    assert ask(shuffled, list_modes, asked) == ask(rules, list_modes, asked)


@given(lists_of_rules(), demands, st.randoms())
def test_the_numbers_of_the_lists_never_matter(found, asked, random):
    """Lists are asked in the chain's order, whichever was created first."""
    rules, list_modes = found
    count = len(list_modes)
    numbers = random.sample(range(100, 200), count)
    renamed = [r._replace(list_id=numbers[r.list_id - 1]) for r in rules]
    book = RuleBook(renamed)
    chain = [Link(n, mode, "test") for n, mode in zip(numbers, list_modes, strict=True)]
    offers = [book.offer(link.list_id, asked) for link in chain]
    winner, _outcomes = chains.resolve(
        chain,
        offers,
        lambda index: book.knows(chain[index].list_id, asked),
        lambda index: price_of(offers[index], asked),
    )
    price = None if winner is None else price_of(offers[winner], asked)
    assert price == ask(rules, list_modes, asked)


@given(lists_of_rules(), demands)
def test_exactly_one_list_is_taken_when_there_is_a_price(found, asked):
    rules, list_modes = found
    book = RuleBook(rules)
    chain = [Link(n, mode, "test") for n, mode in enumerate(list_modes, start=1)]
    offers = [book.offer(link.list_id, asked) for link in chain]
    winner, outcomes = chains.resolve(
        chain,
        offers,
        lambda index: book.knows(chain[index].list_id, asked),
        lambda index: price_of(offers[index], asked),
    )
    assert outcomes.count(chains.TAKEN) == (winner is not None)
    if winner is not None:
        assert outcomes[winner] == chains.TAKEN
