"""What do promotions cost, without a database?

    python3 bench/promotions.py

The engine alone, on an order of 300 lines: against 1,000 promotions of all kinds, with
a book that has just been built and with one that has seen such an order before; and
against 50 promotions that give something, with and without 1,000 more that do not apply.
The promotions name products of the whole catalogue; ``_all_bought`` shows how it would
be if nearly every one of them named what stands in the order, and has no limit.
The figures are medians in milliseconds of processor time; limits are ratios to the
yardstick's, in turns. The exit code is 1 when one is over its limit.
"""

import statistics
import sys
import time

import common
import yardstick
from fmcg_promotion.engine.book import Book
from fmcg_promotion.engine.evaluate import evaluate
from promotion_data import (
    LINES,
    PROMOTIONS,
    make_basket,
    make_inapplicable,
    make_promotions,
)

TIMES = 15
MOST_OF_YARDSTICK = 2.0
MOST_RATIO = 1.1
FEW = 50
YARDSTICK = "yardstick"
NAME = f"promo_{LINES}_lines_{PROMOTIONS}_promotions"


def milliseconds(run, *arguments):
    start = time.process_time()
    run(*arguments)
    return (time.process_time() - start) * 1000


def in_turns(steps, times=TIMES):
    """Medians of several steps, measured in turns; the first turn warms up.

    :param steps: dict from a name to a function that returns milliseconds
    """
    found = {name: [] for name in steps}
    for turn in range(times + 1):
        for name, step in steps.items():
            taken = step()
            if turn:
                found[name].append(taken)
    return {name: statistics.median(taken) for name, taken in found.items()}


def warm(promotions, basket):
    """With a book that has seen the basket's buyer and products."""
    book = Book(promotions)
    return lambda: milliseconds(evaluate, book, basket)


def cold(promotions, basket):
    """With a book that was just built."""

    def step():
        book = Book(promotions)
        return milliseconds(evaluate, book, basket)

    return step


def with_book(promotions, basket):
    return lambda: milliseconds(lambda: evaluate(Book(promotions), basket))


def describe(promotions, basket):
    book = Book(promotions)
    speaking = book.candidates(basket)
    pairs = sum(len(lines) for _promotion, lines in speaking)
    result = evaluate(book, basket)
    print(
        f"  {len(speaking)} of {len(promotions)} promotions count something in the"
        f" basket ({pairs} pairs of promotion and line): {len(result.applied)} give,"
        f" {len(result.refused)} are refused, {len(result.near)} are near"
    )


def measure_many(basket):
    """The mixed book, and a harder one: every promotion names what is bought."""
    good = True
    bought = [line.product for line in basket.lines if line.product]
    for name, hits in ((NAME, None), (f"{NAME}_all_bought", bought)):
        promotions = make_promotions(hits=hits)
        describe(promotions, basket)
        steps = {"": warm, "_cold": cold, "_with_book": with_book}
        runs = {key: step(promotions, basket) for key, step in steps.items()}
        taken = in_turns({YARDSTICK: yardstick.python_milliseconds, **runs})
        base = taken.pop(YARDSTICK)
        for key, ours in taken.items():
            limited = hits is None and key != "_with_book"
            limit = MOST_OF_YARDSTICK if limited else None
            good &= common.result(f"{name}{key}", ours, base, limit, YARDSTICK)
    return good


def measure_inapplicable(basket):
    """50 promotions that give something, alone and among 1,000 that do not apply."""
    promotions = make_promotions(2 * PROMOTIONS, start=5000)
    giving = {one.promotion for one in evaluate(Book(promotions), basket).applied}
    few = [one for one in promotions if one.id in giving and not one.group][:FEW]
    many = [*few, *make_inapplicable(basket, start=10000)]
    describe(few, basket)
    describe(many, basket)
    good = True
    for key, step in (("", warm), ("_cold", cold)):
        taken = in_turns(
            {"few": step(few, basket), "many": step(many, basket)}, 3 * TIMES
        )
        good &= common.result(
            f"promo_{FEW}_among_{PROMOTIONS}_inapplicable{key}",
            taken["many"],
            taken["few"],
            ratio_limit=MOST_RATIO if not key else None,
            base_name="few",
        )
    return good


def main():
    basket = make_basket()
    good = measure_many(basket)
    good &= measure_inapplicable(basket)
    return 0 if good else 1


if __name__ == "__main__":
    common.start()
    sys.exit(main())
