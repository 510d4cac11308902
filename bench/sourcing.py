"""What does it cost to plan who serves an order, without a database?

    python3 bench/sourcing.py

The engine alone, on an order of 200 lines over 50 sellers that may serve it:

* ``mixed``: a seller offers 6 of 10 products and has most of them in enough quantity;
* ``broad``: nearly everybody has nearly everything;
* ``narrow``: many sellers are needed, and the search for the fewest uses up its budget;
* ``scarce``: lines have to be split and some goods are nowhere;
* ``strict``: as ``mixed``, but every seller has a minimum amount and two of three refuse
  any part, so that about ten plans are made before one passes.

And beside it, on as many goods: who the candidates are, what is ordered from above for
2,000 needs, and whose 2,000 receipts are. The figures are medians in milliseconds of
processor time; limits are ratios to the yardstick's, in turns. A plan that passes at once
is promised within ``PROMISED_WITHIN``: whether that was kept here is told, not judged.
The exit code is 1 when a figure is over its limit.
"""

import random
import statistics
import sys
import time
from datetime import date, timedelta
from decimal import Decimal

import common
import yardstick
from fmcg_sourcing.engine import allocation, plan_facts, planner, upstream
from fmcg_sourcing.engine.sellers import Agreement, find_candidates

TIMES = 15
LINES, SELLERS, NEEDS = 200, 50, 2000
PROMISED_WITHIN = 50
MOST_OF_YARDSTICK = 2.0
MOST_STRICT = 10.0
YARDSTICK = "yardstick"
NAME = f"sourcing_{LINES}_lines_{SELLERS}_sellers"
DAY = date(2026, 12, 1)
PRODUCTS = range(1000, 1000 + LINES)

# share of products that a seller offers, that it has of these, its most of one, its minimum
KINDS = {
    "mixed": (0.6, 0.7, 60, 0),
    "broad": (0.95, 0.95, 60, 0),
    "narrow": (0.3, 0.5, 60, 0),
    "scarce": (0.6, 0.15, 8, 0),
    "strict": (0.6, 0.7, 60, 400),
}


def make_order(kind, seed=7):
    """Lines and sellers of one of ``KINDS``, always the same."""
    offers, has, most, minimum = KINDS[kind]
    rng = random.Random(seed)
    lines = [
        plan_facts.Line(key, product, Decimal(rng.randint(1, 20)))
        for key, product in enumerate(PRODUCTS)
    ]
    sellers = [
        plan_facts.Seller(
            number,
            (10, 1 + number % 3, 0, number),
            {
                product: Decimal(rng.randint(100, 999)) / 100
                for product in PRODUCTS
                if rng.random() < offers
            },
            tuple(
                plan_facts.Warehouse(
                    warehouse,
                    {
                        product: Decimal(rng.randint(1, most))
                        for product in PRODUCTS
                        if rng.random() < has
                    },
                )
                for warehouse in range(1 + number % 2)
            ),
            minimum=Decimal(minimum),
        )
        for number in range(SELLERS)
    ]
    return lines, sellers


def refuse_some(seller, part):
    """A check of promotions, say: two of three sellers refuse."""
    return ["refused"] if seller.id % 3 else ()


def make_agreements():
    return [
        Agreement(
            number,
            number,
            DAY,
            priority=10 * (number % 2),
            distance=number % 3,
            scope=frozenset(PRODUCTS[number::2]),
            listed=frozenset(PRODUCTS),
        )
        for number in range(SELLERS)
    ]


def make_needs():
    rng = random.Random(8)
    return [
        allocation.Need(
            key,
            rng.choice(PRODUCTS),
            Decimal(rng.randint(1, 20)),
            DAY + timedelta(days=rng.randint(0, 20)),
            key,
        )
        for key in range(NEEDS)
    ]


def make_events():
    rng = random.Random(9)
    return [
        allocation.Event(
            key, allocation.RECEIVED, Decimal(rng.randint(1, 15)), rng.choice(PRODUCTS)
        )
        for key in range(NEEDS)
    ]


def make_steps():
    """Dict from a figure's name to what is measured; each returns something to count."""
    steps = {}
    for kind in KINDS:
        lines, sellers = make_order(kind)
        accepts = refuse_some if kind == "strict" else planner.accept_all
        steps[f"{NAME}_{kind}"] = (
            planner.plan, lines, sellers, plan_facts.SHIP_AVAILABLE, accepts
        )
    agreements, needs, events = make_agreements(), make_needs(), make_events()
    rules = {
        product: upstream.Rule(1, upstream.MODES[product % 4], target=Decimal(20))
        for product in PRODUCTS
    }
    steps["sourcing_candidates"] = (find_candidates, agreements, PRODUCTS)
    steps[f"sourcing_upstream_{NEEDS}_needs"] = (
        upstream.propose, needs, {}, (), rules, {}
    )
    steps[f"sourcing_receipts_{NEEDS}_needs"] = (allocation.derive, needs, events)
    return steps


def milliseconds(run, *arguments):
    start = time.process_time()
    run(*arguments)
    return (time.process_time() - start) * 1000


def in_turns(steps):
    """Medians of all steps and the yardstick; the first turn warms up."""
    found = {name: [] for name in (YARDSTICK, *steps)}
    for turn in range(TIMES + 1):
        taken = {YARDSTICK: yardstick.python_milliseconds()}
        taken.update({name: milliseconds(*step) for name, step in steps.items()})
        for name in found if turn else ():
            found[name].append(taken[name])
    return {name: statistics.median(taken) for name, taken in found.items()}


def describe(name, plan):
    print(
        f"  {name}: {plan.way}, {len(plan.sellers)} sellers,"
        f" {len(plan.allocations)} allocations, exact={plan.exact},"
        f" passes={plan.passes}, complete={plan.is_complete}"
    )


def main():
    steps = make_steps()
    for name, (run, *arguments) in steps.items():
        if run is planner.plan:
            describe(name, run(*arguments))
    taken = in_turns(steps)
    base = taken.pop(YARDSTICK)
    good = True
    for name, ours in taken.items():
        strict = name.endswith("strict")
        limit = MOST_STRICT if strict else MOST_OF_YARDSTICK
        good &= common.result(name, ours, base, limit, YARDSTICK)
        if name.startswith(NAME) and not strict:
            kept = "kept" if ours <= PROMISED_WITHIN else "NOT kept"
            print(f"  {PROMISED_WITHIN} ms on this machine: {kept}")
    return 0 if good else 1


if __name__ == "__main__":
    common.start()
    sys.exit(main())
